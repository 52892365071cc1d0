import { parseLine, type LogEvent } from '../terraform/log-events.ts'
import { LineSplitter, LogReader } from './read-log.ts'
import { readSlice } from '../tfe/blobs.ts'
import type { Tfe } from '../tfe/client.ts'
import { phaseEnded, type Phase } from '../tfe/resources/plans.ts'
import { phaseLeftOut } from './status.ts'

/** Reads that find nothing before a log that has no end marker counts as read after its phase has ended. */
const MAX_EMPTY_READS = 2
/** The same for the log of a phase that was not killed: it may come some seconds late. */
const MAX_EMPTY_READS_FINISHED = 10

const CUT = 'The log ends inside of a line, which is left out.'

/** The log of one phase of a run, as it grows. */
export class PhaseLog {
  readonly #reader: LogReader
  readonly #lines = new LineSplitter()
  #url: string | undefined
  #begun = false
  #status = 'unknown'
  #emptyReads = 0
  #failures = 0
  #finished = false
  #asked = false
  #isRenewed = false

  constructor(tfe: Tfe, signal: AbortSignal) {
    this.#reader = new LogReader((offset, limit) => {
      return readSlice(tfe.http, this.#url ?? '', offset, limit, signal)
    })
  }

  /** What the run's latest reading says of the phase. Its URL may have been renewed. */
  update({ status, logReadUrl }: Phase): void {
    this.#url = logReadUrl ?? this.#url
    this.#status = status
    this.#begun ||= status === 'running' || (this.#phaseEnded && !phaseLeftOut(status))
  }

  get #phaseEnded(): boolean {
    return phaseEnded(this.#status)
  }

  /** Whether there is a log that may have more to say. One that seems to have ended is read again only when its phase has. */
  get open(): boolean {
    return this.#begun && this.#url !== undefined && !this.#finished && (this.#phaseEnded || !this.#reader.isMarked)
  }

  /** Whether nothing of it has been asked for yet. */
  get unread(): boolean {
    return this.open && !this.#asked
  }

  /** Whether the rest of the log can be read now: the phase has finished. */
  get ending(): boolean {
    return this.open && this.#phaseEnded
  }

  /** Whether the log has been read to its end marker. One that was killed has none, and neither has one that is not written to its end yet. */
  get isWhole(): boolean {
    return this.#finished && this.#reader.isMarked && !this.#reader.endless
  }

  /** What the log says that it did not say before, in batches of lines. The last one may be empty. */
  async *news(): AsyncGenerator<readonly LogEvent[]> {
    this.#asked = true
    let empty = true
    for await (const text of this.#reader.news(this.#phaseEnded)) {
      empty = false
      const lines = this.#lines.push(text)
      if (lines.length > 0) yield lines.map(parseLine)
    }
    this.#failures = 0
    this.#isRenewed = false
    this.#emptyReads = empty ? this.#emptyReads + 1 : 0
    const most = this.#status === 'finished' ? MAX_EMPTY_READS_FINISHED : MAX_EMPTY_READS
    if (this.#phaseEnded && (this.#reader.isMarked || this.#emptyReads >= most)) yield* this.#end()
    else if (this.#reader.endless) {
      this.giveUp()
      yield [{ kind: 'text', text: 'The log does not end: the rest of it is not shown.' }]
    }
  }

  /** Whether its URL may have ended: once between two readings, since another that is refused as well has another reason. */
  outdated(): boolean {
    const isFirst = !this.#isRenewed
    this.#isRenewed = true
    return isFirst
  }

  /** Counts a failed reading; gives how many failed one after another. */
  failed(): number {
    return ++this.#failures
  }

  /** Reads no more. What was read of a line is not shown: it may end inside of a secret. */
  giveUp(): void {
    this.#finished = true
  }

  /** The log has ended. Without an end marker its last line may be cut inside of a secret, which then is not found. */
  *#end(): Generator<readonly LogEvent[]> {
    this.#finished = true
    const rest = this.#lines.flush()
    yield this.#reader.isMarked || rest.length === 0 ? rest.map(parseLine) : [{ kind: 'text', text: CUT }]
  }
}
