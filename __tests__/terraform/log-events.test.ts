import { describe, expect, test } from '@jest/globals'
import { stripVTControlCharacters } from 'node:util'
import { parseLine, type LogEvent } from '../../src/terraform/log-events.ts'
import { render } from '../../src/terraform/render-log.ts'

const line = (type: string, message: string, more: object): string =>
  JSON.stringify({ '@level': 'info', '@message': message, '@module': 'terraform.ui', type, ...more })
const resource = (addr: string): object => ({ addr, module: '', resource: addr, resource_type: 'terraform_data' })
const change = (action: string, more: object = {}): string =>
  line('planned_change', 'plan', { change: { resource: resource('terraform_data.a'), action, ...more } })
const shown = (text: string): string[] => render(parseLine(text)).map(stripVTControlCharacters)

describe('a line that is not a structured message is text', () => {
  test.each([
    '',
    'Terraform v1.11.4',
    '{',
    '{}',
    '{"a": 1}',
    '{"@message": 1}',
    '[1]',
    ' {"@message":"indented"}',
    '::set-output name=a::b'
  ])('%s', text => {
    expect(parseLine(text)).toEqual({ kind: 'text', text })
    expect(render(parseLine(text))).toEqual([text])
  })
})

describe('changes', () => {
  test.each<[string, object, string]>([
    ['create', {}, '  + terraform_data.a will be created'],
    ['update', {}, '  ~ terraform_data.a will be updated in-place'],
    [
      'delete',
      { reason: 'delete_because_no_resource_config' },
      '  - terraform_data.a will be destroyed (not in the configuration any more)'
    ],
    ['replace', { reason: 'tainted' }, '  -/+ terraform_data.a must be replaced (tainted)'],
    ['read', {}, '  <= terraform_data.a will be read during apply'],
    [
      'move',
      { previous_resource: resource('terraform_data.b') },
      '    terraform_data.a has moved (from terraform_data.b)'
    ],
    ['noop', { importing: { id: 'x' } }, '    terraform_data.a has no changes (after its import)'],
    ['import', { importing: { id: 'x' } }, '    terraform_data.a will be imported'],
    ['remove', {}, '    terraform_data.a will no longer be managed by Terraform, but will not be destroyed'],
    ['invent', {}, '    terraform_data.a invent'],
    ['constructor', {}, '    terraform_data.a constructor']
  ])('%s', (action, more, text) => {
    expect(shown(change(action, more))).toEqual([text])
  })

  test('carry why, from where, and whether they import', () => {
    const text = change('update', {
      reason: 'requested',
      previous_resource: resource('terraform_data.old'),
      importing: {}
    })
    expect(parseLine(text)).toEqual({
      kind: 'change',
      change: {
        address: 'terraform_data.a',
        action: 'update',
        previousAddress: 'terraform_data.old',
        reason: 'requested',
        importing: true
      }
    })
  })

  test('outside of Terraform are reported separately', () => {
    expect(
      shown(
        line('resource_drift', 'terraform_data.a: Drift detected (update)', {
          change: { resource: resource('terraform_data.a'), action: 'update' }
        })
      )
    ).toEqual(['terraform_data.a: Drift detected (update)'])
  })
})

test('a summary counts', () => {
  const text = 'Plan: 1 to import, 3 to add, 2 to change, 1 to destroy.'
  const summary = line('change_summary', text, {
    changes: { add: 3, change: 2, remove: 1, import: 1, operation: 'plan' }
  })
  expect(parseLine(summary)).toEqual({
    kind: 'summary',
    operation: 'plan',
    counts: { additions: 3, changes: 2, destructions: 1, imports: 1, invocations: 0 },
    text
  })
  expect(shown(summary)).toEqual(['', text])
})

test('outputs are shown after an apply, and no value that is sensitive or not said to be public', () => {
  expect(shown(line('outputs', 'Outputs: 1', { outputs: { a: { action: 'create' } } }))).toEqual([])
  const outputs = {
    a: { value: 'secret' },
    b: { sensitive: true, value: 'secret' },
    c: { sensitive: false, value: 'x' }
  }
  expect(shown(line('outputs', 'Outputs: 3', { outputs }))).toEqual([
    '',
    'Outputs:',
    'a = (not shown: the log does not say whether it is sensitive)',
    'b = (sensitive value)',
    'c = "x"'
  ])
})

test('what Terraform does is shown in its words, a version is not', () => {
  expect(shown(line('apply_start', 'terraform_data.a: Creating...', {}))).toEqual(['terraform_data.a: Creating...'])
  expect(shown(line('version', 'Terraform 1.11.4', { terraform: '1.11.4' }))).toEqual([])
})

describe('a diagnostic', () => {
  const full = {
    severity: 'error',
    summary: 'Unsupported argument',
    detail: 'An argument named "inptu" is not expected here.\nDid you mean "input"?',
    address: 'terraform_data.c',
    range: { filename: 'e.tf', start: { line: 2, column: 3, byte: 34 }, end: { line: 2, column: 8, byte: 39 } },
    snippet: {
      context: 'resource "terraform_data" "c"',
      code: '  inptu = var.x',
      start_line: 2,
      values: [{ traversal: 'var.x', statement: 'is 3' }]
    }
  }
  const diagnostic = (from: object): LogEvent => parseLine(line('diagnostic', 'Error: …', { diagnostic: from }))

  test('says where it arose', () => {
    expect(diagnostic(full)).toEqual({
      kind: 'diagnostic',
      diagnostic: {
        severity: 'error',
        summary: 'Unsupported argument',
        detail: full.detail,
        address: 'terraform_data.c',
        range: { filename: 'e.tf', start: { line: 2, column: 3 }, end: { line: 2, column: 8 } },
        snippet: {
          context: 'resource "terraform_data" "c"',
          code: '  inptu = var.x',
          startLine: 2,
          values: [{ traversal: 'var.x', statement: 'is 3' }]
        }
      }
    })
  })

  test('is shown with the code that it is about', () => {
    expect(render(diagnostic(full)).map(stripVTControlCharacters)).toEqual([
      '╷',
      '│ Error: Unsupported argument',
      '│ ',
      '│   with terraform_data.c,',
      '│   on e.tf line 2, in resource "terraform_data" "c":',
      '│      2:   inptu = var.x',
      '│       │ var.x is 3',
      '│ ',
      '│ An argument named "inptu" is not expected here.',
      '│ Did you mean "input"?',
      '╵'
    ])
  })

  test('may say no more than that something is wrong', () => {
    expect(render(diagnostic({ severity: 'warning', summary: 'Odd' })).map(stripVTControlCharacters)).toEqual([
      '╷',
      '│ Warning: Odd',
      '╵'
    ])
    expect(diagnostic({})).toMatchObject({ diagnostic: { severity: 'error', summary: '' } })
    expect(parseLine(line('diagnostic', 'x', { diagnostic: null })).kind).toBe('diagnostic')
  })
})

test('a diagnostic of hundreds of thousands of lines is shown', () => {
  const lines = Array.from({ length: 300_000 }, (_, index) => `${index}`)
  const shown = render({
    kind: 'diagnostic',
    diagnostic: {
      severity: 'warning',
      summary: 'Long',
      detail: lines.join('\n'),
      address: undefined,
      range: undefined,
      snippet: { context: undefined, code: lines.join('\n'), startLine: 1, values: [] }
    }
  })
  expect(shown).toHaveLength(2 * lines.length + 4)
})
