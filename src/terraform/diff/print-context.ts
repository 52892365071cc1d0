import { plural } from '../../plural.ts'
import { forcesAnything } from './leaves.ts'
import { widthOf } from './quote.ts'
import type { Difference } from './tree.ts'
import type { Writer } from './writer.ts'

/** Where a value is printed, and how. */
export interface PrintContext {
  readonly writer: Writer
  readonly depth: number
  /** Whether what stays as it is is shown as well. */
  readonly all: boolean
  /** Whether no schema says the type of what is printed. */
  readonly untyped: boolean
  /** Whether `-> null` goes without saying. */
  readonly bare: boolean
  /** Whether this is an element of a list, or a block of one: its values say which one it is. */
  readonly isListed?: boolean
  /** Prints a part of it. */
  readonly print: (node: Difference, context: PrintContext) => void
}

export const indented = (context: PrintContext): PrintContext => ({ ...context, depth: context.depth + 1 })

/** Whether a part that stays as it is goes without saying. The CLI leaves it out also where it forces a replacement. */
export const isLeftOut = (node: Difference, { all, writer }: PrintContext): boolean =>
  node.action === 'none' && !all && !(writer.elides && forcesAnything(node))

/** Names that say which object it is: shown even where they stay. */
export const isIdentifying = (name: string): boolean => name === 'id' || name === 'name' || name === 'tags'

/** Values that stay as they are, and say which element of a list it is, where they are short. */
const MAX_TELLING = 20
const MAX_TELLING_CHARACTERS = 100

/** The parts of an object or block that are printed: by name, and whether all of what is in them is. */
export function shownParts(
  parts: ReadonlyMap<string, Difference>,
  context: PrintContext,
  isKept: (name: string) => boolean
): ReadonlyMap<string, boolean> {
  const shown = new Map<string, boolean>()
  let left = context.isListed === true && context.writer.elides ? MAX_TELLING : 0
  for (const [name, node] of sortedByKey(parts))
    if (isKept(name)) shown.set(name, true)
    else if (!isLeftOut(node, context)) shown.set(name, context.all)
    else if (left > 0 && isTelling(node)) {
      shown.set(name, true)
      left--
    }
  return shown
}

const isTelling = (node: Difference): boolean =>
  node.kind === 'leaf' &&
  (node.after ?? null) !== null &&
  !(typeof node.after === 'string' && (node.after.length > MAX_TELLING_CHARACTERS || /^[[{]|\n/.test(node.after)))

export const printArrow = ({ writer }: PrintContext): void => {
  writer.text(' ')
  writer.styled('yellow', '->')
  writer.text(' ')
}

export function printNull({ action }: Difference, { writer, bare }: PrintContext): void {
  if (action !== 'delete' || bare) return
  writer.text(' ')
  writer.styled('faint', '-> null')
}

/** The CLI does not say which parts of a value without a type force a replacement, nor parts that it does not show. */
export const isForceSaid = ({ replace }: Difference, { writer, untyped }: PrintContext): boolean =>
  writer.elides ? replace !== false : replace === true && !untyped

export function printForced(node: Difference, context: PrintContext): void {
  if (!isForceSaid(node, context)) return
  const { writer } = context
  writer.text(' ')
  writer.styled('red', '# forces replacement')
}

export function printEnd(node: Difference, context: PrintContext): void {
  printNull(node, context)
  printForced(node, context)
}

export function printHidden(count: number, noun: string, { writer, depth }: PrintContext): void {
  if (count === 0) return
  writer.line(depth, 'none')
  writer.styled('faint', `# (${plural(count, `unchanged ${noun}`)} hidden)`)
}

/** The room for names in a column. Where blanks may hide something, there are never many. */
export const alignedWidth = (names: Iterable<string>, { elides }: Writer): number =>
  Math.min(widthOf(names), elides ? 30 : Infinity)

export const COARSE_NOTE = ' # compared coarsely'

/** By their code points, as Go sorts. */
export const sortedByKey = <T>(entries: ReadonlyMap<string, T>): readonly (readonly [string, T])[] =>
  [...entries].toSorted(([a], [b]) => Buffer.compare(Buffer.from(a), Buffer.from(b)))

/** A change of marks, before the line of what changes. */
export function printWarnings(node: Difference, writer: Writer, depth: number): void {
  if (node.kind !== 'sensitive' || node.before === node.after || node.action === 'create' || node.action === 'delete')
    return
  const noun = node.isBlock ? 'block' : 'attribute value'
  const [first, second] = node.after
    ? [`this ${noun} will be marked as sensitive and will not`, 'display in UI output after applying this change.']
    : [`this ${noun} will no longer be marked as sensitive`, 'after applying this change.']
  writer.blank()
  writer.text(`${' '.repeat(4 * depth + 2)}# `)
  writer.begin('yellow')
  writer.text('Warning')
  writer.begin('reset')
  writer.text(`: ${first}`)
  writer.blank()
  writer.text(`${' '.repeat(4 * depth + 2)}# ${second}`)
  writer.begin('reset')
  if (node.sameValue) writer.text(' The value is unchanged.')
}
