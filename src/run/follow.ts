import type { Tfe } from '../tfe/client.ts'
import type { Run } from '../tfe/runs.ts'
import { decide, type Operation } from './decide.ts'
import type { RunEvent } from './event.ts'
import { Limits, type LimitSpans } from './limits.ts'
import type { Outcome } from './outcome.ts'
import type { Condition, Examined } from './review.ts'
import { Watch } from './watch.ts'

export interface Following extends LimitSpans {
  readonly operation: Operation
  readonly expectNoChanges?: boolean
  /** The comment that a confirmation carries. */
  readonly comment?: string | undefined
  /** What the changes must be like to be applied. */
  readonly conditions?: readonly Condition[]
  /** Reads what the conditions are about, when a plan is about to be confirmed. */
  readonly examine?: (run: Run) => Promise<Examined>
  readonly signal: AbortSignal
}

/** Follows one run to its end, or to where `operation` stops; confirms it where `decide` says so. */
export async function* follow(tfe: Tfe, first: Run, following: Following): AsyncGenerator<RunEvent, Outcome> {
  const { operation, expectNoChanges = false, comment, conditions = [], signal } = following
  const watch = new Watch(tfe, first, signal)
  const limits = new Limits(tfe.http.connection.clock, following)
  let examined: Examined | undefined
  let refused: readonly string[] | undefined
  for (let status: string | undefined; ;) {
    yield* watch.restOfLogs()
    const { run } = watch
    if (run.status !== status) {
      yield* watch.newFindings()
      yield { kind: 'status', run }
    }
    status = run.status
    const { findings } = watch
    const late = limits.late(run)
    const decision = decide(run, { operation, expectNoChanges, findings, conditions, examined, late })
    switch (decision.kind) {
      case 'end':
        return { ending: refused ? 'refused' : decision.ending, run, findings, objections: refused ?? [] }
      case 'examine':
        examined = (await following.examine?.(run)) ?? { planned: undefined, reviewed: undefined }
        continue
      case 'refuse':
        refused = decision.objections
        await watch.discard('Not what `apply-only-if` allows')
        break
      case 'confirm':
        yield* watch.confirm(comment)
        break
      case 'wait':
        break
      default:
        decision satisfies never
    }
    yield* watch.wait()
    yield* watch.readRun()
  }
}
