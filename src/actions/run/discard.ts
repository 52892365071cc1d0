import { RunFailed } from '../../errors.ts'
import type { InputReader } from '../../github/inputs.ts'
import { Results } from '../../github/results.ts'
import { statusMeaning, describeStatus } from '../../run/status.ts'
import type { Run } from '../../tfe/resources/runs.ts'
import { checkDiscarded, requestEnd, runByIdInputs, readRunById, waitUntilSettled } from '../../steps/run-by-id.ts'
import { earlierComments, warnUnlessShown } from '../../steps/run-comment.ts'
import { main } from '../main.ts'
import type { WorldOverrides } from '../../steps/world.ts'

export const RUN_DISCARD = ['run-id', 'run-status'] as const

export const runDiscardInputs = (read: InputReader, env: NodeJS.ProcessEnv) =>
  runByIdInputs(read, env, input => ({ comment: input.text('comment') }))

/** Discards a run that waits. It does nothing to a run that has finished, and fails where its apply begins meanwhile. */
export const runDiscard = (overrides?: WorldOverrides): Promise<void> =>
  main(async world => {
    const { comment, ...inputs } = runDiscardInputs(world.read, world.env)
    const { tfe, run } = await readRunById(world, inputs)
    const results = new Results(world.log, RUN_DISCARD)
    results.set('run-id', run.id)
    results.set('run-status', run.status)
    const over = (ended: Run): void => {
      results.set('run-status', ended.status)
      world.log.info(`The run has already finished: ${describeStatus(ended.status)}. There is nothing to discard.`)
    }
    if (statusMeaning(run.status) === 'ended') {
      over(run)
      return
    }
    if (!run.actions.discardable) {
      throw new RunFailed(`A run that is ${describeStatus(run.status)} can't be discarded. Use the action run/cancel.`)
    }
    const earlierOnes = await earlierComments(world, tfe, run.id, comment)
    const earlier = await requestEnd(world, tfe, run, () => tfe.runs.discard(run.id, comment))
    await warnUnlessShown(world, tfe, run.id, comment, earlierOnes)
    if (earlier !== undefined) {
      results.set('run-status', earlier.status)
      checkDiscarded(earlier)
      over(earlier)
      return
    }
    const ended = await waitUntilSettled(world, tfe, run)
    results.set('run-status', ended.status)
    world.log.info(`Run: ${describeStatus(ended.status)}`)
    checkDiscarded(ended)
    if (statusMeaning(ended.status) !== 'ended') throw new RunFailed('The run was not discarded within five minutes.')
  }, overrides)
