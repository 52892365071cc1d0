import type { InputReader } from '../../github/inputs.ts'
import { Results } from '../../github/results.ts'
import { describeStatus } from '../../run/status.ts'
import { toJson } from '../../tfe/document.ts'
import { runByIdInputs, readRunById } from '../../steps/run-by-id.ts'
import { main } from '../main.ts'
import type { WorldOverrides } from '../../steps/world.ts'
import { FINDINGS, setFindings } from '../../steps/check-outputs.ts'
import { setCountsOfPlan } from '../../steps/counts-of-plan.ts'
import { findingsNow } from '../../steps/findings-now.ts'
import { RUN, setRunOutputs } from '../../steps/follow-run.ts'

export const RUN_SHOW = ['run', ...RUN, ...FINDINGS] as const

export const runShowInputs = (read: InputReader, env: NodeJS.ProcessEnv) => runByIdInputs(read, env, () => ({}))

/** Shows the status of a run, and what was found of it so far. */
export const runShow = (overrides?: WorldOverrides): Promise<void> =>
  main(async world => {
    const { tfe, run, url } = await readRunById(world, runShowInputs(world.read, world.env))
    const results = new Results(world.log, RUN_SHOW)
    results.set('run', toJson(run.resource))
    setRunOutputs(results, run, url)
    await setCountsOfPlan(world, tfe, run, results)
    world.log.info(`Run: ${describeStatus(run.status)}`)
    setFindings(results, await findingsNow(world, tfe, run))
  }, overrides)
