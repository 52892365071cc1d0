/** Follows a run of the model as the action does, and says what it lost by its own pauses. */
import { followRun } from '../../src/run/follow.ts'
import { Tfe } from '../../src/tfe/client.ts'
import { Service, type Course } from './service.ts'
import { VirtualClock } from './virtual-clock.ts'

/** Requests of a step before it follows its run, and afterwards. */
const BEFORE = 8
const AFTERWARDS = 6

export interface Losses {
  /** Milliseconds from a phase's beginning to the first line of its log. */
  readonly firstLines: readonly number[]
  /** Milliseconds from the moment when the plan could be confirmed. */
  readonly confirmation: number | undefined
  /** Milliseconds from the end of the run. */
  readonly end: number
  readonly seconds: number
  readonly requests: number
  /** Requests beyond 60 a minute, averaged over the run, of which one shorter than a minute may have 60. */
  readonly beyond: number
  /** The most in any second. */
  readonly inASecond: number
}

export async function simulate(course: Course, away: number): Promise<Losses> {
  const clock = new VirtualClock()
  const service = new Service(clock, course, away)
  const base = new URL('https://service.test/api/v2')
  const tfe = new Tfe({ base, token: 'x', tokenSource: 'the simulation', fetch: service.fetch, clock })
  const firstLines: number[] = []
  for (let sent = 0; sent < BEFORE - 1; sent++) await clock.until(tfe.runs.read('run-1'))
  service.begin()
  const work = async (): Promise<void> => {
    const operation = course.apply === undefined ? 'plan' : 'apply'
    const events = followRun(tfe, await tfe.runs.read('run-1'), { operation, signal: new AbortController().signal })
    const heard = new Set<string>()
    for await (const event of events) {
      if (event.kind !== 'log' || heard.has(event.phase)) continue
      heard.add(event.phase)
      const began = service.since(event.phase === 'plan' ? 'planning' : 'applying') ?? 0
      firstLines.push(clock.now() - began)
    }
  }
  await clock.until(work())
  const { requests } = service
  const last = course.apply === undefined ? 'planned_and_finished' : 'applied'
  const confirmable = service.since('policy_checked')
  const total = requests.length + BEFORE - 1 + AFTERWARDS
  const seconds = (clock.now() - service.began) / 1000
  return {
    firstLines,
    confirmation: service.confirmedAt && confirmable && service.confirmedAt - confirmable,
    end: clock.now() - (service.since(last) ?? 0),
    seconds,
    requests: total,
    beyond: Math.max(0, total - Math.max(60, seconds)),
    inASecond: Math.max(...requests.map(from => requests.filter(at => at >= from && at < from + 1_000).length))
  }
}
