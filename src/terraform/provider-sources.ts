import { elementsOf, valueOf, type Json } from '../json.ts'
import { text } from './plan-entry.ts'
import { isStill, ITEMS, type ItemKey } from './plan-items.ts'

/** The provider of resources or actions, where their type does not say it. */
export interface ProviderSource {
  /** The beginning of their types with `…`, or the name of one where types with the same beginning have several providers. */
  readonly of: string
  readonly source: string
}

/**
 * Each provider of what a plan lists whose source is not Terraform's default, which is HashiCorp's provider of the type's prefix. Only entries that
 * the comparison takes for unchanged have none here.
 */
export function providerSources(plan: Json): readonly ProviderSource[] {
  const listed = listedIn(plan).map(({ name, entry }) => ({
    name,
    prefix: /^[^_]*/.exec(text(valueOf(entry, 'type')))?.[0] ?? '',
    source: text(valueOf(entry, 'provider_name'))
  }))
  const sources = new Map<string, Set<string>>()
  for (const { prefix, source } of listed) sources.set(prefix, (sources.get(prefix) ?? new Set()).add(source))
  const found = new Map<string, ProviderSource>()
  for (const { name, prefix, source } of listed) {
    if (isImplied(prefix, source)) continue
    const of = sources.get(prefix)?.size === 1 ? `${prefix}_…` : name
    found.set(JSON.stringify([of, source]), { of, source })
  }
  return [...found.values()]
}

/** The lists of a plan in which providers are, each with the key of the part that names one, where that is not the entry itself. */
const LISTS = {
  resource_changes: undefined,
  resource_drift: undefined,
  deferred_changes: 'resource_change',
  action_invocations: undefined,
  deferred_action_invocations: 'action_invocation'
} as const satisfies Partial<Record<ItemKey, string | undefined>>

interface ListedEntry {
  readonly name: string
  /** What has the type and the provider. */
  readonly entry: Json | undefined
}

const listedIn = (plan: Json): readonly ListedEntry[] =>
  (Object.keys(LISTS) as (keyof typeof LISTS)[]).flatMap(key => {
    const [part, suffix] = [LISTS[key], key === 'resource_drift' ? ' (drift)' : '']
    return elementsOf(valueOf(plan, key))
      .filter(item => !isStill(key, item))
      .map(item => ({ name: ITEMS[key](item) + suffix, entry: part === undefined ? item : valueOf(item, part) }))
  })

/** Terraform 0.12 has only names. */
const isImplied = (prefix: string, source: string): boolean =>
  ['', prefix, `registry.terraform.io/hashicorp/${prefix}`].includes(source) ||
  (prefix === 'terraform' && source === 'terraform.io/builtin/terraform')
