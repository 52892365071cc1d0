import { expect, test } from '@jest/globals'
import { parseJson, type Json } from '../../src/json.ts'
import { formsOf } from '../../src/secrets/forms.ts'
import { Secrets } from '../../src/secrets/secrets.ts'

const base64 = (text: string): string => Buffer.from(text).toString('base64').replaceAll('=', '')

test.each<[string, Json, string[]]>([
  ['a string, and its base64', 'hunter2', ['hunter2', 'aHVudGVyMg']],
  ['a number', 8080, ['8080', 'ODA4MA']],
  [
    'a number beyond 2^53',
    parseJson('12345678901234567890'),
    [
      '12345678901234567890',
      base64('12345678901234567890'),
      '1.234567890123456789e+19',
      '1.234567890123456789e%2B19',
      base64('1.234567890123456789e+19')
    ]
  ],
  [
    'numbers, and texts that may be given for numbers, as Terraform prints them, too',
    parseJson('{"b":"0050.50","a":[1.50,1]}'),
    [
      ...['0050.50', '50.5', '1.50', '1.5'].flatMap(text => [text, base64(text)]),
      '{"b":"0050.50","a":[1.50,1]}',
      '{"a":[1.5,1],"b":"0050.50"}'
    ]
  ],
  [
    'every leaf, and the whole',
    { user: 'root', list: ['pass', { port: 5432 }] },
    [
      'root',
      'pass',
      '5432',
      ...['root', 'pass', '5432'].map(base64),
      '{"user":"root","list":["pass",{"port":5432}]}',
      '{"list":["pass",{"port":5432}],"user":"root"}'
    ]
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
      'say+"hi"',
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
  ['nothing of a boolean or null', { on: true, off: null }, ['{"on":true,"off":null}', '{"off":null,"on":true}']],
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

/** What other programs make of a secret, and what of it stays readable where no form covers it. */
test.each<[string, Json, string, string]>([
  ['composed characters, where it was given with others', 'cafe\u0301-geheim', 'dsn=caf\u00e9-geheim', 'geheim'],
  ['a leaf of a text that is JSON', '{"user":"admin","password":"hunter2"}', 'postgres://hunter2@h', 'hunter2'],
  ['a value that JSON has before another one of its key', '{"k":"hunter2","k":"x"}', 'postgres://hunter2@h', 'hunter2'],
  ['a leaf of JSON in JSON', { a: '["{\\"b\\": [\\"hunter2\\"]}"]' }, 'hunter2', 'hunter2'],
  ['a number in a text that is JSON', ' [{"pin": 123456789012345678901}]', 'pin 123456789012345678901', '123'],
  ['escapes of URLs in small letters', 'abc/def+ghi', 'k=abc%2fdef%2bghi', 'ghi'],
  ['forms in small letters', 'abc def/ghi', 'k=abc+def%2fghi', 'ghi'],
  ['a password in a URL, by Go', 'p%a$b&c', 'postgres://u:p%25a$b&c@h', 'b&c'],
  ['a segment of a path, by Go', 'a b:c@d=e', 'a%20b:c@d=e', 'c@d'],
  ['a path, by Go', 'a b/c?d', '/a%20b/c%3Fd', 'b/c'],
  ['escapes of JSON in capitals', 'motdepass\u00e9-geheim', 'motdepass\\u00E9-geheim', 'geheim'],
  ['the HTML of Go', 'a"b<c>geheim', 'a&#34;b&lt;c&gt;geheim', 'geheim'],
  ['JSON in JSON, by Go', 'one&two<three', '{"p":"one\\\\u0026two\\\\u003cthree"}', 'three'],
  ['JSON in JSON, by Python', 'p\u00e4ss-geheim', '"p\\\\u00e4ss-geheim"', 'geheim'],
  ['JSON in JSON, by PHP', 'abc/geheim', '"abc\\\\\\/geheim"', 'geheim'],
  [
    'JSON three levels deep',
    'q"uo/te&\tgeheim',
    JSON.stringify(JSON.stringify(JSON.stringify('q"uo/te&\tgeheim'))),
    'geheim'
  ],
  ['JSON in JSON, by Go, with a backslash', 'CORP\\bob&geheim', '{"p":"CORP\\\\\\\\bob\\\\u0026geheim"}', 'geheim'],
  [
    'JSON four levels deep, with backslashes',
    'a\\b\\\\"geheim',
    JSON.stringify(JSON.stringify(JSON.stringify(JSON.stringify('a\\b\\\\"geheim')))),
    'geheim'
  ],
  ['JSON in a URL in a URL, escaped for HTML', 'a\\"b&geheim', 'a%255C%255C%255C%2522b%2526amp%253Bgeheim', 'geheim'],
  ['escapes, and holds what looks like one', 'a\\u0041<geheim', '"a\\\\u0041\\u003cgeheim"', 'geheim'],
  [
    'escapes of two kinds, and holds what looks like others',
    'a%41\\"&amp;geheim',
    encodeURIComponent(JSON.stringify('a%41\\"&amp;geheim')),
    'geheim'
  ],
  ['a number as Terraform prints it', '0012345678', 'pin = 12345678', '345'],
  ['JSON as Terraform writes it', parseJson('{"z":12,"a":[1.0,"b<"]}'), '{"a":[1,"b\\u003c"],"z":12}', '12'],
  ['JSON, after a backslash', 'back\\&geheim', '"back\\\\\\u0026geheim"', 'geheim'],
  ['a heredoc of HCL', 'line "one" ${x} %{y}', '  line "one" $${x} %%{y}', 'one'],
  [
    'a string of HCL with characters that can not be printed',
    'q\u{e0001}\u0007geheim',
    '"q\\U000e0001\\u0007geheim"',
    'geheim'
  ],
  [
    'a string of HCL in JSON, after what looks like an escape',
    'q\u{e0001}geheim',
    '\\\\UFFFFFFFF q\\\\U000e0001geheim',
    'geheim'
  ],
  [
    "a string by Terraform's CLI and Go, with control characters",
    'p\u0007\v\u001b\u007f\u0000ss-\u0085geheim',
    String.raw`+ input = "dsn:p\a\v\x1b\x7f\x00ss-\u0085geheim"`,
    'geheim'
  ],
  ['bytes by other languages', 'p\u00e4ss\u20ac-geheim', String.raw`b'p\xc3\xa4ss\xE2\x82\xac-geheim'`, 'geheim'],
  ['characters of one byte by other languages', 'p\u00e4ss-geheim', String.raw`'p\xe4ss-geheim'`, 'geheim'],
  [
    'a text that looks escaped, as it is',
    String.raw`CORP\admin&\x41 geheim`,
    String.raw`CORP\admin&amp;\x41 geheim`,
    'geheim'
  ],
  ['a domain and a name, escaped', String.raw`CORP\vadmin geheim`, String.raw`"CORP\\vadmin geheim"`, 'geheim'],
  ['base64 in lines', 'x'.repeat(100), `${'eHh4'.repeat(19)}\n  ${'eHh4'.repeat(14)}eA==`, 'eHh4'],
  [
    'base64 in lines of 64 characters',
    'x'.repeat(103),
    `${'eHh4'.repeat(16)}\n  ${'eHh4'.repeat(16)}\neHh4eHh4eA==`,
    'eHh4'
  ],
  ['base64 in lines, each read by itself', 'x'.repeat(60), `module.a (local-exec): ${'eHh4'.repeat(16)}`, 'eHh4'],
  ['colors within it', 'hunter2 swordfish', 'hunter2\u001b[0m\u001b[31;1m swordfish', 'hunter2'],
  ['colors around it', 'hunter2', '\u001b[1mhunter2\u001b[0m', 'hunter2']
])('a secret is removed from %s', (_name, secret, text, rest) => {
  const secrets = new Secrets()
  secrets.add(secret)
  expect(secrets.removeFrom(text)).not.toContain(rest)
  expect(secrets.isIn(text)).toBe(true)
})

test('a secret in the base64 of a longer text, or escaped six times, is not recognized', () => {
  const secrets = new Secrets()
  secrets.add('geheim\\"')
  const json = (times: number): string => (times === 0 ? 'geheim\\"' : JSON.stringify(json(times - 1)).slice(1, -1))
  const url = (times: number): string => (times === 0 ? 'geheim\\"' : encodeURIComponent(url(times - 1)))
  expect(secrets.removeFrom(`${url(4)} ${json(4)}`)).toBe('*** ***')
  for (const text of [url(6), base64('user:geheim\\"')]) expect(secrets.removeFrom(text)).toBe(text)
})

test('colors outside of a secret stay, and what is not a color hides nothing', () => {
  const secrets = new Secrets()
  secrets.add('hunter2')
  expect(secrets.removeFrom('\u001b[1mhun\u001b[0mter2\u001b[1m \u001b[0mx')).toBe('\u001b[1m***\u001b[1m \u001b[0mx')
  expect(secrets.removeFrom('\u001bhunter2\u001b[')).toBe('\u001b***\u001b[')
})

test('a text that is not JSON, or nested too deeply, is a text', () => {
  for (const text of ['[abc', '{"a":"b"', '['.repeat(100_000)]) expect([...formsOf(text).texts]).toContain(text)
})

test('only what was found is removed, however deep it is', () => {
  const secrets = new Secrets()
  secrets.add('say "hi"\\')
  const inner = JSON.stringify({ a: 'say "hi"\\', b: '"c\\' })
  const removed = JSON.stringify({ a: '***', b: '"c\\' })
  expect(
    secrets.removeFrom(`${inner} ${JSON.stringify([inner, inner])} ${encodeURIComponent(JSON.stringify(inner))}`)
  ).toBe(
    `${removed} ${JSON.stringify([removed, removed])} ${encodeURIComponent(JSON.stringify(removed)).replaceAll('%2A', '*')}`
  )
})

test('a row of a million backslashes is read once', () => {
  const secrets = new Secrets()
  secrets.add('hunter2')
  const row = '\\'.repeat(1_000_000)
  expect(secrets.removeFrom(`${row}u hunter2 ${row}`)).toBe(`${row}u *** ${row}`)
})
