import { plural } from '../../plural.ts'
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
import { emptyLines, hiddenLines, withoutCommonEnds } from './elide.ts'
import { quoteAsCli } from './quote.ts'
import type { LeafDifference, Difference, Scalar } from './tree.ts'
import type { Writer } from './writer.ts'

export function printLeaf(node: LeafDifference, context: PrintContext): void {
  const { writer } = context
  const sides = { before: filtered(node.before, writer), after: filtered(node.after, writer) }
  const opened = openFiltered(node, sides, writer)
  if (opened.kind === 'json') {
    printJson(node, opened, context)
    return
  }
  if (opened.kind === 'lines') {
    printLines(node, opened, context)
    return
  }
  const pieces = writer.elides && node.action === 'update' ? withoutCommonEnds(sides.before, sides.after) : undefined
  const isSameJson = opened.isSameJson === true
  if (pieces !== undefined) writer.text(pieces)
  else if (isSameJson) {
    printScalar(sides.before, context)
    printArrow(context)
    printScalar(sides.after, context)
  } else if (node.action === 'update') {
    if (!hasContent(node.before)) printScalar(sides.before, context)
    else printLeaf({ ...node, action: 'delete', after: undefined, replace: false }, { ...context, bare: true })
    printArrow(context)
    if (!hasContent(node.after)) printScalar(sides.after, context)
    else printLeaf({ ...node, action: 'create', before: undefined, replace: false }, context)
    // The CLI doesn't say that it forces replacement where only one side is JSON.
    if (!writer.elides && (isJson(node.before) || isJson(node.after))) return
  } else printScalar(node.action === 'delete' ? sides.before : sides.after, context)
  printEnd(node, context)
  if (isSameJson) writer.text(SAME_JSON)
}

const SAME_JSON = ' # the same values as JSON'

type Sides = Pick<LeafDifference, 'before' | 'after'>

const filtered = (side: Scalar | undefined, { filter }: Writer): Scalar | undefined =>
  side === undefined ? undefined : filter.value(side)

/** Whether a value may be more than a text by itself. */
const hasContent = (side: Scalar | undefined): boolean => typeof side === 'string' && /^[[{]|\n/.test(side)

/** What is in a text, unless something of it must not be shown: then only its lines are, one by one. */
function openFiltered(node: LeafDifference, shown: Sides, { filter, elides }: Writer): TextContent {
  const texts = (['before', 'after'] as const).flatMap(name => {
    const text = node[name]
    return typeof text === 'string' ? [{ text, found: shown[name] }] : []
  })
  if (texts.every(({ text, found }) => found === text)) return parseText(node, elides)
  const byLine = texts.every(
    ({ text, found }) =>
      JSON.stringify(found).slice(1, -1) ===
      text
        .split('\n')
        .map(line => JSON.stringify(filter.value(line)).slice(1, -1))
        .join('\\n')
  )
  const opened = parseText(node, elides)
  return opened.kind === 'lines' && byLine ? opened : { kind: 'plain' }
}

/** A value that was filtered. */
function printScalar(value: Scalar | undefined, { writer }: PrintContext): void {
  if (value === undefined || value === null) writer.styled('faint', 'null')
  else writer.text(typeof value === 'string' ? quoteAsCli(value) : JSON.stringify(value))
}

function printJson(
  node: LeafDifference,
  { node: json, whitespaceOnly, digest }: Extract<TextContent, { kind: 'json' }>,
  context: PrintContext
): void {
  const { writer, depth } = context
  const inner: PrintContext = { ...indented(context), bare: true, all: context.all || whitespaceOnly }
  const note = whitespaceOnly ? ` # whitespace changes${isForceSaid(node, context) ? ' force replacement' : ''}` : ''
  const isShort = isEmpty(json) || (json.kind === 'retyped' && isEmpty(json.before) && isEmpty(json.after))
  const form = digest === undefined ? '' : ` # written in another form, SHA-256 ${digest}`
  writer.text('jsonencode(')
  if (!isShort) {
    writer.text(note + form)
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
  if (isShort) writer.text(form)
}

const isEmpty = (node: Difference): boolean =>
  (node.kind === 'fields' && node.entries.size === 0) || (node.kind === 'items' && node.items.length === 0)

const NONE: ReadonlyMap<number, number> = new Map()

function printLines(
  node: LeafDifference,
  { lines, coarse, isSameJson = false }: Extract<TextContent, { kind: 'lines' }>,
  context: PrintContext
): void {
  const { writer, depth } = context
  writer.text('<<-EOT')
  printForced(node, context)
  if (coarse) writer.text(COARSE_NOTE)
  if (isSameJson) writer.text(SAME_JSON)
  const hidden = writer.elides && node.action === 'update' ? hiddenLines(lines) : NONE
  const empty = writer.elides ? emptyLines(lines) : NONE
  for (const [index, { action, text }] of lines.entries()) {
    const count = hidden.get(index)
    const emptyCount = empty.get(index)
    if (count === 0 || (count === undefined && emptyCount === 0)) continue
    // In a diff each line of a new text is new.
    const own = writer.elides && node.action !== 'update' && action === 'none' ? node.action : action
    // Notes and null are not text: they are where no line of a text can be.
    const isText = !writer.elides || (text !== null && count === undefined && emptyCount === undefined)
    writer.line(isText ? depth + 1 : depth, count === undefined ? own : 'none')
    if (count !== undefined) writer.text(`# (${plural(count, 'unchanged line')} hidden)`)
    else if (emptyCount !== undefined) writer.text(`# (${plural(emptyCount, 'empty line')})`)
    else if (text === null) writer.styled('faint', 'null')
    else writer.text(writer.filter.line(text))
  }
  writer.line(depth, 'none')
  writer.text('EOT')
  printNull(node, context)
  if (writer.elides) writer.text(endNote(node))
}

/** Lines are shown as Terraform's language has them in a heredoc, of which the last one ends as well. */
function endNote({ action, before, after }: LeafDifference): string {
  const [endsBefore, endsAfter] = [before, after].map(side => typeof side !== 'string' || side.endsWith('\n'))
  if (action !== 'update' || before === null || after === null)
    return endsBefore === true && endsAfter === true ? '' : ' # no newline at the end'
  if (endsBefore === endsAfter) return endsAfter === true ? '' : ' # no newline at the end'
  return endsAfter === true ? ' # newline added at the end' : ' # newline removed from the end'
}
