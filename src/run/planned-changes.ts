import { isRequestFailure, RunFailed } from '../errors.ts'
import type { LogEvent } from '../terraform/log-events.ts'
import { printsChanges, printsDrift } from '../terraform/plain-log.ts'
import { changesOfPlan } from '../terraform/plan.ts'
import type { Tfe } from '../tfe/client.ts'
import type { Run } from '../tfe/resources/runs.ts'
import { announces } from './logged-actions.ts'
import { readPlan } from './read-plan.ts'
import type { RunEvent } from './run-event.ts'

/** Whether a run's plan changes something, from whatever shows it: a server may leave `has-changes` out, or be wrong about it. */
export class PlannedChanges {
  #seen: boolean | undefined
  /** Whether the log says that objects have changed outside of Terraform. A refresh-only run plans nothing else. */
  #hasDrifted = false
  #isRead = false

  /** Passes events on, and looks for changes in the plan's log. */
  async *noting(events: AsyncGenerator<RunEvent>): AsyncGenerator<RunEvent> {
    for await (const event of events) {
      if (event.kind === 'log' && event.phase === 'plan') {
        if (event.lines.some(showsChanges)) this.#seen = true
        this.#hasDrifted ||= event.lines.some(showsDrift)
      }
      yield event
    }
  }

  /** A run, with changes also where only the log or the plan as JSON shows them. */
  completed(run: Run): Run {
    const isSeen = this.#seen === true || (run.isRefreshOnly && this.#hasDrifted)
    const hasChanges = isSeen || (run.hasChanges ?? this.#seen)
    return hasChanges === run.hasChanges ? run : { ...run, hasChanges }
  }

  /** Reads the plan as JSON, once, where a run ended with its plan and nothing shows that it has changes. */
  async read(tfe: Tfe, run: Run, signal: AbortSignal): Promise<void> {
    if (this.#isRead || !ENDS_WITH_PLAN.includes(run.status) || this.completed(run).hasChanges === true) return
    this.#isRead = true
    this.#seen = await changesInJson(tfe, run, signal)
  }
}

const ENDS_WITH_PLAN: readonly string[] = ['planned_and_finished', 'assessed']

function showsChanges(event: LogEvent): boolean {
  if (event.kind === 'text') return printsChanges(event.text)
  if (event.kind === 'change') return event.change.action !== 'noop' || event.change.importing
  if (event.kind !== 'summary') return announces(event)
  return event.unknown !== undefined || Object.values(event.counts).some(count => count > 0)
}

const showsDrift = (event: LogEvent): boolean =>
  event.kind === 'drift' || (event.kind === 'text' && printsDrift(event.text))

/** Undefined where the plan can't be read. */
async function changesInJson(tfe: Tfe, run: Run, signal: AbortSignal): Promise<boolean | undefined> {
  try {
    const read = await readPlan(tfe, run, signal)
    const changes = read && changesOfPlan(read.document, read.schemas)
    if (changes === undefined) return undefined
    const { resources, outputs, deferred, invocations, drift } = changes
    return [resources, outputs, deferred, invocations, run.isRefreshOnly ? drift : []].some(({ length }) => length > 0)
  } catch (error) {
    signal.throwIfAborted()
    if (!isRequestFailure(error) && !(error instanceof RunFailed)) throw error
    return undefined
  }
}
