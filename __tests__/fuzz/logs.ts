import assert from 'node:assert/strict'
import fc from 'fast-check'
import { CommandProcessor } from '../../packages/workflow-runner/src/commands.ts'
import { LineReader } from '../../packages/workflow-runner/src/lines.ts'
import { Masks } from '../../packages/workflow-runner/src/masks.ts'
import { StepContext } from '../../packages/workflow-runner/src/step-context.ts'
import { Log } from '../../src/github/log.ts'
import { parseLine, type Diagnostic } from '../../src/terraform/log-events.ts'
import { boxedDiagnostic, Boxes } from '../../src/terraform/boxes.ts'
import { LineSplitter } from '../../src/run/read-log.ts'
import { render } from '../../src/terraform/render-log.ts'
import { jsonWith, textOf, type Parser } from './parser.ts'

const WORDS = [
  '@message',
  '@level',
  'type',
  'diagnostic',
  'change',
  'changes',
  'planned_change',
  'resource_drift',
  'change_summary'
]
const PARTS = [
  'severity',
  'summary',
  'detail',
  'range',
  'filename',
  'start',
  'line',
  'snippet',
  'code',
  'values',
  'resource',
  'addr',
  'action'
]
const message = fc
  .tuple(
    fc.constantFrom('diagnostic', 'planned_change', 'resource_drift', 'change_summary', 'outputs', 'x', 7),
    jsonWith(...PARTS),
    jsonWith(...WORDS)
  )
  .map(([type, content, rest]) => ({
    ...(rest as object),
    '@message': 'said',
    type,
    diagnostic: content,
    change: content,
    changes: content
  }))

const line = fc.property(
  fc.oneof(
    message.map(value => JSON.stringify(value)),
    textOf(['{', '"@message":"x"', '}', '│ '])
  ),
  text => {
    const event = parseLine(text)
    const shown = render(event)
    for (const each of shown) assert.equal(typeof each, 'string')
    if (event.kind === 'text') assert.deepEqual(shown, [text])
    else assert(text.startsWith('{') && typeof (JSON.parse(text) as Record<string, unknown>)['@message'] === 'string')
  }
)

const pieces = fc.property(fc.array(textOf(['\n', '\r', 'a'], 5), { maxLength: 8 }), parts => {
  const lines = new LineSplitter()
  const cut = [...parts.flatMap(part => lines.push(part)), ...lines.flush()]
  const whole = parts.join('').split('\n')
  assert.deepEqual(cut, whole.at(-1) === '' ? whole.slice(0, -1) : whole)
})

const word = fc
  .string({ unit: fc.constantFrom('a', 'ü', ' ', ':', '"', '│', '1'), maxLength: 12 })
  .map(text => `x${text}y`)
const diagnostic: fc.Arbitrary<Diagnostic> = fc.record(
  {
    severity: fc.constantFrom('error', 'warning'),
    summary: word,
    detail: fc.option(word, { nil: undefined }),
    address: fc.option(fc.constantFrom('a.b', 'module.x["y z"].a.b[0]'), { nil: undefined }),
    range: fc.option(
      fc
        .nat({ max: 999 })
        .map(at => ({ filename: 'a b/main.tf', start: { line: at + 1, column: 1 }, end: { line: at + 1, column: 1 } })),
      { nil: undefined }
    ),
    snippet: fc.constant(undefined)
  },
  { noNullPrototype: true }
)
const diagnosticsIn = (lines: readonly string[]): readonly Diagnostic[] => {
  const parts = new Boxes()
  return lines
    .flatMap(text => parts.push({ kind: 'text', text }))
    .flatMap(part => (part.kind === 'text' ? (boxedDiagnostic(part.text) ?? []) : []))
}

const box = fc.property(
  fc.array(diagnostic, { maxLength: 3 }),
  textOf(['╷', '│ ', '\n', 'Error: x']),
  (diagnostics, noise) => {
    const lines = diagnostics.flatMap(each => render({ kind: 'diagnostic', diagnostic: each }))
    const found = diagnosticsIn([...noise.split('\n'), ...lines]).slice(-diagnostics.length || Infinity)
    assert.deepEqual(found, diagnostics)
  }
)

const boxes = fc.property(
  fc.array(
    textOf(['╷', '╵', '│ ', 'Error: ', 'Warning: ', '  on main.tf line ', '7', ':', '  with a.b,', '\u001b[31m'], 6),
    { maxLength: 12 }
  ),
  lines => {
    for (const read of diagnosticsIn([...lines, '╵'])) {
      assert(['error', 'warning'].includes(read.severity))
      assert(read.range === undefined || Number.isSafeInteger(read.range.start.line))
    }
  }
)

const commandLike = textOf(
  [
    '::',
    '##[',
    ']',
    'error',
    'add-mask',
    'stop-commands',
    'group',
    'set-output name=a',
    'x',
    ' ',
    '\r',
    '\n',
    '\r\n',
    '%0A',
    '%25',
    '\u0085',
    '\u00a0',
    '\u2028',
    'debug',
    'echo',
    'off'
  ],
  8
)
type Say = readonly ['info' | 'remote' | 'notice' | 'debug', string]
const says = fc.array(fc.tuple(fc.constantFrom<Say[0]>('info', 'remote', 'notice', 'debug'), commandLike), {
  maxLength: 5
})

/** What is written to standard output meanwhile. */
function written(act: () => void): string {
  const chunks: string[] = []
  const { stdout } = process
  const write = stdout.write.bind(stdout)
  stdout.write = (chunk: string | Uint8Array) => chunks.push(String(chunk)) > 0
  try {
    act()
  } finally {
    stdout.write = write
  }
  return chunks.join('')
}

/** The runner's own rules, as packages/workflow-runner has them, over what our log prints. */
const commands = fc.property(says, said => {
  const log = new Log()
  const printed = written(() => {
    for (const [how, text] of said) {
      if (how === 'remote') log.remote([text])
      else log[how](text)
    }
    log.endGroup()
  })
  const context = new StepContext({ masks: new Masks(), debug: true, onLine: () => undefined })
  const processor = new CommandProcessor(context, '/')
  const lines = new LineReader()
  for (const each of [...lines.push(Buffer.from(printed)), ...lines.end()]) processor.line(each)
  const notices = said.filter(([how, text]) => how === 'notice' && text !== '').length
  assert.equal(context.annotations.length, Math.min(10, notices))
  assert(context.annotations.every(({ level }) => level === 'notice'))
  assert.deepEqual(
    [context.added, context.outputs.size, context.state.size, context.failed, context.echo],
    [[], 0, 0, false, true]
  )
  assert(!context.lines.some(each => each.startsWith('##[group]') && !printed.includes(each)))
})

export const logs: readonly Parser[] = [
  { name: 'logs: a line to its meaning, and shown', share: 100, property: line },
  { name: 'logs: lines, however they are cut', share: 100, property: pieces },
  { name: 'logs: diagnostics drawn, and read again', share: 60, property: box },
  { name: 'logs: boxes of any lines', share: 80, property: boxes },
  { name: 'logs: what the runner obeys of our output', share: 60, property: commands }
]
