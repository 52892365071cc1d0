import { parseInputs } from '../github/inputs.ts'
import { EXPORTS, Results } from '../github/results.ts'
import { savedState } from '../github/saved.ts'
import type { ReportedOutput } from '../report/report.ts'
import { exportGenerated, GENERATED } from '../steps/export-generated.ts'
import { failureOf, isApplied, describeEnding } from '../run/outcome.ts'
import { connectionInputs } from '../inputs/connection.ts'
import { FINDINGS } from '../steps/check-outputs.ts'
import { main, post } from './main.ts'
import { connect, takeCredentials, reconnect, type WorldOverrides } from '../steps/world.ts'
import { REPORT } from '../inputs/report-inputs.ts'
import { runInputs } from '../inputs/run-inputs.ts'
import { RUN, setFinalRunOutputs, setOutcomeOutputs, followToEnd } from '../steps/follow-run.ts'
import { createOrFindRun, prepareRunSource, endLeftover } from '../steps/create-run.ts'
import { setCountsOfPlan } from '../steps/counts-of-plan.ts'
import { examinePlan } from '../steps/apply-conditions.ts'
import { exportOutputs } from '../steps/export-outputs.ts'
import { changesOf, checksOf, report, reportUnwaitedRun } from '../steps/write-report.ts'

/** The outputs that action.yml declares. */
export const OUTPUTS = [...RUN, ...FINDINGS, ...REPORT, ...GENERATED, ...EXPORTS] as const

/** The root action: a directory becomes a run, and the run outputs. */
export const run = (overrides?: WorldOverrides): Promise<void> =>
  main(async world => {
    const inputs = runInputs(world.read, world.env)
    for (const warning of inputs.warnings) world.log.warning(warning)
    const tfe = connect(world, inputs.connection)
    takeCredentials(world, inputs)
    const results = new Results(world.log, OUTPUTS)
    const configured = await prepareRunSource(world, tfe, inputs, id => results.set('configuration-version-id', id))
    results.set('configuration-version-id', configured.configurationVersionId)
    const reported = { ...inputs, packed: configured.packed }
    const { run: begun, url, verify } = await createOrFindRun(world, tfe, inputs, configured, results)
    if (!inputs.wait) {
      savedState.release()
      await reportUnwaitedRun(world, inputs, url)
      return
    }
    const outcome = await followToEnd(
      world,
      tfe,
      begun,
      {
        ...inputs,
        isOwn: true,
        verify,
        conditions: inputs.applyOnlyIf,
        sensitiveValues: inputs.reviewedSensitiveValues,
        examine: (paced, planned, signal) => examinePlan({ ...world, signal }, paced, reported, planned)
      },
      setFinalRunOutputs(results, url)
    )
    setOutcomeOutputs(results, outcome, url)
    await setCountsOfPlan(world, tfe, outcome.run, results)
    const failed = failureOf(outcome, url)
    const changes = changesOf(world, tfe, outcome)
    // That they can't be read is the report's to tell.
    changes.catch(() => undefined)
    let exported: readonly ReportedOutput[] = []
    try {
      if (failed) throw failed
      await exportOutputs(world, tfe, outcome, inputs.exports, results, outputs => (exported = outputs))
    } finally {
      const outputs =
        isApplied(outcome) || (inputs.operation === 'apply' && outcome.ending === 'no-changes') ? exported : []
      const { workspace } = configured
      const generated = inputs.generateConfiguration && {
        exportGenerated: () => exportGenerated(world, tfe, outcome.run, results)
      }
      const result = {
        workspace,
        outcome,
        failed: failed !== undefined,
        changes,
        readChecks: checksOf(world, tfe, outcome),
        outputs,
        url,
        ...generated
      }
      await report(world, reported, result, results)
    }
    world.log.info(`${describeEnding(outcome)}.`)
  }, overrides)

/** After the job: ends the run that a cancelled or failed step left behind, and no other. */
export const runPost = (overrides?: WorldOverrides): Promise<void> =>
  post(async world => {
    const owned = savedState.owned(world.env)
    if (owned === undefined) return
    const connection = parseInputs(world.read, input => connectionInputs(input, world.env))
    const tfe = reconnect(world, connection)
    if (tfe !== undefined) await endLeftover(world, tfe, owned)
  }, overrides)
