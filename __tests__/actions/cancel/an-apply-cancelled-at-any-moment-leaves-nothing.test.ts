import { expect, test } from '@jest/globals'
import { serve, type Hcp } from '../../../packages/hcp-terraform-server/src/index.ts'
import { onARunner } from '../on-a-runner.ts'

const TIMES = 50
const AT_ONCE = 6
/** How many of the moments lie between the end of an apply and its outputs. */
const AFTER_THE_APPLY = 5
/** Milliseconds that may pass after a request before the next one. */
const PAUSE = 200

const ENDED = ['applied', 'canceled', 'discarded', 'errored', 'planned_and_finished']

/** The same numbers from 0 to 1 each time: a failure can be met again. */
const chance = (index: number): number => ((index * 2_654_435_761) % 2 ** 32) / 2 ** 32

interface Moment {
  /** How many requests the step has sent by then: a moment in the course of an apply, however slow the machine is. `applied` is the end of the apply. */
  readonly since: number | 'applied'
  /** Milliseconds. */
  readonly after: number
}
function moments(whole: number): Moment[] {
  return Array.from({ length: TIMES }, (_, index) => {
    const since = index < AFTER_THE_APPLY ? 'applied' : 1 + Math.floor(chance(index) * whole)
    return { since, after: Math.round(chance(index + TIMES) * PAUSE) }
  })
}

const sleep = (milliseconds: number): Promise<void> => new Promise(resolve => setTimeout(resolve, milliseconds))

const SCRIPT = {
  plan: { log: ['planning\n', { wait: 300 }, 'planned\n'] },
  apply: { log: ['applying\n', { wait: 300 }, 'applied\n'], outputs: { written: { value: true } } }
}

const TIMINGS = { queue: 50, processing: 100, outputs: 100 }

/** The requests of an apply that is not cancelled. */
async function wholeApply(): Promise<number> {
  await using hcp: Hcp = await serve({ script: SCRIPT, timings: TIMINGS })
  using run = onARunner(hcp, { inputs: { operation: 'apply' } })
  expect((await run.ended).conclusion).toBe('success')
  return hcp.journal.entries.length
}

/** What was left of an apply whose job was cancelled at a moment. */
async function cancelledAt({ since, after }: Moment) {
  // Between an apply and its outputs is as long as the step takes to be cancelled.
  const timings = since === 'applied' ? { ...TIMINGS, outputs: 60_000 } : TIMINGS
  await using hcp: Hcp = await serve({ script: SCRIPT, timings })
  const isNow = (): boolean =>
    since === 'applied' ? hcp.find().currentRun?.status === 'applied' : hcp.journal.entries.length >= since
  const before = hcp.seedState({ written: { value: false } })
  using run = onARunner(hcp, { inputs: { operation: 'apply' } })
  const over = { is: false }
  void run.ended.then(() => (over.is = true))
  while (!isNow() && !over.is) await sleep(5)
  await sleep(after)
  if (!over.is) run.interrupt()
  const main = await run.ended
  await main.post()
  await hcp.until(({ runs }) => [...runs.values()].every(({ status }) => ENDED.includes(status)), 20)
  const workspace = hcp.find()
  const statuses = hcp.world.runsOf(workspace).map(({ status }) => status)
  const wrote = (workspace.currentStateVersion?.serial ?? 0) - before.serial
  return { statuses, lock: workspace.lock, wrote, conclusion: main.conclusion, exported: 'written' in main.outputs }
}

test(`an apply that is cancelled at any of ${TIMES} moments leaves no run, no lock, and no state lost`, async () => {
  const met: Awaited<ReturnType<typeof cancelledAt>>[] = []
  const left = moments(await wholeApply())
  const worker = async (): Promise<void> => {
    for (let moment = left.pop(); moment !== undefined; moment = left.pop()) {
      const found = await cancelledAt(moment)
      const { statuses, lock, wrote } = found
      expect({ moment, ...found, left: statuses.length > 1 }).toEqual({
        moment,
        ...found,
        left: false,
        lock: undefined
      })
      expect([moment, lock, wrote]).toEqual([moment, undefined, statuses[0] === 'applied' ? 1 : 0])
      met.push(found)
    }
  }
  await Promise.all(Array.from({ length: AT_ONCE }, worker))
  // Moments before and in the run were among them, and between its end and the export of its outputs.
  const seen = new Set(met.map(({ statuses }) => statuses[0]))
  expect([...seen]).toEqual(expect.arrayContaining([undefined, 'applied', 'canceled']))
  const between = met.filter(({ statuses, exported }) => statuses[0] === 'applied' && !exported)
  expect(between.length).toBeGreaterThanOrEqual(AFTER_THE_APPLY)
}, 400_000)
