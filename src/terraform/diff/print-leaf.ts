import { openText, type Opened } from './open-text.ts'
import { COARSE, deeper, printArrow, printEnd, printForced, printNull, type Context } from './print-context.ts'
import { quoted } from './quote.ts'
import type { Leaf, Node, Scalar } from './tree.ts'

export function printLeaf(node: Leaf, context: Context): void {
  const opened = openFiltered(node, context)
  if (opened.kind === 'json') {
    printJson(node, opened, context)
    return
  }
  if (opened.kind === 'lines') {
    printLines(node, opened, context)
    return
  }
  if (node.action === 'update') {
    printLeaf({ ...node, action: 'delete', after: undefined, replace: false }, { ...context, bare: true })
    printArrow(context)
    printLeaf({ ...node, action: 'create', before: undefined, replace: false }, context)
  } else printScalar(node.action === 'delete' ? node.before : node.after, context)
  printEnd(node, context)
}

/** What is in a text, unless something of it must not be shown: then only its lines are, one by one. */
function openFiltered(node: Leaf, { writer: { filter } }: Context): Opened {
  const sides = [node.before, node.after].filter(side => typeof side === 'string')
  if (sides.every(side => filter.value(side) === side)) return openText(node)
  const byLine = sides.every(
    side =>
      JSON.stringify(filter.value(side)).slice(1, -1) ===
      side
        .split('\n')
        .map(line => JSON.stringify(filter.value(line)).slice(1, -1))
        .join('\\n')
  )
  const opened = openText(node)
  return opened.kind === 'lines' && byLine ? opened : { kind: 'plain' }
}

function printScalar(value: Scalar | undefined, { writer }: Context): void {
  const shown = value === undefined ? null : writer.filter.value(value)
  if (shown === null) writer.styled('faint', 'null')
  else writer.text(typeof shown === 'string' ? quoted(shown) : JSON.stringify(shown))
}

function printJson(
  node: Leaf,
  { node: json, whitespaceOnly }: Extract<Opened, { kind: 'json' }>,
  context: Context
): void {
  const { writer, depth } = context
  const inner: Context = { ...deeper(context), bare: true, all: context.all || whitespaceOnly }
  const note = whitespaceOnly ? ` # whitespace changes${node.replace ? ' force replacement' : ''}` : ''
  const isShort = isEmpty(json) || (json.kind === 'retyped' && isEmpty(json.before) && isEmpty(json.after))
  writer.text('jsonencode(')
  if (!isShort) {
    writer.text(note)
    writer.line(depth + 1, node.action === 'update' ? json.action : 'none')
  }
  context.print(json, inner)
  if (!isShort) {
    if (note === '') printForced(node, context)
    writer.line(depth, 'none')
  }
  writer.text(')')
  if (isShort) {
    writer.text(note)
    if (note === '') printForced(node, context)
  }
  printNull(node, context)
}

const isEmpty = (node: Node): boolean =>
  (node.kind === 'fields' && node.entries.size === 0) || (node.kind === 'items' && node.items.length === 0)

function printLines(node: Leaf, { lines, coarse }: Extract<Opened, { kind: 'lines' }>, context: Context): void {
  const { writer, depth } = context
  writer.text('<<-EOT')
  printForced(node, context)
  if (coarse) writer.text(COARSE)
  for (const { action, text } of lines) {
    writer.line(depth + 1, action)
    writer.text(writer.filter.line(text))
  }
  writer.line(depth, 'none')
  writer.text('EOT')
  printNull(node, context)
}
