import type { Counts } from '../engine.ts'
import { diagnosticBox, diagnosticJson, type Diagnostic } from './diagnostics.ts'
import type { OutputChange } from './changes.ts'
import type { Plan } from './plan.ts'
import { toJson, type Value } from './values.ts'

/** A line of the log: https://developer.hashicorp.com/terraform/internals/machine-readable-ui */
export interface Event {
  readonly level: 'info' | 'warn' | 'error'
  readonly message: string
  readonly fields: Readonly<Record<string, unknown>> & { readonly type: string }
  /** What the plain log says instead of the message. */
  readonly plain?: string
}

export function line({ level, message, fields: { type, ...fields }, plain }: Event, structured: boolean): string {
  if (!structured) return plain ?? `${message}\n`
  const timestamp = new Date().toISOString()
  return `${JSON.stringify({ '@level': level, '@message': message, '@module': 'terraform.ui', '@timestamp': timestamp, ...fields, type })}\n`
}

const info = (message: string, fields: Event['fields'], plain?: string): Event => ({
  level: 'info',
  message,
  fields,
  ...(plain === undefined ? {} : { plain })
})

export function version(terraform: string): Event {
  return info(`Terraform ${terraform} (simulated)`, { type: 'version', terraform, ui: '1.2' }, '')
}

export function refresh(address: string, id: string): Event[] {
  const hook = { resource: resource(address), id_key: 'id', id_value: id }
  return [
    info(`${address}: Refreshing state... [id=${id}]`, { type: 'refresh_start', hook }),
    info(`${address}: Refresh complete [id=${id}]`, { type: 'refresh_complete', hook }, '')
  ]
}

const WILL = {
  create: 'will be created',
  update: 'will be updated in-place',
  replace: 'must be replaced',
  delete: 'will be destroyed'
}

/** What a plan would do, resource by resource. */
export function plannedChanges({ resources }: Plan): Event[] {
  return resources.flatMap(({ address, action, reason }) => {
    if (action === 'no-op') return []
    const change = { resource: resource(address), action, ...(reason === undefined ? {} : { reason }) }
    return [
      info(`${address}: Plan to ${action}`, { type: 'planned_change', change }, `  # ${address} ${WILL[action]}\n`)
    ]
  })
}

export function planSummary(counts: Counts, hasChanges: boolean): Event {
  const message = `Plan: ${counts.additions} to add, ${counts.changes} to change, ${counts.destructions} to destroy.`
  const plain = hasChanges ? `\n${message}\n` : '\nNo changes. Your infrastructure matches the configuration.\n'
  return info(message, { type: 'change_summary', changes: changes(counts, 'plan') }, plain)
}

const SIGN = { 'no-op': ' ', create: '+', update: '~', delete: '-' }

export function plannedOutputs(outputs: readonly OutputChange[]): Event[] {
  if (outputs.length === 0) return []
  const actions = outputs.map(({ name, action, sensitive }) => [
    name,
    { sensitive, action: action === 'no-op' ? 'noop' : action }
  ])
  const changed = outputs
    .filter(({ action }) => action !== 'no-op')
    .map(({ name, action }) => `  ${SIGN[action]} ${name}\n`)
  const plain = changed.length === 0 ? '' : `\nChanges to Outputs:\n${changed.join('')}`
  return [
    info(`Outputs: ${outputs.length}`, { type: 'outputs', outputs: Object.fromEntries(actions) as unknown }, plain)
  ]
}

const DOING = {
  create: ['Creating', 'Creation'],
  update: ['Modifying', 'Modifications'],
  delete: ['Destroying', 'Destruction']
} as const

export function applyStart(address: string, action: keyof typeof DOING, id?: string): Event {
  const hook = { resource: resource(address), action, ...identity(id) }
  return info(`${address}: ${DOING[action][0]}...${brackets(id)}`, { type: 'apply_start', hook })
}

export function applyComplete(address: string, action: keyof typeof DOING, id?: string): Event {
  const hook = { resource: resource(address), action, ...identity(id), elapsed_seconds: 0 }
  return info(`${address}: ${DOING[action][1]} complete after 0s${brackets(id)}`, { type: 'apply_complete', hook })
}

export function applySummary(counts: Counts): Event {
  const message = `Apply complete! Resources: ${counts.additions} added, ${counts.changes} changed, ${counts.destructions} destroyed.`
  return info(message, { type: 'change_summary', changes: changes(counts, 'apply') }, `\n${message}\n`)
}

export function appliedOutputs(outputs: ReadonlyMap<string, Value>): Event {
  const sorted = [...outputs].sort(([a], [b]) => (a < b ? -1 : 1))
  const shown = sorted.map(([name, value]) => [
    name,
    { sensitive: value.sensitive, type: value.type, ...(value.sensitive ? {} : { value: toJson(value) }) }
  ])
  const plain = sorted.map(
    ([name, value]) => `${name} = ${value.sensitive ? '<sensitive>' : JSON.stringify(toJson(value))}\n`
  )
  const text = plain.length === 0 ? '' : `\nOutputs:\n\n${plain.join('')}`
  return info(`Outputs: ${outputs.size}`, { type: 'outputs', outputs: Object.fromEntries(shown) as unknown }, text)
}

export function diagnosticEvent(diagnostic: Diagnostic): Event {
  const { severity, summary } = diagnostic
  return {
    level: severity === 'error' ? 'error' : 'warn',
    message: `${severity === 'error' ? 'Error' : 'Warning'}: ${summary}`,
    fields: { type: 'diagnostic', diagnostic: diagnosticJson(diagnostic) },
    plain: diagnosticBox(diagnostic)
  }
}

function changes({ additions, changes, destructions, imports }: Counts, operation: string) {
  return { add: additions, change: changes, import: imports, remove: destructions, operation }
}

function resource(addr: string) {
  const [type = '', name = ''] = addr.split('.')
  return {
    addr,
    module: '',
    resource: addr,
    implied_provider: 'terraform',
    resource_type: type,
    resource_name: name,
    resource_key: null
  }
}

function identity(id: string | undefined) {
  return id === undefined ? {} : { id_key: 'id', id_value: id }
}

function brackets(id: string | undefined): string {
  return id === undefined ? '' : ` [id=${id}]`
}
