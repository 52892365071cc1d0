import type { Tag } from '../resources.ts'
import type { Exchange } from './exchange.ts'

/**
 * `filter[tagged][0][key]=env&filter[tagged][0][value]=prod`; an empty value asks for the key only.
 * https://developer.hashicorp.com/terraform/cloud-docs/api-docs/workspaces#list-workspaces
 */
export function taggedFilter(c: Exchange): (tags: readonly Tag[]) => boolean {
  const parameters = new URL(c.req.url).searchParams
  const pairs = [...parameters].flatMap(([name, key]) => {
    const at = /^filter\[tagged\]\[(\d+)\]\[key\]$/.exec(name)?.[1]
    if (at === undefined || key === '') return []
    const value = `filter[tagged][${at}][value]`
    c.var.heeded.add(name).add(value)
    return [{ key, value: parameters.get(value) ?? '' }]
  })
  return tags =>
    pairs.every(pair => tags.some(({ key, value }) => key === pair.key && (pair.value === '' || value === pair.value)))
}
