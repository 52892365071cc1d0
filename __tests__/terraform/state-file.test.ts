import { describe, expect, test } from '@jest/globals'
import { headOf, isCopyOf, outputValues, overwriteProblem, type KnownState } from '../../src/terraform/state-file.ts'

const state = { version: 4, serial: 7, lineage: 'l' }
const head = (json: unknown) => headOf(Buffer.from(typeof json === 'string' ? json : JSON.stringify(json)))

test('a state says what it is', () => {
  expect(head(state)).toEqual({ serial: 7, lineage: 'l', md5: expect.stringMatching(/^[0-9a-f]{32}$/) })
})

test.each<[unknown, string]>([
  ['', 'is not JSON'],
  [`\ufeff${JSON.stringify(state)}`, 'is not JSON'],
  [[state], 'is not JSON'],
  [{ ...state, version: '4' }, 'format "4"'],
  [{ ...state, serial: 1.5 }, 'no serial'],
  [{ ...state, serial: -1 }, 'no serial'],
  [{ ...state, serial: '7' }, 'no serial'],
  [{ ...state, version: 5 }, 'format 5'],
  [{ ...state, version: 0 }, 'format 0'],
  [{ ...state, lineage: 7 }, 'lineage is not a text']
])('%j is none', (json, says) => {
  expect(head(json)).toContain(says)
})

test('bytes that are not UTF-8 are none', () => {
  expect(headOf(Buffer.from(JSON.stringify({ ...state, x: '\u00ff' }), 'latin1'))).toContain('is not JSON')
})

test('the values of its outputs are read with all their digits', () => {
  const outputs = '{"n":{"value":12345678901234567890,"type":"number"},"none":{"value":null},"odd":7}'
  const values = outputValues(Buffer.from(`{"version":4,"serial":1,"lineage":"l","outputs":${outputs}}`))
  expect(JSON.stringify([...(values ?? [])])).toBe('[["n",12345678901234567890],["none",null]]')
})

test.each([
  ['no JSON', 'x'],
  ['an older format', '{"version":3,"outputs":{}}'],
  ['an encrypted state', '{"serial":1,"lineage":"l","encrypted_data":"x"}'],
  ['no outputs', '{"version":4}']
])('of %s there are none', (_name, text) => {
  expect(outputValues(Buffer.from(text))).toBeUndefined()
})

test.each([
  ['without a lineage', { version: 4, serial: 7 }],
  ['with an empty one', { ...state, lineage: '' }],
  ['of an older format', { version: 3, serial: 7, modules: [] }],
  ['of the oldest', { version: 1, serial: 7 }]
])('a state %s is one', (_name, json) => {
  expect(head(json)).toMatchObject({ serial: 7, lineage: undefined })
})

describe('what may follow what', () => {
  const mine = { serial: 7, lineage: 'l', md5: 'm' }
  const known = (given: Partial<KnownState>): KnownState => ({
    id: 'sv-1',
    serial: 7,
    lineage: 'l',
    md5: 'm',
    ...given
  })
  test('without a lineage, serial and content are compared', () => {
    const without = { ...mine, lineage: undefined }
    expect(overwriteProblem(without, known({ serial: 6, md5: 'o' }))).toBeUndefined()
    expect(overwriteProblem(without, known({ serial: 8 }))).toMatch(/serial 7/)
    expect(overwriteProblem(without, known({ md5: 'o' }))).toMatch(/other content/)
  })

  test.each<[string, KnownState, RegExp | undefined]>([
    ['a higher serial', known({ serial: 6, md5: 'o' }), undefined],
    ['the same state', known({}), undefined],
    ['a lower serial', known({ serial: 8 }), /serial 7, .* sv-1, 8/],
    ['the same serial, other content', known({ md5: 'o' }), /serial 7, and .* other content/],
    ['the same serial, content unknown', known({ md5: undefined }), undefined],
    ['another lineage', known({ lineage: 'k', serial: 1 }), /lineage l, .* sv-1, k/],
    ['lineage unknown', known({ lineage: undefined, serial: 6 }), undefined],
    ['nothing known', known({ lineage: undefined, serial: undefined, md5: undefined }), undefined]
  ])('%s', (_name, newest, says) => {
    const why = overwriteProblem(mine, newest)
    if (says === undefined) expect(why).toBeUndefined()
    else expect(why).toMatch(says)
  })
})

test.each<[boolean, string, string, string]>([
  [true, 'the same bytes, whatever they are', 'x', 'x'],
  [
    true,
    'another serial',
    '{"version":4,"serial":9,"lineage":"l","a":1}',
    '{"version":4,"serial":7,"lineage":"l","a":1}'
  ],
  [true, 'other spaces and another order', '{"version":4, "a":[1], "serial":9}', '{"a":[1],"serial":7,"version":4}'],
  [false, 'another value', '{"version":4,"serial":7,"a":1}', '{"version":4,"serial":7,"a":2}'],
  [
    false,
    'another value of many digits',
    '{"version":4,"serial":7,"a":12345678901234567890}',
    '{"version":4,"serial":7,"a":12345678901234567891}'
  ],
  [
    false,
    'another serial further down',
    '{"version":4,"serial":7,"a":{"serial":1}}',
    '{"version":4,"serial":7,"a":{"serial":2}}'
  ],
  [false, 'another lineage', '{"version":4,"serial":7,"lineage":"l"}', '{"version":4,"serial":7,"lineage":"m"}'],
  [false, 'a key more', '{"version":4,"serial":7,"__proto__":{}}', '{"version":4,"serial":7}'],
  [false, 'bytes that are not states', 'x', 'y'],
  [false, 'encrypted states', '{"serial":1,"encrypted_data":"x"}', '{"serial":2,"encrypted_data":"x"}']
])('whether it is a copy: %s, with %s', (expected, _name, one, other) => {
  expect([isCopyOf(Buffer.from(one), Buffer.from(other)), isCopyOf(Buffer.from(other), Buffer.from(one))]).toEqual([
    expected,
    expected
  ])
})
