import {
  alignedWidth,
  isIdentifying,
  isLeftOut,
  shownParts,
  printForced,
  printHidden,
  printWarnings,
  sortedByKey,
  type PrintContext
} from './print-context.ts'
import { attributeName, padName, quoteAsCli } from './quote.ts'
import type { BlockDifference, BlockGroup } from './tree.ts'

/** A resource, or a nested block, from its brace on. */
export function printBlock(node: BlockDifference, context: PrintContext): void {
  const { writer, depth } = context
  if (node.attributes.size === 0 && node.blocks.length === 0) {
    writer.text('{}')
    printForced(node, context)
    return
  }
  writer.text('{')
  printForced(node, context)
  const inner = { ...context, depth: depth + 1 }
  printAttributes(node, inner)
  let hidden = 0
  for (const group of node.blocks) hidden += printGroup(group, node.attributes.size > 0, inner)
  if (hidden > 0) {
    writer.blank()
    printHidden(hidden, 'block', inner)
  }
  writer.line(depth, 'none')
  writer.text('}')
}

function printAttributes({ attributes }: BlockDifference, context: PrintContext): void {
  const { writer, depth } = context
  const names = new Map(attributes.keys().map(name => [name, attributeName(name)]))
  const width = alignedWidth(names.values(), writer)
  const shown = shownParts(attributes, context, isIdentifying)
  let hidden = 0
  for (const [name, node] of sortedByKey(attributes)) {
    const all = shown.get(name)
    if (all === undefined) {
      hidden++
      continue
    }
    printWarnings(node, context.writer, context.depth)
    writer.line(depth, node.action)
    writer.text(`${padName(names.get(name) ?? name, width)} = `)
    context.print(node, { ...context, all, isListed: false })
  }
  printHidden(hidden, 'attribute', context)
}

/** Gives how many blocks were left out without a note. Blocks of a list are counted where they are, unless all of them are left out. */
function printGroup({ type, items, isOrdered }: BlockGroup, afterAttributes: boolean, outer: PrintContext): number {
  const { writer, depth } = outer
  const isCounted = isOrdered && writer.elides && items.some(({ node }) => !isLeftOut(node, outer))
  const context = { ...outer, isListed: isOrdered }
  const noun = `${attributeName(type)} block`
  let hidden = 0
  let isFirst = true
  for (const { label, node } of items) {
    if (isLeftOut(node, context)) {
      hidden++
      continue
    }
    if (isFirst && afterAttributes) writer.blank()
    isFirst = false
    if (isCounted) {
      printHidden(hidden, noun, context)
      hidden = 0
    }
    printWarnings(node, context.writer, context.depth)
    writer.line(depth, node.action)
    writer.text(`${attributeName(type)} ${label === undefined ? '' : `${quoteAsCli(label)} `}`)
    context.print(node, context)
  }
  if (!isCounted) return hidden
  printHidden(hidden, noun, context)
  return 0
}
