import type { Annotation, Level } from './annotations.ts'
import { IgnoreCaseMap } from './ignore-case-map.ts'
import type { Masks } from './masks.ts'

/** GitHub keeps ten of each kind a step, of at most so many characters. Source: actions/runner ExecutionContext.cs. */
const ANNOTATIONS_OF_A_KIND = 10
const MESSAGE_LIMIT = 4096

export interface StepContextOptions {
  readonly masks: Masks
  /** Shared by the stages of one action, so that post sees what main saved. */
  readonly state?: IgnoreCaseMap
  /** ACTIONS_STEP_DEBUG: shows debug lines and echoes commands. */
  readonly debug: boolean
  readonly onLine: (line: string) => void
}

/** What a step has said and set so far. Source: actions/runner ExecutionContext.cs. */
export class StepContext {
  readonly masks: Masks
  readonly state: IgnoreCaseMap
  readonly outputs = new IgnoreCaseMap()
  readonly env = new Map<string, string>()
  readonly path: string[] = []
  readonly annotations: Annotation[] = []
  readonly lines: string[] = []
  readonly added: string[] = []
  readonly debugging: boolean
  echo: boolean
  summary = ''
  /** A command that could not be carried out fails the step whatever its exit code is. */
  failed = false
  readonly #onLine: (line: string) => void

  constructor(options: StepContextOptions) {
    this.masks = options.masks
    this.state = options.state ?? new IgnoreCaseMap()
    this.debugging = options.debug
    this.echo = options.debug
    this.#onLine = options.onLine
  }

  /** Writes to the log as people see it: secrets hidden, one entry for each line. */
  output(text: string): void {
    for (const line of this.masks.hide(text).split(/\r\n|\r|\n/)) {
      this.lines.push(line)
      this.#onLine(line)
    }
  }

  debug(text: string): void {
    if (!this.debugging) return
    for (const line of text.split(/\r?\n/)) this.output(`##[debug]${line}`)
  }

  issue(level: Level, text: string, place: Omit<Annotation, 'level' | 'message'> = {}): void {
    if (text !== '') this.output(`##[${level}]${text}`)
    const before = this.annotations.filter(annotation => annotation.level === level).length
    if (text === '' || before >= ANNOTATIONS_OF_A_KIND) return
    this.annotations.push({ level, message: this.masks.hide(text).slice(0, MESSAGE_LIMIT), ...place })
  }

  warning(text: string): void {
    this.issue('warning', text)
  }

  error(text: string): void {
    this.issue('error', text)
  }

  /** A mask that the step asked for. */
  addMask(value: string): void {
    this.added.push(value)
    this.masks.addWithLines(value)
  }

  addPath(directory: string): void {
    const at = this.path.indexOf(directory)
    if (at >= 0) this.path.splice(at, 1)
    this.path.push(directory)
  }
}
