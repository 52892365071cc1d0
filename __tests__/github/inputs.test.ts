import { describe, expect, test } from '@jest/globals'
import { InputError } from '../../src/errors.ts'
import { fromEnvironment, parseInputs, type Inputs } from '../../src/github/inputs.ts'

const problems = (table: Readonly<Record<string, string>>, build: (input: Inputs) => unknown): readonly string[] => {
  try {
    parseInputs(name => table[name] ?? '', build)
    return []
  } catch (error) {
    if (error instanceof InputError) return error.problems
    throw error
  }
}
const value = <T>(text: string, build: (input: Inputs) => T): T => parseInputs(() => text, build)

test('every wrong input is reported at once', () => {
  const table = { mode: 'harder', wait: 'yes', timeout: '30' }
  const build = (input: Inputs): unknown => [
    input.choice('mode', ['normal', 'destroy']),
    input.flag('wait'),
    input.duration('timeout')
  ]
  expect(problems(table, build)).toEqual([
    '`mode` must be `normal` or `destroy`, but is `harder`.',
    '`wait` must be `true` or `false`, but is `yes`.',
    '`timeout` must be a duration such as `90s`, `30m` or `1h30m`, but is `30`.'
  ])
})

test('absent is undefined', () => {
  expect(value('', input => input.text('x'))).toBeUndefined()
  expect(value('', input => input.duration('x'))).toBeUndefined()
})

describe('kinds', () => {
  test.each([
    ['1h30m', 5_400_000],
    ['90s', 90_000],
    ['2h', 7_200_000]
  ])('a valid duration: %s', (text, milliseconds) => {
    expect(value(text, input => input.duration('x'))).toBe(milliseconds)
  })

  test.each(['0s', '-1m', '1.5h', 'h', '1 h', '1d', '30m!'])('an invalid duration: %s', text => {
    expect(problems({ x: text }, input => input.duration('x'))).toHaveLength(1)
  })

  test('no time at all, where that is allowed', () => {
    expect(value('0s', input => input.duration('x', 'or `0s`'))).toBe(0)
    expect(problems({ x: '0' }, input => input.duration('x', 'or `0s`'))).toEqual([expect.stringContaining('or `0s`')])
  })

  test.each([
    ['true', true],
    ['TRUE', true],
    ['False', false]
  ])('a flag: %s', (text, flag) => {
    expect(value(text, input => input.flag('x'))).toBe(flag)
  })

  test('lines, without blank ones', () => {
    expect(value(' a \r\n\n b["x,y"]\n', input => input.lines('x'))).toEqual(['a', 'b["x,y"]'])
  })
})

test('inputs come as the runner passes them', () => {
  const read = fromEnvironment({ 'INPUT_RUN-ID': ' run-1 ', INPUT_WITH_BLANK: 'x' })
  expect([read('run-id'), read('with blank'), read('other')]).toEqual(['run-1', 'x', ''])
})
