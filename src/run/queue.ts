import { isRequestFailure } from '../errors.ts'
import { statusMeaning } from './status.ts'
import type { Tfe } from '../tfe/client.ts'
import type { Run } from '../tfe/resources/runs.ts'
import { findBlocker, type Blocker } from './blocker.ts'

/** What a queued run waits for, as far as the service says. */
export interface QueueState {
  readonly kind: 'queued'
  /** Milliseconds since it began to wait. */
  readonly waited: number
  /** How many runs are before it. */
  readonly position: number | undefined
  /** Who holds the workspace. */
  readonly holder: Blocker | undefined
}

/** A run that has begun, and neither goes on nor writes a log. */
export interface StalledRun {
  readonly kind: 'stalled'
  readonly run: Run
  /** Milliseconds since its status changed. */
  readonly waited: number
}

/** Milliseconds before a wait is worth a word, between two looks at the workspace, and between two words about the same. */
const FIRST_REPORT_MS = 3_000
const READ_INTERVAL_MS = 20_000
const REPEAT_INTERVAL_MS = 60_000

/** Tells what a run waits for: when that changes, and once a minute. */
export class WaitReporter {
  readonly #tfe: Tfe
  readonly #began: number
  #status: string | undefined
  #goesOnAt = 0
  #stalledAt = 0
  #lookedAt = -Infinity
  #saidAt = -Infinity
  #said: string | undefined
  #holder: Blocker | undefined

  constructor(tfe: Tfe) {
    this.#tfe = tfe
    this.#began = tfe.clock.now()
  }

  /** Of a run as it was just read. Where what a queued run waits for can't be read, it is not said. */
  async news(run: Run, isLogOpen: boolean, signal: AbortSignal): Promise<QueueState | StalledRun | undefined> {
    if (statusMeaning(run.status) !== 'queued') return this.#stalled(run, isLogOpen)
    try {
      return await this.#queued(run, signal)
    } catch (error) {
      if (!isRequestFailure(error)) throw error
      return undefined
    }
  }

  #stalled(run: Run, isLogOpen: boolean): StalledRun | undefined {
    const now = this.#tfe.clock.now()
    if (isLogOpen || run.status !== this.#status) {
      this.#status = run.status
      this.#goesOnAt = now
      this.#stalledAt = now
    }
    if (statusMeaning(run.status) === 'ended' || now - this.#stalledAt < REPEAT_INTERVAL_MS) return undefined
    this.#stalledAt = now
    return { kind: 'stalled', run, waited: now - this.#goesOnAt }
  }

  async #queued(run: Run, signal: AbortSignal): Promise<QueueState | undefined> {
    const now = this.#tfe.clock.now()
    const waited = now - this.#began
    if (waited < FIRST_REPORT_MS) return undefined
    // Only the first in line waits for the lock, and a speculative plan takes none.
    const waitsForLock = run.status === 'pending' && !run.isPlanOnly
    if (waitsForLock && run.workspaceId !== undefined && now - this.#lookedAt >= READ_INTERVAL_MS) {
      this.#lookedAt = now
      const workspace = await this.#tfe.workspaces.read(run.workspaceId, { signal })
      this.#holder = await findBlocker(this.#tfe, workspace, run.id, signal)
    }
    const holder = waitsForLock ? this.#holder : undefined
    const key = JSON.stringify([run.status, run.positionInQueue, holder])
    if (key === this.#said && now - this.#saidAt < REPEAT_INTERVAL_MS) return undefined
    this.#said = key
    this.#saidAt = now
    return { kind: 'queued', waited, position: run.positionInQueue, holder }
  }
}
