import { growingPauses, poll } from '../../clock.ts'
import { ApiError, isRequestFailure, RunFailed } from '../../errors.ts'
import type { InputReader } from '../../github/inputs.ts'
import { Results } from '../../github/results.ts'
import { statusMeaning, describeStatus } from '../../run/status.ts'
import type { Tfe } from '../../tfe/client.ts'
import { mayHaveSucceeded } from '../../tfe/retry.ts'
import type { Run } from '../../tfe/resources/runs.ts'
import { checkCancelled, requestEnd, runByIdInputs, readRunById, waitUntilSettled } from '../../steps/run-by-id.ts'
import { earlierComments, warnUnlessShown } from '../../steps/run-comment.ts'
import { main } from '../main.ts'
import type { WorldOverrides, World } from '../../steps/world.ts'
import { RUN_DISCARD } from './discard.ts'

export const RUN_CANCEL = RUN_DISCARD

export const runCancelInputs = (read: InputReader, env: NodeJS.ProcessEnv) =>
  runByIdInputs(read, env, input => ({ comment: input.text('comment'), force: input.flag('force') }))

/** Cancels a run that is queued or at work. It does nothing to a run that has finished, and fails where the run is applied meanwhile. */
export const runCancel = (overrides?: WorldOverrides): Promise<void> =>
  main(async world => {
    const { comment, force, ...inputs } = runCancelInputs(world.read, world.env)
    const { tfe, run } = await readRunById(world, inputs)
    const results = new Results(world.log, RUN_CANCEL)
    results.set('run-id', run.id)
    results.set('run-status', run.status)
    if (statusMeaning(run.status) === 'ended') {
      world.log.info(`The run has already finished: ${describeStatus(run.status)}. There is nothing to cancel.`)
      return
    }
    if (!run.actions.cancelable && run.actions.discardable) {
      throw new RunFailed(`A run that is ${describeStatus(run.status)} can't be cancelled. Use the action run/discard.`)
    }
    const earlierOnes = await earlierComments(world, tfe, run.id, comment)
    const ended = force ? await byForce(world, tfe, run, comment) : await gracefully(world, tfe, run, comment)
    await warnUnlessShown(world, tfe, run.id, comment, earlierOnes)
    results.set('run-status', ended.status)
    world.log.info(`Run: ${describeStatus(ended.status)}`)
    checkCancelled(world, run, ended)
    if (statusMeaning(ended.status) !== 'ended') {
      const advice = force
        ? 'The service did not force-cancel it, although `force` is `true`. Run the step again later.'
        : 'Set `force` to `true` to cancel it without waiting for Terraform.'
      throw new RunFailed(`The run did not stop within five minutes. ${advice}`)
    }
  }, overrides)

async function gracefully(world: World, tfe: Tfe, run: Run, comment: string | undefined): Promise<Run> {
  const over = await requestEnd(world, tfe, run, () => tfe.runs.cancel(run.id, comment))
  if (over !== undefined) {
    world.log.info('The run has already finished. There is nothing to cancel.')
    return over
  }
  const effect = run.status === 'applying' ? ' Terraform finishes its current operation and saves its state.' : ''
  world.log.info(`Asked the run to stop.${effect}`)
  return waitUntilSettled(world, tfe, run)
}

/** Milliseconds between two checks for the force-cancel time, and in total. */
const FIRST_LOOK_MS = 250
const BETWEEN_LOOKS_MS = 1_500
const PATIENCE_MS = 300_000

/**
 * The service allows a force-cancel only some time after a cancel. Some servers offer it before that time, which the run names,
 * and then refuse it.
 */
async function byForce(world: World, tfe: Tfe, run: Run, comment: string | undefined): Promise<Run> {
  const { clock, signal } = world
  if (run.actions.cancelable && !run.isBeingCanceled) {
    const over = await requestEnd(world, tfe, run, () => tfe.runs.cancel(run.id, comment))
    if (over !== undefined) return over
    world.log.info('Asked the run to stop. The action force-cancels it as soon as the service allows that.')
  }
  let latest = run
  let refusal: Error | undefined
  const polling = { pausesMs: growingPauses(FIRST_LOOK_MS, BETWEEN_LOOKS_MS), limitMs: PATIENCE_MS, signal }
  const done = await poll(clock, polling, async () => {
    latest = await tfe.runs.read(run.id, { signal })
    if (statusMeaning(latest.status) === 'ended') return true
    if (!latest.actions.forceCancelable || (latest.forceCancelableAt ?? 0) > clock.now()) return undefined
    try {
      await tfe.runs.forceCancel(run.id, comment)
      return true
    } catch (error) {
      if (!isRequestFailure(error) || !(ApiError.is(error, 409) || mayHaveSucceeded(error))) throw error
      refusal = error
      return undefined
    }
  })
  if (done === undefined && refusal !== undefined) throw refusal
  return done === undefined || statusMeaning(latest.status) === 'ended' ? latest : waitUntilSettled(world, tfe, run)
}
