import type { Tfe } from '../tfe/client.ts'
import type { Run } from '../tfe/resources/runs.ts'
import { decide, type Operation } from './decide.ts'
import type { RunEvent } from './run-event.ts'
import { Limits, type LimitSpans } from './limits.ts'
import type { Ending, Outcome } from './outcome.ts'
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
  readonly examine?: (tfe: Tfe, run: Run) => Promise<Examined>
  /** Called before the plan is confirmed: from then on the apply is of this step's making. */
  readonly confirming?: () => void
  readonly signal: AbortSignal
}

/** Readings of a run of one status after which its policies and tasks are looked at again: some are decided before others. */
const BETWEEN_FINDINGS = 4

/** Follows one run to its end, or to where `operation` stops; confirms it where `decide` says so. */
export async function* follow(tfe: Tfe, first: Run, following: Following): AsyncGenerator<RunEvent, Outcome> {
  const { operation, expectNoChanges = false, comment, conditions = [], signal } = following
  const watch = new Watch(tfe, first, signal)
  const limits = new Limits(tfe.clock, following)
  let examined: Examined | undefined
  let refused: readonly string[] = []
  let readings = 0
  for (let status: string | undefined; ;) {
    yield* watch.restOfLogs()
    const { run } = watch
    const isNew = run.status !== status
    if (isNew) yield { kind: 'status', run }
    if (isNew || ++readings % BETWEEN_FINDINGS === 0) yield* watch.newFindings()
    status = run.status
    const { findings } = watch
    const late = limits.late(run)
    const decision = decide(run, { operation, expectNoChanges, findings, conditions, examined, late })
    switch (decision.kind) {
      case 'end':
        return yield* ended(decision.ending, { run, findings, objections: refused })
      case 'examine':
        examined = (await following.examine?.(watch.tfe, run)) ?? { planned: undefined, reviewed: undefined }
        continue
      case 'refuse':
        refused = decision.objections
        yield* watch.discard('Not what `apply-only-if` allows')
        break
      case 'confirm':
        following.confirming?.()
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

/** How it ended. A plan that was refused may have been confirmed by somebody else before it was discarded. */
function* ended(ending: Ending, known: Omit<Outcome, 'ending'>): Generator<RunEvent, Outcome> {
  if (known.objections.length === 0) return { ending, ...known }
  if (ending === 'discarded') return { ending: 'refused', ...known }
  const message = `\`apply-only-if\` does not allow this plan, but somebody else has decided about it meanwhile:\n${known.objections.join('\n')}`
  yield { kind: 'trouble', message }
  return { ending, ...known, objections: [] }
}
