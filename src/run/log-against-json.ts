import { plural } from '../plural.ts'
import { withoutColors } from '../terraform/colors.ts'
import type { LogEvent } from '../terraform/log-events.ts'
import { printedCounts, printsChangesBegin, printsDrift, type Beyond } from '../terraform/plain-log.ts'
import { planHeading } from '../terraform/plan-headings.ts'
import { ListedActions, sameKind } from './listed-actions.ts'
import { announcements, saysPlan } from './logged-actions.ts'
import type { PlannedAction } from './review.ts'

/** As a sentence without its full stop. */
export const UNREAD_LOG = "The log of the plan can't be read to its end"

/** Characters of lines that are kept, far beyond what a plan that a service shows has. */
const MAX_KEPT_CHARS = 67_108_864

/** What a plan as JSON lists, for a comparison with the log. */
export interface ListedInJson {
  /** The kinds of changes. */
  readonly kinds: ReadonlySet<string>
  /** What it does to resources now. */
  readonly resources: readonly PlannedAction[]
}

/** What a log names, and the line that does. */
interface NamedAction extends PlannedAction {
  /** Whether the log does not say which object of the resource it is, the current one or a deposed one. */
  readonly isOfAnyObject: boolean
  readonly text: string
}

/** What the summary of a log counts, and which changes a plan as JSON has for it. */
const COUNTED = [
  { count: 'additions', actions: ['create', 'replace'], what: 'to create or replace' },
  { count: 'changes', actions: ['update'], what: 'to update' },
  { count: 'destructions', actions: ['delete', 'replace'], what: 'to destroy or replace' }
] as const

/** Holds the log of a plan against the plan as JSON. */
export class LogAgainstJson {
  /** Each change that the log names, as often as it does. */
  readonly #named: NamedAction[] = []
  /** The most that the log counts of each, and the line that does. */
  readonly #counted = new Map<string, { readonly count: number; readonly text: string }>()
  readonly #announced = new Map<Beyond, string>()
  #room = MAX_KEPT_CHARS
  #saysPlan = false
  #isWhole = false
  /** Whether the log is at what has changed outside of Terraform, where a refresh-only plan also names moves. */
  #isAtDrift = false

  take(event: LogEvent): void {
    this.#saysPlan ||= saysPlan(event)
    for (const { what, text } of announcements(event)) if (!this.#announced.has(what)) this.#announced.set(what, text)
    if (event.kind === 'text') this.#isAtDrift = isAtDrift(event.text, this.#isAtDrift)
    const named = namedAction(event)
    if (named !== undefined && !(this.#isAtDrift && named.actions === 'move')) this.#keep(named)
    this.#takeCounts(event)
  }

  #keep(named: NamedAction): void {
    this.#room -= named.address.length + named.text.length
    if (this.#room >= 0) this.#named.push(named)
  }

  #takeCounts(event: LogEvent): void {
    if (event.kind !== 'summary' && event.kind !== 'text') return
    const counts = event.kind === 'summary' ? event.counts : printedCounts(event.text)
    if (counts === undefined) return
    for (const { count: name } of COUNTED)
      if (counts[name] > (this.#counted.get(name)?.count ?? 0))
        this.#counted.set(name, { count: counts[name], text: withoutColors(event.text).trim() })
  }

  get isWhole(): boolean {
    return this.#isWhole
  }

  /** The end marker of the log has come. */
  end(): void {
    this.#isWhole = true
  }

  /** Why the JSON may have less than the plan. A redacted one is not believed without the log. */
  lack({ kinds, resources }: ListedInJson, isRedacted: boolean): string | undefined {
    if (isRedacted && !this.#isWhole) return UNREAD_LOG
    if (isRedacted && !this.#saysPlan) return 'The log of the plan does not show the plan'
    if (this.#room < 0)
      return 'The log of the plan names more changes than the action can compare with the plan as JSON'
    const announced = [...this.#announced].find(([what]) => !kinds.has(what))
    if (announced !== undefined) return `${announced[1]}, which the plan as JSON does not list`
    const missing = this.#notIn(resources)
    if (missing !== undefined) return `The log says "${missing.text}", which the plan as JSON does not list`
    return this.#countsMore(resources)
  }

  #notIn(resources: readonly PlannedAction[]): NamedAction | undefined {
    const [ofObject, ofAny] = [new ListedActions(resources), new ListedActions(resources, 'any object')]
    return this.#named.find(named => !(named.isOfAnyObject ? ofAny : ofObject).claim(named))
  }

  #countsMore(resources: readonly PlannedAction[]): string | undefined {
    for (const { count: name, actions, what } of COUNTED) {
      const listed = resources.filter(each => actions.some(action => sameKind(each.actions, action))).length
      const { count, text } = this.#counted.get(name) ?? { count: 0, text: '' }
      if (count > listed)
        return `The log says "${text}", but the plan as JSON lists ${listed === 0 ? 'no resource' : `only ${plural(listed, 'resource')}`} ${what}`
    }
    return undefined
  }
}

const isAtDrift = (line: string, before: boolean): boolean => printsDrift(line) || (before && !printsChangesBegin(line))

/** What an event of a plan's log says of a resource. */
function namedAction(event: LogEvent): NamedAction | undefined {
  if (event.kind === 'text') {
    const heading = planHeading(event.text)
    if (heading === undefined) return undefined
    const text = withoutColors(event.text).trim()
    return { address: heading.address, actions: heading.action, isOfAnyObject: false, text }
  }
  if (event.kind !== 'change') return undefined
  const { address, action, importing } = event.change
  if (action === 'noop' && !importing) return undefined
  return { address, actions: action, isOfAnyObject: true, text: `${address}: ${action}` }
}
