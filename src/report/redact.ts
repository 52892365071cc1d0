import { isObject, type Json } from '../json.ts'
import type { RunFinding } from '../run/run-finding.ts'
import type { Secrets } from '../secrets/secrets.ts'
import type { Diagnostic, LogEvent } from '../terraform/log-events.ts'
import type { Change, Changes, OutputChange, Values } from '../terraform/plan.ts'
import type { Report } from './report.ts'

/*
 * Masks do not reach what is sent to GitHub, so secrets are removed before anything is written: from values, outputs, and texts of
 * Terraform, policies and tasks. Never from addresses, names, counts, URLs and words of our own: a secret may be `main` or `100`.
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
  changes: report.changes === undefined ? undefined : redactChanges(report.changes, secrets),
  diagnostics: report.diagnostics.map(diagnostic => redactDiagnostic(diagnostic, secrets)),
  findings: report.findings.map(finding => redactFinding(finding, secrets)),
  outputs: report.outputs.map(output => ({ ...output, text: redactText(output.text, secrets) }))
})

export function redactChanges(changes: Changes, secrets: Secrets): Changes {
  const redact = <T extends Change | OutputChange>(change: T): T =>
    change.values === undefined ? change : { ...change, values: redactValues(change.values, secrets) }
  const { resources, drift, outputs } = changes
  return { ...changes, resources: resources.map(redact), drift: drift.map(redact), outputs: outputs.map(redact) }
}

const redactValues = (values: Values, secrets: Secrets): Values => ({
  ...values,
  before: redactValue(values.before, secrets),
  after: redactValue(values.after, secrets)
})

/** What a diagnostic says and quotes. Where it arose stays. */
export function redactDiagnostic(diagnostic: Diagnostic, secrets: Secrets): Diagnostic {
  const { summary, detail, snippet } = diagnostic
  return {
    ...diagnostic,
    summary: secrets.removeFrom(summary),
    detail: redactText(detail, secrets),
    snippet: snippet && {
      ...snippet,
      code: secrets.removeFrom(snippet.code),
      values: snippet.values.map(value => ({ ...value, statement: secrets.removeFrom(value.statement) }))
    }
  }
}

export function redactFinding(finding: RunFinding, secrets: Secrets): RunFinding {
  switch (finding.kind) {
    case 'policy':
      return { ...finding, policy: { ...finding.policy, message: redactText(finding.policy.message, secrets) } }
    case 'task':
      return { ...finding, task: { ...finding.task, message: redactText(finding.task.message, secrets) } }
    case 'cost':
      return finding
    default:
      return finding satisfies never
  }
}

const redactText = <T extends string | undefined>(text: T, secrets: Secrets): T =>
  (text === undefined ? undefined : secrets.removeFrom(text)) as T

/** A line of Terraform's log as it may be shown. */
export function redactEvent(event: LogEvent, secrets: Secrets): LogEvent {
  switch (event.kind) {
    case 'text':
    case 'message':
      return { ...event, text: secrets.removeFrom(event.text) }
    case 'diagnostic':
      return { ...event, diagnostic: redactDiagnostic(event.diagnostic, secrets) }
    case 'change':
    case 'drift':
    case 'summary':
      return event
    case 'outputs': {
      const redacted = (value: Json | undefined): Json | undefined =>
        value === undefined ? undefined : redactValue(value, secrets)
      return { ...event, outputs: event.outputs.map(({ name, value }) => ({ name, value: redacted(value) })) }
    }
    default:
      return event satisfies never
  }
}

/** Adds the values that a plan marks as sensitive, wherever they are in it. */
export function addSensitiveValues(
  secrets: Secrets,
  { resources, drift, outputs, sensitiveVariables = [] }: Changes
): void {
  for (const value of sensitiveVariables) secrets.add(value)
  const collect = (value: Json, marks: Json): void => {
    if (marks === true) secrets.add(value)
    else if (Array.isArray(value) && Array.isArray(marks)) {
      for (const [index, item] of (value as readonly Json[]).entries())
        collect(item, (marks as readonly Json[])[index] ?? false)
    } else if (isObject(value) && isObject(marks)) {
      for (const [name, item] of Object.entries(value))
        collect(item, Object.hasOwn(marks, name) ? (marks[name] ?? false) : false)
    }
  }
  for (const { values } of [...resources, ...drift, ...outputs]) {
    if (values === undefined) continue
    collect(values.before, values.beforeSensitive)
    collect(values.after, values.afterSensitive)
  }
}
