import { expect, test } from '@jest/globals'
import { growingPauses, poll, type Clock } from '../src/clock.ts'

/** A clock that sleeps no time. */
function stepping(): Clock {
  let now = 0
  return {
    now: () => now,
    sleep(ms) {
      now += ms
      return Promise.resolve()
    }
  }
}

test.each([
  ['in the middle of a pause', 5_000, [0, 3_000, 5_000]],
  ['at the end of a pause', 9_000, [0, 3_000, 9_000]],
  ['at once', 0, [0]]
])('what is waited for is looked at for the last time when the time is up: %s', async (_name, limitMs, looks) => {
  const clock = stepping()
  const times: number[] = []
  const found = await poll<string>(clock, { pausesMs: growingPauses(3_000, 10_000), limitMs }, () => {
    times.push(clock.now())
    return Promise.resolve(undefined)
  })
  expect([found, times]).toEqual([undefined, looks])
})
