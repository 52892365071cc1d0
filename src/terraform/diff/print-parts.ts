import {
  COARSE_NOTE,
  indented,
  isIdentifying,
  printEnd,
  printForced,
  printHidden,
  printNull,
  printWarnings,
  sortedByKey,
  type PrintContext
} from './print-context.ts'
import { attributeName, padName, quoteAsCli, widthOf } from './quote.ts'
import type { SetDifference, MapDifference, ObjectDifference, ListDifference, Difference } from './tree.ts'

export function printFields(node: ObjectDifference, context: PrintContext): void {
  const { writer, depth } = context
  if (node.entries.size === 0) {
    writer.text('{}')
    printEnd(node, context)
    return
  }
  writer.text('{')
  printForced(node, context)
  const names = new Map(node.entries.keys().map(name => [name, attributeName(name)]))
  const width = widthOf(names.values())
  const inner = { ...indented(context), bare: !node.nested }
  let hidden = 0
  for (const [name, entry] of sortedByKey(node.entries)) {
    if (entry.action === 'none' && !context.all && !isIdentifying(name)) {
      hidden++
      continue
    }
    printWarnings(entry, inner.writer, inner.depth)
    writer.line(depth + 1, entry.action)
    writer.text(`${padName(names.get(name) ?? name, width)} = `)
    context.print(entry, isIdentifying(name) ? { ...inner, all: true } : inner)
  }
  printHidden(hidden, 'attribute', inner)
  writer.line(depth, 'none')
  writer.text('}')
  printNull(node, context)
}

export function printEntries(node: MapDifference, context: PrintContext): void {
  const { writer, depth } = context
  if (node.entries.size === 0) {
    writer.text('{}')
    printEnd(node, context)
    return
  }
  writer.text('{')
  printForced(node, context)
  const names = new Map(node.entries.keys().map(name => [name, quoteAsCli(name)]))
  const width = node.nested ? 0 : widthOf(names.values())
  const inner = { ...indented(context), bare: context.bare || node.nested || node.action === 'delete' }
  let hidden = 0
  for (const [name, entry] of sortedByKey(node.entries)) {
    if (entry.action === 'none' && !context.all) {
      hidden++
      continue
    }
    printWarnings(entry, inner.writer, inner.depth)
    writer.line(depth + 1, entry.action)
    writer.text(`${padName(names.get(name) ?? name, width)} = `)
    context.print(entry, inner)
    if (node.ofObjects) writer.text(',')
  }
  printHidden(hidden, 'element', inner)
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
  const inner = { ...indented(context), bare: true }
  const shown = shownItems(node.items, context.all, !node.nested)
  let hidden = 0
  for (const [index, item] of node.items.entries()) {
    if (shown.has(index)) {
      if (!node.nested) {
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
function shownItems(items: readonly Difference[], all: boolean, neighbours: boolean): ReadonlySet<number> {
  const shown = new Set<number>()
  for (const [index, { action }] of items.entries()) {
    if (all || action !== 'none') shown.add(index)
    if (neighbours && action !== 'none') shown.add(index - 1).add(index + 1)
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
  if (node.items.length === 0) {
    writer.text('[]')
    printEnd(node, context)
    return
  }
  writer.text('[')
  printForced(node, context)
  const inner = { ...indented(context), bare: true }
  let hidden = 0
  for (const item of node.items) {
    if (item.action === 'none' && !context.all) hidden++
    else printElement(item, inner)
  }
  printHidden(hidden, 'element', inner)
  writer.line(depth, 'none')
  writer.text(']')
  printNull(node, context)
}
