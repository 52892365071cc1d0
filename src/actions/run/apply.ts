import { InputError } from '../../errors.ts'
import type { Read } from '../../github/inputs.ts'
import { Results } from '../../github/results.ts'
import { failure, says } from '../../run/outcome.ts'
import { givenRunInputs, readGivenRun } from '../../steps/run-by-id.ts'
import { main } from '../main.ts'
import type { Outside } from '../../steps/world.ts'
import { tellEnd, tellOutcome, toItsEnd } from '../../steps/follow-run.ts'
import { RUN_WAIT } from './wait.ts'
import { exportInputs } from '../../inputs/export-inputs.ts'
import { exportOutputs } from '../../steps/export-outputs.ts'

export const runApplyInputs = (read: Read, env: NodeJS.ProcessEnv) =>
  givenRunInputs(read, env, input => ({
    comment: input.text('comment'),
    timeout: input.duration('timeout'),
    exports: exportInputs(input)
  }))

/** Confirms exactly the plan that a run has made, and follows its apply. From the confirmation on it is this step's to end. */
export const runApply = (outside?: Outside): Promise<void> =>
  main(async world => {
    const { comment, timeout, exports, ...inputs } = runApplyInputs(world.read, world.env)
    const { tfe, run, url = run.id } = await readGivenRun(world, inputs)
    if (run.isPlanOnly) throw new InputError([`\`run-id\`: ${run.id} is a speculative plan, which can't be applied`])
    const results = new Results(world.log, RUN_WAIT)
    const course = {
      operation: 'apply',
      isOwn: false,
      comment,
      timeout,
      onTimeout: 'cancel',
      onCancel: 'cancel'
    } as const
    const outcome = await toItsEnd(world, tfe, run, course, tellEnd(results, url))
    tellOutcome(results, outcome, url)
    const failed = failure(outcome, url)
    if (failed) throw failed
    world.log.info(`${says(outcome)}.`)
    await exportOutputs(world, tfe, outcome, exports, results)
  }, outside)
