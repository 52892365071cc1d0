import type { Output, Resource } from './configuration.ts'
import { Problem } from './diagnostics.ts'
import { evaluate, type Scope } from './expressions.ts'
import { sensitivePaths, type Instance, type State } from './state-file.ts'
import { hasSensitive, isMap, nothing, object, same, sensitive, unknown, type Value } from './values.ts'

export type Action = 'no-op' | 'create' | 'update' | 'replace' | 'delete'

export interface ResourceChange {
  readonly address: string
  readonly action: Action
  readonly reason?: 'tainted' | 'requested' | 'cannot_update' | 'delete_because_no_resource_config'
  readonly before?: Instance
  readonly after?: Value
}

export interface OutputChange {
  readonly name: string
  readonly action: 'no-op' | 'create' | 'update' | 'delete'
  readonly before: Value
  readonly after: Value
  readonly sensitive: boolean
}

/** How a resource changes: https://developer.hashicorp.com/terraform/language/resources/terraform-data */
export function resourceChange(
  resource: Resource,
  before: Instance | undefined,
  requested: boolean,
  scope: Scope
): ResourceChange {
  const { address } = resource
  const { input, trigger } = evaluateArguments(resource, scope)
  const output = unknown(input.type)
  const anew = instance(unknown('string'), input, input.content === null ? input : output, trigger)
  if (before === undefined) return { address, action: 'create', after: anew }
  const replace = { address, action: 'replace', before, after: anew } as const
  if (before.tainted) return { ...replace, reason: 'tainted' }
  if (requested) return { ...replace, reason: 'requested' }
  const kept = part(before.value)
  if (!same(kept('triggers_replace'), trigger)) return { ...replace, reason: 'cannot_update' }
  const changed = !same(kept('input'), input)
  const after = instance(kept('id'), input, changed ? output : kept('output'), trigger)
  const marked = JSON.stringify(sensitivePaths(before.value)) !== JSON.stringify(sensitivePaths(after))
  return { address, action: changed || marked ? 'update' : 'no-op', before, after }
}

export function evaluateArguments({ input, trigger }: Resource, scope: Scope): { input: Value; trigger: Value } {
  return {
    input: input === undefined ? nothing() : evaluate(input, scope),
    trigger: trigger === undefined ? nothing() : evaluate(trigger, scope)
  }
}

export function instance(id: Value, input: Value, output: Value, trigger: Value): Value {
  return object([
    ['id', id],
    ['input', input],
    ['output', output],
    ['triggers_replace', trigger]
  ])
}

/** An attribute of a resource's value. */
export function part({ content }: Value): (name: string) => Value {
  return name => (isMap(content) ? content.get(name) : undefined) ?? nothing()
}

export function outputChange(output: Output, { outputs }: State, scope: Scope): OutputChange {
  const { name, sensitive: isSensitive } = output
  const now = outputValue(output, scope)
  const before = outputs.get(name)
  const after = isSensitive ? sensitive(now) : now
  const isNull = after.content === null && (before ?? nothing()).content === null
  const isSame = before !== undefined && same(before, after) && before.sensitive === isSensitive
  const action = isNull || isSame ? 'no-op' : before === undefined ? 'create' : 'update'
  return { name, action, before: before ?? nothing(), after, sensitive: isSensitive || (before?.sensitive ?? false) }
}

/** The value of an output, if it may be one. */
export function outputValue({ value, header, sensitive: isSensitive }: Output, scope: Scope): Value {
  const now = evaluate(value, scope)
  if (isSensitive || !hasSensitive(now)) return now
  const detail =
    'Mark a root module output that contains sensitive data as sensitive, so that Terraform exports nothing by accident. ' +
    'If you do intend to export it, add this argument:\n    sensitive = true'
  throw Problem.at(header, 'Output refers to sensitive values', detail)
}

export function removal(name: string, { outputs }: State): OutputChange {
  const before = outputs.get(name) ?? nothing()
  return { name, action: 'delete', before, after: nothing(), sensitive: before.sensitive }
}
