import { valueOf, type Json } from '../json.ts'
import { isHidden } from './configuration-expressions.ts'
import { entriesOf } from './configuration-modules.ts'
import { text } from './plan-entry.ts'

/** A configuration of a provider. */
export interface ProviderConfiguration {
  readonly key: string
  readonly config: Json
  /** The module that has it, as the path of a module. */
  readonly path: string
  /** Whether the plan does not show all of it. */
  readonly isHidden: boolean
}

const hasArguments = ({ config }: ProviderConfiguration): boolean =>
  entriesOf(valueOf(config, 'expressions')).length > 0

/** The configurations that a resource or action may use. */
export interface UsedConfigurations {
  readonly all: readonly ProviderConfiguration[]
  /** Whether it may be one or another of them: a plan does not have the `providers` of a module's call. */
  readonly isUnclear: boolean
}

/** The configurations of providers that a plan has. */
export class ProviderConfigurations {
  readonly #all: readonly ProviderConfiguration[]

  constructor(providers: Json | undefined) {
    this.#all = entriesOf(providers).map(([key, config]) => {
      const address = text(valueOf(config, 'module_address'))
      const isHiddenPart = entriesOf(valueOf(config, 'expressions')).some(([, expression]) => isHidden(expression))
      return { key, config, path: address === '' ? '' : `${address}.`, isHidden: isHiddenPart }
    })
  }

  /**
   * The configurations that may be those of a resource or action: one, where the plan says which. It does not for what has no block, and Terraform
   * before 1.1 does not for modules. Of a module, it may name an entry without arguments, and use those of a module around it.
   */
  of(block: Json | undefined, provider: string): UsedConfigurations {
    const key = text(valueOf(block, 'provider_config_key'))
    const named = this.#all.find(each => each.key === key)
    const source = text(valueOf(named?.config, 'full_name'))
    const isSame = named !== undefined && (provider === '' || source === '' || provider === source)
    if (isSame && (named.path === '' || hasArguments(named))) return { all: [named], isUnclear: false }
    const local = key.slice(key.lastIndexOf(':') + 1).replace(/\..*/s, '')
    const isOf = ({ config }: ProviderConfiguration): boolean => {
      const wanted = provider || source
      if (wanted === '') return block === undefined || valueOf(config, 'name') === local
      return (text(valueOf(config, 'full_name')) || wanted) === wanted
    }
    const others = this.#all.filter(
      each => each !== named && isOf(each) && (!isSame || named.path.startsWith(each.path))
    )
    // One of a module that has no arguments is another one, which the module is given, or all that there is.
    const given = others.filter(each => each.path === '' || hasArguments(each))
    // Whether one without arguments is used itself, no plan says.
    const all = named === undefined ? others : [...others, { ...named, isHidden: true }]
    return { all, isUnclear: given.length > 1 }
  }
}
