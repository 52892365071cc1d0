import { LogAgainstJson } from '../run/log-against-json.ts'
import { isPlainPlan } from '../run/logged-actions.ts'
import { isChange } from '../run/read-plan.ts'
import { plainStep, type ResourceStep } from '../terraform/apply-steps.ts'
import { boxedDiagnostic } from '../terraform/boxes.ts'
import type { Diagnostic, LogEvent } from '../terraform/log-events.ts'

/** Characters of what is kept, far beyond what a report has room for: a log without end does not fill the memory. */
const MAX_KEPT_CHARS = 67_108_864

/** Keeps what is reported at the end. Terraform may print a diagnostic several times. */
export class RunLog {
  readonly #diagnostics = new Map<string, Diagnostic>()
  readonly #changes: LogEvent[] = []
  readonly steps: ResourceStep[] = []
  readonly planLines: string[] = []
  readonly againstJson = new LogAgainstJson()
  #room = MAX_KEPT_CHARS
  #isPlain = false

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

  /** Takes a line of the plan's log as it is: what a secret takes the place of may be an announcement. Changes are kept as they may be shown. */
  plan(line: LogEvent, show: (line: LogEvent) => LogEvent): void {
    this.againstJson.take(line)
    if (isPlainPlan(line)) this.#isPlain = true
    if (line.kind === 'text' && this.#hasRoom(line.text)) this.planLines.push(line.text)
    if (!isChange(line)) return
    const shown = show(line)
    if (shown.kind === 'summary' || this.#hasRoom(JSON.stringify(shown))) this.#changes.push(shown)
  }

  /** Takes a line of the apply's log. Addresses stay as they are, so that they are found in the plan. */
  apply(line: LogEvent): void {
    const step = line.kind === 'message' ? line.step : line.kind === 'text' ? plainStep(line.text) : undefined
    if (step !== undefined && this.#hasRoom(JSON.stringify(step))) this.steps.push(step)
  }

  /** Takes a diagnostic, or a box as a whole. Secrets are removed when all are known. */
  diagnostic(part: LogEvent): void {
    const diagnostic =
      part.kind === 'diagnostic' ? part.diagnostic : part.kind === 'text' ? boxedDiagnostic(part.text) : undefined
    if (diagnostic === undefined) return
    const text = JSON.stringify(diagnostic)
    if (!this.#diagnostics.has(text) && this.#hasRoom(text)) this.#diagnostics.set(text, diagnostic)
  }

  #hasRoom(text: string): boolean {
    this.#room -= text.length
    return this.#room >= 0
  }
}
