import { expect, test } from '@jest/globals'
import { Budget, Pace } from '../../src/run/pace.ts'

/** When each of so many requests is sent, one after another, of which those that `isLook` names are looks. */
function times(count: number, isLook: (at: number) => boolean): number[] {
  let now = 0
  const budget = new Budget(() => now)
  return Array.from({ length: count }, (_, at) => {
    if (isLook(at)) now += budget.look()
    return (now += budget.take())
  })
}

const inAnyMinute = (all: readonly number[]): number =>
  Math.max(...all.map(from => all.filter(at => at >= from && at < from + 60_000).length))

test.each<[string, (at: number) => boolean]>([
  ['looks alone', () => true],
  ['what is no look alone', () => false],
  ['one look, and three that it calls for', at => at % 4 === 0],
  ['a long time of looks, and then others', at => at < 300]
])('no minute has more requests than it may: %s', (_name, isLook) => {
  expect(inAnyMinute(times(600, isLook))).toBeLessThanOrEqual(56)
})

test('what looks leave is there for what they call for', () => {
  let now = 0
  const budget = new Budget(() => now)
  for (let look = 0; look < 300; look++) {
    now += budget.look()
    budget.take()
  }
  expect(Array.from({ length: 6 }, () => budget.take())).toEqual(Array(6).fill(0))
  expect(budget.take()).toBeGreaterThan(0)
})

test('after news the next look is soon, and then less and less often', () => {
  const pace = new Pace()
  expect([pace.next(true), pace.next(false), pace.next(false)]).toEqual([200, 300, 450])
})
