import { withoutColors } from './colors.ts'

/** What a line of a plan as text names. */
export interface PlanHeading extends PlanNote {
  /** `drift`: it has changed outside of Terraform. */
  readonly kind: 'resource' | 'drift' | 'deferred' | 'action'
  /** With the key of a deposed object, as resources are named in a plan as JSON. */
  readonly address: string
  /** A word for what happens. `unknown` where this version has not heard of it. */
  readonly action: string
}

/** Where the resource of a heading comes from. Terraform prints it in the heading, or in lines below. */
export interface PlanNote {
  readonly previousAddress?: string
  readonly importing?: true
}

/** Blanks are only in the quoted keys of instances, and before the key of a deposed object. */
const ADDRESS = String.raw`[^\s"(][^\s"]*(?:"[^"\\]*(?:\\.[^"\\]*)*"[^\s"]*)*(?: \([^()]+\))?`
const HEADING = new RegExp(`^( {1,2})# (${ADDRESS}) (.+)$`)
const MOVED = new RegExp(`^has moved to (${ADDRESS})$`)
/** A heading whose address has another form. */
const OTHER =
  /^ {1,2}# ([^\s(].*) (?:(?:will|must|has moved to) |(has (?:changed|been changed|been deleted)|was deferred)$)/

/** Terraform indents less where an object is forgotten. */
const LESS_INDENTED = /^(?:will|must) .*\bnot be destroyed$/

const WORDS: readonly (readonly [RegExp, string, PlanHeading['kind']?])[] = [
  [/^will be created$/, 'create'],
  [/^will be read during apply$/, 'read'],
  [/^will be updated in-place$/, 'update'],
  [/^will be destroyed$/, 'delete'],
  [/^will be imported$/, 'import'],
  [/^will (?:no longer be managed by|be removed from) /, 'forget'],
  [/^(?:is tainted, so .*|must|will) be replaced\b/, 'replace'],
  [/^will be invoked(?: \(called from .+\))?$/, 'invoke', 'action'],
  [/^was deferred$/, 'unknown', 'deferred'],
  // Terraform 0.15.4 to 1.0 print "has been changed".
  [/^has (?:been )?changed$/, 'update', 'drift'],
  [/^has been deleted$/, 'delete', 'drift'],
  [/^(?:will|must|is tainted, so) /, 'unknown']
]

/** What a line of a plan's log names. A move is of a resource also where it is among what has changed outside of Terraform. */
export function planHeading(line: string): PlanHeading | undefined {
  const text = withoutColors(line).trimEnd()
  const [, indent, address, words] = HEADING.exec(text) ?? []
  if (address === undefined || words === undefined) {
    const [, other, ending] = OTHER.exec(text) ?? []
    return other === undefined ? undefined : { kind: kindOf(ending ?? ''), address: other, action: 'unknown' }
  }
  if (indent === ' ' && !LESS_INDENTED.test(words)) return undefined
  if (words.startsWith('has moved to '))
    return { kind: 'resource', address: MOVED.exec(words)?.[1] ?? words, action: 'move', previousAddress: address }
  const action = wordsFor(words)?.[1]
  if (action === undefined) return undefined
  return { kind: kindOf(words), address, action, ...(action === 'import' && { importing: true }) }
}

const wordsFor = (words: string) => WORDS.find(([pattern]) => pattern.test(words))
const kindOf = (words: string): PlanHeading['kind'] => wordsFor(words)?.[2] ?? 'resource'

/** What a line below a heading adds to it. */
export function planNote(line: string): PlanNote | undefined {
  const [, note, previousAddress] =
    /^ {1,2}# \((moved from (.+)\)$|imported from "|will be imported first\)$)/.exec(withoutColors(line).trimEnd()) ??
    []
  if (note === undefined) return undefined
  return previousAddress === undefined ? { importing: true } : { previousAddress }
}

/** Terraform indents each line of an output's value further, whatever the value is. */
const OUTPUT = /^(?: {2}[+~-]|-\/\+|\+\/-) ([^\s"=]+) += \S/
const OTHER_OUTPUT = /^\s{1,3}[^\s#]/

/** The name of the output that a line begins, below the one that begins the outputs. The whole line where it has another form. */
export function printedOutput(line: string): string | undefined {
  const text = withoutColors(line).trimEnd()
  return OUTPUT.exec(text)?.[1] ?? (OTHER_OUTPUT.test(text) ? text.trim() : undefined)
}

/** Whether a line begins the actions that a change of a resource invokes. */
export const printsInvocations = (line: string): boolean => /^ {4}# Actions to be invoked /.test(withoutColors(line))

/** What a line names of such an action. Terraform 1.14 and 1.15 print only its block. */
export interface PrintedInvocation {
  readonly address: string
  readonly isBlock: boolean
}

export function printedInvocation(line: string): PrintedInvocation | undefined {
  const text = withoutColors(line).trimEnd()
  if (text.startsWith('    action ')) {
    const [, type, name] = /^ {4}action "([^"]+)" "([^"]+)" \{$/.exec(text) ?? []
    return { address: type === undefined || name === undefined ? text : `action.${type}.${name}`, isBlock: true }
  }
  const [, address] = /^ {4}# ([^(].*)$/.exec(text) ?? []
  return address === undefined ? undefined : { address, isBlock: false }
}
