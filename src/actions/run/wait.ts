import type { InputReader } from '../../github/inputs.ts'
import { EXPORTS, Results } from '../../github/results.ts'
import { failureOf, describeEnding } from '../../run/outcome.ts'
import { FINDINGS } from '../../steps/check-outputs.ts'
import { runByIdInputs, readRunById } from '../../steps/run-by-id.ts'
import { main } from '../main.ts'
import type { WorldOverrides } from '../../steps/world.ts'
import { limitInputs } from '../../inputs/limit-inputs.ts'
import { overrideInput } from '../../inputs/run-inputs.ts'
import { RUN, setRunOutputs, setFinalRunOutputs, setOutcomeOutputs, followToEnd } from '../../steps/follow-run.ts'
import { exportInputs } from '../../inputs/export-inputs.ts'
import { setCountsOfPlan } from '../../steps/counts-of-plan.ts'
import { exportOutputs } from '../../steps/export-outputs.ts'

export const RUN_WAIT = [...RUN, ...FINDINGS, ...EXPORTS] as const

export const runWaitInputs = (read: InputReader, env: NodeJS.ProcessEnv) =>
  runByIdInputs(read, env, input => {
    const inputs = {
      until: input.choice('until', ['stopped', 'decided']),
      onOverride: overrideInput(input),
      ...limitInputs(input),
      exports: exportInputs(input)
    }
    if (inputs.until === 'decided' && inputs.onOverride === 'succeed')
      input.reject(
        'on-policy-override',
        'has no effect with `until: decided`, which waits for the override. Remove one of them'
      )
    return inputs
  })

/** Follows a run that was begun elsewhere to where it ends or waits for its confirmation. It is not this step's to end. */
export const runWait = (overrides?: WorldOverrides): Promise<void> =>
  main(async world => {
    const inputs = runWaitInputs(world.read, world.env)
    const { tfe, run, url = run.id } = await readRunById(world, inputs)
    const results = new Results(world.log, RUN_WAIT)
    setRunOutputs(results, run, url)
    const outcome = await followToEnd(
      world,
      tfe,
      run,
      {
        ...inputs,
        onOverride: inputs.until === 'decided' ? 'wait' : inputs.onOverride,
        operation: 'plan',
        isOwn: false,
        onTimeout: 'leave',
        onCancel: 'leave'
      },
      setFinalRunOutputs(results, url)
    )
    setOutcomeOutputs(results, outcome, url)
    await setCountsOfPlan(world, tfe, outcome.run, results)
    const failed = failureOf(outcome, url)
    if (failed) throw failed
    world.log.info(`${describeEnding(outcome)}.`)
    await exportOutputs(world, tfe, outcome, inputs.exports, results)
  }, overrides)
