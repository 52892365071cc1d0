import { isRequestFailure, RunFailed } from '../../errors.ts'
import type { InputReader } from '../../github/inputs.ts'
import { Results } from '../../github/results.ts'
import { statusMeaning, describeStatus } from '../../run/status.ts'
import type { Tfe } from '../../tfe/client.ts'
import type { Run } from '../../tfe/resources/runs.ts'
import type { TerraformPolicyEvaluation } from '../../tfe/resources/terraform-policies.ts'
import { askUntilSeen } from '../../steps/ask-once.ts'
import { runByIdInputs, readRunById, waitUntilSettled } from '../../steps/run-by-id.ts'
import { writeComment } from '../../steps/run-comment.ts'
import { main } from '../main.ts'
import type { WorldOverrides, World } from '../../steps/world.ts'
import { RUN_DISCARD } from './discard.ts'

export const RUN_OVERRIDE = RUN_DISCARD

export const runOverrideInputs = (read: InputReader, env: NodeJS.ProcessEnv) =>
  runByIdInputs(read, env, input => ({
    comment: input.required(
      'comment',
      'Set it to the reason for the override, which the action writes as a comment on the run'
    )
  }))

/** Overrides the failed policies and tasks that a run waits for a decision about. */
export const runOverride = (overrides?: WorldOverrides): Promise<void> =>
  main(async world => {
    const { comment, ...inputs } = runOverrideInputs(world.read, world.env)
    const { tfe, run } = await readRunById(world, inputs)
    const results = new Results(world.log, RUN_OVERRIDE)
    results.set('run-id', run.id)
    results.set('run-status', run.status)
    const waiting = await waitingOf(tfe, run, world.signal)
    if (waiting.length === 0)
      throw new RunFailed(
        `No policy or run task of this run waits for an override. The run's status: ${describeStatus(run.status)}.`
      )
    await writeReason(world, tfe, run.id, comment)
    for (const { what, override, isDone } of waiting) {
      const stillWaits = `the ${what} still waits for an override. Look at the run in HCP Terraform, and run the step again.`
      await askUntilSeen(world, override, isDone, () => stillWaits)
      world.log.info(`Overrode the ${what}.`)
    }
    // The run goes on a moment later: whoever reads it before that would take it for one that still waits.
    const after = await waitUntilSettled(world, tfe, run, ({ status }) => statusMeaning(status) !== 'override')
    results.set('run-status', after.status)
    world.log.info(`Run: ${describeStatus(after.status)}. The action run/wait follows it, run/apply applies it.`)
    if (statusMeaning(after.status) === 'override')
      throw new RunFailed(
        'The run did not continue within five minutes: another policy or run task waits for an override.'
      )
  }, overrides)

/** What of a run waits for an override. */
interface Waiting {
  readonly what: string
  readonly override: () => Promise<void>
  readonly isDone: () => Promise<boolean>
}

/** The requests to override have no place for a reason that the service is documented to show: it is a comment of its own, and comes first. */
async function writeReason(world: World, tfe: Tfe, runId: string, comment: string): Promise<void> {
  try {
    await writeComment(world, tfe, runId, comment)
  } catch (error) {
    if (!isRequestFailure(error) && !(error instanceof RunFailed)) throw error
    throw new RunFailed(
      `Nothing was overridden, because \`comment\` can't be kept as a comment on the run: ${world.log.reason(error)}`,
      { cause: error }
    )
  }
}

/** The policy checks, evaluations of Terraform policies and task stages that can be overridden. */
async function waitingOf(tfe: Tfe, run: Run, signal: AbortSignal): Promise<readonly Waiting[]> {
  const checks = run.policyCheckIds.length > 0 ? await tfe.policyChecks.list(run.id, { signal }) : []
  const evaluations = await overridable(tfe, run, signal)
  const stages = await Promise.all(run.taskStageIds.map(id => tfe.taskStages.read(id, { signal })))
  return [
    ...checks
      .filter(check => check.overridable)
      .map(({ id }) => ({
        what: `policy check ${id}`,
        override: () => tfe.policyChecks.override(id),
        isDone: async () =>
          !(await tfe.policyChecks.list(run.id, { signal })).some(check => check.id === id && check.overridable)
      })),
    ...evaluations.map(({ id }) => ({
      what: `Terraform policy evaluation ${id}`,
      override: () => tfe.terraformPolicies.override(id),
      isDone: async () => !(await overridable(tfe, run, signal)).some(each => each.id === id)
    })),
    ...stages
      .filter(each => each.overridable)
      .map(({ id, stage }) => ({
        what: `${stage.replace('_', '-')} stage ${id}`,
        override: () => tfe.taskStages.override(id),
        isDone: async () => !(await tfe.taskStages.read(id, { signal })).overridable
      }))
  ]
}

/** A run that waits for an override of Terraform policies may not say which they are. */
async function overridable(
  tfe: Tfe,
  { id, status, terraformPolicyIds }: Run,
  signal: AbortSignal
): Promise<readonly TerraformPolicyEvaluation[]> {
  if (terraformPolicyIds.length === 0 && status !== 'tf_policy_override') return []
  return (await tfe.terraformPolicies.list(id, { signal })).filter(each => each.overridable)
}
