import { structuredStep, type ResourceStep } from './apply-steps.ts'
import { loggedOutputs, type LoggedOutput } from './logged-outputs.ts'
import { plannedInvocation, type PlannedInvocation } from './planned-invocation.ts'

/**
 * What a line of a run's log says. With structured run output, lines are JSON objects among plain ones.
 * https://developer.hashicorp.com/terraform/internals/machine-readable-ui
 */
export type LogEvent =
  | { readonly kind: 'text'; readonly text: string }
  | {
      readonly kind: 'message'
      readonly type: string
      readonly text: string
      readonly step?: ResourceStep
      readonly invocation?: PlannedInvocation
    }
  | { readonly kind: 'diagnostic'; readonly diagnostic: Diagnostic }
  | { readonly kind: 'change'; readonly change: ResourceChange }
  | { readonly kind: 'drift'; readonly change: ResourceChange; readonly text: string }
  | {
      readonly kind: 'summary'
      readonly operation: string
      readonly counts: ChangeCounts
      /** What it counts that this version does not know. */
      readonly unknown?: readonly string[]
      readonly text: string
    }
  | { readonly kind: 'outputs'; readonly outputs: readonly LoggedOutput[] }

/** An error or a warning of Terraform, with where in the configuration it arose. */
export interface Diagnostic {
  readonly severity: 'error' | 'warning'
  readonly summary: string
  readonly detail: string | undefined
  readonly address: string | undefined
  readonly range: Range | undefined
  readonly snippet: Snippet | undefined
}

/** Lines and columns count from 1. The file is relative to where Terraform ran. */
export interface Range {
  readonly filename: string
  readonly start: { readonly line: number; readonly column: number }
  readonly end: { readonly line: number; readonly column: number }
}

export interface Snippet {
  readonly context: string | undefined
  readonly code: string
  readonly startLine: number
  readonly values: readonly { readonly traversal: string; readonly statement: string }[]
}

export type ChangeAction = 'noop' | 'create' | 'read' | 'update' | 'replace' | 'delete' | 'move' | 'import' | 'remove'

export interface ResourceChange {
  readonly address: string
  /** One of `ChangeAction`, or a word that this version has not heard of. */
  readonly action: string
  readonly previousAddress: string | undefined
  /** Why a resource is replaced or deleted, in Terraform's word. */
  readonly reason: string | undefined
  readonly importing: boolean
}

export interface ChangeCounts {
  readonly additions: number
  readonly changes: number
  readonly destructions: number
  readonly imports: number
  /** Actions of providers. */
  readonly invocations: number
}

/** Reads one line, without its end. A line that is not a structured message is text. */
export function parseLine(line: string): LogEvent {
  const message = structured(line)
  if (message === undefined) return { kind: 'text', text: line }
  return message.type === 'outputs'
    ? { kind: 'outputs', outputs: loggedOutputs(line) }
    : (meaning(message) ?? plain(message))
}

/** JSON of unknown shape, looked into by name. */
type Bag = Readonly<Record<string, unknown>>

const isBag = (value: unknown): value is Bag => typeof value === 'object' && value !== null && !Array.isArray(value)
const bag = (value: unknown): Bag => (isBag(value) ? value : {})
const text = (value: unknown): string | undefined => (typeof value === 'string' && value !== '' ? value : undefined)
const count = (value: unknown): number => (typeof value === 'number' ? value : 0)
const list = (value: unknown): readonly unknown[] => (Array.isArray(value) ? value : [])

function structured(line: string): Bag | undefined {
  if (!line.startsWith('{')) return undefined
  try {
    const message: unknown = JSON.parse(line)
    return isBag(message) && typeof message['@message'] === 'string' ? message : undefined
  } catch {
    return undefined
  }
}

function plain(message: Bag): LogEvent {
  const type = text(message.type) ?? 'log'
  const step = structuredStep(type, bag(message.hook))
  const invocation = plannedInvocation(type, message.invocation)
  return {
    kind: 'message',
    type,
    text: String(message['@message']),
    ...(step && { step }),
    ...(invocation && { invocation })
  }
}

function meaning(message: Bag): LogEvent | undefined {
  switch (message.type) {
    case 'diagnostic':
      return { kind: 'diagnostic', diagnostic: diagnostic(bag(message.diagnostic)) }
    case 'planned_change':
      return { kind: 'change', change: resourceChange(bag(message.change)) }
    case 'resource_drift':
      return { kind: 'drift', change: resourceChange(bag(message.change)), text: String(message['@message']) }
    case 'change_summary':
      return summary(bag(message.changes), String(message['@message']))
    default:
      return undefined
  }
}

function diagnostic(from: Bag): Diagnostic {
  return {
    severity: from.severity === 'warning' ? 'warning' : 'error',
    summary: text(from.summary) ?? '',
    detail: text(from.detail),
    address: text(from.address),
    range: isBag(from.range) ? range(from.range) : undefined,
    snippet: isBag(from.snippet) ? snippet(from.snippet) : undefined
  }
}

function range(from: Bag): Range | undefined {
  const filename = text(from.filename)
  if (filename === undefined) return undefined
  const position = (value: unknown): Range['start'] => ({
    line: count(bag(value).line),
    column: count(bag(value).column)
  })
  return { filename, start: position(from.start), end: position(from.end) }
}

const snippet = (from: Bag): Snippet => ({
  context: text(from.context),
  code: text(from.code) ?? '',
  startLine: count(from.start_line),
  values: list(from.values).map(value => ({
    traversal: text(bag(value).traversal) ?? '',
    statement: text(bag(value).statement) ?? ''
  }))
})

const resourceChange = (from: Bag): ResourceChange => ({
  address: text(bag(from.resource).addr) ?? '',
  action: text(from.action) ?? 'unknown',
  previousAddress: text(bag(from.previous_resource).addr),
  reason: text(from.reason),
  importing: isBag(from.importing)
})

const COUNTED = ['add', 'change', 'remove', 'import', 'operation']

const summary = (changes: Bag, message: string): LogEvent => ({
  kind: 'summary',
  ...unknownCounts(Object.keys(changes).filter(name => !COUNTED.includes(name) && changes[name] !== 0)),
  operation: text(changes.operation) ?? 'plan',
  counts: {
    additions: count(changes.add),
    changes: count(changes.change),
    destructions: count(changes.remove),
    imports: count(changes.import),
    invocations: count(changes.action_invocation)
  },
  text: message
})

const unknownCounts = (unknown: readonly string[]): { readonly unknown?: readonly string[] } =>
  unknown.length === 0 ? {} : { unknown }
