import type { Read } from '../../github/inputs.ts'
import { EXPORTS, Results } from '../../github/results.ts'
import { failure, says } from '../../run/outcome.ts'
import { FINDINGS } from '../../steps/check-outputs.ts'
import { givenRunInputs, readGivenRun } from '../../steps/run-by-id.ts'
import { main } from '../main.ts'
import type { Outside } from '../../steps/world.ts'
import { limitInputs } from '../../inputs/run-inputs.ts'
import { RUN, tell, tellEnd, tellOutcome, toItsEnd } from '../../steps/follow-run.ts'
import { exportInputs } from '../../inputs/export-inputs.ts'
import { exportOutputs } from '../../steps/export-outputs.ts'

export const RUN_WAIT = [...RUN, ...FINDINGS, ...EXPORTS] as const

export const runWaitInputs = (read: Read, env: NodeJS.ProcessEnv) =>
  givenRunInputs(read, env, input => ({ ...limitInputs(input), exports: exportInputs(input) }))

/** Follows a run that was begun elsewhere to where it ends or waits for its confirmation. It is not this step's to end. */
export const runWait = (outside?: Outside): Promise<void> =>
  main(async world => {
    const inputs = runWaitInputs(world.read, world.env)
    const { tfe, run, url = run.id } = await readGivenRun(world, inputs)
    const results = new Results(world.log, RUN_WAIT)
    tell(results, run, url)
    const outcome = await toItsEnd(
      world,
      tfe,
      run,
      {
        ...inputs,
        operation: 'plan',
        isOwn: false,
        onTimeout: 'leave',
        onCancel: 'leave'
      },
      tellEnd(results, url)
    )
    tellOutcome(results, outcome, url)
    const failed = failure(outcome, url)
    if (failed) throw failed
    world.log.info(`${says(outcome)}.`)
    await exportOutputs(world, tfe, outcome, inputs.exports, results)
  }, outside)
