import { describe, expect, test } from '@jest/globals'
import { OPTIONAL_STAGES, type OptionalStage } from '../../benchmarks/pace/service.ts'
import { simulate, type Losses } from '../../benchmarks/pace/simulate.ts'
import { RequestPace } from '../../src/run/pace.ts'

/** When each of so many requests is sent, one after another; of those that `isLook` names, each waits for its time. */
function times(count: number, isLook: (at: number) => boolean, hasNews: (at: number) => boolean): number[] {
  let now = 0
  const pace = new RequestPace({ now: () => now, sleep: () => Promise.resolve() })
  return Array.from({ length: count }, (_, at) => {
    if (hasNews(at)) pace.news()
    if (isLook(at)) now += pace.pause()
    now += pace.take()
    return now
  })
}

describe.each<[string, (at: number) => boolean, (at: number) => boolean]>([
  ['looks without news', () => true, () => false],
  ['looks with news each time', () => true, () => true],
  ['another request', () => false, () => false],
  ['news each time, with three requests that it calls for', at => at % 4 === 0, at => at % 4 === 0],
  ['a long time of looks, and then others', at => at < 300, () => false]
])('%s', (_name, isLook, hasNews) => {
  const all = times(600, isLook, hasNews)

  test('are at most 60 a minute, averaged over the run', () => {
    for (const [before, at] of all.entries()) expect(before + 1).toBeLessThanOrEqual(Math.max(60, at / 1_000))
  })

  test('are at most ten in any second', () => {
    for (const [at, time] of all.entries()) expect(time - (all[at - 10] ?? -Infinity)).toBeGreaterThanOrEqual(1_000)
  })
})

const stagesOf = (names: readonly OptionalStage[], ms: number) =>
  Object.fromEntries(names.map((name, at) => [name, ms * (1 + at / 100)]))

describe('a whole run', () => {
  const SECONDS = [0, 1, 3, 10, 30, 60]
  const STAGES: readonly (readonly OptionalStage[])[] = [[], ['cost', 'policy'], ['post_plan'], OPTIONAL_STAGES]
  const runOf = (ms: number, names: readonly OptionalStage[], offset: number): Promise<Losses> =>
    simulate({ queue: 150, plan: ms + offset, apply: ms * 1.02 + offset, stages: stagesOf(names, ms) }, 40)
  const runs = Promise.all(
    SECONDS.flatMap(seconds =>
      STAGES.flatMap(names => [0, 170, 450, 830].map(offset => runOf(seconds * 1_000, names, offset)))
    )
  )
  const median = (all: readonly number[]): number => all.toSorted((a, b) => a - b)[Math.floor(all.length / 2)] ?? NaN

  test('is within its requests', async () => {
    for (const { beyond, inASecond } of await runs) {
      expect(beyond).toBe(0)
      expect(inASecond).toBeLessThanOrEqual(10)
    }
  })

  test('is seen to end within a second in the median, and in two at most', async () => {
    const ends = (await runs).map(({ end }) => end)
    expect(median(ends)).toBeLessThanOrEqual(1_000)
    expect(Math.max(...ends)).toBeLessThanOrEqual(2_000)
  })

  test('shows the first line of a log within a second in the median', async () => {
    expect(median((await runs).flatMap(({ firstLines }) => firstLines))).toBeLessThanOrEqual(1_000)
  })

  test('is confirmed within a second in the median', async () => {
    expect(median((await runs).flatMap(({ confirmation = 0 }) => confirmation))).toBeLessThanOrEqual(1_000)
  })
})
