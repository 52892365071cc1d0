/** An operator, and up to three numbers. Terraform compares no pre-releases, and only it knows what a fourth number means. */
const PART = /^\s*(?:(=|!=|>=?|<=?|~>)\s*)?v?(\d{1,9}(?:\.\d{1,9}){0,2})\s*$/
const RELEASE = /^v?\d{1,9}(?:\.\d{1,9}){2}$/

/**
 * Whether a version of Terraform meets a constraint. Undefined where that is not certain: other servers know other constraints.
 * https://developer.hashicorp.com/terraform/language/expressions/version-constraints
 */
export function meetsConstraint(version: string, constraint: string): boolean | undefined {
  if (!RELEASE.test(version)) return undefined
  const results = constraint.split(',').map(part => meetsPart(numbersOf(version), PART.exec(part)))
  return results.includes(undefined) ? undefined : !results.includes(false)
}

function meetsPart(version: readonly number[], part: RegExpExecArray | null): boolean | undefined {
  if (part === null) return undefined
  const [, operator = '=', text = ''] = part
  const numbers = numbersOf(text)
  const order = compare(version, numbers)
  // To Terraform, 1.9 is 1.9.0. To others it is each 1.9.
  const isWhole = numbers.length === 3
  switch (operator) {
    case '=':
      return isWhole ? order === 0 : undefined
    case '!=':
      return order !== 0
    case '>':
      return order > 0
    case '>=':
      return order >= 0
    case '<':
      return order < 0
    case '<=':
      return isWhole ? order <= 0 : undefined
    case '~>':
      return order >= 0 && numbers.slice(0, -1).every((number, index) => number === version[index])
    default:
      return undefined
  }
}

const numbersOf = (text: string): readonly number[] => text.replace('v', '').split('.').map(Number)

/** A number that is missing is 0. */
function compare(a: readonly number[], b: readonly number[]): number {
  const difference = [0, 1, 2].map(index => (a[index] ?? 0) - (b[index] ?? 0))
  return difference.find(each => each !== 0) ?? 0
}
