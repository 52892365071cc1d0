import { ApiError, isRequestFailure } from '../errors.ts'
import type { Tfe } from '../tfe/client.ts'
import type { Run } from '../tfe/resources/runs.ts'
import { mayHaveSucceeded } from '../tfe/retry.ts'
import { isBlocked } from './blocker.ts'
import { decide, type OnOverride, type Operation } from './apply-decision.ts'
import { PlannedChanges } from './planned-changes.ts'
import type { RunEvent } from './run-event.ts'
import { LimitPassed, Limits, type LimitSpans } from './limits.ts'
import type { Ending, Outcome } from './outcome.ts'
import type { ApplyCondition, ExaminedPlan, ConditionContext } from './review.ts'
import { RunWatcher } from './run-watcher.ts'

export interface FollowOptions extends LimitSpans {
  /** Whether a run that would have to wait for another run or a lock has not begun in time already. */
  readonly failIfBusy?: boolean
  readonly operation: Operation
  readonly expectNoChanges?: boolean
  readonly onOverride?: OnOverride
  /** The comment that a confirmation carries. */
  readonly comment?: string | undefined
  /** What the changes must be like to be applied. */
  readonly conditions?: readonly ApplyCondition[]
  /** What to do about sensitive values that can't be compared. */
  readonly sensitiveValues?: ConditionContext['sensitiveValues']
  /** Reads what the conditions are about, when a plan is about to be confirmed, or left to a person who may apply it. */
  readonly examine?: (tfe: Tfe, run: Run, signal: AbortSignal) => Promise<ExaminedPlan>
  /** Called with each reading of the run. Throws where it is not the one that was asked for. */
  readonly verify?: (run: Run) => void
  /** Called before the plan is confirmed: from then on the apply is of this step's making. */
  readonly confirming?: () => void
  /** Called when the service refused the confirmation: an apply is not of this step's making. */
  readonly notConfirmed?: () => void
  readonly signal: AbortSignal
  /** The limits, where the caller asks for something meanwhile that is to end with them. */
  readonly limits?: Limits
}

const NOT_EXAMINED: ExaminedPlan = {
  actions: { missing: 'The action has not read the changes of the plan' },
  reviewed: undefined
}

/** Follows one run to its end, or to where `operation` stops; confirms it where `decide` says so. */
export async function* followRun(tfe: Tfe, first: Run, options: FollowOptions): AsyncGenerator<RunEvent, Outcome> {
  using ownLimits = new Limits(tfe.clock, options)
  const { limits = ownLimits } = options
  // Every request of the step is under the limits, decisions too: whether one without an answer arrived, the run shows.
  const signal = AbortSignal.any([options.signal, limits.signal])
  const watch = new RunWatcher(tfe, first, signal)
  const refused: string[] = []
  try {
    return yield* followUntilDone(watch, limits, refused, { ...options, signal })
  } catch (error) {
    const isRefused = ApiError.is(error, 401)
    if (!(error instanceof LimitPassed) && !isRefused) throw error
    return {
      ending: isRefused ? 'token-refused' : error.late,
      run: watch.run,
      findings: watch.checks.findings,
      unread: watch.checks.unread,
      refusals: isRefused ? [...refused, error.message] : refused
    }
  }
}

async function* followUntilDone(
  watch: RunWatcher,
  limits: Limits,
  refused: string[],
  options: FollowOptions
): AsyncGenerator<RunEvent, Outcome> {
  const {
    operation,
    expectNoChanges = false,
    onOverride = 'fail',
    comment,
    conditions = [],
    sensitiveValues = 'refuse',
    failIfBusy = false
  } = options
  const planned = new PlannedChanges()
  let examined: ExaminedPlan | undefined
  let examinedPlanId: string | undefined
  let isAllowed = conditions.length === 0
  for (let status: string | undefined; ;) {
    options.verify?.(watch.run)
    limits.heed(watch.run)
    if (failIfBusy && (await isBlocked(watch.tfe, watch.run, options.signal)))
      throw new LimitPassed('not-begun-in-time')
    yield* planned.noting(watch.endedLogs())
    await planned.read(watch.tfe, watch.run, options.signal)
    const read = watch.run
    const run = planned.completed(read)
    const isNew = run.status !== status
    if (isNew) yield { kind: 'status', run }
    yield* planned.noting(watch.begunLogs())
    yield* watch.newFindings(isNew)
    status = run.status
    const { findings, unread } = watch.checks
    // Whoever takes the events may have taken their time.
    options.signal.throwIfAborted()
    const decision = decide(run, {
      operation,
      expectNoChanges,
      onOverride,
      findings,
      conditions,
      sensitiveValues,
      examined,
      examinedPlanId
    })
    switch (decision.kind) {
      case 'end':
        // The plan that is applied may be another one by now.
        isAllowed &&= conditions.length === 0 || run.planId === examinedPlanId
        return ended(decision.ending, isAllowed, { run, findings, unread, refusals: refused })
      case 'examine':
        examined = (await options.examine?.(watch.tfe, run, options.signal)) ?? NOT_EXAMINED
        examinedPlanId = run.planId
        // Reading plans may take minutes: only a new reading is confirmed. Readings that keep failing throw.
        for (const last = watch.run; watch.run === last;) yield* watch.readRun(true)
        continue
      case 'refuse':
        // Also where an earlier confirmation got no answer: it was of another plan.
        isAllowed = false
        refused.splice(0, Infinity, ...decision.refusals)
        try {
          yield* watch.discard('`apply-only-if` does not allow this plan')
        } catch (error) {
          options.signal.throwIfAborted()
          if (!isRequestFailure(error) || ApiError.is(error, 401)) throw error
          const refusals = [...refused, error.message]
          return { ending: 'not-discarded', run, findings, unread, refusals, isStale: mayHaveSucceeded(error) }
        }
        break
      case 'confirm':
        if (conditions.length > 0 && !(watch.isAnew && watch.run === read)) {
          yield* watch.readRun(true)
          continue
        }
        isAllowed = true
        options.confirming?.()
        yield* watch.confirm(comment, options.notConfirmed)
        break
      case 'wait':
        break
      default:
        decision satisfies never
    }
    yield* planned.noting(watch.wait())
    yield* watch.readRun(conditions.length > 0 && decision.kind === 'confirm')
  }
}

/**
 * How it ended. Somebody else, or a server that applies by itself, may have confirmed the plan before it was held against the conditions, or
 * after it was refused: what was applied then was not allowed.
 */
function ended(ending: Ending, isAllowed: boolean, known: Omit<Outcome, 'ending'>): Outcome {
  if (ending === 'applied' && !isAllowed) return { ending: 'applied-unchecked', ...known }
  if (known.refusals.length > 0 && ending === 'discarded') return { ending: 'refused', ...known }
  return { ending, ...known }
}
