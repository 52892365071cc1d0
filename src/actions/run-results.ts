import { Cancelled } from '../github/signals.ts'
import { saved } from '../github/saved.ts'
import type { Results } from '../github/results.ts'
import { follow, type Following } from '../run/follow.ts'
import { meaning } from '../run/status.ts'
import type { Outcome } from '../run/outcome.ts'
import { stop, type Stopped } from '../run/stop.ts'
import type { Tfe } from '../tfe/client.ts'
import type { Run } from '../tfe/runs.ts'
import { WITH_OUTPUTS, type StateVersion } from '../tfe/state-versions.ts'
import { findingOutputs, FINDINGS } from './findings.ts'
import type { World } from './main.ts'
import { narrate, type Heard } from './narrate.ts'

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

export interface Course extends Omit<Following, 'signal'> {
  readonly onTimeout: 'cancel' | 'leave'
  readonly onCancel: 'cancel' | 'leave'
}

/** Follows a run to where it is to go. One that takes too long, or whose job is cancelled, is ended as was asked for. */
export async function toItsEnd({ log, signal }: World, tfe: Tfe, run: Run, course: Course): Promise<Outcome & Heard> {
  try {
    signal.throwIfAborted()
    const outcome = await narrate(follow(tfe, run, { ...course, signal }), log)
    const late = outcome.ending === 'not-begun-in-time' || outcome.ending === 'not-over-in-time'
    if (!late || course.onTimeout === 'leave') {
      if (late) log.info(`Run ${run.id} goes on.`)
      saved.release()
      return outcome
    }
    log.info(`Run ${run.id}: ${WORDS[await stop(tfe, outcome.run, 'The GitHub job waited long enough')]}.`)
    return outcome
  } catch (error) {
    log.endGroup()
    if (!(error instanceof Cancelled)) throw error
    if (course.onCancel === 'leave') {
      saved.release()
      log.info(`Run ${run.id} goes on.`)
    } else log.info(`Run ${run.id}: ${WORDS[await stop(tfe, run, 'The GitHub job was cancelled')]}.`)
    throw error
  }
}

/** What became of a run that was to be ended. */
export const WORDS: Readonly<Record<Stopped, string>> = {
  cancelled: 'cancelled; Terraform ends what it is doing and writes its state',
  discarded: 'discarded',
  left: 'was over already'
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
  if (meaning(run.status) !== 'queued') results.set('has-changes', run.plan?.hasChanges ?? run.hasChanges)
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

/** The state version whose outputs the step exports: the one that the run wrote, else the workspace's current one. */
export async function whatRemains(
  { log, signal }: World,
  tfe: Tfe,
  { ending, run }: Outcome,
  workspaceId: string | undefined
): Promise<StateVersion | undefined> {
  if (ending !== 'applied') log.info("The outputs are the workspace's current ones: nothing was applied.")
  const written = ending === 'applied' ? (run.apply?.stateVersionIds ?? []) : []
  const versions = await Promise.all(written.map(id => tfe.stateVersions.read(id, { ...WITH_OUTPUTS, signal })))
  const newest = versions.toSorted((a, b) => (b.serial ?? 0) - (a.serial ?? 0))[0]
  if (newest !== undefined || workspaceId === undefined) return newest
  return tfe.stateVersions.readCurrent(workspaceId, { ...WITH_OUTPUTS, signal })
}
