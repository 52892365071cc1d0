import { valueOf, type Json } from '../json.ts'
import { namesIn, usesInstance, withoutKeys } from './configuration-expressions.ts'
import { declarationOf, entriesOf, outputsIn, repetitionOf, type Module } from './configuration-modules.ts'
import type { ProviderConfiguration, ProviderConfigurations } from './provider-configurations.ts'

export interface Configuration {
  readonly modules: ReadonlyMap<string, Module>
  readonly providers: ProviderConfigurations
  /** Whether Terraform writes a module after each output of it that an expression uses. */
  readonly isUnwound: boolean
}

/** What expressions and configurations of providers are made of, as far as no change shows it. */
export interface UsedParts {
  /** All of it, by name. */
  readonly parts: ReadonlyMap<string, Json>
  /** The names of the parts, such as addresses without keys, that are used in other ways than by the configuration of a provider. */
  readonly direct: readonly string[]
  /** The providers of it, where the plan does not show all of their configuration. */
  readonly hiddenProviders: readonly string[]
  /** The ephemeral resources that the plan does not show: Terraform writes none of them. */
  readonly ephemerals: readonly string[]
  /** Whether the plan does not show which configuration of a provider an ephemeral resource uses. */
  readonly isUnclear: boolean
}

/** Follows the names that expressions use, each in the module where it is. */
export function usedParts(
  { modules, providers, isUnwound }: Configuration,
  expressions: readonly (readonly [Module, Json])[],
  own: readonly ProviderConfiguration[]
): UsedParts {
  const parts = new Map<string, Json>()
  const configurations = new Set(own)
  const ephemerals = new Set<string>()
  let isUnclear = false
  const add = (name: string, made: Json, module: Module): void => {
    if (parts.has(name)) return
    parts.set(name, made)
    follow(module, made)
  }
  const addOutputs = (module: Module, called: Module, name: string): void => {
    const outputs = valueOf(called.parts, 'outputs')
    const used = outputsIn(called, name)
    const all = used.length === 0
    if (all) add(`${called.path}instances`, repetitionOf(called.call), module)
    for (const output of all ? entriesOf(outputs).map(([key]) => key) : used)
      add(`${called.path}output.${output}`, valueOf(outputs, output) ?? null, called)
  }
  const addVariable = (module: Module, name: string): void => {
    const path = `${module.path}var.${name}`
    const given = valueOf(module.given, name) ?? null
    if (module.parent !== undefined)
      add(path, usesInstance(given) ? [given, ...repetitionOf(module.call)] : given, module.parent)
    parts.set(`declaration of ${path}`, declarationOf(module, name))
  }
  const addBlock = (module: Module, address: string): void => {
    const block = module.blocks.get(address)
    if (block === undefined && address.startsWith('ephemeral.')) ephemerals.add(module.path + address)
    if (block === undefined) return
    // What others use is in their values, or in changes of their own.
    if (address.startsWith('ephemeral.')) add(module.path + address, block, module)
    else parts.set(module.path + address, block)
    const used = providers.of(block, '')
    for (const configuration of used.all) configurations.add(configuration)
    // The others are read for the plan, which has their values, or are a change of their own.
    if (address.startsWith('ephemeral.')) isUnclear ||= used.isUnclear
  }
  const follow = (module: Module, expression: Json): void => {
    for (const name of namesIn(expression, isUnwound)) {
      const address = withoutKeys(name)
      const [kind = '', first = ''] = address.split('.')
      const called = kind === 'module' ? module.children.get(first) : undefined
      if (called !== undefined) addOutputs(module, called, name)
      else if (kind === 'var') addVariable(module, first)
      else addBlock(module, address.split('.', WITH_KIND.includes(kind) ? 3 : 2).join('.'))
    }
  }
  for (const [module, expression] of expressions) follow(module, expression)
  const direct = [...parts.keys()]
  // The set grows with what the configurations use.
  for (const { key, config, path } of configurations) {
    parts.set(`provider ${key}`, config)
    const module = modules.get(path)
    if (module !== undefined) follow(module, config)
  }
  const hidden = [...configurations].filter(each => each.isHidden)
  return { parts, direct, hiddenProviders: hidden.map(({ key }) => key), ephemerals: [...ephemerals], isUnclear }
}

/** Addresses that begin with a kind, and not with a type. */
const WITH_KIND: readonly string[] = ['data', 'ephemeral', 'action']
