import assert from 'node:assert/strict'
import fc from 'fast-check'
import { isObject, parseJson } from '../../src/json.ts'
import { annotations } from '../../src/report/annotations.ts'
import { code, codeBlock, htmlCode } from '../../src/report/markdown.ts'
import { valueDiff } from '../../src/report/value-diff.ts'
import { KNOWN_LATER, UNFILTERED } from '../../src/terraform/diff/writer.ts'
import { changesOfPlan } from '../../src/terraform/plan.ts'
import { jsonWith, textOf, type Parser } from './parser.ts'

const NAMES = [
  'format_version',
  'resource_changes',
  'output_changes',
  'resource_drift',
  'change',
  'actions',
  'before',
  'after',
  'after_unknown',
  'before_sensitive',
  'address',
  'create',
  'update',
  'delete'
]
const change = fc
  .tuple(
    jsonWith(...NAMES),
    jsonWith(...NAMES),
    jsonWith(...NAMES),
    jsonWith(...NAMES),
    fc.constantFrom(['update'], ['create'], ['delete', 'create'], 'x')
  )
  .map(([before, after, marks, unknown, actions]) => ({
    address: 'a.b',
    change: {
      actions,
      before,
      after,
      before_sensitive: marks,
      after_sensitive: marks,
      after_unknown: unknown,
      replace_paths: [['a', 0], before]
    }
  }))

const plans = fc.property(
  fc.oneof(
    fc.array(change, { maxLength: 3 }).map(all => ({
      format_version: '1.2',
      resource_changes: all,
      resource_drift: all,
      output_changes: { a: all[0]?.change }
    })),
    jsonWith(...NAMES)
  ),
  value => {
    const found = changesOfPlan(parseJson(JSON.stringify(value)))
    for (const { node } of [...(found?.resources ?? []), ...(found?.drift ?? []), ...(found?.outputs ?? [])]) {
      const { lines, brief, changed } = valueDiff(node, UNFILTERED, KNOWN_LATER)
      assert(brief.length <= 70 && changed <= lines.length)
      for (const line of lines) assert(!line.includes('\n'))
    }
    const hidden = {
      actions: ['update'],
      before: { flat: 'tops3cret' },
      after: { deep: 'tops3cret' },
      before_sensitive: true,
      after_sensitive: true,
      after_unknown: isObject(value as never) ? value : false
    }
    const marked = changesOfPlan(
      parseJson(JSON.stringify({ format_version: '1.2', resource_changes: [{ address: 'a.b', change: hidden }] }))
    )
    const text = valueDiff(marked?.resources[0]?.node, UNFILTERED, KNOWN_LATER).lines.join('\n')
    assert(text !== '' && !text.includes('tops3cret'))
  }
)

const hostile = textOf(
  ['`', '``', '```', '~~~', '\n', '\r', ' ', '<b>', '</details>', '@team', '#1', '[a](b)', '\u202e', '\u0000', '&amp;'],
  14
)
const markdown = fc.property(hostile, text => {
  const [open = '', ...rest] = codeBlock(text, 'diff').split('\n')
  const fence = /^`{3,}/.exec(open)?.[0] ?? ''
  assert.equal(rest.pop(), fence)
  for (const line of rest) assert(!new RegExp(`^ {0,3}\`{${fence.length},}[ \\t]*$`).test(line), line)
  const span = code(text)
  assert(!span.includes('\n'))
  const marks = /^`+/.exec(span)?.[0] ?? ''
  const inner = span.slice(marks.length, -marks.length)
  assert(span.endsWith(marks) && (inner.match(/`+/g) ?? []).every(run => run.length !== marks.length), span)
  assert.match(htmlCode(text), /^<code>[^<>]*<\/code>$/)
})

const place = textOf(['/', '..', '.', 'main.tf', 'modules', '\\', '\n', ' '], 6)
const places = fc.property(
  place,
  place,
  fc.constantFrom('error', 'warning'),
  fc.nat({ max: 30 }),
  (filename, base, severity, count) => {
    const range = { filename, start: { line: 1, column: 1 }, end: { line: 1, column: 1 } }
    const diagnostic = {
      severity,
      summary: 'x',
      detail: undefined,
      address: undefined,
      range,
      snippet: undefined
    } as const
    const { shown, left } = annotations(
      Array.from({ length: count }, (_, at) => ({ ...diagnostic, summary: `x ${at}` })),
      base
    )
    assert.equal(shown.length + left, count)
    assert(shown.length <= 10)
    for (const { file } of shown)
      assert(file === undefined || (!file.startsWith('/') && !file.split('/').includes('..')), file)
  }
)

export const reports: readonly Parser[] = [
  { name: 'plans: JSON of any shape', share: 30, property: plans },
  { name: 'reports: nothing ends a code block', share: 80, property: markdown },
  { name: 'diagnostics: their files are inside', share: 60, property: places }
]
