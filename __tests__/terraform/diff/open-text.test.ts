import { expect, test } from '@jest/globals'
import { parseText } from '../../../src/terraform/diff/open-text.ts'

const opened = (before: string | undefined, after: string) =>
  parseText({
    kind: 'leaf',
    action: before === undefined ? 'create' : 'update',
    replace: false,
    before,
    after,
    isUntyped: false
  })

const linesOf = (after: string): readonly (string | null)[] => {
  const found = opened(undefined, after)
  return found.kind === 'lines' ? found.lines.map(({ text }) => text) : []
}

test.each([
  ['blanks', ' \t\n a\n b \n\t ', ['a', ' b']],
  // Go takes U+0085 for blank, and U+FEFF not.
  [
    'every blank that Go knows',
    '\u0085\u00a0\u1680\u2000\u2028\u202f\u205f\u3000a\nb\u000b\u000c\r\u0085\u3000',
    ['a', 'b']
  ],
  ['other characters that are not seen', '\ufeff\u200ba\nb\u200b\ufeff', ['\ufeff\u200ba', 'b\u200b\ufeff']],
  ['nothing but blanks', ' \n\n ', ['']]
])('the ends of a text of several lines are without %s', (_, text, lines) => {
  expect(linesOf(text)).toEqual(lines)
})

test('a megabyte of blanks within a text is read once', () => {
  const blanks = ' '.repeat(1_000_000)
  expect(linesOf(`a\n${blanks}x\nb`)).toEqual(['a', `${blanks}x`, 'b'])
})

test.each([
  ['at the top', '{"Effect":"Allow","Effect":"Deny"}'],
  ['with another value', '{"a":[1],"a":{"b":1}}'],
  ['of several keys', '{"a":{"b":1},"a":1,"c":2}'],
  ['in a list in it', '[1,{"a":{"b":1,"b":1}}]'],
  ['written in two ways', '{"a":1,"\\u0061":2}'],
  ['with the name of a prototype', '{"__proto__":1,"__proto__":2}'],
  ['that is empty', '{"":1,"":2}'],
  ['after a text with quotes and colons', '{"x":"\\":{\\\\","a":1,"a":2}']
])('JSON that has a key twice is shown as the text that it is: %s', (_, text) => {
  expect(opened(undefined, text)).toEqual({ kind: 'plain' })
  expect(opened('{"a":1}', text)).toEqual({ kind: 'plain' })
  expect(opened(text, '{"a":1}')).toEqual({ kind: 'plain' })
})

test.each([
  '{"a":{"a":{"a":1}},"b":[{"a":1},{"a":2}]}',
  '{"a:b":":","c":"\\":\\"","__proto__":{"__proto__":1}}',
  '{"":[],"toString":12345678901234567890}'
])('JSON that has each key once is opened: %s', text => {
  expect(opened(undefined, text).kind).toBe('json')
})
