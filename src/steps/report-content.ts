import { posix } from 'node:path'
import { progressOf } from '../report/progress.ts'
import type { Report } from '../report/report.ts'
import { listedInChanges } from '../run/listed-changes.ts'
import { isApplied, describeEnding, type Outcome } from '../run/outcome.ts'
import type { ReadChanges } from '../run/read-plan.ts'
import { printedPlan } from '../terraform/plain-log.ts'
import { phaseBegun } from '../tfe/resources/plans.ts'
import { UNFILTERED } from '../terraform/diff/writer.ts'
import { plannedCommit } from './planned-commit.ts'
import { directoryInRepository } from './checkout-directory.ts'
import type { World } from './world.ts'
import type { ReportedInputs, Result } from './result.ts'

/** All that is reported of a result. */
export async function reportOf(
  world: World,
  inputs: ReportedInputs,
  result: Result,
  read: ReadChanges | undefined
): Promise<Report> {
  const { env } = world
  const { commit } = await plannedCommit(world, inputs.directory)
  const { outcome, workspace, failed, outputs, url } = result
  const { run, findings, diagnostics, refusals } = outcome
  const { additions, changes, destructions, imports } = (isApplied(outcome) ? run.apply : undefined) ?? run.plan ?? {}
  const {
    GITHUB_SERVER_URL: server,
    GITHUB_REPOSITORY: repository,
    GITHUB_RUN_ID: id,
    GITHUB_RUN_ATTEMPT: attempt = '1'
  } = env
  return {
    organization: workspace.organization ?? inputs.organization,
    workspace: workspace.name,
    operation: inputs.operation,
    mode: inputs.mode,
    phase: phaseOf(outcome),
    result: describeEnding(outcome),
    failed,
    refusals,
    applied: isApplied(outcome),
    hasChanges: run.hasChanges,
    counts:
      additions === undefined
        ? undefined
        : { additions, changes: changes ?? 0, destructions: destructions ?? 0, imports: imports ?? 0 },
    changes: read?.changes,
    mayLack: read?.json?.redacted === true ? outcome.againstJson.lack(listedInChanges(read.changes), true) : undefined,
    filter: UNFILTERED,
    planText: read?.json === undefined && run.hasChanges !== false ? printedPlan(outcome.planLines) : undefined,
    findings,
    diagnostics,
    outputs,
    hasBegun: hasBegun(outcome),
    isLeft: LEFT.has(outcome.ending),
    isGivenUp: !isApplied(outcome) && !run.isPlanOnly && GIVEN_UP.has(run.status),
    progress: progressOf(read?.changes.resources ?? [], outcome.steps, diagnostics),
    files:
      server === undefined || repository === undefined || commit === undefined
        ? undefined
        : { url: `${server}/${repository}/blob/${commit}`, base: baseOf(world, inputs, workspace) },
    runUrl: url,
    jobUrl:
      server === undefined || repository === undefined || id === undefined
        ? undefined
        : `${server}/${repository}/actions/runs/${id}/attempts/${attempt}`,
    commit
  }
}

const PHASE_ENDS: Readonly<Record<string, string>> = { errored: 'failed', canceled: 'cancelled' }

/** Which phase did not get to its end, and how. */
function phaseOf({ ending, run: { plan, apply } }: Outcome): string | undefined {
  if (ending !== 'errored' && ending !== 'canceled') return undefined
  const [planEnd, applyEnd] = [PHASE_ENDS[plan?.status ?? ''], PHASE_ENDS[apply?.status ?? '']]
  return planEnd !== undefined ? `Plan ${planEnd}` : applyEnd === undefined ? undefined : `Apply ${applyEnd}`
}

/** An apply that was cancelled may have begun before. */
const hasBegun = ({ run: { apply }, steps }: Result['outcome']): boolean =>
  steps.length > 0 || (apply !== undefined && phaseBegun(apply.status) === true)

/** Endings of runs whose logs were not read to their end. */
const LEFT: ReadonlySet<Outcome['ending']> = new Set(['not-over-in-time', 'token-refused'])

/** Statuses of runs that ended on the way from their plan to their apply. */
const GIVEN_UP: ReadonlySet<string> = new Set([
  'discarded',
  'canceled',
  'force_canceled',
  'errored',
  'policy_soft_failed'
])

/** Where Terraform ran, from the top of the repository. */
export function baseOf(world: World, inputs: ReportedInputs, workspace: Result['workspace']): string {
  const packed = inputs.configurationVersionId === undefined ? directoryInRepository(world, inputs) : ''
  return posix.join(packed, workspace.workingDirectory ?? '')
}
