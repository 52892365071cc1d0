import { isName, printForced, printHidden, printWarnings, sorted, type Context } from './print-context.ts'
import { attributeName, padded, quoted, widthOf } from './quote.ts'
import type { Block, Group } from './tree.ts'

/** A resource, or a nested block, from its brace on. */
export function printBlock(node: Block, context: Context): void {
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

function printAttributes({ attributes }: Block, context: Context): void {
  const { writer, depth, all } = context
  const names = new Map(attributes.keys().map(name => [name, attributeName(name)]))
  const width = widthOf(names.values())
  let hidden = 0
  for (const [name, node] of sorted(attributes)) {
    if (node.action === 'none' && !all && !isName(name)) {
      hidden++
      continue
    }
    printWarnings(node, context.writer, context.depth)
    writer.line(depth, node.action)
    writer.text(`${padded(names.get(name) ?? name, width)} = `)
    context.print(node, isName(name) ? { ...context, all: true } : context)
  }
  printHidden(hidden, 'attribute', context)
}

/** Gives how many blocks were left out. */
function printGroup({ type, items }: Group, afterAttributes: boolean, context: Context): number {
  const { writer, depth, all } = context
  let hidden = 0
  let isFirst = true
  for (const { label, node } of items) {
    if (node.action === 'none' && !all) {
      hidden++
      continue
    }
    if (isFirst && afterAttributes) writer.blank()
    isFirst = false
    printWarnings(node, context.writer, context.depth)
    writer.line(depth, node.action)
    writer.text(`${attributeName(type)} ${label === undefined ? '' : `${quoted(label)} `}`)
    context.print(node, context)
  }
  return hidden
}
