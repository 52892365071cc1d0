import { newId } from './ids.ts'
import { invalid } from './refusal.ts'
import type { Organization, Project, Tag, Workspace } from './resources.ts'
import { object } from './routes/exchange.ts'
import type { World } from './world.ts'

/** https://developer.hashicorp.com/terraform/cloud-docs/api-docs/workspaces#add-update-tag-bindings-on-a-workspace */
const MOST_BINDINGS = 10
const KEY = /^[\p{L}\p{N}_.=+\-@:]{1,128}$/u
const VALUE = /^[\p{L}\p{N}_.=+\-@: ]{0,256}$/u
/** Flat tags: https://developer.hashicorp.com/terraform/cloud-docs/workspaces/tags */
const NAME = /^[\p{L}\p{N}][\p{L}\p{N}:_-]*$/u

/** A tag without a value is a flat one; a binding has a value, which may be empty. */
export const bindingsOf = ({ tags }: { readonly tags: readonly Tag[] }): readonly Required<Tag>[] =>
  tags.flatMap(({ key, value }) => (value === undefined ? [] : [{ key, value }]))

/** Adds bindings, or gives those that exist another value. */
export function bind(of: Workspace | Project, sent: unknown): void {
  of.tags = checked([
    ...of.tags.filter(({ key }) => !readBindings(sent).some(binding => binding.key === key)),
    ...readBindings(sent)
  ])
}

/** The bindings of a document: exactly these are bound. */
export function readBindings(data: unknown): Required<Tag>[] {
  if (!Array.isArray(data)) throw invalid('data must be an array of tag-bindings')
  return (data as unknown[]).map(each => {
    const { key, value } = object(object(each).attributes)
    if (typeof key !== 'string' || !KEY.test(key) || /^hcp?:/.test(key)) throw invalid('Key is invalid')
    if (value !== undefined && value !== null && (typeof value !== 'string' || !VALUE.test(value)))
      throw invalid('Value is invalid')
    return { key, value: typeof value === 'string' ? value : '' }
  })
}

export function checked(tags: readonly Tag[]): Tag[] {
  if (tags.filter(({ value }) => value !== undefined).length > MOST_BINDINGS)
    throw invalid(`Tag bindings: at most ${MOST_BINDINGS} are allowed`)
  return [...tags]
}

/** What a workspace has: its own bindings, and those of its project that it does not override. */
export function effectiveBindings(workspace: Workspace): { key: string; value: string; inheritedFrom?: Project }[] {
  const own = bindingsOf(workspace)
  const inherited = bindingsOf(workspace.project)
    .filter(({ key }) => !own.some(binding => binding.key === key))
    .map(binding => ({ ...binding, inheritedFrom: workspace.project }))
  return [...own, ...inherited]
}

/** A flat tag is one of the organization, with an id, as long as a workspace has it. */
export function tagId(world: World, organization: Organization, name: string): string {
  const key = `${organization.name} ${name}`
  const id = world.tagIds.get(key) ?? newId('tag')
  world.tagIds.set(key, id)
  return id
}

export function flatTags(world: World, organization: Organization): { id: string; name: string; count: number }[] {
  const counts = new Map<string, number>()
  for (const { tags } of world.workspacesOf(organization.name))
    for (const { key, value } of tags) if (value === undefined) counts.set(key, (counts.get(key) ?? 0) + 1)
  return [...counts].map(([name, count]) => ({ id: tagId(world, organization, name), name, count }))
}

/** The names of tags that a document gives by name or by id. An id that no one has is refused. */
export function readTags(world: World, organization: Organization, data: unknown): string[] {
  if (!Array.isArray(data)) throw invalid('data must be an array of tags')
  const known = flatTags(world, organization)
  return (data as unknown[]).map(each => {
    const { id, attributes } = object(each)
    const name = object(attributes).name ?? known.find(tag => tag.id === id)?.name
    if (typeof name !== 'string') throw invalid('Tag does not exist')
    if (!NAME.test(name)) throw invalid('Tag name is invalid')
    return name.toLowerCase()
  })
}
