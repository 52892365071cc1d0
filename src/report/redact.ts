import { isObject, type Json } from '../json.ts'
import type { RunFinding } from '../run/run-finding.ts'
import type { Secrets } from '../secrets/secrets.ts'
import type { Diagnostic, LogEvent } from '../terraform/log-events.ts'
import { isChangeAction } from '../terraform/render-log.ts'
import type { Scalar } from '../terraform/diff/tree.ts'
import type { Filter } from '../terraform/diff/writer.ts'
import type { Report } from './report.ts'

/*
 * Masks do not reach what is sent to GitHub, so secrets are removed before anything is written: from values, outputs, and texts of
 * Terraform, policies, tasks and errors. Never from addresses, names of Terraform's, counts, URLs and words of our own: a secret may be `main` or `100`.
 */

/** A value of any shape without secrets in its texts and numbers. The names in it stay. */
export function redactValue(value: Json, secrets: Secrets): Json {
  if (typeof value === 'string') return secrets.removeFrom(value)
  if (typeof value === 'number' || JSON.isRawJSON(value)) {
    const text = JSON.stringify(value)
    return secrets.isWhole(text) ? secrets.removeFrom(text) : value
  }
  if (Array.isArray(value)) return (value as readonly Json[]).map(item => redactValue(item, secrets))
  if (!isObject(value)) return value
  return Object.fromEntries(Object.entries(value).map(([name, item]) => [name, redactValue(item, secrets)]))
}

/** A report as it may be published. */
export const redactReport = (report: Report, secrets: Secrets): Report => ({
  ...report,
  filter: secretFilter(secrets),
  refusals: report.refusals.map(refusal => redactText(refusal, secrets)),
  generatedConfiguration: redactText(report.generatedConfiguration, secrets),
  planText: redactText(report.planText, secrets),
  diagnostics: report.diagnostics.map(diagnostic => redactDiagnostic(diagnostic, secrets)),
  findings: report.findings.map(finding => redactFinding(finding, secrets)),
  outputs: report.outputs.map(output => ({ ...output, text: redactText(output.text, secrets) }))
})

/** What may be shown of the values of a plan. */
export const secretFilter = (secrets: Secrets): Filter => ({
  value: value => redactValue(value, secrets) as Scalar,
  line: line => secrets.removeFrom(line)
})

/** What a diagnostic says and quotes. Where it arose stays. */
export const redactDiagnostic = (diagnostic: Diagnostic, secrets: Secrets): Diagnostic =>
  redactTexts(diagnostic, 'diagnostic', secrets) as Diagnostic

export function redactFinding(finding: RunFinding, secrets: Secrets): RunFinding {
  switch (finding.kind) {
    case 'policy':
      return {
        ...finding,
        policy: {
          ...finding.policy,
          name: redactText(finding.policy.name, secrets),
          set: redactText(finding.policy.set, secrets),
          enforcement: redactWord(finding.policy.enforcement, secrets),
          message: redactText(finding.policy.message, secrets)
        }
      }
    case 'task':
      return {
        ...finding,
        task: {
          ...finding.task,
          name: redactText(finding.task.name, secrets),
          stage: redactWord(finding.task.stage, secrets),
          status: redactWord(finding.task.status, secrets),
          enforcement: redactWord(finding.task.enforcement, secrets),
          message: redactText(finding.task.message, secrets),
          // A link with a part of it left out leads nowhere.
          url: finding.task.url !== undefined && secrets.isIn(finding.task.url) ? undefined : finding.task.url
        }
      }
    case 'cost':
      return {
        ...finding,
        cost: {
          ...finding.cost,
          status: redactWord(finding.cost.status, secrets),
          errorMessage: redactText(finding.cost.errorMessage, secrets)
        }
      }
    default:
      return finding satisfies never
  }
}

const redactText = <T extends string | undefined>(text: T, secrets: Secrets): T =>
  (text === undefined ? undefined : secrets.removeFrom(text)) as T

/** Words of the API, which decide what a finding means. A word that the action does not know may be any text. */
const WORDS: ReadonlySet<string> = new Set([
  ...['advisory', 'mandatory', 'mandatory-overridable', 'soft-mandatory', 'hard-mandatory'],
  ...['pre_plan', 'post_plan', 'pre_apply', 'post_apply'],
  ...['pending', 'queued', 'running', 'passed', 'failed', 'errored', 'unreachable', 'canceled', 'finished', 'unknown'],
  'skipped_due_to_targeting'
])

const redactWord = (word: string, secrets: Secrets): string => (WORDS.has(word) ? word : secrets.removeFrom(word))

/** A line of Terraform's log as it may be shown. */
export const redactEvent = (event: LogEvent, secrets: Secrets): LogEvent => redactTexts(event, '', secrets) as LogEvent

/** The parts of an event that find something: its kind, a resource, an output, a file. All other texts are redacted, those of a new part too. */
const KEPT: ReadonlySet<string> = new Set([
  'kind',
  'type',
  'step.address',
  'step.what',
  'step.action',
  'change.address',
  'change.previousAddress',
  'diagnostic.severity',
  'diagnostic.address',
  'diagnostic.range.filename',
  'outputs.name',
  'outputs.type'
])

/** `path` has the names that lead to a part. */
function redactTexts(part: unknown, path: string, secrets: Secrets): unknown {
  if (part === undefined || KEPT.has(path)) return part
  if (path === 'outputs.value') return redactValue(part as Json, secrets)
  if (typeof part === 'string')
    return path === 'change.action' && isChangeAction(part) ? part : secrets.removeFrom(part)
  if (Array.isArray(part)) return part.map(item => redactTexts(item, path, secrets))
  if (typeof part !== 'object' || part === null) return part
  const prefix = path === '' ? '' : `${path}.`
  return Object.fromEntries(
    Object.entries(part).map(([name, item]) => [name, redactTexts(item, prefix + name, secrets)])
  )
}
