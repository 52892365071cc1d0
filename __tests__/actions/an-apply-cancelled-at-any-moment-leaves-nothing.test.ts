import { expect, test } from '@jest/globals'
import { serve } from '../../dev/hcp/index.ts'
import { onARunner } from './on-a-runner.ts'

const TIMES = 50
const AT_ONCE = 6
/** Milliseconds in which a whole apply is over here. */
const WHOLE = 4_000

const ENDED = ['applied', 'canceled', 'discarded', 'errored', 'planned_and_finished']

/** The same moments each time: a failure can be met again. */
const moments = Array.from({ length: TIMES }, (_, index) => ((index * 2_654_435_761) % 2 ** 32) / 2 ** 32).map(part =>
  Math.round(part * WHOLE)
)

test(`an apply that is cancelled at any of ${TIMES} moments leaves no run, no lock, and no state lost`, async () => {
  const pause = { wait: 300 }
  const script = {
    plan: { log: ['planning\n', pause, 'planned\n'] },
    apply: { log: ['applying\n', pause, 'applied\n'], outputs: { written: { value: true } } }
  }
  await using hcp = await serve({ script, timings: { queue: 50, processing: 100, outputs: 100 } })

  const cancelAt = async (milliseconds: number): Promise<void> => {
    const name = `at-${milliseconds}`
    const workspace = hcp.createWorkspace(name)
    const before = hcp.seedState({ written: { value: false } }, workspace)
    using run = onARunner(hcp, { inputs: { workspace: name, operation: 'apply' } })
    await new Promise(resolve => setTimeout(resolve, milliseconds))
    run.interrupt()
    const main = await run.ended
    await main.post()
    await hcp.until(({ runs }) =>
      [...runs.values()].every(each => each.workspace !== workspace || ENDED.includes(each.status))
    )
    const statuses = hcp.world.runsOf(workspace).map(({ status }) => status)
    expect([milliseconds, statuses.length <= 1, workspace.lock]).toEqual([milliseconds, true, undefined])
    const current = workspace.currentStateVersion
    expect([milliseconds, current?.serial]).toEqual([
      milliseconds,
      statuses[0] === 'applied' ? before.serial + 1 : before.serial
    ])
  }

  const left = [...new Set(moments)]
  const worker = async (): Promise<void> => {
    for (let moment = left.pop(); moment !== undefined; moment = left.pop()) await cancelAt(moment)
  }
  await Promise.all(Array.from({ length: AT_ONCE }, worker))
  // Moments before, in and after the run were among them.
  const seen = new Set([...hcp.world.runs.values()].map(({ status }) => status))
  expect([...seen].toSorted()).toEqual(expect.arrayContaining(['applied', 'canceled']))
}, 180_000)
