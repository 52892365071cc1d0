import { expect, test } from '@jest/globals'
import fc from 'fast-check'
import { hasKeyTwice, parseJson } from '../src/json.ts'

/** Node 24.21 reads the second key as the first one: see whether this is still so before `parseJson` gets simpler. */
test.each([
  ['{"a":1,"\\\\":2}', '{"a":1,"\\"":2}', '"'],
  ['{"b":1,"x\\\\n":2}', '{"b":1,"x\\nz":2}', 'x\nz'],
  ['{"c":1,"\\\\u0041":2}', '{"c":1,"\\u0041bcdef":2}', 'Abcdef']
])('a key with an escape is not another key of an object that came before: %s, %s', (first, second, key) => {
  parseJson(first)
  expect(Object.keys(parseJson(second) as object)[1]).toBe(key)
  const both = parseJson(`{"x":${first},"y":${second}}`) as { readonly y: object }
  expect(Object.keys(both.y)[1]).toBe(key)
})

const word = fc.string({
  maxLength: 4,
  unit: fc.constantFrom(
    '"',
    '\\',
    '\u0000',
    '\n',
    '\u001f',
    '\u007f',
    'a',
    'n',
    'u',
    '0',
    'é',
    '😀',
    '\ue000',
    '\ue001',
    '\ud800',
    ' ',
    ':'
  )
})

test('keys of every kind are read as they were written, also those that come twice', () => {
  const value = fc.oneof(fc.constant(1), word, fc.constant('__proto__'))
  const object = fc.array(fc.tuple(fc.oneof(word, fc.constant('__proto__')), value), { maxLength: 6 })
  /** The text of a key: as JSON.stringify writes it, or with each unit escaped. */
  const written = (key: string, isEscaped: boolean): string =>
    isEscaped
      ? `"${key.replaceAll(/[^]/g, unit => `\\u${unit.charCodeAt(0).toString(16).padStart(4, '0')}`)}"`
      : JSON.stringify(key)
  fc.assert(
    fc.property(
      fc.array(object, { maxLength: 5 }),
      fc.boolean(),
      fc.constantFrom('', ' ', '\n\t'),
      (list, escaped, blank) => {
        const objects = list.map(
          entries => `{${entries.map(([key, v]) => `${written(key, escaped)}${blank}:${JSON.stringify(v)}`).join(',')}}`
        )
        const json = `[${objects.join(`${blank},`)}]`
        expect(parseJson(json)).toEqual(list.map(entries => Object.fromEntries(entries)))
        const isTwice = list.some(entries => new Set(entries.map(([key]) => key)).size < entries.length)
        expect(hasKeyTwice(json, parseJson(json))).toBe(isTwice)
      }
    ),
    { numRuns: 2_000 }
  )
})

test.each(['{"\\x":1}', '{"\\u00g0":1}', '{"a\n":1,"\\n":1}', '{"\\":1}'])(
  'an escape that is none is an error: %j',
  text => {
    expect(() => parseJson(text)).toThrow(SyntaxError)
  }
)

test.each(['{"value":hunter2}', '{"value":"hunter2', '{"hunter2"}', '["hunter2",]', 'hunter2'])(
  'the error of a text that is not JSON quotes nothing of it: %s',
  text => {
    const failure = (): unknown => parseJson(text)
    expect(failure).toThrow(SyntaxError)
    expect(failure).toThrow(/^it is not valid JSON(?: at position \d+ \(line \d+ column \d+\))?$/)
  }
)
