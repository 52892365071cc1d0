import { isRequestFailure } from '../errors.ts'
import { Cancelled } from '../github/signals.ts'
import { saved } from '../github/saved.ts'
import type { Results } from '../github/results.ts'
import { follow, type Following } from '../run/follow.ts'
import { meaning, says as statusSays } from '../run/status.ts'
import type { Outcome } from '../run/outcome.ts'
import { stop, type Stopped } from '../run/stop.ts'
import type { Tfe } from '../tfe/client.ts'
import type { Run } from '../tfe/resources/runs.ts'
import { findingOutputs, FINDINGS } from './check-outputs.ts'
import type { World } from './world.ts'
import { narrate, type Heard } from './log-run.ts'

/** Where people look at a run. */
export const runUrl = (site: string, organization: string, workspace: string, runId: string): string =>
  `${site}/app/${organization}/workspaces/${workspace}/runs/${runId}`

/** The outputs that say what became of a run. */
export const RUN = [
  'run-id',
  'run-url',
  'run-status',
  'configuration-version-id',
  'plan-id',
  'apply-id',
  'has-changes',
  'resource-additions',
  'resource-changes',
  'resource-destructions',
  'resource-imports'
] as const

export interface Course extends Omit<Following, 'signal' | 'confirming'> {
  /** Whether the run is this step's to end from the beginning on. Otherwise it is once the step confirms it. */
  readonly isOwn: boolean
  readonly onTimeout: 'cancel' | 'leave'
  readonly onCancel: 'cancel' | 'leave'
}

/** Milliseconds that ending a run may take that was not over in time. */
const PATIENCE = 60_000

/** Follows a run to where it is to go. One that takes too long, or whose job is cancelled, is ended as was asked for. */
export async function toItsEnd(world: World, tfe: Tfe, run: Run, course: Course): Promise<Outcome & Heard> {
  const { log, signal } = world
  let { isOwn } = course
  const confirming = (): void => {
    if (!isOwn) saved.own({ runId: run.id })
    isOwn = true
  }
  const leave = (): void => {
    saved.release()
    log.info(`Run ${run.id} goes on.`)
  }
  try {
    signal.throwIfAborted()
    const outcome = await narrate(follow(tfe, run, { ...course, confirming, signal }), log)
    const late = outcome.ending === 'not-begun-in-time' || outcome.ending === 'not-over-in-time'
    if (!late) saved.release()
    else if (!isOwn || course.onTimeout === 'leave') leave()
    else await endRun(world, tfe, outcome.run, 'The GitHub job waited long enough', PATIENCE)
    return outcome
  } catch (error) {
    log.endGroup()
    if (!(error instanceof Cancelled)) throw error
    if (!isOwn || course.onCancel === 'leave') leave()
    else await endRun(world, tfe, run, 'The GitHub job was cancelled')
    throw error
  }
}

/** Ends a run, and says so. Where that fails, the post step tries again: how the step ends is settled by what came before. */
async function endRun({ log }: World, tfe: Tfe, run: Run, comment: string, patience?: number): Promise<void> {
  try {
    log.info(`Run ${run.id}: ${became(await stop(tfe, run, comment, patience))}.`)
  } catch (error) {
    if (!isRequestFailure(error)) throw error
    log.warning(`Run ${run.id} can't be ended, which is tried again when the job ends: ${error.message}`)
  }
}

/** What became of a run that was to be ended. */
export function became({ how, run }: Stopped): string {
  switch (how) {
    case 'cancelled':
      return 'cancelled; Terraform ends what it is doing and writes its state'
    case 'discarded':
      return 'discarded'
    case 'over':
      return 'was over already'
    case 'left':
      return `left as it is: it can be neither cancelled nor discarded while it is ${statusSays(run.status)}`
    default:
      return how satisfies never
  }
}

/** Sets what is known of a run as outputs. */
export function tell(results: Results<(typeof RUN)[number]>, run: Run, url: string | undefined): void {
  const counts = run.apply?.additions === undefined ? run.plan : run.apply
  results.set('run-id', run.id)
  results.set('run-url', url)
  results.set('run-status', run.status)
  results.set('configuration-version-id', run.configurationVersionId)
  results.set('plan-id', run.planId)
  results.set('apply-id', run.applyId)
  if (meaning(run.status) !== 'queued') results.set('has-changes', run.hasChanges)
  results.set('resource-additions', counts?.additions)
  results.set('resource-changes', counts?.changes)
  results.set('resource-destructions', counts?.destructions)
  results.set('resource-imports', counts?.imports)
}

/** Sets how a run ended, and what was found of it on the way, as outputs. */
export function tellOutcome(
  results: Results<(typeof RUN)[number] | (typeof FINDINGS)[number]>,
  { run, findings }: Outcome,
  url: string | undefined
): void {
  tell(results, run, url)
  const found = findingOutputs(findings)
  for (const name of FINDINGS) results.set(name, found[name])
}
