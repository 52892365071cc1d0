import { plural } from '../plural.ts'
import { withoutColors } from '../terraform/colors.ts'
import type { LogEvent } from '../terraform/log-events.ts'
import { printsMore, printsPlainly, printsPlan, type Beyond } from '../terraform/plain-log.ts'
import type { PlannedAction } from './review.ts'

/** Messages that announce a change in a way that this version does not read, such as an action of a provider or a deferred change. */
const ANNOUNCES = /^(?:planned|deferred)_/

export const announces = (event: LogEvent): boolean => event.kind === 'message' && ANNOUNCES.test(event.type)

/** Whether `loggedActions` needs an event of a plan's log. */
export const isPlanned = (event: LogEvent): boolean =>
  event.kind === 'change' || event.kind === 'summary' || isPlainPlan(event) || announcements(event).length > 0

/** Whether the log has come to the plan as a whole. */
export const saysPlan = (event: LogEvent): boolean =>
  event.kind === 'summary' || (event.kind === 'text' && printsPlan(event.text))

/**
 * Whether the log prints the plan as text. In such a log, structured lines are from something that prints lines of its own, such as the id of a
 * resource.
 */
export const isPlainPlan = (event: LogEvent): event is Extract<LogEvent, { kind: 'text' }> =>
  event.kind === 'text' && printsPlainly(event.text)

interface Announcement {
  readonly what: Beyond
  /** As a sentence without its full stop. */
  readonly text: string
}

/** What an event of a plan's log announces beyond changes of resources, which this version does not read in logs. */
export function announcements(event: LogEvent): readonly Announcement[] {
  if (event.kind === 'summary')
    return (event.unknown ?? []).map(name => ({ what: beyond(name), text: `The log counts "${name}"` }))
  if (event.kind === 'message')
    return announces(event) ? [{ what: beyond(event.type), text: `The log has a message "${event.type}"` }] : []
  const what = event.kind === 'text' ? printsMore(event.text) : undefined
  return event.kind !== 'text' || what === undefined
    ? []
    : [{ what, text: `The log says "${withoutColors(event.text).trim()}"` }]
}

/** No version of Terraform has other messages: this version would not find the addresses in them. */
const beyond = (name: string): Beyond =>
  name === 'planned_action_invocation' || name === 'action_invocation' ? 'action' : 'unknown'

/** The log's words for actions, where they differ. */
const LOGGED: Readonly<Record<string, string>> = { remove: 'forget', noop: 'no-op' }

/** What the log of a plan says that it does, or why that can't be all: its summary counts what else there is. */
export function loggedActions(events: readonly LogEvent[]): readonly PlannedAction[] | string {
  const changes = events.flatMap(event => (event.kind === 'change' ? [event.change] : []))
  const summaries = events.flatMap(event => (event.kind === 'summary' ? [event] : []))
  const [summary] = summaries
  if (summary === undefined || summaries.length > 1) return 'The log has no summary of the plan, or several'
  const printed = events.find(isPlainPlan)
  if (printed !== undefined)
    return `The log has structured lines, but shows its plan as text: "${withoutColors(printed.text)}"`
  const [announced] = events.flatMap(announcements)
  if (announced !== undefined) return announced.text
  const count = (...actions: readonly string[]): number =>
    changes.filter(({ action }) => actions.includes(action)).length
  const { additions, changes: updates, destructions } = summary.counts
  const isAll =
    additions === count('create', 'replace') &&
    updates === count('update') &&
    destructions === count('delete', 'replace') &&
    summary.counts.imports === changes.filter(({ importing }) => importing).length
  if (!isAll)
    return `The log lists ${plural(changes.length, 'change')}, but the counts in its summary differ: "${summary.text}"`
  return changes.map(({ address, action }) => ({ address, actions: LOGGED[action] ?? action }))
}
