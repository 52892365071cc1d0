import { expect, test } from '@jest/globals'
import { boxedDiagnostic, Boxes } from '../../src/terraform/boxes.ts'

const found = (text: string) => {
  const parts = new Boxes()
  const lines = text.split('\n').map(line => ({ kind: 'text' as const, text: line }))
  return [...lines.flatMap(line => parts.push(line)), ...parts.flush()].flatMap(part =>
    part.kind === 'text' ? (boxedDiagnostic(part.text) ?? []) : []
  )
}

test('a box of Terraform, colours and all, is a diagnostic', () => {
  const box = [
    'Planning…',
    '\u001b[31m╷\u001b[0m\u001b[0m',
    '\u001b[31m│\u001b[0m \u001b[0m\u001b[1m\u001b[31mError: \u001b[0m\u001b[0m\u001b[1mUnsupported argument\u001b[0m',
    '\u001b[31m│\u001b[0m \u001b[0m',
    '\u001b[31m│\u001b[0m \u001b[0m  with terraform_data.c,',
    '\u001b[31m│\u001b[0m \u001b[0m\u001b[0m  on modules/e.tf line 2, in resource "terraform_data" "c":',
    '\u001b[31m│\u001b[0m \u001b[0m   2:   \u001b[4minptu\u001b[0m = var.x\u001b[0m',
    '\u001b[31m│\u001b[0m     \u001b[90m├────────────────\u001b[0m',
    '\u001b[31m│\u001b[0m     \u001b[90m│\u001b[0m \u001b[1mvar.x\u001b[0m is 3',
    '\u001b[31m│\u001b[0m \u001b[0m',
    '\u001b[31m│\u001b[0m \u001b[0mAn argument named "inptu" is not expected here.',
    '\u001b[31m│\u001b[0m Did you mean "input"?',
    '\u001b[31m╵\u001b[0m\u001b[0m',
    'Operation failed'
  ].join('\n')
  expect(found(box)).toEqual([
    {
      severity: 'error',
      summary: 'Unsupported argument',
      detail: 'An argument named "inptu" is not expected here.\nDid you mean "input"?',
      address: 'terraform_data.c',
      range: { filename: 'modules/e.tf', start: { line: 2, column: 1 }, end: { line: 2, column: 1 } },
      snippet: { context: 'resource "terraform_data" "c"', code: '  inptu = var.x', startLine: 2, values: [] }
    }
  ])
})

test.each([
  ['no message', '╷\n│ Hello\n╵'],
  ['never closed', '╷\n│ Error: x\n'],
  ['broken off', '╷\n│ Error: x\nplain\n╵'],
  ['not opened', '│ Error: x\n╵']
])('what is %s is none', (_name, text) => {
  expect(found(text)).toEqual([])
})

test('a message that is larger than any is cut, and nothing of the rest is given by itself', () => {
  const lines = ['╷', '│ Error: x', ...Array<string>(40).fill(`│ ${'y'.repeat(1e6)}`), '│ secret', '╵', 'after']
  const parts = new Boxes()
  const given = [...lines.flatMap(text => parts.push({ kind: 'text', text })), ...parts.flush()].flatMap(part =>
    part.kind === 'text' ? part.text : []
  )
  expect(given).toEqual([
    lines.slice(0, 18).join('\n'),
    'The rest of a message of more than 16,777,216 characters is left out.',
    'after'
  ])
})

test('a line is kept whole, however long it is', () => {
  const line = `${'y'.repeat(1e5)} the end`
  expect(found(`╷\n│ Error: x\n│ ${line}\n╵`)).toMatchObject([{ detail: line }])
})

test('a message may be all there is', () => {
  expect(found('╷\n│ Warning: Odd\n╵')).toEqual([
    { severity: 'warning', summary: 'Odd', detail: undefined, address: undefined, range: undefined, snippet: undefined }
  ])
})

test('a box has all that is between control characters', () => {
  const [diagnostic] = found(
    '╷\n│ Error: a \u001b]hidden\u0007 b\n│ \n│ It \u001b]fails\u0007 \u001b[31mso\u001b[0m.\n╵'
  )
  expect(diagnostic).toMatchObject({ summary: 'a \u001b]hidden\u0007 b', detail: 'It \u001b]fails\u0007 so.' })
})

test('lines are given at once until an error or a warning comes, whose paragraphs are kept together', () => {
  const parts = new Boxes()
  const given = ['a', 'b', '', 'Error: x', '', 'c', 'd', '', 'e'].map(text => parts.push({ kind: 'text', text }))
  expect(given.map(each => each.map(part => (part.kind === 'text' ? part.text : '')))).toEqual([
    ['a'],
    ['b'],
    [''],
    [],
    ['Error: x', ''],
    [],
    [],
    ['c\nd', ''],
    []
  ])
  expect(parts.flush()).toEqual([{ kind: 'text', text: 'e' }])
})
