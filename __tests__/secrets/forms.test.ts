import { expect, test } from '@jest/globals'
import { parseJson, type Json } from '../../src/json.ts'
import { formsOf } from '../../src/secrets/forms.ts'

const base64 = (text: string): string => Buffer.from(text).toString('base64').replaceAll('=', '')

test.each<[string, Json, string[]]>([
  ['a string, and its base64', 'hunter2', ['hunter2', 'aHVudGVyMg']],
  ['a number', 8080, ['8080', 'ODA4MA']],
  ['a number beyond 2^53', parseJson('12345678901234567890'), ['12345678901234567890', base64('12345678901234567890')]],
  [
    'every leaf, and the whole',
    { user: 'root', list: ['pass', { port: 5432 }] },
    ['root', 'pass', '5432', ...['root', 'pass', '5432'].map(base64), '{"user":"root","list":["pass",{"port":5432}]}']
  ],
  [
    'every line of a key',
    '-----BEGIN\nabc\r\ndef\n',
    [
      '-----BEGIN\nabc\r\ndef',
      '-----BEGIN',
      'abc',
      'def',
      '-----BEGIN\\nabc\\r\\ndef',
      '-----BEGIN%0Aabc%0D%0Adef',
      '-----BEGIN\\\\nabc\\\\r\\\\ndef',
      base64('-----BEGIN\nabc\r\ndef\n'),
      base64('-----BEGIN\nabc\r\ndef')
    ]
  ],
  [
    'what JSON escapes, both ways',
    { k: 'say "hi"' },
    [
      'say "hi"',
      'say \\"hi\\"',
      'say \\\\\\"hi\\\\\\"',
      'say &quot;hi&quot;',
      'say%20%22hi%22',
      'say+%22hi%22',
      base64('say "hi"'),
      '{"k":"say \\"hi\\""}'
    ]
  ],
  [
    'what Go escapes in JSON, as `jsonencode` does',
    'a<b&c',
    ['a<b&c', 'a\\u003cb\\u0026c', 'a&lt;b&amp;c', 'a%3Cb%26c', base64('a<b&c')]
  ],
  ['what other libraries escape in JSON', 'ö/x', ['ö/x', '\\u00f6/x', 'ö\\/x', '%C3%B6%2Fx', base64('ö/x')]],
  [
    'the base64 of URLs',
    '>>>???',
    ['>>>???', '&gt;&gt;&gt;???', '\\u003e\\u003e\\u003e???', '%3E%3E%3E%3F%3F%3F', 'Pj4+Pz8/', 'Pj4-Pz8_']
  ],
  ['what HCL escapes', 'p${x}', ['p${x}', 'p$${x}', 'p%24%7Bx%7D', base64('p${x}')]],
  ['what RFC 3986 escapes in URLs', "it's(1)", ["it's(1)", 'it&#39;s(1)', 'it%27s%281%29', base64("it's(1)")]],
  ['nothing of a boolean or null', { on: true, off: null }, ['{"on":true,"off":null}']],
  ['nothing of what says nothing', [true, 'true', '  ', ''], ['[true,"true","  ",""]']]
])('%s', (_name, value, texts) => {
  expect([...formsOf(value).texts].toSorted()).toEqual(texts.toSorted())
})

test('values of one or two characters are reported, not hidden', () => {
  expect(formsOf({ a: 'x', b: 7, c: 'long enough' })).toMatchObject({ tooShort: true })
  expect(formsOf({ a: 'x' }).texts).toEqual(new Set(['{"a":"x"}']))
  expect(formsOf('long enough').tooShort).toBe(false)
  expect(formsOf(' a ')).toEqual({ texts: new Set(), tooShort: true })
  expect(formsOf('secret line\n7').tooShort).toBe(true)
})
