import { withoutColors } from './colors.ts'
import type { ChangeCounts } from './log-events.ts'

/** How a program begins to say what a plan changes, whatever it is called. Where it begins in another way, its first resource does. */
const PLAN_BEGINS =
  /^(?:\S+ used the selected|\S+ will perform|\S+ planned the following|Resource actions are|Note: Objects have changed|Changes to Outputs:| {2}# \S)/

/** Whether a line of a plan's log is of a plan as text, or of an error as text: a structured log has neither. */
export const printsPlainly = (line: string): boolean => {
  const text = withoutColors(line)
  return PLAN_BEGINS.test(text) || COUNTED.test(text) || /^(?:Planning failed\.|╷)/.test(text)
}

/** Whether a line of a plan's log says that the plan changes something. */
export const printsChanges = (line: string): boolean =>
  /^(?:Plan: \d+ to |Changes to Outputs:)/.test(withoutColors(line))

/**
 * How the lines of a plan's log begin that count its changes, or say that there are none. What has changed outside comes before the plan, and is
 * all of it only where the plan says that it takes no actions.
 */
const COUNTED = /^(?:Plan: |No changes\.|No current changes\.|Changes to Outputs:|This is a refresh-only plan\b)/

/** Whether a line of a plan's log is the one by which Terraform says what the plan does as a whole. */
export const printsPlan = (line: string): boolean => COUNTED.test(withoutColors(line))

/** What a plan has beyond changes of resources. `unknown`: what this version has not heard of. */
export type Beyond = 'output' | 'action' | 'deferred' | 'unknown'

/** https://developer.hashicorp.com/terraform/language/block/action */
const ACTION =
  /^(?:Terraform will invoke the following action| {4}# Actions to be invoked | {2}# \S.* will be invoked(?: \(called from .+\))?\s*$)/
const DEFERRED = /^(?:Note: This is a partial plan|No current changes\.| {2}# \S.* was deferred\s*$)/
const COUNTS = /^Plan: (?:\d+ to import, )?\d+ to add, \d+ to change, \d+ to destroy\.( Actions: \d+ to invoke\.)?\s*$/

/** What a line of a plan's log announces beyond changes of resources. */
export function printsMore(line: string): Beyond | undefined {
  const text = withoutColors(line)
  if (ACTION.test(text)) return 'action'
  if (DEFERRED.test(text)) return 'deferred'
  if (printsOutputs(text)) return 'output'
  if (!text.startsWith('Plan: ')) return undefined
  const counts = COUNTS.exec(text)
  return counts === null ? 'unknown' : counts[1] === undefined ? undefined : 'action'
}

/** Whether a line of a plan's log begins the outputs that change. */
export const printsOutputs = (line: string): boolean => withoutColors(line).startsWith('Changes to Outputs:')

/** What a line of a plan's log counts. Undefined where it counts nothing. */
export function printedCounts(line: string): ChangeCounts | undefined {
  const text = withoutColors(line)
  if (!text.startsWith('Plan: ')) return undefined
  const count = (word: string): number => Number(new RegExp(String.raw`\b(\d+) to ${word}\b`).exec(text)?.[1] ?? 0)
  return {
    additions: count('add'),
    changes: count('change'),
    destructions: count('destroy'),
    imports: count('import'),
    invocations: count('invoke')
  }
}

/** Whether a line of a plan's log comes before what the plan does, and after what has changed outside of Terraform. */
export const printsChangesBegin = (line: string): boolean =>
  /^\S+ (?:used the selected|will perform|planned the following)\b/.test(withoutColors(line))

/** Whether a line of a plan's log says that something changed outside of Terraform. */
export const printsDrift = (line: string): boolean =>
  /^(?:Note: )?Objects have changed outside of \S/.test(withoutColors(line))

/** What of a plan's log says what changes. Undefined where nothing does. A program that is not known may say more of it before. */
export function printedPlan(lines: readonly string[]): string | undefined {
  const plain = lines.map(withoutColors)
  const start = plain.findIndex(line => PLAN_BEGINS.test(line))
  return start === -1 ? undefined : plain.slice(start).join('\n').trimEnd()
}
