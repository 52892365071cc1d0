import { isJson, parseText, type TextContent } from './open-text.ts'
import {
  COARSE_NOTE,
  indented,
  isForceSaid,
  printArrow,
  printEnd,
  printForced,
  printNull,
  type PrintContext
} from './print-context.ts'
import { hiddenLines, withoutCommonEnds } from './elide.ts'
import { quoteAsCli } from './quote.ts'
import type { LeafDifference, Difference, Scalar } from './tree.ts'

export function printLeaf(node: LeafDifference, context: PrintContext): void {
  const opened = openFiltered(node, context)
  if (opened.kind === 'json') {
    printJson(node, opened, context)
    return
  }
  if (opened.kind === 'lines') {
    printLines(node, opened, context)
    return
  }
  const { filter, elides } = context.writer
  const [before, after] = [node.before, node.after].map(side => (typeof side === 'string' ? filter.value(side) : side))
  const pieces = elides && node.action === 'update' ? withoutCommonEnds(before, after) : undefined
  if (pieces !== undefined) context.writer.text(pieces)
  else if (node.action === 'update') {
    printLeaf({ ...node, action: 'delete', after: undefined, replace: false }, { ...context, bare: true })
    printArrow(context)
    printLeaf({ ...node, action: 'create', before: undefined, replace: false }, context)
    // The CLI doesn't say that it forces replacement where only one side is JSON.
    if (!context.writer.elides && (isJson(node.before) || isJson(node.after))) return
  } else printScalar(node.action === 'delete' ? node.before : node.after, context)
  printEnd(node, context)
}

/** What is in a text, unless something of it must not be shown: then only its lines are, one by one. */
function openFiltered(node: LeafDifference, { writer: { filter } }: PrintContext): TextContent {
  const sides = [node.before, node.after].filter(side => typeof side === 'string')
  if (sides.every(side => filter.value(side) === side)) return parseText(node)
  const byLine = sides.every(
    side =>
      JSON.stringify(filter.value(side)).slice(1, -1) ===
      side
        .split('\n')
        .map(line => JSON.stringify(filter.value(line)).slice(1, -1))
        .join('\\n')
  )
  const opened = parseText(node)
  return opened.kind === 'lines' && byLine ? opened : { kind: 'plain' }
}

function printScalar(value: Scalar | undefined, { writer }: PrintContext): void {
  const shown = value === undefined ? null : writer.filter.value(value)
  if (shown === null) writer.styled('faint', 'null')
  else writer.text(typeof shown === 'string' ? quoteAsCli(shown) : JSON.stringify(shown))
}

function printJson(
  node: LeafDifference,
  { node: json, whitespaceOnly }: Extract<TextContent, { kind: 'json' }>,
  context: PrintContext
): void {
  const { writer, depth } = context
  const inner: PrintContext = { ...indented(context), bare: true, all: context.all || whitespaceOnly }
  const note = whitespaceOnly ? ` # whitespace changes${isForceSaid(node, context) ? ' force replacement' : ''}` : ''
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
  if (!isShort) printNull(node, context)
  else if (note === '') printForced(node, context)
  else writer.text(note)
}

const isEmpty = (node: Difference): boolean =>
  (node.kind === 'fields' && node.entries.size === 0) || (node.kind === 'items' && node.items.length === 0)

const NONE: ReadonlyMap<number, number> = new Map()

function printLines(
  node: LeafDifference,
  { lines, coarse }: Extract<TextContent, { kind: 'lines' }>,
  context: PrintContext
): void {
  const { writer, depth } = context
  writer.text('<<-EOT')
  printForced(node, context)
  if (coarse) writer.text(COARSE_NOTE)
  const hidden = writer.elides && node.action === 'update' ? hiddenLines(lines) : NONE
  for (const [index, { action, text }] of lines.entries()) {
    const count = hidden.get(index)
    if (count === 0) continue
    // In a diff each line of a new text is new.
    const own = writer.elides && node.action !== 'update' && action === 'none' ? node.action : action
    writer.line(depth + 1, count === undefined ? own : 'none')
    if (count !== undefined) writer.text(`# (${count} unchanged lines hidden)`)
    else if (text === null) writer.styled('faint', 'null')
    else writer.text(writer.filter.line(text))
  }
  writer.line(depth, 'none')
  writer.text('EOT')
  printNull(node, context)
}
