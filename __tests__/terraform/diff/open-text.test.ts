import { expect, test } from '@jest/globals'
import { parseText } from '../../../src/terraform/diff/open-text.ts'

const linesOf = (after: string): readonly (string | null)[] => {
  const opened = parseText({
    kind: 'leaf',
    action: 'create',
    replace: false,
    before: undefined,
    after,
    isUntyped: false
  })
  return opened.kind === 'lines' ? opened.lines.map(({ text }) => text) : []
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
