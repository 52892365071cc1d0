import { ApiError, InputError, RunFailed } from '../errors.ts'
import type { Tfe } from '../tfe/client.ts'
import type { Tag } from '../tfe/resources/tags.ts'
import type { World } from './world.ts'

const isIn =
  (all: readonly Tag[]) =>
  (tag: Tag): boolean =>
    all.some(({ key, value }) => key === tag.key && (value ?? '') === (tag.value ?? ''))

/** Brings tags of a workspace in line: adds, or gives another value. Gives whether anything was to do. Others stay. */
export async function tagWorkspace(
  { signal }: World,
  tfe: Tfe,
  workspaceId: string,
  tags: readonly Tag[]
): Promise<boolean> {
  if (tags.length === 0) return false
  const bound = await tfe.tags.bindings(workspaceId, { signal })
  if (bound === undefined) return tagByName({ signal }, tfe, workspaceId, tags)
  const missing = tags.filter(tag => !isIn(bound)(tag))
  if (missing.length === 0) return false
  await tfe.tags.bind(workspaceId, missing, { signal })
  const now = (await tfe.tags.bindings(workspaceId, { signal })) ?? []
  checkTagged(tags.filter(tag => !isIn(now)(tag)))
  return true
}

/** On servers without values, a tag is its key. */
async function tagByName(
  { signal }: Pick<World, 'signal'>,
  tfe: Tfe,
  workspaceId: string,
  tags: readonly Tag[]
): Promise<boolean> {
  refuseValues(tags)
  // Flat tags are lower case: https://developer.hashicorp.com/terraform/cloud-docs/workspaces/tags
  const lacks = (all: readonly Tag[]) =>
    tags.filter(({ key }) => !all.some(other => other.key.toLowerCase() === key.toLowerCase()))
  const missing = lacks(await tfe.tags.names(workspaceId, { signal }))
  if (missing.length === 0) return false
  await tfe.tags.addNames(
    workspaceId,
    missing.map(({ key }) => key),
    { signal }
  )
  checkTagged(lacks(await tfe.tags.names(workspaceId, { signal })))
  return true
}

function checkTagged(missing: readonly Tag[]): void {
  if (missing.length === 0) return
  throw new RunFailed(
    `The server did not set ${missing.map(({ key }) => `the tag "${key}"`).join(', ')} although it did not refuse to.`
  )
}

/** Before a workspace is created: a server that knows no values would not keep them. One without projects knows none. */
export async function checkValues(
  { signal }: World,
  tfe: Tfe,
  {
    organization,
    projectId,
    tags
  }: { readonly organization: string; readonly projectId: string | undefined; readonly tags: readonly Tag[] }
): Promise<void> {
  if (tags.every(({ value }) => value === undefined)) return
  try {
    const id = projectId ?? (await tfe.projects.anyId(organization, { signal }))
    if (id !== undefined && (await tfe.tags.bindingsOfProject(id, { signal })) === undefined) refuseValues(tags)
  } catch (error) {
    if (!ApiError.isMissingRoute(error)) throw error
    refuseValues(tags)
  }
}

function refuseValues(tags: readonly Tag[]): void {
  const refused = tags.filter(({ value }) => value !== undefined)
  if (refused.length === 0) return
  throw new InputError(
    refused.map(
      ({ key }) =>
        `\`tags\`: "${key}" has a value, and this server has no tags with values, or does not show them to the token. Give the key only, or let the token's team manage tags`
    )
  )
}
