import { parseJson } from '../json.ts'
import { emptyState, writeState, type StateFile } from '../state.ts'
import { Problem } from './diagnostics.ts'
import {
  fromJson,
  hasSensitive,
  isElements,
  isMap,
  nothing,
  object,
  sensitive,
  text,
  toJson,
  type Type,
  type Value
} from './values.ts'

/** A `terraform_data` as state keeps it. */
export interface Instance {
  /** id, input, output and triggers_replace. */
  readonly value: Value
  readonly dependencies: readonly string[]
  readonly tainted: boolean
}

export interface State {
  readonly file: StateFile
  readonly resources: ReadonlyMap<string, Instance>
  readonly outputs: ReadonlyMap<string, Value>
}

interface Dynamic {
  readonly type: Type
  readonly value: unknown
}

interface ResourceFile {
  readonly module?: string
  readonly mode: string
  readonly type: string
  readonly name: string
  readonly provider: string
  readonly instances: readonly {
    readonly index_key?: unknown
    readonly status?: string
    readonly schema_version: number
    readonly attributes: Readonly<Record<string, Dynamic | string | null>>
    readonly sensitive_attributes?: readonly (readonly PathStep[])[]
    readonly dependencies?: readonly string[]
  }[]
}

type PathStep =
  { readonly type: 'get_attr'; readonly value: string } | { readonly type: 'index'; readonly value: Dynamic }

export function readState(bytes: Buffer | undefined, terraformVersion: string): State {
  const file =
    bytes === undefined ? { ...emptyState(terraformVersion), serial: 0 } : (parseJson(bytes.toString()) as StateFile)
  const resources = (file.resources as ResourceFile[]).map(
    resource => [`${resource.type}.${resource.name}`, readInstance(resource)] as const
  )
  const outputs = Object.entries(file.outputs as Record<string, Dynamic & { sensitive?: boolean }>).map(
    ([name, output]) => {
      const value = fromJson(output.type, output.value)
      return [name, output.sensitive === true ? sensitive(value) : value] as const
    }
  )
  return { file, resources: new Map(resources), outputs: new Map(outputs) }
}

function readInstance({ module, mode, type, name, instances }: ResourceFile): Instance {
  const [instance, ...more] = instances
  const isOurs = module === undefined && mode === 'managed' && type === 'terraform_data' && more.length === 0
  if (!isOurs || instance === undefined || 'index_key' in instance || 'deposed' in instance) {
    const address = [module, type, name].filter(part => part !== undefined).join('.')
    const detail = 'It knows single terraform_data resources of the root module.'
    throw Problem.at(undefined, `The simulated engine does not know ${address}, which is in the state`, detail)
  }
  const { id, ...dynamic } = instance.attributes
  const values = Object.entries(dynamic).map(([name, value]) => [name, fromJson('dynamic', value)] as const)
  return {
    value: (instance.sensitive_attributes ?? []).reduce(mark, object([['id', text(id as string)], ...values])),
    dependencies: instance.dependencies ?? [],
    tainted: instance.status === 'tainted'
  }
}

/** State as Terraform would write it after `before`. */
export function writeNext(
  before: StateFile,
  resources: ReadonlyMap<string, Instance>,
  outputs: ReadonlyMap<string, Value>
): Buffer {
  return writeState({
    ...before,
    serial: before.serial + 1,
    outputs: Object.fromEntries(
      [...outputs]
        .sort(byName)
        .map(([name, of]) => [name, { value: toJson(of), type: of.type, ...(of.sensitive ? { sensitive: true } : {}) }])
    ),
    resources: [...resources]
      .sort(byName)
      .map(([address, instance]) => writeInstance(address.slice('terraform_data.'.length), instance))
  })
}

function writeInstance(name: string, { value, dependencies, tainted }: Instance): ResourceFile {
  const { id, ...dynamic } = Object.fromEntries(isMap(value.content) ? value.content : [])
  const wrapped = Object.entries(dynamic).map(([name, of]) => [
    name,
    of.content === null ? null : { value: toJson(of), type: of.type }
  ])
  return {
    mode: 'managed',
    type: 'terraform_data',
    name,
    provider: 'provider["terraform.io/builtin/terraform"]',
    instances: [
      {
        ...(tainted ? { status: 'tainted' } : {}),
        schema_version: 0,
        attributes: { id: toJson(id ?? nothing()), ...Object.fromEntries(wrapped) } as Record<
          string,
          Dynamic | string | null
        >,
        sensitive_attributes: sensitivePaths(value),
        ...(dependencies.length > 0 ? { dependencies } : {})
      }
    ]
  }
}

/** The way to each sensitive part of a value. */
export function sensitivePaths(of: Value): PathStep[][] {
  if (of.sensitive) return [[]]
  if (!hasSensitive(of)) return []
  const { content, type } = of
  if (isElements(content))
    return content.flatMap((element, at) => below({ type: 'index', value: { value: at, type: 'number' } }, element))
  if (!isMap(content)) return []
  return [...content].flatMap(([name, entry]) =>
    below(
      type[0] === 'map' ? { type: 'index', value: { value: name, type: 'string' } } : { type: 'get_attr', value: name },
      entry
    )
  )
}

function below(step: PathStep, of: Value): PathStep[][] {
  return sensitivePaths(of).map(path => [step, ...path])
}

function mark(of: Value, [step, ...rest]: readonly PathStep[]): Value {
  if (step === undefined) return sensitive(of)
  const key = step.type === 'index' ? step.value.value : step.value
  const { content } = of
  if (isElements(content))
    return { ...of, content: content.map((element, at) => (at === key ? mark(element, rest) : element)) }
  if (!isMap(content)) return of
  return {
    ...of,
    content: new Map([...content].map(([name, entry]) => [name, name === key ? mark(entry, rest) : entry]))
  }
}

function byName([a]: readonly [string, unknown], [b]: readonly [string, unknown]): number {
  return a < b ? -1 : 1
}
