import { withoutColors } from '../terraform/colors.ts'
import type { LogEvent } from '../terraform/log-events.ts'
import { printsChangesBegin, printsDrift, printsOutputs } from '../terraform/plain-log.ts'
import {
  planHeading,
  planNote,
  printedInvocation,
  printedOutput,
  printsInvocations,
  type PlanHeading,
  type PrintedInvocation
} from '../terraform/plan-headings.ts'
import { deferredName, outputName } from '../terraform/plan-items.ts'
import { invocationName } from '../terraform/planned-invocation.ts'
import type { NamedBy } from './listed-actions.ts'
import type { StatedChange } from './listed-changes.ts'
import { TOO_LONG } from './read-log.ts'

/** Characters that are kept, far beyond what a plan that a service shows has. */
const MAX_KEPT_CHARS = 67_108_864

/** What a log names, and the line that does. */
export interface NamedChange extends StatedChange {
  readonly by: NamedBy
  readonly text: string
}

/** Each change that the log of a plan names, as often as it does. */
export class NamedChanges {
  readonly #all: NamedChange[] = []
  /** How often each action is kept, and how often the last heading has it: Terraform prints the actions of a resource below each of its objects. */
  readonly #invocations = new Map<string, number>()
  readonly #ofHeading = new Map<string, number>()
  #room = MAX_KEPT_CHARS
  /** Whether the log is at what has changed outside of Terraform, where a refresh-only plan also names moves. */
  #isAtDrift = false
  /** The last heading: notes and actions of its change follow. */
  #heading: PlanHeading | undefined
  #isAtInvocations = false
  #isAtOutputs = false

  get all(): readonly NamedChange[] {
    return this.#all
  }

  get isTooLong(): boolean {
    return this.#room < 0
  }

  take(event: LogEvent): void {
    if (event.kind === 'text') this.#takeLine(withoutColors(event.text).trimEnd())
    else for (const named of structured(event)) this.#keep(named)
  }

  #takeLine(line: string): void {
    this.#isAtDrift = printsDrift(line) || (this.#isAtDrift && !printsChangesBegin(line))
    this.#takeOutput(line)
    const heading = planHeading(line)
    const note = planNote(line)
    const invoked = this.#isAtInvocations ? printedInvocation(line) : undefined
    if (heading !== undefined) this.#begin(heading, line.trim())
    else if (note !== undefined) this.#add(note, line.trim())
    else if (printsInvocations(line)) this.#isAtInvocations = true
    else if (line.startsWith('Plan: ')) this.#isAtInvocations = false
    else if (invoked !== undefined) this.#invoke(invoked, line.trim())
  }

  /** A value that changes to null is printed as a deletion, and as an update in the plan as JSON. */
  #takeOutput(line: string): void {
    // What is left out may be an output.
    const name = line === TOO_LONG ? line : printedOutput(line)
    this.#isAtOutputs =
      printsOutputs(line) || (this.#isAtOutputs && (name !== undefined || line === '' || line.startsWith(' ')))
    if (!this.#isAtOutputs || name === undefined) return
    const [before = ''] = line.split(' = ', 1)
    const text = `Changes to Outputs: ${before.trim()}`
    this.#keep({ kind: 'output', address: outputName(name), actions: 'unknown', by: 'object', text })
  }

  #begin(heading: PlanHeading, text: string): void {
    const { kind, address, action, previousAddress, importing = false } = heading
    this.#heading = heading
    this.#isAtInvocations = false
    this.#ofHeading.clear()
    this.#keep({
      kind: this.#isAtDrift && action === 'move' ? 'drift' : kind,
      address: nameOf(kind, address),
      actions: action,
      previousAddress,
      importing,
      by: kind === 'deferred' ? 'resource' : 'object',
      text
    })
  }

  /** A note without a heading is of nothing that a plan lists. */
  #add(note: Pick<StatedChange, 'previousAddress' | 'importing'>, text: string): void {
    const last = this.#heading === undefined ? undefined : this.#all.pop()
    const change = last ?? { kind: 'resource', address: text, actions: 'unknown', by: 'object' as const, text: '' }
    this.#keep({ ...change, ...note, text: `${change.text} ${text.replace(/^# /, '')}`.trim() })
  }

  #invoke({ address, isBlock }: PrintedInvocation, text: string): void {
    const trigger = this.#heading?.address.replace(DEPOSED, '')
    const by = isBlock ? 'block' : 'object'
    const name = invocationName({ address, trigger })
    const key = `${by} ${name}`
    const count = (this.#ofHeading.get(key) ?? 0) + 1
    this.#ofHeading.set(key, count)
    if (count <= (this.#invocations.get(key) ?? 0)) return
    this.#invocations.set(key, count)
    const said = `${text.replace(/ \{$/, '')} of ${trigger ?? 'no resource'}`
    this.#keep({ kind: 'action', address: name, actions: 'invoke', by, text: said })
  }

  #keep(named: NamedChange): void {
    this.#room -= named.address.length + named.text.length
    if (this.#room >= 0) this.#all.push(named)
  }
}

function nameOf(kind: PlanHeading['kind'], address: string): string {
  if (kind === 'action') return invocationName({ address, trigger: undefined })
  return kind === 'deferred' ? deferredName(address) : address
}

const DEPOSED = / \(deposed object [^\s()]+\)$/

/** What an event of a structured log names. */
function structured(event: LogEvent): readonly NamedChange[] {
  if (event.kind === 'message' && event.type === 'planned_action_invocation') {
    const { invocation, text } = event
    // The name of one that can't be read is of nothing that a plan lists.
    const address = invocation === undefined ? text : invocationName(invocation)
    return [{ kind: 'action', address, actions: 'invoke', by: 'object', text }]
  }
  if (event.kind === 'outputs')
    return event.outputs
      .filter(({ action }) => action !== 'noop')
      .map(({ name, action = 'unknown' }) => {
        const address = outputName(name)
        return { kind: 'output', address, actions: action, by: 'object', text: `${address}: ${action}` }
      })
  if (event.kind !== 'change' && event.kind !== 'drift') return []
  const { address, action, previousAddress } = event.change
  const importing = event.change.importing || action === 'import'
  if (action === 'noop' && !importing) return []
  const notes = `${previousAddress === undefined ? '' : ` (moved from ${previousAddress})`}${importing ? ' (imported)' : ''}`
  return [
    {
      kind: event.kind === 'drift' ? 'drift' : 'resource',
      address,
      actions: action,
      previousAddress,
      importing,
      by: 'resource',
      text: `${event.kind === 'drift' ? event.text : `${address}: ${action}`}${notes}`
    }
  ]
}
