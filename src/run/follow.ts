import { ApiError, NetworkError } from '../errors.ts'
import type { LogEvent } from '../logs/events.ts'
import type { Tfe } from '../tfe/client.ts'
import type { Run } from '../tfe/runs.ts'
import { decide, type Operation } from './decide.ts'
import type { Outcome } from './outcome.ts'
import { Pace } from './pace.ts'
import { PhaseLog } from './phase-log.ts'

const PHASES = ['plan', 'apply'] as const
export type PhaseName = (typeof PHASES)[number]

/** What happens to a run, as it happens. */
export type RunEvent =
  | { readonly kind: 'status'; readonly run: Run }
  | { readonly kind: 'log'; readonly phase: PhaseName; readonly lines: readonly LogEvent[] }
  | { readonly kind: 'confirmed' }
  /** Something could not be read just now; following goes on. */
  | { readonly kind: 'trouble'; readonly message: string }

export interface Following {
  readonly operation: Operation
  /** The comment that a confirmation carries. */
  readonly comment?: string | undefined
  readonly signal: AbortSignal
}

/** Log reads between two readings of the run, while its log is open. */
const LOG_READS = 6
/** Failures one after another, each after its own retries, before following ends, or before a log is given up. */
const RUN_FAILURES = 5
const LOG_FAILURES = 3

/** Follows one run to its end, or to where `operation` stops; confirms it where `decide` says so. */
export async function* follow(tfe: Tfe, first: Run, following: Following): AsyncGenerator<RunEvent, Outcome> {
  const watch = new Watch(tfe, first, following)
  for (let status: string | undefined; ;) {
    // What a phase has logged comes before what followed it.
    for (const phase of PHASES) while (watch.log(phase).ending) yield* watch.readLog(phase)
    const { run } = watch
    if (run.status !== status) yield { kind: 'status', run }
    status = run.status
    const decision = decide(run, following.operation)
    if (decision.kind === 'end') return { ending: decision.ending, run }
    if (decision.kind === 'confirm') yield* watch.confirm()
    yield* watch.wait()
    yield* watch.readRun()
  }
}

/** A run as last read, and its logs as far as read. */
class Watch {
  readonly #tfe: Tfe
  readonly #following: Following
  readonly #pace: Pace
  readonly #logs: Readonly<Record<PhaseName, PhaseLog>>
  #run: Run
  #news = true
  #confirmed = false
  #runFailures = 0

  constructor(tfe: Tfe, run: Run, following: Following) {
    const { clock } = tfe.http.connection
    this.#tfe = tfe
    this.#following = following
    this.#pace = new Pace(() => clock.now())
    this.#logs = { plan: new PhaseLog(tfe, following.signal), apply: new PhaseLog(tfe, following.signal) }
    this.#run = run
  }

  get run(): Run {
    return this.#run
  }

  log(phase: PhaseName): PhaseLog {
    return this.#logs[phase]
  }

  /** Reads the run anew. That this fails for a while does not end the run, and so not the following either. */
  async *readRun(): AsyncGenerator<RunEvent> {
    const { signal } = this.#following
    try {
      const run = await this.#tfe.runs.read(this.#run.id, { signal })
      this.#news = run.status !== this.#run.status
      this.#run = run
      this.#runFailures = 0
      for (const phase of PHASES) {
        const read = run[phase]
        if (read !== undefined) this.#logs[phase].update(read)
      }
    } catch (error) {
      if (!isTrouble(error) || ++this.#runFailures >= RUN_FAILURES) throw error
      yield {
        kind: 'trouble',
        message: `The run can't be read just now, and goes on without being watched: ${error.message}`
      }
    }
  }

  /** Passes the time until the run is worth reading again: while a log is open, by reading that. */
  async *wait(): AsyncGenerator<RunEvent> {
    const open = PHASES.find(phase => this.#logs[phase].open)
    if (open === undefined) return this.#sleep()
    for (let reads = 0; reads < LOG_READS && this.#logs[open].open; reads++) yield* this.readLog(open)
  }

  /** Waits for its turn, then reads what a log has to say. */
  async *readLog(phase: PhaseName): AsyncGenerator<RunEvent> {
    const log = this.#logs[phase]
    await this.#sleep()
    try {
      for await (const lines of log.news()) {
        this.#news = true
        yield { kind: 'log', phase, lines }
      }
    } catch (error) {
      if (!(error instanceof NetworkError || error instanceof ApiError)) throw error
      const message = `The ${phase}'s log can't be read just now: ${error.message}`
      yield { kind: 'trouble', message }
      if (log.failed() >= LOG_FAILURES) for (const lines of log.end()) yield { kind: 'log', phase, lines }
    }
  }

  /** Confirms the plan, once. A conflict means that somebody decided meanwhile: the next reading tells what. */
  async *confirm(): AsyncGenerator<RunEvent> {
    if (this.#confirmed) return
    this.#confirmed = true
    this.#news = true
    try {
      await this.#tfe.runs.apply(this.#run.id, this.#following.comment)
      yield { kind: 'confirmed' }
    } catch (error) {
      if (!ApiError.is(error, 409)) throw error
    }
  }

  async #sleep(): Promise<void> {
    const delay = this.#pace.next(this.#news)
    this.#news = false
    await this.#tfe.http.connection.clock.sleep(delay, this.#following.signal)
  }
}

/** Whether an error says nothing of the run, and may pass. */
const isTrouble = (error: unknown): error is NetworkError | ApiError =>
  error instanceof NetworkError || (error instanceof ApiError && (error.status >= 500 || error.status === 429))
