import { RunFailed } from '../../errors.ts'
import type { InputReader } from '../../github/inputs.ts'
import { Results } from '../../github/results.ts'
import { statusMeaning, describeStatus } from '../../run/status.ts'
import type { Tfe } from '../../tfe/client.ts'
import type { Run } from '../../tfe/resources/runs.ts'
import type { TerraformPolicyEvaluation } from '../../tfe/resources/terraform-policies.ts'
import { askUntilSeen } from '../../steps/ask-once.ts'
import { runByIdInputs, readRunById, waitUntilSettled } from '../../steps/run-by-id.ts'
import { main } from '../main.ts'
import type { WorldOverrides, World } from '../../steps/world.ts'
import { RUN_DISCARD } from './discard.ts'

export const RUN_OVERRIDE = RUN_DISCARD

export const runOverrideInputs = (read: InputReader, env: NodeJS.ProcessEnv) =>
  runByIdInputs(read, env, input => ({
    comment: input.required('comment', 'Set it to the reason for the override, which HCP Terraform shows with the run')
  }))

/** Overrides the failed policies and tasks that a run waits for a decision about. */
export const runOverride = (overrides?: WorldOverrides): Promise<void> =>
  main(async world => {
    const { comment, ...inputs } = runOverrideInputs(world.read, world.env)
    const { tfe, run } = await readRunById(world, inputs)
    const results = new Results(world.log, RUN_OVERRIDE)
    results.set('run-id', run.id)
    results.set('run-status', run.status)
    const overridden = await override(world, tfe, run, comment)
    if (overridden === 0)
      throw new RunFailed(
        `No policy or run task of this run waits for an override. The run's status: ${describeStatus(run.status)}.`
      )
    // The run goes on a moment later: whoever reads it before that would take it for one that still waits.
    const after = await waitUntilSettled(world, tfe, run, ({ status }) => statusMeaning(status) !== 'override')
    results.set('run-status', after.status)
    world.log.info(`Run: ${describeStatus(after.status)}. The action run/wait follows it, run/apply applies it.`)
    if (statusMeaning(after.status) === 'override')
      throw new RunFailed(
        'The run did not continue within five minutes: another policy or run task waits for an override.'
      )
  }, overrides)

const stillWaits = (what: string): string =>
  `${what} still waits for an override. Look at the run in HCP Terraform, and run the step again.`

/** Gives how many policy checks, task stages and evaluations of Terraform policies were overridden. */
async function override(world: World, tfe: Tfe, run: Run, comment: string): Promise<number> {
  const { log, signal } = world
  const checks = run.policyCheckIds.length > 0 ? await tfe.policyChecks.list(run.id, { signal }) : []
  const stages = await Promise.all(run.taskStageIds.map(id => tfe.taskStages.read(id, { signal })))
  const failed = checks.filter(({ overridable }) => overridable)
  const awaiting = stages.filter(({ overridable }) => overridable)
  for (const { id } of failed) {
    const isDone = async (): Promise<boolean> =>
      !(await tfe.policyChecks.list(run.id, { signal })).some(check => check.id === id && check.overridable)
    await askUntilSeen(
      world,
      () => tfe.policyChecks.override(id, comment),
      isDone,
      () => stillWaits(`the policy check ${id}`)
    )
    log.info(`Overrode the policy check ${id}.`)
  }
  const evaluations = await overridable(tfe, run, signal)
  for (const { id } of evaluations) {
    const isDone = async (): Promise<boolean> => !(await overridable(tfe, run, signal)).some(each => each.id === id)
    await askUntilSeen(
      world,
      () => tfe.terraformPolicies.override(id, comment),
      isDone,
      () => stillWaits(`the Terraform policy evaluation ${id}`)
    )
    log.info(`Overrode the Terraform policy evaluation ${id}.`)
  }
  for (const { id, stage } of awaiting) {
    const isDone = async (): Promise<boolean> => !(await tfe.taskStages.read(id, { signal })).overridable
    await askUntilSeen(
      world,
      () => tfe.taskStages.override(id, comment),
      isDone,
      () => stillWaits(`the ${stage.replace('_', '-')} stage ${id}`)
    )
    log.info(`Overrode the ${stage.replace('_', '-')} stage ${id}.`)
  }
  return failed.length + awaiting.length + evaluations.length
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
