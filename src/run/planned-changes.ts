import { isRequestFailure, RunFailed } from '../errors.ts'
import type { LogEvent } from '../terraform/log-events.ts'
import { printsChanges } from '../terraform/plain-log.ts'
import { changesOfPlan } from '../terraform/plan.ts'
import type { Tfe } from '../tfe/client.ts'
import type { Run } from '../tfe/resources/runs.ts'
import { readPlan } from './read-plan.ts'
import type { RunEvent } from './run-event.ts'

/** Whether a run's plan changes something, from whatever shows it: a server may leave `has-changes` out, or be wrong about it. */
export class PlannedChanges {
  #seen: boolean | undefined
  #isRead = false

  /** Passes events on, and looks for changes in the plan's log. */
  async *noting(events: AsyncGenerator<RunEvent>): AsyncGenerator<RunEvent> {
    for await (const event of events) {
      if (event.kind === 'log' && event.phase === 'plan' && event.lines.some(showsChanges)) this.#seen = true
      yield event
    }
  }

  /** A run, with changes also where only the log or the plan as JSON shows them. */
  completed(run: Run): Run {
    const hasChanges = this.#seen === true ? true : (run.hasChanges ?? this.#seen)
    return hasChanges === run.hasChanges ? run : { ...run, hasChanges }
  }

  /** Reads the plan as JSON, once, where a run ended with its plan and nothing says whether that has changes. */
  async read(tfe: Tfe, run: Run, signal: AbortSignal): Promise<void> {
    if (this.#isRead || !ENDS_WITH_PLAN.includes(run.status) || this.completed(run).hasChanges !== undefined) return
    this.#isRead = true
    this.#seen = await changesInJson(tfe, run, signal)
  }
}

const ENDS_WITH_PLAN: readonly string[] = ['planned_and_finished', 'assessed']

function showsChanges(event: LogEvent): boolean {
  if (event.kind === 'text') return printsChanges(event.text)
  if (event.kind === 'change') return event.change.action !== 'noop' || event.change.importing
  return event.kind === 'summary' && Object.values(event.counts).some(count => count > 0)
}

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
