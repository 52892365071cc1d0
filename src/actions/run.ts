import { parse } from '../github/inputs.ts'
import { EXPORTS, Results } from '../github/results.ts'
import { saved } from '../github/saved.ts'
import type { ReportedOutput } from '../report/report.ts'
import { failure, says } from '../run/outcome.ts'
import { connectionInputs } from './connection.ts'
import { FINDINGS } from './findings.ts'
import { connect, main, type Outside, post } from './main.ts'
import { REPORT } from './report-inputs.ts'
import { runInputs } from './run-inputs.ts'
import { RUN, tell, tellOutcome, toItsEnd } from './run-results.ts'
import { begin, configure, endLeftover } from './run-steps.ts'
import { exportOutputs } from './terraform-outputs.ts'

/** The outputs that action.yml declares. */
export const OUTPUTS = [...RUN, ...FINDINGS, ...REPORT, ...EXPORTS] as const

/** The root action: a directory becomes a run, and the run outputs. */
export const run = (outside?: Outside): Promise<void> =>
  main(async world => {
    const inputs = runInputs(world.read, world.env)
    const tfe = connect(world, inputs.connection)
    const results = new Results(world.log, OUTPUTS)
    const configured = await configure(world, tfe, inputs)
    results.set('configuration-version-id', configured.configurationVersionId)
    const { run: begun, url } = await begin(world, tfe, inputs, configured)
    tell(results, begun, url)
    if (!inputs.wait) {
      saved.release()
      return
    }
    const outcome = await toItsEnd(world, tfe, begun, {
      ...inputs,
      isOwn: true,
      conditions: inputs.applyOnlyIf,
      examine: async (paced, planned) =>
        (await import(/* webpackChunkName: "report" */ './reviewed.ts')).examine(world, paced, inputs, planned)
    })
    tellOutcome(results, outcome, url)
    const failed = failure(outcome, url)
    const reporting = import(/* webpackChunkName: "report" */ './report.ts')
    const changes = reporting.then(({ changesOf }) => changesOf(world, tfe, outcome))
    // That they can't be read is the report's to tell.
    changes.catch(() => undefined)
    let exported: readonly ReportedOutput[] = []
    try {
      if (failed) throw failed
      exported = await exportOutputs(world, tfe, outcome, inputs.exports, results)
    } finally {
      const outputs = outcome.ending === 'applied' ? exported : []
      const { workspace } = configured
      const result = { workspace, outcome, failed: failed !== undefined, changes, outputs, url }
      await (await reporting).report(world, inputs, result, results)
    }
    world.log.info(`${says(outcome)}.`)
  }, outside)

/** After the job: ends the run that a cancelled or failed step left behind, and no other. */
export const runPost = (outside?: Outside): Promise<void> =>
  post(async world => {
    const owned = saved.owned(world.env)
    if (owned === undefined) return
    const connection = parse(world.read, input => connectionInputs(input, world.env))
    await endLeftover(world, connect(world, connection), owned)
  }, outside)
