import { toText, type Scope } from './expressions.ts'
import type { JobContext } from './job-context.ts'
import { endOf, openStep, type StepEnd } from './step.ts'
import type { Mapping } from './workflow-file.ts'

/** Counted as UTF-16. Source: https://docs.github.com/actions/how-tos/write-workflows/choose-what-workflows-do/pass-job-outputs */
const LIMIT = 1024 * 1024

/** What a job hands on: no empty value, and none in which a secret occurs. Source: actions/runner JobExtension.cs (FinalizeJob). */
export function jobOutputs(
  job: JobContext,
  templates: Mapping,
  scope: Scope,
  onLine: (line: string) => void
): { readonly end: StepEnd; readonly outputs: Readonly<Record<string, string>> } {
  const { context } = openStep(job, { onLine })
  let outputs: Record<string, string> = {}
  const names = Object.entries(templates)
  if (names.length > 0) context.output('Evaluate and set job outputs')
  try {
    for (const [name, template] of names) {
      const value = toText(template, scope)
      if (value === '') context.debug(`Skip output '${name}' since it's empty`)
      else if (job.masks.hide(value) !== value) context.warning(`Skip output '${name}' since it may contain secret.`)
      else {
        context.output(`Set output '${name}'`)
        outputs[name] = value
      }
    }
    if (sizeOf(outputs) > LIMIT) throw new Error(`Job outputs exceed ${LIMIT.toLocaleString('en-US')} bytes`)
  } catch (error) {
    context.error('Fail to evaluate job outputs')
    context.error(error instanceof Error ? error.message : String(error))
    context.failed = true
    if (job.status === 'success') job.status = 'failure'
    outputs = {}
  }
  return { end: endOf(context, context.failed ? 'failure' : 'success'), outputs }
}

const sizeOf = (outputs: Readonly<Record<string, string>>) =>
  2 * Object.entries(outputs).reduce((sum, [name, value]) => sum + name.length + value.length, 0)
