import { ApiError, isRequestFailure, NetworkError } from '../errors.ts'
import type { Tfe } from '../tfe/client.ts'
import type { Run } from '../tfe/resources/runs.ts'
import { mayBeDone } from '../tfe/retry.ts'
import { Checks, type Finding } from './checks.ts'
import { PHASES, type PhaseName, type RunEvent } from './run-event.ts'
import { Budget, Pace, within } from './pace.ts'
import { PhaseLog } from './phase-log.ts'
import { Queue } from './queue.ts'
import { meaning } from './status.ts'

/** Log reads between two readings of the run, while its log is open. */
const LOG_READS = 20
/** Failures one after another, each after its own retries, before following ends, or before a log is given up. */
const RUN_FAILURES = 5
/** Times that a decision is sent while the run still waits for it, before that is a failure. */
const ATTEMPTS = 5
const LOG_FAILURES = 3

/** A run as last read, its logs as far as read, and what was found of it. All that it asks is within one budget. */
export class Watch {
  readonly #tfe: Tfe
  readonly #signal: AbortSignal
  readonly #pace = new Pace()
  readonly #budget: Budget
  readonly #queue: Queue
  readonly #checks: Checks
  readonly #logs: Readonly<Record<PhaseName, PhaseLog>>
  #run: Run
  #news = true
  #decided = false
  /** Whether a decision was sent without an answer: a conflict after it may be with itself. */
  #isUncertain = false
  #attempts = 0
  #runFailures = 0

  constructor(unpaced: Tfe, run: Run, signal: AbortSignal) {
    const { clock } = unpaced
    this.#budget = new Budget(() => clock.now())
    const tfe = within(this.#budget, unpaced)
    this.#tfe = tfe
    this.#signal = signal
    this.#queue = new Queue(tfe)
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

  get findings(): readonly Finding[] {
    return this.#checks.findings
  }

  /** What the logs of finished phases still hold: it comes before whatever followed those phases. */
  async *restOfLogs(): AsyncGenerator<RunEvent> {
    for (const phase of PHASES) {
      for (let isThere = true; this.#logs[phase].ending; isThere = false) yield* this.#readLog(phase, isThere)
    }
  }

  /** What policies, tasks and the cost estimate have decided. That this can't be read is told, and changes nothing else. */
  async *newFindings(): AsyncGenerator<RunEvent> {
    if (meaning(this.#run.status) === 'queued') return
    for (const found of this.#checks.news(this.#run, this.#signal)) {
      try {
        for await (const finding of found) yield { kind: 'finding', finding }
      } catch (error) {
        yield trouble("Some results of policies, tasks or the cost estimate can't be read", error)
      }
    }
  }

  /** Passes the time until the run is worth reading again: while a log is open, by reading that. */
  async *wait(): AsyncGenerator<RunEvent> {
    const open = PHASES.find(phase => this.#logs[phase].open)
    if (open === undefined) await this.#sleep()
    else {
      for (let reads = 0; reads < LOG_READS && this.#logs[open].open; reads++) yield* this.#readLog(open)
      // The run is read right after the log, and the look after that waits the longer.
      this.#budget.look()
    }
  }

  /** Reads the run anew. That this fails for a while does not end the run, and so not the following either. */
  async *readRun(): AsyncGenerator<RunEvent> {
    try {
      const run = await this.#tfe.runs.read(this.#run.id, { signal: this.#signal })
      this.#news = run.status !== this.#run.status
      this.#run = run
      this.#runFailures = 0
      this.#updateLogs()
    } catch (error) {
      this.#runFailures += 1
      if (!mayPass(error) || this.#runFailures >= RUN_FAILURES) throw error
      yield trouble("The run can't be read just now, and goes on without being watched", error)
      return
    }
    yield* this.#queueNews()
  }

  /** What a queued run waits for. Where that can't be read, it is not said. */
  async *#queueNews(): AsyncGenerator<RunEvent> {
    if (meaning(this.#run.status) !== 'queued') return
    try {
      const queued = await this.#queue.news(this.#run, this.#signal)
      if (queued !== undefined) yield queued
    } catch (error) {
      if (!isRequestFailure(error)) throw error
    }
  }

  /** Confirms the plan, once. Gives whether that was refused with a conflict: somebody else has decided. */
  async *confirm(comment: string | undefined): AsyncGenerator<RunEvent, boolean> {
    const ask = (): Promise<void> => this.#tfe.runs.apply(this.#run.id, comment)
    const answer = yield* this.#decide('confirmation', ask)
    if (answer === 'taken') yield { kind: 'confirmed' }
    return answer === 'conflict' && !this.#isUncertain
  }

  /** Discards the run, once. */
  async *discard(comment: string): AsyncGenerator<RunEvent> {
    yield* this.#decide('discard', () => this.#tfe.runs.discard(this.#run.id, comment))
  }

  /**
   * What came of a decision just now. A conflict mostly means that somebody decided meanwhile, and after a lost answer it is not known
   * whether the decision arrived: the next reading tells. Where the run still waits by then it is decided again, and the service takes no
   * second decision.
   */
  async *#decide(what: string, ask: () => Promise<void>): AsyncGenerator<RunEvent, 'taken' | 'conflict' | 'unknown'> {
    if (this.#decided) return 'unknown'
    this.#news = true
    try {
      await ask()
      this.#decided = true
      return 'taken'
    } catch (error) {
      this.#attempts += 1
      const isConflict = ApiError.is(error, 409)
      if (!(isConflict || mayBeDone(error)) || this.#attempts >= ATTEMPTS) throw error
      if (isConflict) return 'conflict'
      this.#isUncertain = true
      yield trouble(`Whether the ${what} arrived is not known yet`, error)
      return 'unknown'
    }
  }

  /** `isThere`: what is to be read is known to be written, and is not waited for. */
  async *#readLog(phase: PhaseName, isThere = false): AsyncGenerator<RunEvent> {
    const log = this.#logs[phase]
    if (!isThere) await this.#sleep()
    try {
      for await (const lines of log.news()) {
        this.#news = true
        yield { kind: 'log', phase, lines }
      }
    } catch (error) {
      yield trouble(`The log of the ${phase} can't be read just now`, error)
      if (log.failed() >= LOG_FAILURES) for (const lines of log.end()) yield { kind: 'log', phase, lines }
    }
  }

  #updateLogs(): void {
    for (const phase of PHASES) {
      const read = this.#run[phase]
      if (read !== undefined) this.#logs[phase].update(read)
    }
  }

  async #sleep(): Promise<void> {
    const delay = Math.max(this.#pace.next(this.#news), this.#budget.look())
    this.#news = false
    await this.#tfe.clock.sleep(delay, this.#signal)
  }
}

/** Whether an error says nothing of the run, and may pass. */
const mayPass = (error: unknown): boolean =>
  error instanceof NetworkError || (error instanceof ApiError && (error.status >= 500 || error.status === 429))

/** What can be lived with. Anything but the service's or the network's word is thrown on. */
function trouble(what: string, error: unknown): RunEvent {
  if (!isRequestFailure(error)) throw error
  return { kind: 'trouble', message: `${what}: ${error.message}` }
}
