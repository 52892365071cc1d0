import { once } from 'node:events'
import { EOL } from 'node:os'
import * as core from '@actions/core'
import { messageOf } from '../errors.ts'
import type { Json } from '../json.ts'
import { Secrets } from '../secrets/secrets.ts'

const print = (line: string): void => void process.stdout.write(line + EOL)

/** A place in the repository, for an annotation. Lines and columns count from 1. */
export interface SourcePlace {
  readonly title?: string
  readonly file?: string
  readonly startLine?: number
  readonly endLine?: number
  readonly startColumn?: number
  readonly endColumn?: number
}

/**
 * A text in which the runner might find a command: which characters it breaks lines at, and passes over at their beginning, is for
 * .NET to say, not for us. actions/runner, ActionCommand.cs
 */
const COMMAND_LIKE = /::|##\[/

/**
 * The job's log. Text from elsewhere is printed while the runner's commands are stopped, so that no line of it
 * is a command; our own commands follow after the resume token.
 * https://docs.github.com/en/actions/reference/workflows-and-actions/workflow-commands#stopping-and-starting-workflow-commands
 */
export class Log {
  readonly #masked = new Secrets()
  readonly #credentials = new Secrets()
  /** What the runner was asked to mask. */
  readonly #announced = new Set<string>()
  /** What must not be published: what is masked, credentials, and what is added to it. */
  readonly secrets = new Secrets(this.#masked, this.#credentials)
  #stopped: string | undefined
  #open = false

  /** A line of our own. It may quote text from elsewhere. */
  info(text: string): void {
    const line = this.clean(text)
    if (COMMAND_LIKE.test(line)) {
      this.remote([line])
      return
    }
    this.#resume()
    print(line)
  }

  /** Lines from elsewhere. */
  remote(lines: readonly string[]): void {
    if (lines.length === 0) return
    this.#stop()
    print(lines.join('\n'))
  }

  /** Resolves when whoever reads the log has taken what was printed. It may be slower than the log comes, and all of that would pile up here. */
  async drained(): Promise<void> {
    if (process.stdout.writableNeedDrain) await once(process.stdout, 'drain')
  }

  debug(text: string): void {
    this.#resume()
    core.debug(this.clean(text))
  }

  notice(text: string, place: SourcePlace = {}): void {
    this.#resume()
    core.notice(this.clean(text), { ...place })
  }

  warning(text: string, place: SourcePlace = {}): void {
    this.#resume()
    core.warning(this.clean(text), { ...place })
  }

  error(text: string, place: SourcePlace = {}): void {
    this.#resume()
    core.error(this.clean(text), { ...place })
  }

  /** Fails the step, and says why. */
  fail(text: string): void {
    this.#resume()
    core.setFailed(this.clean(text))
  }

  /** Opens a foldable group, and closes the one before: groups don't nest. */
  group(title: string): void {
    this.endGroup()
    core.startGroup(title)
    this.#open = true
  }

  endGroup(): void {
    this.#resume()
    if (this.#open) core.endGroup()
    this.#open = false
  }

  /** The runner shows *** in place of a secret, in every form, from now on. Gives whether a part of it is too short for that. */
  mask(secret: Json): boolean {
    this.#resume()
    const { texts, tooShort } = this.#masked.add(secret)
    for (const text of texts) if (!this.#announced.has(text)) core.setSecret(text)
    for (const text of texts) this.#announced.add(text)
    return tooShort
  }

  /** Takes a token or a key that the step was given. Unlike other secrets it is never a word of a report. */
  credential(secret: string): void {
    this.#credentials.add(secret)
  }

  /** A text as it may be published, whatever it quotes: without the credentials of the step. */
  withoutCredentials(text: string): string {
    return this.#credentials.removeFrom(text)
  }

  /** Whether the runner would mask a part of a text. */
  masks(text: string): boolean {
    return this.#masked.isIn(text)
  }

  /** The message of whatever was thrown, without secrets. */
  reason(error: unknown): string {
    return this.clean(messageOf(error))
  }

  /** What others have thrown or printed may quote anything: every secret known so far is removed from it. */
  clean(text: string): string {
    try {
      return this.secrets.removeFrom(text)
    } catch {
      return 'its text is omitted, because the action could not search it for secrets'
    }
  }

  /** Lets the runner obey commands again; whatever ends the step calls this, or the runner's own would not work. */
  #resume(): void {
    if (this.#stopped !== undefined) print(`::${this.#stopped}::`)
    this.#stopped = undefined
  }

  #stop(): void {
    if (this.#stopped !== undefined) return
    this.#stopped = crypto.randomUUID()
    print(`::stop-commands::${this.#stopped}`)
  }
}
