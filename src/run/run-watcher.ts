import { ApiError, NetworkError } from '../errors.ts'
import type { Tfe } from '../tfe/client.ts'
import type { Run } from '../tfe/resources/runs.ts'
import { mayHaveSucceeded } from '../tfe/retry.ts'
import { Checks } from './checks.ts'
import { UNREAD_FINDINGS } from './run-finding.ts'
import { PHASES, type PhaseName, type RunEvent } from './run-event.ts'
import { RequestPace, withPace } from './pace.ts'
import { PhaseLog } from './phase-log.ts'
import { WaitReporter } from './queue.ts'
import { statusMeaning } from './status.ts'
import { FollowWarnings } from './follow-warnings.ts'

/** Log reads between two readings of the run, while its log is open: one that was killed may never be said to be complete. */
const MAX_LOG_READS = 8
/** Milliseconds after which the policies and tasks of a run whose status stays the same are looked at again: some are decided before others. */
const BETWEEN_FINDINGS_MS = 5_000
/** Failures one after another, each after its own retries, before following ends, or before a log is given up. */
const MAX_RUN_FAILURES = 5
const MAX_LOG_FAILURES = 3
/** Times that a decision is sent while the run still waits for it, before that is a failure. */
const MAX_ATTEMPTS = 5

/** A run as last read, its logs as far as read, and what was found of it. All that it asks is at one pace. */
export class RunWatcher {
  readonly #tfe: Tfe
  readonly #signal: AbortSignal
  readonly #pace: RequestPace
  readonly #waits: WaitReporter
  readonly #checks: Checks
  readonly #logs: Readonly<Record<PhaseName, PhaseLog>>
  #run: Run
  /** Whether the run was last read with all that belongs to it. */
  isAnew = false
  #decided: string | undefined
  /** Whether a decision was sent without an answer: a conflict after it may be with itself. */
  #isUncertain = false
  #attempts = 0
  #runFailures = 0
  #findingsAt = -Infinity
  readonly #troubles = new FollowWarnings()

