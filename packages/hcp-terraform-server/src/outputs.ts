import { parseJson } from './engine/json.ts'
import { newId } from './ids.ts'
import type { Output, StateSummary, StateVersion } from './resources.ts'

/** The parts of a state file that the service reads. */
interface StateFile {
  readonly version?: number
  readonly terraform_version?: string
  readonly outputs?: Readonly<Record<string, { value?: unknown; type?: unknown; sensitive?: boolean }>>
  readonly resources?: readonly StateResource[]
}

export interface StateResource {
  readonly mode: string
  readonly type: string
  readonly name: string
  readonly module?: string
  readonly provider: string
  readonly instances?: readonly { readonly index_key?: string | number }[]
}

export function resourcesIn(state: Buffer): readonly StateResource[] {
  return read(state)?.resources ?? []
}

/** Every state version has outputs of its own, with ids of their own. */
export function outputsOf(stateVersion: StateVersion, state: Buffer): Output[] {
  return Object.entries(read(state)?.outputs ?? {}).map(([name, { value, type, sensitive }]) => ({
    id: newId('wsout'),
    stateVersion,
    name,
    sensitive: sensitive === true,
    type: kindOf(type, value),
    detailedType: type ?? null,
    value: value ?? null
  }))
}

export function summaryOf(state: Buffer): StateSummary {
  const file = read(state)
  const resources = (file?.resources ?? []).map(({ mode, type, name, module, provider, instances }) => ({
    name,
    type: mode === 'data' ? `data.${type}` : type,
    count: instances?.length ?? 0,
    module: module?.replace(/^module\./, '') ?? 'root',
    provider
  }))
  return {
    'terraform-version': file?.terraform_version ?? null,
    'state-version': file?.version ?? null,
    resources,
    modules: tally(resources, ({ module }) => module),
    providers: tally(resources, ({ provider }) => provider)
  }
}

/** Counts by type, whose underscores are dashes here. */
function tally(resources: StateSummary['resources'], by: (resource: StateSummary['resources'][number]) => string) {
  const all: Record<string, Record<string, number>> = {}
  for (const resource of resources) {
    const counts = (all[by(resource)] ??= {})
    const type = resource.type.replaceAll('_', '-')
    counts[type] = (counts[type] ?? 0) + 1
  }
  return all
}

/** Something that isn't a state file has nothing to extract. */
function read(state: Buffer): StateFile | undefined {
  try {
    return parseJson(state.toString()) as StateFile
  } catch {
    return undefined
  }
}

/** Terraform's type as the kind of JSON that the API names: https://developer.hashicorp.com/terraform/cloud-docs/api-docs/state-version-outputs */
function kindOf(type: unknown, value: unknown): string {
  const outer: unknown = Array.isArray(type) ? type[0] : type
  switch (outer) {
    case 'string':
    case 'number':
      return outer
    case 'bool':
      return 'boolean'
    case 'list':
    case 'set':
    case 'tuple':
      return 'array'
    case 'map':
    case 'object':
      return 'object'
    default:
      return Array.isArray(value) ? 'array' : value === null ? 'string' : typeof value
  }
}
