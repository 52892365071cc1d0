import { expect, test } from '@jest/globals'
import { PlainDiagnostics, printedPlan } from '../../src/terraform/plain-log.ts'

const found = (text: string) => {
  const diagnostics = new PlainDiagnostics()
  return text.split('\n').flatMap(line => diagnostics.push(line) ?? [])
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

test('a box of endless lines takes no more than it may', () => {
  const [diagnostic] = found(['╷', '│ Error: x', ...Array<string>(400).fill(`│ ${'y'.repeat(1e6)}`), '╵'].join('\n'))
  expect(diagnostic?.detail?.length).toBeLessThan(5e6)
})

test('a message may be all there is', () => {
  expect(found('╷\n│ Warning: Odd\n╵')).toEqual([
    { severity: 'warning', summary: 'Odd', detail: undefined, address: undefined, range: undefined, snippet: undefined }
  ])
})

test('a plan has all that is between control characters, and no colors', () => {
  const lines = [
    'Terraform will perform the following actions:',
    '\u001b[1m  # a.b\u001b[0m will be created',
    'x \u001b]hidden\u0007 y'
  ]
  expect(printedPlan(lines)).toBe(
    'Terraform will perform the following actions:\n  # a.b will be created\nx \u001b]hidden\u0007 y'
  )
})

test('a box has all that is between control characters', () => {
  const [diagnostic] = found(
    '╷\n│ Error: a \u001b]hidden\u0007 b\n│ \n│ It \u001b]fails\u0007 \u001b[31mso\u001b[0m.\n╵'
  )
  expect(diagnostic).toMatchObject({ summary: 'a \u001b]hidden\u0007 b', detail: 'It \u001b]fails\u0007 so.' })
})

test.each([
  [
    'Terraform',
    ['Terraform used the selected providers to generate the following execution plan.', 'Terraform will perform']
  ],
  [
    'OpenTofu',
    ['OpenTofu used the selected providers to generate the following execution plan.', 'OpenTofu will perform']
  ],
  ['a program that says it in other words', []]
])('the plan of %s begins before its resources, not at its outputs', (_, begin) => {
  const rest = [
    '  # a.b will be created',
    '  + resource "a" "b" {',
    '    }',
    '',
    'Plan: 1 to add.',
    '',
    'Changes to Outputs:',
    '  + c = 1'
  ]
  expect(printedPlan(['Initializing', ...begin, ...rest])).toBe([...begin, ...rest].join('\n'))
})
