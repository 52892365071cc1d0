import type { ReadPrint } from './review.ts'

/** As many of them as a message names, and characters of these names: the runner cuts a notice after 4,096. */
const MAX_NAMED = 20
const MAX_NAMES_CHARS = 2_000

/** What of two plans is not compared though it decides what the apply does. */
export interface Uncompared {
  /** A sentence for a person. */
  readonly sentence: string
  /** The parts as far as they are known. */
  readonly names: readonly string[]
}

/**
 * What is not compared. Of an expression that is not a constant, a plan has at most the names that it refers to: where its value is not known before
 * the apply, the rest of it may be another one.
 */
export function uncomparedIn(planned: ReadPrint, reviewed: ReadPrint): Uncompared | undefined {
  if (planned.print.used === undefined) return { sentence: REDACTED, names: [] }
  const names = [...namedIn(planned), ...otherDataIn(planned, reviewed)]
  return names.length === 0 ? undefined : { sentence: PARTLY, names }
}

/** As many of the names as a notice has room for. */
export function someOf(names: readonly string[]): string {
  let chars = 0
  const some = names.slice(0, MAX_NAMED).filter(name => (chars += name.length) <= MAX_NAMES_CHARS)
  const left = names.length - some.length
  return [...some, ...(left > 0 ? [`${left} more, which the log lists`] : [])].join(', ')
}

/** Local values and dynamic blocks may use a data source, and no plan says so. */
function otherDataIn({ print }: ReadPrint, reviewed: ReadPrint): readonly string[] {
  const [now, before] = [print.dataSources, reviewed.print.dataSources]
  return [...new Set([...before.keys(), ...now.keys()])]
    .filter(name => now.get(name) !== before.get(name))
    .map(name => `${name} (values that differ from the reviewed plan)`)
}

function namedIn({ print }: ReadPrint): readonly string[] {
  const changing = print.changes
    .filter(({ kind }) => kind !== 'check')
    .map(({ name, actions, hidden }) => ({ name, parts: actions === 'read' ? [...hidden, READ] : hidden }))
    .filter(({ parts }) => parts.length > 0)
  const runsProgram = ({ parts }: (typeof changing)[number]) => parts.some(part => part.startsWith('provisioner'))
  // Provisioners run programs: they are named first.
  const found = [...changing.filter(runsProgram), ...changing.filter(change => !runsProgram(change))]
  return [...found.map(({ name, parts }) => `${name} (${parts.join(', ')})`), ...[...(print.used ?? [])].toSorted()]
}

const READ = 'values that are read during the apply'

const REDACTED =
  '`apply-only-if: reviewed` compared redacted plans. They lack the results of checks, the version of Terraform, the values of variables, provisioners, the configurations of providers, and which of these a resource uses, write-only arguments, and the expressions of values that are known only after the apply. To compare the whole plans, give the team of the token the role Admin in the workspace'

const PARTLY =
  'The plans do not show all of these parts, so `apply-only-if: reviewed` compared them only as far as it could. Review their code'
