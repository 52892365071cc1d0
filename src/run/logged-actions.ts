import { withoutColors } from '../terraform/colors.ts'
import type { LogEvent } from '../terraform/log-events.ts'
import { announcesMore, printsPlan } from '../terraform/plain-log.ts'
import type { PlannedAction } from './review.ts'

/** Messages that announce a change in a way that this version does not read, such as an action of a provider or a deferred change. */
const ANNOUNCES = /^(?:planned|deferred)_/

export const announces = (event: LogEvent): boolean => event.kind === 'message' && ANNOUNCES.test(event.type)

/** Whether an event of a plan's log says what the plan does. */
export const isPlanned = (event: LogEvent): boolean =>
  event.kind === 'change' ||
  event.kind === 'summary' ||
  announces(event) ||
  (event.kind === 'text' && (printsPlan(event.text) || announcesMore(event.text)))

/** The log's words for actions, where they differ. */
const LOGGED: Readonly<Record<string, string>> = { remove: 'forget', noop: 'no-op' }

/** Why a plan as JSON may have less than the plan that its log shows. Undefined where the log shows a plan, and nothing that JSON of it may lack. */
export function notInLog(events: readonly LogEvent[]): string | undefined {
  if (events.length === 0) return "The log of the plan can't be read, or does not show the plan"
  return announcedIn(events)
}

/** What the log of a plan announces in a way that this version does not read. */
function announcedIn(events: readonly LogEvent[]): string | undefined {
  const unread = events.find(announces)
  if (unread?.kind === 'message') return `The log has a message "${unread.type}", which this version does not read`
  const line = events.find(event => event.kind === 'text' && announcesMore(event.text))
  if (line?.kind === 'text')
    return `The log says "${withoutColors(line.text).trim()}", which this version does not read`
  const unknown = events.flatMap(event => (event.kind === 'summary' ? (event.unknown ?? []) : []))
  return unknown.length === 0 ? undefined : `The log counts "${unknown.join('", "')}", which this version does not know`
}

/** What the log of a plan says that it does, or why that can't be all: its summary counts what else there is. */
export function loggedActions(events: readonly LogEvent[]): readonly PlannedAction[] | string {
  const changes = events.flatMap(event => (event.kind === 'change' ? [event.change] : []))
  const summaries = events.flatMap(event => (event.kind === 'summary' ? [event] : []))
  const [summary] = summaries
  if (summary === undefined || summaries.length > 1) return 'The log has no summary of the plan, or several'
  const announced = announcedIn(events)
  if (announced !== undefined) return announced
  const count = (...actions: readonly string[]): number =>
    changes.filter(({ action }) => actions.includes(action)).length
  const { additions, changes: updates, destructions } = summary.counts
  const isAll =
    additions === count('create', 'replace') &&
    updates === count('update') &&
    destructions === count('delete', 'replace') &&
    summary.counts.imports === changes.filter(({ importing }) => importing).length
  if (!isAll) return `The log lists ${changes.length} changes, but the counts in its summary differ: "${summary.text}"`
  return changes.map(({ address, action }) => ({ address, actions: LOGGED[action] ?? action }))
}
