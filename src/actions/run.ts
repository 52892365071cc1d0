import { parse } from '../github/inputs.ts'
import { EXPORTS, Results } from '../github/results.ts'
import { saved } from '../github/saved.ts'
import type { ReportedOutput } from '../report/report.ts'
import { failure, isApplied, says } from '../run/outcome.ts'
import { connectionInputs } from '../inputs/connection.ts'
import { FINDINGS } from '../steps/check-outputs.ts'
import { main, post } from './main.ts'
import { connect, reconnect, type Outside } from '../steps/world.ts'
import { REPORT } from '../inputs/report-inputs.ts'
import { runInputs } from '../inputs/run-inputs.ts'
import { RUN, tellEnd, tellOutcome, toItsEnd } from '../steps/follow-run.ts'
import { begin, configure, endLeftover } from '../steps/create-run.ts'
import { examine } from '../steps/apply-conditions.ts'
import { exportOutputs } from '../steps/export-outputs.ts'
import { changesOf, report, tellUnwaited } from '../steps/write-report.ts'

/** The outputs that action.yml declares. */
export const OUTPUTS = [...RUN, ...FINDINGS, ...REPORT, ...EXPORTS] as const

/** The root action: a directory becomes a run, and the run outputs. */
export const run = (outside?: Outside): Promise<void> =>
  main(async world => {
    const inputs = runInputs(world.read, world.env)
    for (const warning of inputs.warnings) world.log.warning(warning)
    const tfe = connect(world, inputs.connection)
    const { githubToken } = inputs.report
    if (githubToken !== undefined) world.log.secrets.add(githubToken)
    world.log.mask(inputs.reviewKey)
    const results = new Results(world.log, OUTPUTS)
    const configured = await configure(world, tfe, inputs)
    results.set('configuration-version-id', configured.configurationVersionId)
    const { run: begun, url } = await begin(world, tfe, inputs, configured, results)
    if (!inputs.wait) {
      saved.release()
      await tellUnwaited(world, inputs, url)
      return
    }
    const outcome = await toItsEnd(
      world,
      tfe,
      begun,
      {
        ...inputs,
        isOwn: true,
        conditions: inputs.applyOnlyIf,
        sensitiveValues: inputs.reviewedSensitiveValues,
        examine: (paced, planned) => examine(world, paced, inputs, planned)
      },
      tellEnd(results, url)
    )
    tellOutcome(results, outcome, url)
    const failed = failure(outcome, url)
    const changes = changesOf(world, tfe, outcome)
    // That they can't be read is the report's to tell.
    changes.catch(() => undefined)
    let exported: readonly ReportedOutput[] = []
    try {
      if (failed) throw failed
      exported = await exportOutputs(world, tfe, outcome, inputs.exports, results)
    } finally {
      const outputs = isApplied(outcome) ? exported : []
      const { workspace } = configured
      const result = { workspace, outcome, failed: failed !== undefined, changes, outputs, url }
      await report(world, inputs, result, results)
    }
    world.log.info(`${says(outcome)}.`)
  }, outside)

/** After the job: ends the run that a cancelled or failed step left behind, and no other. */
export const runPost = (outside?: Outside): Promise<void> =>
  post(async world => {
    const owned = saved.owned(world.env)
    if (owned === undefined) return
    const connection = parse(world.read, input => connectionInputs(input, world.env))
    const tfe = reconnect(world, connection)
    if (tfe !== undefined) await endLeftover(world, tfe, owned)
  }, outside)
