import { elementsOf, isObject, valueOf, type Json } from '../json.ts'
import { constantOf } from './configuration-expressions.ts'

/** A module of the configuration. */
export interface Module {
  /** Its address, with a dot at the end; empty for the root module. */
  readonly path: string
  readonly parts: Json | undefined
  readonly parent: Module | undefined
  /** The block that calls it, without what it calls. */
  readonly call: Json
  /** The arguments of its call; of the root module, the variables with a value in the plan. */
  readonly given: Json | undefined
  readonly children: ReadonlyMap<string, Module>
  /** Its resources, data sources and actions, by their addresses. */
  readonly blocks: ReadonlyMap<Json | undefined, Json>
}

/** The modules of a configuration by their paths. `variables`: those of the root module with a value in the plan. */
export function modulesOf(root: Json | undefined, variables: Json | undefined): ReadonlyMap<string, Module> {
  const modules = new Map<string, Module>()
  const add = (path: string, parts: Json | undefined, more: Pick<Module, 'parent' | 'call' | 'given'>): Module => {
    const children = new Map<string, Module>()
    const blocks = ['resources', 'actions'].flatMap(kind => elementsOf(valueOf(parts, kind)))
    const module: Module = {
      path,
      parts,
      ...more,
      children,
      blocks: new Map(blocks.map(block => [valueOf(block, 'address'), block]))
    }
    modules.set(path, module)
    for (const [name, call] of entriesOf(valueOf(parts, 'module_calls')))
      children.set(
        name,
        add(`${path}module.${name}.`, valueOf(call, 'module'), {
          parent: module,
          call: without(call, ['module']),
          given: valueOf(call, 'expressions')
        })
      )
    return module
  }
  add('', root, { parent: undefined, call: null, given: variables })
  return modules
}

/** The innermost module of the configuration in which an address without keys is, and the rest of the address. */
export function moduleOfAddress(root: Module | undefined, address: string): readonly [Module | undefined, string] {
  const [, name = '', rest = ''] = /^module\.([^.]+)\.(.*)$/s.exec(address) ?? []
  const child = root?.children.get(name)
  return child === undefined ? [root, address] : moduleOfAddress(child, rest)
}

/** The parts of a module that are compared where something uses them. */
const KNOWN_PARTS = ['outputs', 'resources', 'actions', 'module_calls', 'variables']

/** A module and those around it: their calls, and keys that this version does not know. */
export const surroundingsOf = (module: Module | undefined): readonly Json[] =>
  module === undefined
    ? []
    : [[module.call, without(module.parts ?? null, KNOWN_PARTS)], ...surroundingsOf(module.parent)]

/** What decides which instances there are of a resource or of a module. */
export const repetitionOf = (block: Json): readonly Json[] => [
  valueOf(block, 'for_each_expression') ?? null,
  valueOf(block, 'count_expression') ?? null
]

/**
 * The outputs of a module that a name may be of; none where it is of the whole module. Both `.x` and `["x"]` may be an output, or the key of an instance:
 * Terraform leaves out a `for_each` that is not constant and has no names, such as a set of constants.
 */
export function outputsIn({ call, parts }: Module, name: string): readonly string[] {
  const steps = Array.from(
    name.matchAll(/\.([^.[]+)|\[(\d+|"(?:[^"\\]|\\.)*")\]/g),
    ([, attribute, key = '']) => attribute ?? key.slice(1, -1)
  )
  const isRepeated = repetitionOf(call).some(each => each !== null)
  const outputs = steps.slice(isRepeated ? 2 : 1, 3)
  return outputs.filter(output => valueOf(valueOf(parts, 'outputs'), output) !== undefined)
}

/** What is declared of a variable and decides its value: the default where no other value is certain to replace it. */
export function declarationOf({ parts, given, parent }: Module, name: string): Json {
  const declared = valueOf(valueOf(parts, 'variables'), name) ?? null
  const known = valueOf(given, name)
  const isSet = parent === undefined ? known !== undefined : (constantOf(known) ?? null) !== null
  return without(declared, ['description', 'sensitive', ...(isSet ? ['default'] : [])])
}

export const entriesOf = (json: Json | undefined): readonly (readonly [string, Json])[] =>
  isObject(json) ? Object.entries(json) : []

const without = (json: Json, names: readonly string[]): Json =>
  Object.fromEntries(entriesOf(json).filter(([name]) => !names.includes(name)))
