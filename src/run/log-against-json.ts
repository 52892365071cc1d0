import { plural } from '../plural.ts'
import { withoutColors } from '../terraform/colors.ts'
import type { LogEvent } from '../terraform/log-events.ts'
import { printedCounts, type Beyond } from '../terraform/plain-log.ts'
import { ListedActions, sameKind, type NamedBy } from './listed-actions.ts'
import type { StatedChange } from './listed-changes.ts'
import { announcements, saysPlan } from './logged-actions.ts'
import { NamedChanges, type NamedChange } from './named-changes.ts'

/** As a sentence without its full stop. */
export const UNREAD_LOG = "The log of the plan can't be read to its end"

const acts =
  (...words: readonly string[]) =>
  ({ kind, actions }: StatedChange): boolean =>
    kind === 'resource' && words.some(word => sameKind(actions, word))

/** What the summary of a log counts, and which changes a plan as JSON has for it. */
const COUNTED = [
  { count: 'additions', isOne: acts('create', 'replace'), noun: 'resource', what: 'to create or replace' },
  { count: 'changes', isOne: acts('update'), noun: 'resource', what: 'to update' },
  { count: 'destructions', isOne: acts('delete', 'replace'), noun: 'resource', what: 'to destroy or replace' },
  {
    count: 'imports',
    isOne: ({ kind, importing = false }: StatedChange) => kind === 'resource' && importing,
    noun: 'resource',
    what: 'to import'
  },
  { count: 'invocations', isOne: ({ kind }: StatedChange) => kind === 'action', noun: 'action', what: 'to invoke' }
] as const

/** Holds the log of a plan against the plan as JSON. */
export class LogAgainstJson {
  readonly #named = new NamedChanges()
  /** The most that the log counts of each, and the line that does. */
  readonly #counted = new Map<string, { readonly count: number; readonly text: string }>()
  readonly #announced = new Map<Beyond, string>()
  #saysPlan = false
  #isWhole = false

  take(event: LogEvent): void {
    this.#saysPlan ||= saysPlan(event)
    for (const { what, text } of announcements(event)) if (!this.#announced.has(what)) this.#announced.set(what, text)
    this.#named.take(event)
    this.#takeCounts(event)
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
  lack(listed: readonly StatedChange[], isRedacted: boolean): string | undefined {
    if (isRedacted && !this.#isWhole) return UNREAD_LOG
    if (isRedacted && !this.#saysPlan) return 'The log of the plan does not show the plan'
    if (this.#named.isTooLong)
      return 'The log of the plan names more changes than the action can compare with the plan as JSON'
    const missing = this.#notIn(listed)
    if (missing !== undefined) return `The log says "${missing.text}", which the plan as JSON does not list`
    const announced = [...this.#announced].find(([what]) => !listed.some(({ kind }) => kind === what))
    if (announced !== undefined) return `${announced[1]}, which the plan as JSON does not list`
    return this.#countsMore(listed)
  }

  /** What has changed outside of Terraform counts in each run: the log names at most what the plan as JSON lists of it. */
  #notIn(listed: readonly StatedChange[]): NamedChange | undefined {
    const by = (naming: NamedBy): ListedActions => new ListedActions(listed, naming)
    const left = { object: by('object'), resource: by('resource'), block: by('block') }
    return this.#named.all.find(named => !left[named.by].claim(named))
  }

  #countsMore(listed: readonly StatedChange[]): string | undefined {
    for (const { count: name, isOne, noun, what } of COUNTED) {
      const found = listed.filter(isOne).length
      const { count, text } = this.#counted.get(name) ?? { count: 0, text: '' }
      if (count > found)
        return `The log says "${text}", but the plan as JSON lists ${found === 0 ? `no ${noun}` : `only ${plural(found, noun)}`} ${what}`
    }
    return undefined
  }
}
