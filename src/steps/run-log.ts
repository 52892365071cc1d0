import { LogAgainstJson } from '../run/log-against-json.ts'
import { isPlainPlan } from '../run/logged-actions.ts'
import { isChange } from '../run/read-plan.ts'
import type { PhaseName } from '../run/run-event.ts'
import { plainStep, type ResourceStep } from '../terraform/apply-steps.ts'
import type { Diagnostic, LogEvent } from '../terraform/log-events.ts'
import { PlainDiagnostics } from '../terraform/plain-log.ts'

/** Characters of what is kept, far beyond what a report has room for: a log without end does not fill the memory. */
const MAX_KEPT_CHARS = 67_108_864

/** Keeps what is reported at the end. Terraform may print a diagnostic several times. */
export class RunLog {
  readonly #boxes = new PlainDiagnostics()
  readonly #diagnostics = new Map<string, Diagnostic>()
  readonly #changes: LogEvent[] = []
  readonly steps: ResourceStep[] = []
  readonly planLines: string[] = []
  readonly againstJson = new LogAgainstJson()
  #room = MAX_KEPT_CHARS
  #isPlain = false

  /** Takes a line of the plan's log as it is: what a secret takes the place of may be an announcement. */
  trueLine(line: LogEvent): void {
    this.againstJson.take(line)
    if (isPlainPlan(line)) this.#isPlain = true
  }

  /** What a structured log says so far that the plan changes. */
  get changes(): readonly LogEvent[] {
    return this.#isPlain ? [] : this.#changes
  }

  /** What it says in all. None where its end is not known: it may have been about to print the plan as text. */
  get allChanges(): readonly LogEvent[] {
    return this.againstJson.isWhole ? this.changes : []
  }

  get diagnostics(): readonly Diagnostic[] {
    return [...this.#diagnostics.values()]
  }

  line(line: LogEvent, phase: PhaseName): void {
    const diagnostic =
      line.kind === 'diagnostic' ? line.diagnostic : line.kind === 'text' ? this.#boxes.push(line.text) : undefined
    if (diagnostic !== undefined) {
      const text = JSON.stringify(diagnostic)
      if (!this.#diagnostics.has(text) && this.#hasRoom(text)) this.#diagnostics.set(text, diagnostic)
    }
    if (phase === 'plan' && line.kind === 'text' && this.#hasRoom(line.text)) this.planLines.push(line.text)
    if (phase === 'plan' && isChange(line) && (line.kind === 'summary' || this.#hasRoom(JSON.stringify(line))))
      this.#changes.push(line)
  }

  step(line: LogEvent): void {
    const step = line.kind === 'message' ? line.step : line.kind === 'text' ? plainStep(line.text) : undefined
    if (step !== undefined && this.#hasRoom(JSON.stringify(step))) this.steps.push(step)
  }

  #hasRoom(text: string): boolean {
    this.#room -= text.length
    return this.#room >= 0
  }
}
