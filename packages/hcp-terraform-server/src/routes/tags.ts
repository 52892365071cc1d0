import { Hono } from 'hono'
import { one, type Resource } from '../documents/document.ts'
import { projectBindings, workspaceBindings } from '../documents/tags.ts'
import { found, notFound } from '../refusal.ts'
import type { Project, Workspace } from '../resources.ts'
import { bind, bindingsOf, flatTags, readTags } from '../tags.ts'
import { asked, json, list, object, reply, type Env, type Exchange } from './exchange.ts'
import { organizationOf, projectOf } from './organizations.ts'
import { workspaceOf } from './workspaces.ts'

const NOTHING = { status: 204 }
/** The pages name the first, the API's own description the second. */
const BINDINGS = ['tag-bindings', 'relationships/tag-bindings']

const routes = new Hono<Env>()
  .get('/workspaces/:workspace/relationships/tags', c => {
    const workspace = workspaceOf(c)
    const { world } = c.var.view.service
    const text = asked(c, 'name')
    const tags = flatTags(world, workspace.organization).filter(
      ({ name }) =>
        (text === undefined || name.includes(text)) &&
        workspace.tags.some(({ key, value }) => key === name && value === undefined)
    )
    return list(c, tags, (_, tag) => tagResource(workspace.organization.name, tag))
  })
  .post('/workspaces/:workspace/relationships/tags', async c => {
    const workspace = workspaceOf(c, 'can-manage-tags')
    const names = await tagsIn(c, workspace)
    const missing = names.filter(name => !workspace.tags.some(({ key, value }) => key === name && value === undefined))
    workspace.tags = [...workspace.tags, ...[...new Set(missing)].map(key => ({ key }))]
    return new Response(null, NOTHING)
  })
  .delete('/workspaces/:workspace/relationships/tags', async c => {
    const workspace = workspaceOf(c, 'can-manage-tags')
    const names = await tagsIn(c, workspace)
    workspace.tags = workspace.tags.filter(({ key, value }) => value !== undefined || !names.includes(key))
    return new Response(null, NOTHING)
  })
  .get('/workspaces/:workspace/effective-tag-bindings', c => {
    isKnown(c)
    return reply({ data: workspaceBindings(workspaceOf(c)) })
  })
  .get('/projects/:project/effective-tag-bindings', c => {
    isKnown(c)
    return reply({ data: projectBindings(projectOf(c)) })
  })
  // https://developer.hashicorp.com/terraform/cloud-docs/api-docs/organization-tags
  .get('/organizations/:organization/tags', c => {
    const organization = organizationOf(c)
    const { world } = c.var.view.service
    const text = asked(c, 'q')
    const except = world.workspaces.get(asked(c, 'filter[exclude][taggable][id]') ?? '')
    const tags = flatTags(world, organization).filter(
      ({ name }) =>
        (text === undefined || name.includes(text)) &&
        !(except?.tags.some(({ key, value }) => key === name && value === undefined) ?? false)
    )
    return list(c, tags, (_, tag) => tagResource(organization.name, tag))
  })
  .delete('/organizations/:organization/tags', async c => {
    const organization = organizationOf(c)
    const { world } = c.var.view.service
    const names = readTags(world, organization, object(await json(c)).data)
    for (const workspace of world.workspacesOf(organization.name))
      workspace.tags = workspace.tags.filter(({ key, value }) => value !== undefined || !names.includes(key))
    return new Response(null, NOTHING)
  })
  .post('/tags/:tag/relationships/workspaces', async c => {
    const { world } = c.var.view.service
    const organization = [...world.organizations.values()].find(each =>
      flatTags(world, each).some(({ id }) => id === c.req.param('tag'))
    )
    const tag = flatTags(world, found(organization)).find(({ id }) => id === c.req.param('tag'))
    const { data } = object(await json(c))
    for (const each of Array.isArray(data) ? (data as unknown[]) : []) {
      const workspace = found(world.workspaces.get(String(object(each).id)))
      const key = found(tag).name
      if (!workspace.tags.some(own => own.key === key && own.value === undefined)) workspace.tags.push({ key })
    }
    return new Response(null, NOTHING)
  })

for (const path of BINDINGS) {
  const isPage = path === 'tag-bindings'
  const added = async (c: Exchange, of: Workspace | Project) => {
    isKnown(c)
    bind(of, object(await json(c)).data)
    c.var.view.service.world.changed()
    return isPage ? shown(of) : new Response(null, NOTHING)
  }
  routes.get(`/workspaces/:workspace/${path}`, c => {
    isKnown(c)
    return shown(workspaceOf(c))
  })
  routes.patch(`/workspaces/:workspace/${path}`, c => added(c, workspaceOf(c, 'can-manage-tags')))
  routes.get(`/projects/:project/${path}`, c => {
    isKnown(c)
    return shown(projectOf(c))
  })
  routes.patch(`/projects/:project/${path}`, c => added(c, projectOf(c)))
}

/** https://developer.hashicorp.com/terraform/cloud-docs/api-docs/workspaces#get-tags */
export const tags = routes

/** Servers from before tag bindings do not have these routes. */
function isKnown(c: Exchange): void {
  if (!c.var.view.service.settings.tagBindings) throw notFound()
}

function shown(of: Workspace | Project): Response {
  const data = bindingsOf(of).map(attributes => ({ id: `tb-${attributes.key}`, type: 'tag-bindings', attributes }))
  const kind = 'attributes' in of ? 'workspaces' : 'projects'
  return reply({ data, links: { target: `/api/v2/${kind}/${of.id}` } })
}

async function tagsIn(c: Exchange, { organization }: Workspace): Promise<string[]> {
  return readTags(c.var.view.service.world, organization, object(await json(c)).data)
}

function tagResource(organization: string, tag: { id: string; name: string; count: number }): Resource {
  return {
    id: tag.id,
    type: 'tags',
    attributes: { name: tag.name, 'instance-count': tag.count },
    relationships: { organization: one('organizations', { id: organization }) }
  }
}
