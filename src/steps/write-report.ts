import type { Results } from '../github/results.ts'
import { plural } from '../plural.ts'
import { temporaryFile } from './temporary-file.ts'
import { writeSummary } from '../github/summary-file.ts'
import { annotations } from '../report/annotations.ts'
import { redactDiagnostic, redactReport } from '../report/redact.ts'
import { link } from '../report/markdown.ts'
import { summaryOf } from '../report/summary.ts'
import { readChanges, readChecks, type ReadChanges } from '../run/read-plan.ts'
import { mayBeShown } from '../terraform/marked-values.ts'
import type { Tfe } from '../tfe/client.ts'
import type { ReportedInputs, Result } from './result.ts'
import { baseOf, reportOf } from './report-content.ts'
import { comment } from './pull-request-comment.ts'
import type { World } from './world.ts'
import type { REPORT } from '../inputs/report-inputs.ts'
import type { RunInputs } from '../inputs/run-inputs.ts'

/**
 * Tells people what came of a run, wherever they look. Nothing of it fails a run, and no way of telling needs another one: what can't be
 * reported causes a warning.
 */
export async function report(
  world: World,
  inputs: ReportedInputs,
  result: Result,
  results: Results<(typeof REPORT)[number]>
): Promise<void> {
  const { log } = world
  const read = await tried(world, 'the changes of the plan are missing', () => result.changes)
  if (read?.json !== undefined) log.secrets.addFrom(read.json.id, read.marked)
  annotate(world, inputs, result)
  await tried(world, 'the outputs with changes are missing', () => exportChanges(world, result, read, results))
  const generated = await tried(world, 'the generated configuration is missing', async () => result.exportGenerated?.())
  const checks = isChecked(result)
    ? await tried(world, 'the statuses of the checks are missing', result.readChecks)
    : undefined
  const content = { ...(await reportOf(world, inputs, result, read)), generatedConfiguration: generated, checks }
  const report = redactReport(content, log.secrets)
  const summary = summaryOf(report)
  await tried(world, 'the file with the summary is missing', async () => {
    results.set(
      'summary-markdown-file',
      await temporaryFile(world, 'summary', 'md', log.withoutCredentials(summary.whole))
    )
  })
  const { run } = result.outcome
  const isWritten =
    inputs.report.summary &&
    (await tried(world, 'the summary is missing', () => writeSummary(log, summary.text).then(() => true))) === true
  const wholeAt = isWritten && summary.isWhole ? 'summary' : 'file'
  const url = await tried(world, 'the comment is missing', () => comment(world, inputs, { report, run, wholeAt }))
  results.set('comment-url', url)
}

async function tried<T>({ log }: World, what: string, act: () => Promise<T>): Promise<T | undefined> {
  try {
    return await act()
  } catch (error) {
    log.warning(`The report is not complete: ${what}: ${log.reason(error)}`)
    return undefined
  }
}

/** Terraform's diagnostics, on the lines of the repository that they are about. */
function annotate(world: World, inputs: ReportedInputs, { workspace, outcome }: Result): void {
  const { log } = world
  const base = baseOf(world, inputs, workspace)
  const { shown, left } = annotations(
    outcome.diagnostics.map(diagnostic => redactDiagnostic(diagnostic, log.secrets)),
    base
  )
  for (const { level, message, title, file, startLine, endLine } of shown) {
    const place = {
      ...(title && { title }),
      ...(file && { file }),
      ...(startLine && { startLine }),
      ...(endLine && { endLine })
    }
    if (level === 'error') log.error(message, place)
    else log.warning(message, place)
  }
  if (left > 0)
    log.info(
      `${plural(left, 'more error or warning is', 'more errors and warnings are')} in the log above: GitHub shows ten of each kind.`
    )
}

/** What the plan would change. A server may be wrong about a plan without changes: it is looked at as well. */
export async function changesOf(
  { log, signal }: World,
  tfe: Tfe,
  outcome: Result['outcome']
): Promise<ReadChanges | undefined> {
  const { run, changes } = outcome
  const read = await readChanges(tfe, run, signal, changes)
  const source =
    read === undefined
      ? 'nothing'
      : read.json === undefined
        ? 'the log'
        : read.json.redacted
          ? 'the redacted plan'
          : 'the plan'
  log.debug(`The action reads the changes from ${source}.`)
  return read
}

/** Reads the statuses of the checks, once they are asked for. */
export const checksOf =
  ({ signal }: World, tfe: Tfe, { run }: Result['outcome']): Result['readChecks'] =>
  () =>
    readChecks(tfe, run, signal)

/** Whether the log says that the plan has checks. For a plan without any, the whole plan is not read. */
const isChecked = ({ outcome: { diagnostics } }: Result): boolean =>
  diagnostics.some(({ summary }) => /^Check block assertion|(?:pre|post)condition/i.test(summary))

const isEmpty = ({ run, changes }: Result['outcome']): boolean =>
  run.hasChanges === false && changes.every(({ kind }) => kind === 'summary')

/** An empty list would say that there are no changes: where they can't be read, there is none. */
async function exportChanges(
  world: World,
  { outcome }: Result,
  read: ReadChanges | undefined,
  results: Results<(typeof REPORT)[number]>
): Promise<void> {
  if (read === undefined && !isEmpty(outcome)) return
  const resources = read?.changes.resources ?? []
  results.set(
    'resource-changes-json',
    JSON.stringify(resources.map(({ address, action, reason }) => ({ address, action, reason })))
  )
  if (read?.json === undefined) return
  results.set('plan-json-file', await temporaryFile(world, 'plan', 'json', read.json.text))
  if (read.json.redacted && (read.changes.source === 'unmarked' || read.marked.some(mayBeShown)))
    world.log.warning(
      'The plan that the service returns as redacted may contain sensitive values. The file of the output `plan-json-file` contains this plan: treat the file as a secret, and check the server and the proxies in front of it.'
    )
}

/** A step that does not wait reports nothing of the run but where it is. */
export async function reportUnwaitedRun({ log }: World, { operation, report }: RunInputs, url: string): Promise<void> {
  const how = operation === 'apply' ? ' The service applies the plan without confirmation.' : ''
  const text = `The step did not wait until the run finished.${how}`
  log.info(text)
  if (report.summary) await writeSummary(log, `${text} ${link('Run', url)}\n\n`)
}
