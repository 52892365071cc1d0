import {
  alignedWidth,
  COARSE_NOTE,
  indented,
  isIdentifying,
  isLeftOut,
  shownParts,
  printEnd,
  printForced,
  printHidden,
  printNull,
  printWarnings,
  sortedByKey,
  type PrintContext
} from './print-context.ts'
import { attributeName, padName, quoteAsCli } from './quote.ts'
import {
  saysInside,
  type SetDifference,
  type MapDifference,
  type ObjectDifference,
  type ListDifference,
  type Difference
} from './tree.ts'

/** An object: names that say which object it is are shown even where they stay. */
export function printFields(node: ObjectDifference, context: PrintContext): void {
  printNamed(node, context, {
    bare: !node.nested,
    noun: 'attribute',
    nameOf: attributeName,
    isAligned: true,
    isKept: isIdentifying,
    end: ''
  })
}

export function printEntries(node: MapDifference, context: PrintContext): void {
  printNamed(node, context, {
    bare: context.bare || node.nested || node.action === 'delete',
    noun: 'element',
    nameOf: quoteAsCli,
    isAligned: !node.nested,
    isKept: () => false,
    end: node.ofObjects ? ',' : ''
  })
}

/** How an object and a map differ in print. */
interface Naming {
  readonly bare: boolean
  readonly noun: 'attribute' | 'element'
  readonly nameOf: (name: string) => string
  readonly isAligned: boolean
  readonly isKept: (name: string) => boolean
  /** What follows each value. */
  readonly end: string
}

function printNamed(
  node: ObjectDifference | MapDifference,
  context: PrintContext,
  { bare, noun, nameOf, isAligned, isKept, end }: Naming
): void {
  const { writer, depth } = context
  const isSaidInside = saysInside(node) && !(writer.elides && node.action === 'none')
  if (node.entries.size === 0) {
    writer.text('{}')
    printNull(node, context)
    if (!isSaidInside) printForced(node, context)
    return
  }
  writer.text('{')
  if (!isSaidInside) printForced(node, context)
  const names = new Map(node.entries.keys().map(name => [name, nameOf(name)]))
  const width = isAligned ? alignedWidth(names.values(), writer) : 0
  const inner = { ...indented(context), bare, isListed: false }
  const shown = shownParts(node.entries, context, isKept)
  let hidden = 0
  for (const [name, entry] of sortedByKey(node.entries)) {
    const all = shown.get(name)
    if (all === undefined) {
      hidden++
      continue
    }
    printWarnings(entry, inner.writer, inner.depth)
    writer.line(depth + 1, entry.action)
    writer.text(`${padName(names.get(name) ?? name, width)} = `)
    context.print(isSaidInside ? { ...entry, replace: true } : entry, { ...inner, all })
    writer.text(end)
  }
  printHidden(hidden, noun, inner)
  writer.line(depth, 'none')
  writer.text('}')
  printNull(node, context)
}

export function printItems(node: ListDifference, context: PrintContext): void {
  const { writer, depth } = context
  if (node.items.length === 0) {
    writer.text('[]')
    printEnd(node, context)
    return
  }
  writer.text('[')
  printForced(node, context)
  if (node.coarse) writer.text(COARSE_NOTE)
  const inner = { ...indented(context), bare: true, isListed: true }
  const shown = shownItems(node.items, context, !node.nested)
  let hidden = 0
  for (const [index, item] of node.items.entries()) {
    if (shown.has(index)) {
      if (!node.nested || writer.elides) {
        printHidden(hidden, 'element', inner)
        hidden = 0
      }
      printElement(item, item.action === 'none' ? { ...inner, all: true } : inner)
    } else hidden++
  }
  printHidden(hidden, 'element', inner)
  writer.line(depth, 'none')
  writer.text(']')
  printNull(node, context)
}

/** What changes, and one element before and after it. */
function shownItems(items: readonly Difference[], context: PrintContext, neighbours: boolean): ReadonlySet<number> {
  const shown = new Set<number>()
  for (const [index, item] of items.entries()) {
    if (!isLeftOut(item, context)) shown.add(index)
    if (neighbours && item.action !== 'none') shown.add(index - 1).add(index + 1)
  }
  return shown
}

function printElement(item: Difference, context: PrintContext): void {
  printWarnings(item, context.writer, context.depth)
  context.writer.line(context.depth, item.action)
  context.print(item, context)
  context.writer.text(',')
}

export function printElements(node: SetDifference, context: PrintContext): void {
  const { writer, depth } = context
  const isSaidInside = saysInside(node) && !(writer.elides && node.action === 'none')
  if (node.items.length === 0) {
    writer.text('[]')
    printNull(node, context)
    if (!isSaidInside) printForced(node, context)
    return
  }
  writer.text('[')
  if (!isSaidInside) printForced(node, context)
  const inner = { ...indented(context), bare: true, isListed: false }
  let hidden = 0
  for (const item of node.items) {
    if (isLeftOut(item, context)) hidden++
    else printElement(isSaidInside ? { ...item, replace: true } : item, inner)
  }
  printHidden(hidden, 'element', inner)
  writer.line(depth, 'none')
  writer.text(']')
  printNull(node, context)
}
