import { expect, test } from '@jest/globals'
import { oneLine } from '../src/one-line.ts'

test('lines become one, whatever ends them and is around them', () => {
  expect(oneLine(' a \r\n\r\n\tb  c\rd \n')).toBe('a b  c d')
  expect(oneLine(`a${' '.repeat(2_000_000)}b\nc`)).toBe(`a${' '.repeat(2_000_000)}b c`)
})