  constructor(unpaced: Tfe, run: Run, signal: AbortSignal) {
    this.#pace = new RequestPace(unpaced.clock, unpaced.http.sentAt)
    const tfe = withPace(this.#pace, unpaced)
    this.#tfe = tfe
    this.#signal = signal
    this.#waits = new WaitReporter(tfe)
    this.#checks = new Checks(tfe)
    this.#logs = { plan: new PhaseLog(tfe, signal), apply: new PhaseLog(tfe, signal) }
    this.#run = run
    this.#updateLogs()
  }

  /** The client whose requests count. */
  get tfe(): Tfe {
    return this.#tfe
  }

  get run(): Run {
    return this.#run
  }

  get checks(): Pick<Checks, 'findings' | 'unread'> {
    return this.#checks
  }

  /** The rest of the log of each phase that has ended: it comes before what followed. */
  async *endedLogs(): AsyncGenerator<RunEvent> {
    for (const phase of PHASES) {
      const log = this.#logs[phase]
      if (log.unread && log.ending) yield* this.#readLog(phase)
      for (let isFirst = true; log.ending; isFirst = false) {
        if (!isFirst) await this.#sleep()
        yield* this.#readLog(phase)
      }
    }
  }

  /** The beginning of the log of a phase that goes on. */
  async *begunLogs(): AsyncGenerator<RunEvent> {
    for (const phase of PHASES) if (this.#logs[phase].unread) yield* this.#readLog(phase)
  }

  /** What policies, tasks and the cost estimate have decided. A failed read causes a warning and changes nothing else. */
  async *newFindings(isNewStatus: boolean): AsyncGenerator<RunEvent> {
    const now = this.#tfe.clock.now()
    if (statusMeaning(this.#run.status) === 'queued') return
    if (!isNewStatus && now - this.#findingsAt < BETWEEN_FINDINGS_MS) return
    this.#findingsAt = now
    // All are requested at the same time, and yielded in order.
    for (const { findings, error } of await this.#checks.news(this.#run, isNewStatus, this.#signal)) {
      for (const finding of findings) yield { kind: 'finding', finding }
      if (error !== undefined) yield* this.#troubles.tell(UNREAD_FINDINGS, error)
    }
  }

  /** Passes the time until the run is worth reading again: while a log is open, by reading that. */
  async *wait(): AsyncGenerator<RunEvent> {
    const open = PHASES.find(phase => this.#logs[phase].open)
    if (open === undefined) {
      await this.#sleep()
      return
    }
    for (let reads = 0; reads < MAX_LOG_READS && this.#logs[open].open; reads++) {
      await this.#sleep()
      yield* this.#readLog(open)
    }
    // The phase has finished: more follows.
    if (!this.#logs[open].open) this.#pace.news()
  }

  /** Reads the run again, and with `isAnew` all that belongs to it. That this fails for a while does not end the run, and so not the following either. */
  async *readRun(isAnew = false): AsyncGenerator<RunEvent> {
    try {
      const reading = isAnew ? { isAnew } : { earlier: this.#run }
      const run = await this.#tfe.runs.read(this.#run.id, { signal: this.#signal, ...reading })
      if (run.status !== this.#run.status) this.#pace.news()
      this.#run = run
      this.isAnew = isAnew
      this.#runFailures = 0
      this.#updateLogs()
    } catch (error) {
      this.#runFailures += 1
      if (!mayPass(error) || this.#runFailures >= MAX_RUN_FAILURES) throw error
      yield* this.#troubles.tell("The run can't be read just now, and goes on without being watched", error)
      return
    }
    const isLogOpen = PHASES.some(phase => this.#logs[phase].open)
    const waits = await this.#waits.news(this.#run, isLogOpen, this.#signal)
    if (waits !== undefined) yield waits
  }

  /** Confirms the plan, once. `refused` is called where the service certainly did not take it from this step. */
  async *confirm(comment: string | undefined, refused?: () => void): AsyncGenerator<RunEvent> {
    const options = { signal: this.#signal }
    const ask = (): Promise<void> => this.#tfe.runs.apply(this.#run.id, comment, options)
    if (yield* this.#decide('confirmation', ask, refused)) yield { kind: 'confirmed' }
  }

  /** Discards the run, once. */
  async *discard(comment: string): AsyncGenerator<RunEvent> {
    yield* this.#decide('discard', () => this.#tfe.runs.discard(this.#run.id, comment, { signal: this.#signal }))
  }

  /**
   * Sends a decision, and gives whether the service took it now. A conflict mostly means that somebody decided meanwhile, and after a lost answer it is not known whether the decision
   * arrived: the next reading tells. Where the run still waits by then it is decided again, and the service takes no second decision.
   */
  async *#decide(what: string, ask: () => Promise<void>, refused?: () => void): AsyncGenerator<RunEvent, boolean> {
    // Another plan may be refused after a confirmation.
    if (this.#decided === what || this.#decided === 'discard') return false
    this.#pace.news()
    try {
      await ask()
      this.#decided = what
      return true
    } catch (error) {
      this.#attempts += 1
      const [isConflict, isUnclear] = [ApiError.is(error, 409), mayHaveSucceeded(error)]
      if (error instanceof ApiError && !isUnclear && !this.#isUncertain) refused?.()
      if (!(isConflict || isUnclear) || this.#attempts >= MAX_ATTEMPTS) throw error
      if (isConflict) return false
      this.#isUncertain = true
      yield* this.#troubles.tell(`Whether the ${what} arrived is not known yet`, error)
      return false
    }
  }

  async *#readLog(phase: PhaseName): AsyncGenerator<RunEvent> {
    const log = this.#logs[phase]
    try {
      for await (const lines of log.news()) yield { kind: 'log', phase, lines, run: this.#run, isEnd: log.isWhole }
    } catch (error) {
      if (ApiError.is(error, 401, 403, 404, 410) && log.outdated()) {
        // Its URL has ended: reading the run gives another.
        yield* this.readRun(true)
        return
      }
      yield* this.#troubles.tell(`The log of the ${phase} can't be read just now`, error)
      if (log.failed() >= MAX_LOG_FAILURES) log.giveUp()
    }
  }

  #updateLogs(): void {
    for (const phase of PHASES) {
      const read = this.#run[phase]
      if (read !== undefined) this.#logs[phase].update(read)
    }
  }

  #sleep(): Promise<void> {
    return this.#tfe.clock.sleep(this.#pace.pause(), this.#signal)
  }
}

/** Whether an error says nothing of the run, and may pass. */
const mayPass = (error: unknown): boolean =>
  error instanceof NetworkError || (error instanceof ApiError && (error.status >= 500 || error.status === 429))
