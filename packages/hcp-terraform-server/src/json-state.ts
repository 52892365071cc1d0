import { parseJson } from './engine/json.ts'

interface Instance {
  readonly index_key?: string | number
  readonly schema_version: number
  readonly attributes?: unknown
  readonly deposed?: string
}
interface Resource {
  readonly module?: string
  readonly mode: string
  readonly type: string
  readonly name: string
  readonly provider: string
  readonly instances?: readonly Instance[]
}
interface StateFile {
  readonly version: 4
  readonly terraform_version: string
  readonly outputs?: Readonly<
    Record<string, { readonly value: unknown; readonly type: unknown; readonly sensitive?: boolean }>
  >
  readonly resources?: readonly Resource[]
}
interface Module {
  readonly address?: string
  readonly resources: unknown[]
  readonly child_modules: Module[]
}

/**
 * A state in the form for other programs, as `terraform show -json` prints it:
 * https://developer.hashicorp.com/terraform/internals/json-format#state-representation
 */
export function jsonStateOf(state: Buffer): Buffer | undefined {
  const file = read(state)
  if (file === undefined) return undefined
  const outputs = Object.entries(file.outputs ?? {}).map(([name, { sensitive = false, value, type }]) => [
    name,
    { sensitive, value, type }
  ])
  const root: Module = { resources: [], child_modules: [] }
  for (const resource of file.resources ?? [])
    for (const instance of resource.instances ?? []) {
      if (instance.deposed === undefined) moduleAt(root, resource.module).resources.push(shown(resource, instance))
    }
  const values = { outputs: Object.fromEntries(outputs) as unknown, root_module: trimmed(root) }
  return Buffer.from(JSON.stringify({ format_version: '1.0', terraform_version: file.terraform_version, values }))
}

function shown({ module, mode, type, name, provider }: Resource, instance: Instance): unknown {
  const { index_key: index, schema_version, attributes } = instance
  const key = index === undefined ? '' : `[${JSON.stringify(index)}]`
  const own = `${mode === 'data' ? 'data.' : ''}${type}.${name}${key}`
  return {
    address: module === undefined ? own : `${module}.${own}`,
    mode,
    type,
    name,
    ...(index === undefined ? {} : { index }),
    provider_name: /"(.+)"/.exec(provider)?.[1] ?? provider,
    schema_version,
    values: attributes ?? {},
    sensitive_values: {}
  }
}

/** `module.a.module.b["c"]` lies in `module.a`. */
function moduleAt(root: Module, address: string | undefined): Module {
  let module = root
  for (const [step] of (address ?? '').matchAll(/(?:^|\.)module\.[^.[]+(?:\[(?:\d+|"(?:[^"\\]|\\.)*")\])?/g)) {
    const path = `${module.address ?? ''}${module.address === undefined ? step.replace(/^\./, '') : step}`
    let child = module.child_modules.find(({ address }) => address === path)
    if (child === undefined) {
      child = { address: path, resources: [], child_modules: [] }
      module.child_modules.push(child)
    }
    module = child
  }
  return module
}

function trimmed({ address, resources, child_modules }: Module): unknown {
  return {
    ...(address === undefined ? {} : { address }),
    ...(resources.length === 0 ? {} : { resources }),
    ...(child_modules.length === 0 ? {} : { child_modules: child_modules.map(trimmed) })
  }
}

function read(state: Buffer): StateFile | undefined {
  try {
    const file = parseJson(state.toString()) as Partial<StateFile>
    return file.version === 4 && file.terraform_version !== undefined ? (file as StateFile) : undefined
  } catch {
    return undefined
  }
}
