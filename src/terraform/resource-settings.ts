import { elementsOf, isObject, valueOf, type Json } from '../json.ts'

/**
 * What a plan's configuration says of each resource and its change does not show: the configuration of its provider, such as a region, its
 * provisioners, and the arguments of the modules that it is in. By the resource's address without keys of instances. Expressions are shown as the names that they refer to.
 * https://developer.hashicorp.com/terraform/internals/json-format#configuration-representation
 */
export function resourceSettings(providers: Json | undefined, rootModule: Json | undefined): ReadonlyMap<string, Json> {
  const found = new Map<string, Json>()
  const visit = (module: Json | undefined, path: string, given: readonly Json[]): void => {
    for (const resource of elementsOf(valueOf(module, 'resources'))) {
      const [address, provider] = [valueOf(resource, 'address'), valueOf(resource, 'provider_config_key')]
      if (typeof address !== 'string') continue
      const config = typeof provider === 'string' ? valueOf(providers, provider) : undefined
      found.set(path + address, [provider ?? null, config ?? null, valueOf(resource, 'provisioners') ?? null, given])
    }
    const calls = valueOf(module, 'module_calls')
    for (const [name, call] of isObject(calls) ? Object.entries(calls) : [])
      visit(valueOf(call, 'module'), `${path}module.${name}.`, [...given, valueOf(call, 'expressions') ?? null])
  }
  visit(rootModule, '', [])
  return found
}

/** The address of a resource in the configuration, of whichever instance of it and of its modules. */
export const withoutKeys = (address: string): string => address.replaceAll(/\[(?:\d+|"(?:[^"\\]|\\.)*")\]/g, '')
