import { InputError } from '../../errors.ts'
import type { InputReader } from '../../github/inputs.ts'
import { Results } from '../../github/results.ts'
import { failureOf, describeEnding } from '../../run/outcome.ts'
import { runByIdInputs, readRunById } from '../../steps/run-by-id.ts'
import { main } from '../main.ts'
import type { WorldOverrides } from '../../steps/world.ts'
import { setFinalRunOutputs, setOutcomeOutputs, followToEnd } from '../../steps/follow-run.ts'
import { RUN_WAIT } from './wait.ts'
import { exportInputs } from '../../inputs/export-inputs.ts'
import { exportOutputs } from '../../steps/export-outputs.ts'

export const runApplyInputs = (read: InputReader, env: NodeJS.ProcessEnv) =>
  runByIdInputs(read, env, input => ({
    comment: input.text('comment'),
    timeout: input.duration('timeout'),
    exports: exportInputs(input)
  }))

/** Confirms exactly the plan that a run has made, and follows its apply. From the confirmation on it is this step's to end. */
export const runApply = (overrides?: WorldOverrides): Promise<void> =>
  main(async world => {
    const { comment, timeout, exports, ...inputs } = runApplyInputs(world.read, world.env)
    const { tfe, run, url = run.id } = await readRunById(world, inputs)
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
    const outcome = await followToEnd(world, tfe, run, course, setFinalRunOutputs(results, url))
    setOutcomeOutputs(results, outcome, url)
    const failed = failureOf(outcome, url)
    if (failed) throw failed
    world.log.info(`${describeEnding(outcome)}.`)
    await exportOutputs(world, tfe, outcome, exports, results)
  }, overrides)
