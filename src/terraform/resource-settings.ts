import { elementsOf, isObject, valueOf, type Json } from '../json.ts'
import { jsonDigest } from './json-digest.ts'

/** What a plan's configuration says of a resource, an output or an action, and its change does not show. */
export interface Settings {
  /** A digest of all of it. */
  readonly print: string
  readonly expressions: Json | undefined
  readonly provisioners: readonly Json[]
  /** The resources and data sources that an expression uses, also by modules, as addresses without keys. */
  readonly usedBy: (expression: Json) => readonly string[]
  /** Whether the provider's configuration is among those of the plan. Terraform before 1.1 does not find it for modules. */
  readonly hasProvider: boolean
  /** The provider, where the plan does not show all of its configuration. */
  readonly provider: string | undefined
}

/** A module of the configuration. */
interface Scope {
  readonly path: string
  readonly module: Json | undefined
  readonly parent: Scope | undefined
  /** The arguments of its call; of the root module, the variables whose values the plan has. */
  readonly given: Json | undefined
  readonly children: Map<string, Scope>
  /** Its resources and data sources, by their addresses. */
  readonly blocks: ReadonlyMap<Json | undefined, Json>
}

/**
 * What the configuration says, by the address without keys of instances: all of a resource's own block that the plan has, the configuration of its provider, and the arguments
 * of the modules that it is in. Expressions are shown as the names that they refer to; what outputs of modules, variables of modules and ephemeral
 * resources are made of counts with the expressions that use them. Terraform leaves out local values, and the text around a name.
 * https://developer.hashicorp.com/terraform/internals/json-format#configuration-representation
 */
export function resourceSettings(
  providers: Json | undefined,
  rootModule: Json | undefined,
  variables?: Json
): ReadonlyMap<string, Settings> {
  const scopes = new Map<string, Scope>()
  const addScope = (scope: Scope): Scope => {
    scopes.set(scope.path, scope)
    const calls = valueOf(scope.module, 'module_calls')
    for (const [name, call] of isObject(calls) ? Object.entries(calls) : [])
      scope.children.set(
        name,
        addScope({
          path: `${scope.path}module.${name}.`,
          module: valueOf(call, 'module'),
          parent: scope,
          given: valueOf(call, 'expressions'),
          children: new Map(),
          blocks: blocksOf(valueOf(call, 'module'))
        })
      )
    return scope
  }
  const root = addScope({
    path: '',
    module: rootModule,
    parent: undefined,
    given: variables,
    children: new Map(),
    blocks: blocksOf(rootModule)
  })
  const found = new Map<string, Settings>()
  for (const scope of scopes.values()) {
    const blocks = ['resources', 'actions'].flatMap(kind => elementsOf(valueOf(scope.module, kind)))
    for (const block of blocks) {
      const address = valueOf(block, 'address')
      if (typeof address === 'string') found.set(scope.path + address, settingsOf(block, scope, providers, scopes))
    }
  }
  const outputs = valueOf(rootModule, 'outputs')
  for (const [name, output] of isObject(outputs) ? Object.entries(outputs) : []) {
    const { print, usedBy } = settingsOf(output, root, undefined, scopes)
    const expressions = { value: valueOf(output, 'expression') ?? null }
    found.set(`output ${name}`, {
      print,
      expressions,
      provisioners: [],
      usedBy,
      hasProvider: true,
      provider: undefined
    })
  }
  return found
}

const blocksOf = (module: Json | undefined): Scope['blocks'] =>
  new Map(elementsOf(valueOf(module, 'resources')).map(block => [valueOf(block, 'address'), block]))

function settingsOf(
  block: Json,
  scope: Scope,
  providers: Json | undefined,
  scopes: ReadonlyMap<string, Scope>
): Settings {
  const key = valueOf(block, 'provider_config_key')
  const config = typeof key === 'string' ? valueOf(providers, key) : undefined
  const used = new Map<string, Json>()
  addUsed(scope, block, used, providers)
  const at = valueOf(config, 'module_address')
  const providerScope = scopes.get(typeof at === 'string' ? `${at}.` : '')
  if (providerScope !== undefined) addUsed(providerScope, config ?? null, used, providers)
  const given: Json[] = []
  for (let inner = scope; inner.parent !== undefined; inner = inner.parent) {
    given.push(inner.given ?? null)
    addUsed(inner.parent, inner.given ?? null, used, providers)
  }
  return {
    print: jsonDigest([block, config ?? null, given, [...used].toSorted(([a], [b]) => (a < b ? -1 : 1))]),
    expressions: valueOf(block, 'expressions') ?? valueOf(block, 'config'),
    provisioners: elementsOf(valueOf(block, 'provisioners')),
    usedBy: expression => {
      const found = new Map<string, Json>()
      addUsed(scope, expression, found, providers)
      return [...found.keys()]
    },
    hasProvider: config !== undefined,
    provider: typeof key === 'string' && isHidden(valueOf(config, 'expressions') ?? null) ? key : undefined
  }
}

