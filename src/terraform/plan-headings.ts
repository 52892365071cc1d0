import { withoutColors } from './colors.ts'

/** What a line of a plan as text says that the plan does to a resource. */
export interface PlanHeading {
  /** With the key of a deposed object, as resources are named in a plan as JSON. */
  readonly address: string
  /** A word for what happens. `unknown` where this version has not heard of it. */
  readonly action: string
}

/** Blanks are only in the quoted keys of instances, and before the key of a deposed object. */
const ADDRESS = String.raw`[^\s"(][^\s"]*(?:"[^"\\]*(?:\\.[^"\\]*)*"[^\s"]*)*(?: \([^()]+\))?`
const HEADING = new RegExp(`^( {1,2})# (${ADDRESS}) (.+)$`)
const MOVED = new RegExp(`^has moved to (${ADDRESS})$`)
/** A heading whose address has another form. */
const OTHER = /^ {1,2}# ([^\s(].*) (?:will|must|has moved to) /

/** Terraform indents less where an object is forgotten. */
const LESS_INDENTED = /^(?:will|must) .*\bnot be destroyed$/

const WORDS: readonly (readonly [RegExp, string])[] = [
  [/^will be created$/, 'create'],
  [/^will be read during apply$/, 'read'],
  [/^will be updated in-place$/, 'update'],
  [/^will be destroyed$/, 'delete'],
  [/^will be imported$/, 'import'],
  [/^will (?:no longer be managed by|be removed from) /, 'forget'],
  [/^(?:is tainted, so .*|must|will) be replaced\b/, 'replace'],
  [/^(?:will|must|is tainted, so) /, 'unknown']
]

/** What a line of a plan's log announces for a resource. What has changed outside of Terraform is not an announcement. */
export function planHeading(line: string): PlanHeading | undefined {
  const text = withoutColors(line).trimEnd()
  const [, indent, address, words] = HEADING.exec(text) ?? []
  if (address === undefined || words === undefined) {
    const [, other] = OTHER.exec(text) ?? []
    return other === undefined ? undefined : { address: other, action: 'unknown' }
  }
  if (indent === ' ' && !LESS_INDENTED.test(words)) return undefined
  // An action of a provider is not a resource.
  if (words === 'will be invoked') return undefined
  if (words.startsWith('has moved to ')) return { address: MOVED.exec(words)?.[1] ?? words, action: 'move' }
  const action = WORDS.find(([pattern]) => pattern.test(words))?.[1]
  return action === undefined ? undefined : { address, action }
}
