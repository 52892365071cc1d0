import { isObject, type Json } from '../json.ts'

/**
 * What a plan's configuration says of each resource and its change does not show: the configuration of its provider, such as a region, its
 * provisioners, and the arguments of the modules that it is in. By the resource's address without keys of instances. Expressions are shown as the names that they refer to.
 * https://developer.hashicorp.com/terraform/internals/json-format#configuration-representation
 */
export function resourceSettings(providers: Json | undefined, rootModule: Json | undefined): ReadonlyMap<string, Json> {
  const found = new Map<string, Json>()
  const visit = (module: Json | undefined, path: string, given: readonly Json[]): void => {
    const resources = own(module, 'resources')
    for (const resource of Array.isArray(resources) ? (resources as readonly Json[]) : []) {
      const [address, provider] = [own(resource, 'address'), own(resource, 'provider_config_key')]
      if (typeof address !== 'string') continue
      const config = typeof provider === 'string' ? own(providers, provider) : undefined
      found.set(path + address, [provider ?? null, config ?? null, own(resource, 'provisioners') ?? null, given])
    }
    const calls = own(module, 'module_calls')
    for (const [name, call] of isObject(calls) ? Object.entries(calls) : [])
      visit(own(call, 'module'), `${path}module.${name}.`, [...given, own(call, 'expressions') ?? null])
  }
  visit(rootModule, '', [])
  return found
}

const own = (json: Json | undefined, name: string): Json | undefined =>
  isObject(json) && Object.hasOwn(json, name) ? json[name] : undefined

/** The address of a resource in the configuration, of whichever instance of it and of its modules. */
export const withoutKeys = (address: string): string => address.replaceAll(/\[(?:\d+|"(?:[^"\\]|\\.)*")\]/g, '')