/** Adds what the names that an expression uses are made of, as far as no change shows it. */
function addUsed(scope: Scope, expression: Json, used: Map<string, Json>, providers: Json | undefined): void {
  const add = (name: string, made: Json | undefined, within: Scope): void => {
    if (used.has(name)) return
    used.set(name, made ?? null)
    addUsed(within, made ?? null, used, providers)
  }
  const names = namesIn(expression)
  for (const name of names) {
    const [kind, first = '', second = ''] = withoutKeys(name).split('.')
    const child = kind === 'module' ? scope.children.get(first) : undefined
    if (child !== undefined) {
      const outputs = valueOf(child.module, 'outputs')
      const all = isObject(outputs) ? Object.keys(outputs) : []
      const isNamed = names.some(other => withoutKeys(other).startsWith(`module.${first}.`))
      for (const output of second === '' ? (isNamed ? [] : all) : [second])
        add(`${child.path}output.${output}`, valueOf(outputs, output), child)
    } else if (kind === 'var') {
      const path = `${scope.path}var.${first}`
      if (scope.parent !== undefined) add(path, valueOf(scope.given, first), scope.parent)
      const fallback = defaultOf(scope, first)
      if (fallback !== undefined) used.set(`default of ${path}`, fallback)
    } else {
      const address = withoutKeys(name)
        .split('.')
        .slice(0, kind === 'data' || kind === 'ephemeral' ? 3 : 2)
        .join('.')
      const block = scope.blocks.get(address)
      const key = valueOf(block, 'provider_config_key')
      const config = typeof key === 'string' ? valueOf(providers, key) : undefined
      if (kind === 'ephemeral') add(scope.path + address, [block ?? null, config ?? null], scope)
      // What these use is in their values, or in changes of their own.
      else if (block !== undefined) used.set(scope.path + address, jsonDigest([block, config ?? null]))
    }
  }
}

/** The default of a variable, where it may be the value: unless the plan has another one, or the call gives a constant. */
function defaultOf({ module, given, parent }: Scope, name: string): Json | undefined {
  const known = valueOf(given, name)
  const isSet = parent === undefined ? known !== undefined : (valueOf(known, 'constant_value') ?? null) !== null
  return isSet ? undefined : valueOf(valueOf(valueOf(module, 'variables'), name), 'default')
}

/** The names that an expression, or several, refer to. */
function namesIn(json: Json): readonly string[] {
  if (Array.isArray(json)) return (json as readonly Json[]).flatMap(namesIn)
  if (!isObject(json)) return []
  return Object.entries(json).flatMap(([key, value]) =>
    key === 'references' ? elementsOf(value).filter(name => typeof name === 'string') : namesIn(value)
  )
}

/**
 * Whether a plan does not show the text of an expression, or of one of several. It shows constants only: of others it has the names that they refer to, and
 * nothing of one that has none, such as a function of constants.
 */
export function isHidden(expressions: Json): boolean {
  if (Array.isArray(expressions)) return (expressions as readonly Json[]).some(isHidden)
  if (!isObject(expressions)) return false
  const keys = Object.keys(expressions)
  if (keys.length === 1 && keys[0] === 'constant_value') return namesIn(expressions).length > 0
  return keys.length === 0 || keys.includes('references') || Object.values(expressions).some(isHidden)
}

/** The configurations of a provider, all of them: of a resource without a block of its own, a plan does not say which is used. */
export const providerSettings = (providers: Json | undefined, fullName: Json | undefined): string =>
  jsonDigest(
    isObject(providers)
      ? Object.entries(providers).filter(([, config]) => (valueOf(config, 'full_name') ?? fullName) === fullName)
      : []
  )

/** The address of a resource in the configuration, of whichever instance of it and of its modules. */
export const withoutKeys = (address: string): string => address.replaceAll(/\[(?:\d+|"(?:[^"\\]|\\.)*")\]/g, '')
