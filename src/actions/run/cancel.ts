import { growingPauses, poll } from '../../clock.ts'
import { ApiError, isRequestFailure, RunFailed } from '../../errors.ts'
import type { Read } from '../../github/inputs.ts'
import { Results } from '../../github/results.ts'
import { meaning, says } from '../../run/status.ts'
import type { Tfe } from '../../tfe/client.ts'
import { mayBeDone } from '../../tfe/retry.ts'
import type { Run } from '../../tfe/resources/runs.ts'
import { askedToEnd, givenRunInputs, readGivenRun, settled } from '../../steps/run-by-id.ts'
import { main } from '../main.ts'
import type { Outside, World } from '../../steps/world.ts'
import { RUN_DISCARD } from './discard.ts'

export const RUN_CANCEL = RUN_DISCARD

export const runCancelInputs = (read: Read, env: NodeJS.ProcessEnv) =>
  givenRunInputs(read, env, input => ({ comment: input.text('comment'), force: input.flag('force') }))

/** Cancels a run that is queued or at work. One that is over already is none of its business. */
export const runCancel = (outside?: Outside): Promise<void> =>
  main(async world => {
    const { comment, force, ...inputs } = runCancelInputs(world.read, world.env)
    const { tfe, run } = await readGivenRun(world, inputs)
    const results = new Results(world.log, RUN_CANCEL)
    results.set('run-id', run.id)
    results.set('run-status', run.status)
    if (meaning(run.status) === 'ended') {
      world.log.info(`It is over already: ${says(run.status)}. Nothing is left to cancel.`)
      return
    }
    const ended = force ? await byForce(world, tfe, run, comment) : await gracefully(world, tfe, run, comment)
    results.set('run-status', ended.status)
    world.log.info(`Run: ${says(ended.status)}`)
    if (meaning(ended.status) !== 'ended') {
      throw new RunFailed(
        'The run has not ended within five minutes. With `force`, it is ended without waiting for Terraform.'
      )
    }
  }, outside)

async function gracefully(world: World, tfe: Tfe, run: Run, comment: string | undefined): Promise<Run> {
  if (!run.actions.cancelable && run.actions.discardable) {
    throw new RunFailed(`A run that is ${says(run.status)} can't be cancelled. The action run/discard ends what waits.`)
  }
  const over = await askedToEnd(world, tfe, run, () => tfe.runs.cancel(run.id, comment))
  if (over !== undefined) {
    world.log.info('It is over already. Nothing is left to cancel.')
    return over
  }
  world.log.info('Asked the run to stop. Terraform ends what it is doing and writes its state.')
  return settled(world, tfe, run)
}

/** Milliseconds between two looks whether a run may be ended by force, and that this may take. */
const FIRST_LOOK_MS = 250
const BETWEEN_LOOKS_MS = 1_500
const PATIENCE_MS = 300_000

/**
 * A run may be ended by force only when it has not heeded a cancel for a while. Some servers offer it before that time, which the run names,
 * and then refuse it.
 */
async function byForce(world: World, tfe: Tfe, run: Run, comment: string | undefined): Promise<Run> {
  const { clock, signal } = world
  if (run.actions.cancelable && !run.isBeingCanceled) {
    const over = await askedToEnd(world, tfe, run, () => tfe.runs.cancel(run.id, comment))
    if (over !== undefined) return over
    world.log.info('Asked the run to stop. It is ended by force as soon as the service allows that.')
  }
  let latest = run
  let refusal: Error | undefined
  const polling = { pausesMs: growingPauses(FIRST_LOOK_MS, BETWEEN_LOOKS_MS), limitMs: PATIENCE_MS, signal }
  const done = await poll(clock, polling, async () => {
    latest = await tfe.runs.read(run.id, { signal })
    if (meaning(latest.status) === 'ended') return true
    if (!latest.actions.forceCancelable || (latest.forceCancelableAt ?? 0) > clock.now()) return undefined
    try {
      await tfe.runs.forceCancel(run.id, comment)
      return true
    } catch (error) {
      if (!isRequestFailure(error) || !(ApiError.is(error, 409) || mayBeDone(error))) throw error
      refusal = error
      return undefined
    }
  })
  if (done === undefined && refusal !== undefined) throw refusal
  return done === undefined || meaning(latest.status) === 'ended' ? latest : settled(world, tfe, run)
}
