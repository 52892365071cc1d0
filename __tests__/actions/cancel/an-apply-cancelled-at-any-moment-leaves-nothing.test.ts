import { expect, test } from '@jest/globals'
import { serve, type Hcp } from '../../../packages/hcp-terraform-server/src/index.ts'
import { onARunner } from '../on-a-runner.ts'

const TIMES = 50
const AT_ONCE = 6
/** Requests after which a whole apply has finished here, its outputs exported. */
const WHOLE = 34
/** Milliseconds that may pass after a request before the next one. */
const PAUSE = 200

const ENDED = ['applied', 'canceled', 'discarded', 'errored', 'planned_and_finished']

/** The same numbers from 0 to 1 each time: a failure can be met again. */
const chance = (index: number): number => ((index * 2_654_435_761) % 2 ** 32) / 2 ** 32

interface Moment {
  /** How many requests the step has sent by then: a moment in the course of an apply, however slow the machine is. */
  readonly requests: number
  readonly after: number
}
const moments = Array.from({ length: TIMES }, (_, index): Moment => {
  return { requests: 1 + Math.floor(chance(index) * WHOLE), after: Math.round(chance(index + TIMES) * PAUSE) }
})

const sleep = (milliseconds: number): Promise<void> => new Promise(resolve => setTimeout(resolve, milliseconds))

const SCRIPT = {
  plan: { log: ['planning\n', { wait: 300 }, 'planned\n'] },
  apply: { log: ['applying\n', { wait: 300 }, 'applied\n'], outputs: { written: { value: true } } }
}

/** What was left of an apply whose job was cancelled at a moment. */
async function cancelledAt({ requests, after }: Moment) {
  await using hcp: Hcp = await serve({ script: SCRIPT, timings: { queue: 50, processing: 100, outputs: 100 } })
  const before = hcp.seedState({ written: { value: false } })
  using run = onARunner(hcp, { inputs: { operation: 'apply' } })
  const over = { is: false }
  void run.ended.then(() => (over.is = true))
  while (hcp.journal.entries.length < requests && !over.is) await sleep(5)
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
  const left = [...moments]
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
  // Moments before, in and after the run were among them, and between its end and the export of its outputs.
  const seen = new Set(met.map(({ statuses }) => statuses[0]))
  expect([...seen]).toEqual(expect.arrayContaining([undefined, 'applied', 'canceled']))
  expect(met.some(({ statuses, exported }) => statuses[0] === 'applied' && !exported)).toBe(true)
}, 400_000)
