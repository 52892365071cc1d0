import type { OutputChange, ResourceChange } from './changes.ts'
import type { Inputs, Plan } from './plan.ts'
import { isElements, isKnown, isMap, toJson, UNKNOWN, type Value } from './values.ts'

const PROVIDER = 'terraform.io/builtin/terraform'

const ACTIONS = {
  'no-op': ['no-op'],
  create: ['create'],
  update: ['update'],
  replace: ['delete', 'create'],
  delete: ['delete']
}

const REASONS = {
  tainted: 'replace_because_tainted',
  requested: 'replace_by_request',
  cannot_update: 'replace_because_cannot_update',
  delete_because_no_resource_config: 'delete_because_no_resource_config'
}

/** A plan as `terraform show -json` prints it: https://developer.hashicorp.com/terraform/internals/json-format#plan-representation */
export function planJson({ given }: Inputs, plan: Plan, terraformVersion: string, applyable: boolean): unknown {
  const resources = [...plan.resources].sort((a, b) => (a.address < b.address ? -1 : 1))
  const planned = plan.outputs.filter(({ action }) => action !== 'delete')
  return {
    format_version: '1.2',
    terraform_version: terraformVersion,
    ...named(
      'variables',
      [...given].map(([name, value]) => [name, { value: toJson(value) }])
    ),
    planned_values: {
      ...named(
        'outputs',
        planned.map(output => [output.name, plannedOutput(output)])
      ),
      root_module: listed('resources', resources.flatMap(plannedResource))
    },
    ...listed('resource_changes', resources.map(resourceChange)),
    ...named(
      'output_changes',
      plan.outputs.map(output => [output.name, outputChange(output)])
    ),
    configuration: { root_module: {} },
    timestamp: new Date().toISOString(),
    applyable,
    complete: true,
    errored: false
  }
}

/** Terraform leaves out what is empty. */
function named(key: string, entries: readonly (readonly [string, unknown])[]): Record<string, unknown> {
  return entries.length === 0 ? {} : { [key]: Object.fromEntries(entries) }
}

function listed(key: string, elements: readonly unknown[]): Record<string, unknown> {
  return elements.length === 0 ? {} : { [key]: elements }
}

function resourceChange({ address, action, reason, before, after }: ResourceChange) {
  return {
    ...identity(address),
    change: {
      actions: ACTIONS[action],
      before: before === undefined ? null : toJson(before.value),
      after: after === undefined ? null : toJson(after),
      after_unknown: after === undefined || isKnown(after) ? {} : shape(after, ({ content }) => content === UNKNOWN),
      before_sensitive: before === undefined ? false : shape(before.value, isMarked),
      after_sensitive: after === undefined ? false : shape(after, isMarked),
      ...(reason === 'cannot_update' ? { replace_paths: [['triggers_replace']] } : {})
    },
    ...(reason === undefined ? {} : { action_reason: REASONS[reason] })
  }
}

function outputChange({ action, before, after, sensitive }: OutputChange) {
  return {
    actions: ACTIONS[action],
    before: toJson(before),
    ...(after.content === UNKNOWN ? {} : { after: toJson(after) }),
    after_unknown: isKnown(after) ? false : shape(after, ({ content }) => content === UNKNOWN),
    before_sensitive: sensitive,
    after_sensitive: sensitive
  }
}

function plannedOutput({ after, sensitive }: OutputChange) {
  return { sensitive, ...(isKnown(after) ? { type: after.type, value: toJson(after) } : {}) }
}

function plannedResource({ address, after }: ResourceChange) {
  if (after === undefined) return []
  return [{ ...identity(address), schema_version: 0, values: toJson(after), sensitive_values: shape(after, isMarked) }]
}

function identity(address: string) {
  const [type, name] = address.split('.')
  return { address, mode: 'managed', type, name, provider_name: PROVIDER }
}

const isMarked = (value: Value): boolean => value.sensitive

/** Where in a value something holds: `true` there, and containers as far as they go. */
function shape(value: Value, holds: (value: Value) => boolean): unknown {
  if (holds(value)) return true
  const { content, type } = value
  if (isElements(content)) return content.map(element => shape(element, holds) ?? false)
  if (isMap(content)) {
    const entries = [...content].map(([name, entry]) => [name, shape(entry, holds)] as const)
    return Object.fromEntries(entries.filter(([, of]) => of !== undefined))
  }
  if (content === null || typeof type === 'string') return undefined
  return type[0] === 'object' || type[0] === 'map' ? {} : []
}

/** What `terraform providers schema -json` prints of the one provider there is. */
export const PROVIDER_SCHEMAS = {
  format_version: '1.0',
  provider_schemas: {
    [PROVIDER]: {
      provider: { version: 0 },
      resource_schemas: {
        terraform_data: {
          version: 0,
          block: {
            attributes: {
              id: { type: 'string', description_kind: 'plain', computed: true },
              input: { type: 'dynamic', description_kind: 'plain', optional: true },
              output: { type: 'dynamic', description_kind: 'plain', computed: true },
              triggers_replace: { type: 'dynamic', description_kind: 'plain', optional: true }
            },
            description_kind: 'plain'
          }
        }
      }
    }
  }
}
