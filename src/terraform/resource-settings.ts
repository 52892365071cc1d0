import { elementsOf, valueOf, type Json } from '../json.ts'
import { isUnwoundBy, usesInstance, withoutKeys } from './configuration-expressions.ts'
import { moduleOfAddress, modulesOf, repetitionOf, surroundingsOf, type Module } from './configuration-modules.ts'
import { jsonDigest } from './json-digest.ts'
import { ProviderConfigurations, type UsedConfigurations } from './provider-configurations.ts'
import { usedParts, type Configuration, type UsedParts } from './used-parts.ts'

/** What a plan's configuration says of a resource, an output or an action, and its change does not show. */
export interface Settings {
  /** A digest of all of it. */
  readonly print: string
  readonly hasBlock: boolean
  readonly expressions: Json | undefined
  readonly provisioners: readonly Json[]
  /** What expressions of the block use. */
  readonly usedBy: (expressions: Json) => UsedParts
  /** Its providers, where the plan does not show all of their configuration. */
  readonly hiddenProviders: readonly string[]
  /** Ephemeral resources that it, or its provider, uses: the plan does not show them. */
  readonly ephemerals: readonly string[]
  /** Whether the plan does not show which configuration of a provider it uses. */
  readonly isUnclear: boolean
}

const NONE: UsedConfigurations = { all: [], isUnclear: false }

/**
 * What the configuration says: all of a resource's own block that the plan has, the configuration of its provider, and the calls of the modules that it
 * is in. Expressions are shown as the names that they refer to; what outputs of modules, variables of modules and ephemeral
 * resources are made of counts with the expressions that use them. Terraform leaves out local values, and the text around a name.
 * https://developer.hashicorp.com/terraform/internals/json-format#configuration-representation
 */
export class ConfigurationSettings {
  readonly #configuration: Configuration
  readonly #root: Module | undefined

  /** `variables`: those of the root module with a value in the plan. `version`: that of Terraform. */
  constructor(providers: Json | undefined, rootModule: Json | undefined, variables: Json, version: string) {
    const modules = modulesOf(rootModule, variables)
    this.#configuration = { modules, providers: new ProviderConfigurations(providers), isUnwound: isUnwoundBy(version) }
    this.#root = modules.get('')
  }

  /** Of a resource or an action. `provider`: its name in the change, or empty. */
  ofResource(address: string, provider: string): Settings {
    const [module, name] = moduleOfAddress(this.#root, withoutKeys(address))
    const block = module?.blocks.get(name)
    return this.#settingsOf(module, block, this.#configuration.providers.of(block, provider))
  }

  ofOutput(name: string): Settings {
    return this.#settingsOf(this.#root, valueOf(valueOf(this.#root?.parts, 'outputs'), name), NONE)
  }

  #settingsOf(module: Module | undefined, block: Json | undefined, providers: UsedConfigurations): Settings {
    const expressions: (readonly [Module, Json])[] = module === undefined ? [] : [[module, block ?? null]]
    for (let inner = module; inner?.parent !== undefined; inner = inner.parent)
      expressions.push([inner.parent, inner.call])
    const { parts, ephemerals, isUnclear } = usedParts(this.#configuration, expressions, providers.all)
    const output = valueOf(block, 'expression')
    return {
      print: jsonDigest([block ?? null, surroundingsOf(module), [...parts].toSorted(([a], [b]) => (a < b ? -1 : 1))]),
      hasBlock: block !== undefined,
      expressions:
        output === undefined ? (valueOf(block, 'expressions') ?? valueOf(block, 'config')) : { value: output },
      provisioners: elementsOf(valueOf(block, 'provisioners')),
      usedBy: used => {
        const all = usesInstance(used) ? [used, repetitionOf(block ?? null)] : used
        return usedParts(this.#configuration, module === undefined ? [] : [[module, all]], [])
      },
      hiddenProviders: providers.all.filter(each => each.isHidden).map(({ key }) => key),
      ephemerals,
      isUnclear: isUnclear || providers.isUnclear
    }
  }
}
