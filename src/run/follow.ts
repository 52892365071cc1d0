import type { Tfe } from '../tfe/client.ts'
import type { Run } from '../tfe/runs.ts'
import { decide, type Operation } from './decide.ts'
import type { RunEvent } from './event.ts'
import { Limits, type LimitSpans } from './limits.ts'
import type { Outcome } from './outcome.ts'
import { Watch } from './watch.ts'

export interface Following extends LimitSpans {
  readonly operation: Operation
  readonly expectNoChanges?: boolean
  /** The comment that a confirmation carries. */
  readonly comment?: string | undefined
  readonly signal: AbortSignal
}

/** Follows one run to its end, or to where `operation` stops; confirms it where `decide` says so. */
export async function* follow(tfe: Tfe, first: Run, following: Following): AsyncGenerator<RunEvent, Outcome> {
  const { operation, expectNoChanges = false, comment, signal } = following
  const watch = new Watch(tfe, first, signal)
  const limits = new Limits(tfe.http.connection.clock, following)
  for (let status: string | undefined; ;) {
    yield* watch.restOfLogs()
    const { run } = watch
    if (run.status !== status) {
      yield* watch.newFindings()
      yield { kind: 'status', run }
    }
    status = run.status
    const { findings } = watch
    const decision = decide(run, { operation, expectNoChanges, findings, late: limits.late(run) })
    if (decision.kind === 'end') return { ending: decision.ending, run, findings }
    if (decision.kind === 'confirm') yield* watch.confirm(comment)
    yield* watch.wait()
    yield* watch.readRun()
  }
}
