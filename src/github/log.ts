import { once } from 'node:events'
import { command, print } from './command.ts'
import { core } from './core.ts'

/** A place in the repository, for an annotation. Lines and columns count from 1. */
export interface Place {
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
 * The job's log. What comes from elsewhere is printed while the runner has stopped to obey commands, so that no line of it
 * is one; our own commands are given after it was told to resume.
 * https://docs.github.com/en/actions/reference/workflows-and-actions/workflow-commands#stopping-and-starting-workflow-commands
 */
export class Log {
  readonly #masked = new Set<string>()
  #stopped: string | undefined
  #open = false

  /** A line of our own. It may quote what comes from elsewhere. */
  info(text: string): void {
    if (COMMAND_LIKE.test(text)) {
      this.remote([text])
      return
    }
    this.#resume()
    print(text)
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
    this.#command('debug', text)
  }

  notice(text: string, place?: Place): void {
    this.#command('notice', text, place)
  }

  warning(text: string, place?: Place): void {
    this.#command('warning', text, place)
  }

  error(text: string, place?: Place): void {
    this.#command('error', text, place)
  }

  /** Fails the step, and says why. */
  fail(text: string): void {
    this.#resume()
    core().setFailed(text)
  }

  /** Opens a foldable group, and closes the one before: groups don't nest. */
  group(title: string): void {
    this.endGroup()
    this.#command('group', title)
    this.#open = true
  }

  endGroup(): void {
    this.#resume()
    if (this.#open) this.#command('endgroup')
    this.#open = false
  }

  /** The runner replaces this text by *** in everything it shows from now on. */
  mask(secret: string): void {
    this.#command('add-mask', secret)
    this.#masked.add(secret)
  }

  /** What this step has had masked. Masks don't reach what is sent elsewhere. */
  get masked(): ReadonlySet<string> {
    return this.#masked
  }

  #command(name: string, text?: string, place: Place = {}): void {
    this.#resume()
    const { title, file, startLine: line, endLine, startColumn: col, endColumn } = place
    print(command(name, text, { title, file, line, endLine, col, endColumn }))
  }

  /** Lets the runner obey commands again; whatever ends the step calls this, or the runner's own would not work. */
  #resume(): void {
    if (this.#stopped !== undefined) print(command(this.#stopped))
    this.#stopped = undefined
  }

  #stop(): void {
    if (this.#stopped !== undefined) return
    this.#stopped = crypto.randomUUID()
    print(command('stop-commands', this.#stopped))
  }
}
