import { includedAll, type Resource } from '../document.ts'
import type { Tag } from './tags.ts'

/** Which workspaces of an organization: those of which everything here is true. */
export interface WorkspaceFilter {
  /** With `*` for any text. */
  readonly name: string | undefined
  readonly projectId: string | undefined
  readonly tags: readonly Tag[]
}

/** What a workspace shows of what a filter asks for; undefined where the server does not show it. */
export interface FilterableWorkspace {
  readonly name: string
  readonly projectId: string | undefined
  readonly tagNames: readonly string[] | undefined
  readonly bindings: readonly Tag[] | undefined
}

/**
 * Whether a workspace is one that was asked for. A server ignores filters that it does not know, and lists everything: `filter[tagged]` came to
 * Terraform Enterprise after v202409-1, `search[wildcard-name]` after v202206-1. `hidden` is the part of the filter that the workspace does not show.
 */
export function matchesFilter(
  shown: FilterableWorkspace,
  { name, projectId, tags }: WorkspaceFilter
): boolean | { readonly hidden: 'project' | 'tags' } {
  if (name !== undefined && !isLike(shown.name, name)) return false
  if (projectId !== undefined) {
    if (shown.projectId === undefined) return { hidden: 'project' }
    if (shown.projectId !== projectId) return false
  }
  if (tags.length === 0) return true
  const { bindings, tagNames } = shown
  if (bindings === undefined && tagNames === undefined) return { hidden: 'tags' }
  // The names of flat tags are in lower case. Only a server without bindings may have a value in them.
  const flat = tagNames?.map(tag => tag.toLowerCase()) ?? []
  return tags.every(({ key, value }) => {
    const isBound = bindings?.some(binding => binding.key === key && (value === undefined || binding.value === value))
    if (isBound === true) return true
    if (value === undefined) return flat.includes(key.toLowerCase())
    return bindings === undefined && flat.includes(`${key}=${value}`.toLowerCase())
  })
}

/** Names are compared without case, as the service does. */
function isLike(name: string, pattern: string): boolean {
  const [first = '', ...rest] = pattern.toLowerCase().split('*')
  const text = name.toLowerCase()
  const last = rest.pop()
  if (last === undefined) return text === first
  if (!text.startsWith(first)) return false
  let from = first.length
  for (const part of rest) {
    const at = text.indexOf(part, from)
    if (at < 0) return false
    from = at + part.length
  }
  return text.length - last.length >= from && text.endsWith(last)
}

/** The tags that a workspace of a list shows. */
export function shownTags(
  resource: Resource,
  included: readonly Resource[]
): { readonly tagNames: readonly string[] | undefined; readonly bindings: readonly Tag[] | undefined } {
  const { attributes } = resource
  const bindings = includedAll(resource, 'effective-tag-bindings', included)
  return {
    tagNames: Array.isArray(attributes.value('tag-names'))
      ? attributes.list('tag-names').filter(tag => typeof tag === 'string')
      : undefined,
    bindings: bindings?.map(({ attributes: tag }) => ({ key: tag.text('key') ?? '', value: tag.text('value') ?? '' }))
  }
}
