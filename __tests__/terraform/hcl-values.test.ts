import { expect, test } from '@jest/globals'
import { Secrets } from '../../src/secrets/secrets.ts'
import { secretsInHcl } from '../../src/terraform/hcl-values.ts'
import { fromExpression } from '../../src/terraform/variables-file.ts'
import { toHcl } from '../../src/terraform/variables.ts'

test.each<[string, string, readonly string[]]>([
  ['a string', '"hunter2"', ['hunter2']],
  ['values of an object, not its names', '{ "user" = "admin", pin: "hunter2" }', ['admin', 'hunter2']],
  [
    'names with blanks and comments after them',
    '{\n  "user" /* " */ = "admin"\n  "pin"\n: "hunter2" }',
    ['admin', 'hunter2']
  ],
  ['both sides of a condition', '{ a = x ? "one" : "two" }', ['one', 'two']],
  ['both sides of a comparison', '{ "k" = "v1" } == "x" ? { a = "y" == "z" } : "w"', ['v1', 'x', 'y', 'z', 'w']],
  ['what a loop makes', '{ for k in ["one"] : "two" => "three" }', ['one', 'two', 'three']],
  ['elements of a list', '["one", "two"]', ['one', 'two']],
  ['numbers', '{ pin = 48213377, "more" = [-1.50, 1.5e3], a1 = b2 }', ['48213377', '1.50', '1.5e3']],
  ['a calculation', '{ seconds = 60 * 1440 }', ['60', '1440']],
  ['a number beyond 2^53', '12345678901234567890', ['12345678901234567890']],
  ['a comment with a quote in a list', '["a1234" /* " */, "sec-ret-1"]', ['a1234', 'sec-ret-1']],
  ['a comment with a quote at the end of a line', '{ x = "p1" # don"t\n y = "p2" // "\n }', ['p1', 'p2']],
  ['texts in templates', '"${"inner-secret"} x"', ['inner-secret', '${"inner-secret"} x']],
  ['source without values', 'true', ['true']],
  ['a heredoc', '<<EOT\nhunter2\nEOT', ['hunter2\n', '<<EOT\nhunter2\nEOT']],
  ['each word of what can not be read', '{ a = "hunter2, x', ['{ a = "hunter2, x', '', 'a', 'hunter2', 'x']]
])('what may be secret of %s', (_name, source, texts) => {
  expect(secretsInHcl(source)).toEqual(texts)
})

test('escapes and doubled signs are found as they are written, and as they are meant', () => {
  expect(secretsInHcl('"a\\"b\\n\\u00e9 $${x} %%{y}"')).toEqual([
    'a\\"b\\n\\u00e9 $${x} %%{y}',
    'a"b\n\u00e9 ${x} %{y}'
  ])
})

test('texts are those that HCL was made of', () => {
  for (const text of ['a"b\\c', 'line\nline\t\u0007', '${x} $${y}', 'é😀'])
    expect(secretsInHcl(toHcl({ a: [text] }))).toContain(text)
})

const VALUE = { pin: 48213377, hosts: ['db-internal'], name: 'alice-secret', rate: 1.5 }

test.each([
  ['a variable of a run', secretsInHcl(toHcl(VALUE))],
  ['a file', fromExpression('x', toHcl(VALUE)).secrets]
])('each leaf of a value is hidden, by %s', (_name, found) => {
  const secrets = new Secrets()
  for (const text of found) secrets.add(text)
  expect(secrets.removeFrom('48213377 db-internal alice-secret 1.5 pin hosts')).toBe('*** *** *** *** pin hosts')
})

test('a megabyte of comments after a text is read once', () => {
  expect(secretsInHcl(`{ "a" ${'/**/'.repeat(250_000)} "b" = 1 }`)).toContain('a')
})
