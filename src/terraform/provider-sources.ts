import { elementsOf, isObject, valueOf, type Json } from '../json.ts'
import { text } from './plan-entry.ts'

/** The provider of resources, where their type does not say it. */
export interface ProviderSource {
  /** The beginning of their types, or the address of one where resources with the same beginning have several providers. */
  readonly of: string
  readonly source: string
}

/** Each provider of what a plan lists whose source is not Terraform's default, which is HashiCorp's provider of the type's prefix. */
export function providerSources(plan: Json): readonly ProviderSource[] {
  const resources = [
    ...elementsOf(valueOf(plan, 'resource_changes')),
    ...elementsOf(valueOf(plan, 'resource_drift')),
    ...elementsOf(valueOf(plan, 'deferred_changes')).map(each => valueOf(each, 'resource_change') ?? null)
  ]
    .filter(isObject)
    .filter(({ change }) => JSON.stringify(valueOf(change ?? null, 'actions') ?? null) !== '["no-op"]')
    .map(({ address, type, provider_name: source }) => ({
      address: text(address),
      prefix: /^[^_]*/.exec(text(type))?.[0] ?? '',
      source: text(source)
    }))
  const sources = new Map<string, Set<string>>()
  for (const { prefix, source } of resources) sources.set(prefix, (sources.get(prefix) ?? new Set()).add(source))
  const found = new Map<string, ProviderSource>()
  for (const { address, prefix, source } of resources) {
    if (isImplied(prefix, source)) continue
    const of = sources.get(prefix)?.size === 1 ? `${prefix}_` : address
    found.set(JSON.stringify([of, source]), { of, source })
  }
  return [...found.values()]
}

/** Terraform 0.12 has only names. */
const isImplied = (prefix: string, source: string): boolean =>
  ['', prefix, `registry.terraform.io/hashicorp/${prefix}`].includes(source) ||
  (prefix === 'terraform' && source === 'terraform.io/builtin/terraform')
