import { InputError } from '../../errors.ts'
import type { InputReader } from '../../github/inputs.ts'
import { Results } from '../../github/results.ts'
import { failureOf, describeEnding } from '../../run/outcome.ts'
import { runByIdInputs, readRunById } from '../../steps/run-by-id.ts'
import { main } from '../main.ts'
import { takeCredentials, type WorldOverrides } from '../../steps/world.ts'
import { setFinalRunOutputs, setOutcomeOutputs, followToEnd } from '../../steps/follow-run.ts'
import { RUN_WAIT } from './wait.ts'
import { exportInputs } from '../../inputs/export-inputs.ts'
import { setCountsOfPlan } from '../../steps/counts-of-plan.ts'
import { exportOutputs } from '../../steps/export-outputs.ts'
import { commentInputs, REPORT, rejectMissingGithubToken } from '../../inputs/report-inputs.ts'
import { reviewKeyInput } from '../../inputs/review-inputs.ts'
import type { ReportedOutput } from '../../report/report.ts'
import { modeOf } from '../../steps/log-plan.ts'
import { changesOf, checksOf, report } from '../../steps/write-report.ts'

export const runApplyInputs = (read: InputReader, env: NodeJS.ProcessEnv) =>
  runByIdInputs(read, env, (input, token) => {
    const report = { ...commentInputs(input), commentId: undefined }
    rejectMissingGithubToken(input, report)
    return {
      reviewKey: reviewKeyInput(input, token),
      comment: input.text('comment'),
      timeout: input.duration('timeout'),
      exports: exportInputs(input),
      report
    }
  })

/** The outputs that action.yml declares. */
export const RUN_APPLY = [...RUN_WAIT, ...REPORT] as const

/** Confirms exactly the plan that a run has made, and follows its apply. From the confirmation on it is this step's to end. */
export const runApply = (overrides?: WorldOverrides): Promise<void> =>
  main(async world => {
    const { comment, timeout, exports, ...inputs } = runApplyInputs(world.read, world.env)
    takeCredentials(world, inputs)
    const { tfe, run, url = run.id, organization = '', workspace = '' } = await readRunById(world, inputs)
    if (run.isPlanOnly) throw new InputError([`\`run-id\`: ${run.id} is a speculative plan, which can't be applied`])
    const results = new Results(world.log, RUN_APPLY)
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
    await setCountsOfPlan(world, tfe, outcome.run, results)
    const failed = failureOf(outcome, url)
    const changes = changesOf(world, tfe, outcome)
    // That they can't be read is the report's to tell.
    changes.catch(() => undefined)
    let outputs: readonly ReportedOutput[] = []
    try {
      if (failed) throw failed
      await exportOutputs(world, tfe, outcome, exports, results, seen => (outputs = seen))
    } finally {
      const subject = {
        ...inputs,
        organization,
        workspace,
        directory: world.env.GITHUB_WORKSPACE ?? '.',
        configurationVersionId: run.configurationVersionId,
        operation: 'apply',
        mode: modeOf(run),
        onlyOwnRun: true
      } as const
      const of = { name: workspace, organization, workingDirectory: undefined }
      const result = {
        workspace: of,
        outcome,
        failed: failed !== undefined,
        changes,
        readChecks: checksOf(world, tfe, outcome),
        outputs,
        url
      }
      await report(world, subject, result, results)
    }
    world.log.info(`${describeEnding(outcome)}.`)
  }, overrides)
