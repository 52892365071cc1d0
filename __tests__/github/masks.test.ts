import { expect, test } from '@jest/globals'
import { formatOutput, masksOf } from '../../src/github/masks.ts'
import { parseJson, type Json } from '../../src/json.ts'

test.each<[string, Json, string[]]>([
  ['a string', 'hunter2', ['hunter2']],
  ['a number', 8080, ['8080']],
  ['a number beyond 2^53', parseJson('12345678901234567890'), ['12345678901234567890']],
  [
    'every leaf, and the whole',
    { user: 'root', list: ['pass', { port: 5432 }] },
    ['root', 'pass', '5432', '{"user":"root","list":["pass",{"port":5432}]}']
  ],
  [
    'every line of a key',
    '-----BEGIN\nabc\r\ndef\n',
    ['-----BEGIN\nabc\r\ndef\n', '-----BEGIN', 'abc', 'def', '-----BEGIN\\nabc\\r\\ndef\\n']
  ],
  ['what JSON escapes, both ways', { k: 'say "hi"' }, ['say "hi"', 'say \\"hi\\"', '{"k":"say \\"hi\\""}']],
  ['nothing of a boolean or null', { on: true, off: null }, ['{"on":true,"off":null}']],
  ['nothing of what says nothing', [true, 'true', '  ', ''], ['[true,"true","  ",""]']]
])('%s', (_name, value, texts) => {
  expect([...masksOf(value).texts].toSorted()).toEqual(texts.toSorted())
})

test('values of one or two characters are told, not masked', () => {
  expect(masksOf({ a: 'x', b: 7, c: 'long enough' })).toMatchObject({ tooShort: true })
  expect(masksOf({ a: 'x' }).texts).toEqual(new Set(['{"a":"x"}']))
  expect(masksOf('long enough').tooShort).toBe(false)
  expect(masksOf(' a ')).toEqual({ texts: new Set(), tooShort: true })
  expect(masksOf('secret line\n7').tooShort).toBe(true)
})

test.each<[Json, string]>([
  ['a b', 'a b'],
  ['', ''],
  [1.5, '1.5'],
  [true, 'true'],
  [null, 'null'],
  [{ a: [1, 'x'] }, '{"a":[1,"x"]}'],
  [parseJson('{"n":12345678901234567890,"m":1.10}'), '{"n":12345678901234567890,"m":1.10}']
])('an output is text: %j', (value, text) => {
  expect(formatOutput(value)).toBe(text)
})
