import { Hono } from 'hono'
import { projectResource, organizationResource } from '../documents/workspaces.ts'
import { runResource } from '../documents/runs.ts'
import { isFinal } from '../transitions.ts'
import { createOrganization, createProject, updateProject } from '../organizations.ts'
import { conflict, found } from '../refusal.ts'
import type { Organization, Project } from '../resources.ts'
import { list, reply, sent, show, type Env, type Exchange } from './exchange.ts'

const BY_NAME = '/organizations/:organization'

/** https://developer.hashicorp.com/terraform/cloud-docs/api-docs/organizations */
export const organizations = new Hono<Env>()
  .get('/organizations', c => list(c, [...c.var.view.service.world.organizations.values()], organizationResource))
  .post('/organizations', async c => {
    const { service } = c.var.view
    return show(
      c,
      organizationResource(c.var.view, createOrganization(service, await sent(c, 'organizations'))),
      [],
      201
    )
  })
  .get(BY_NAME, c =>
    show(c, organizationResource(c.var.view, organizationOf(c)), ['entitlement_set', 'default_project'])
  )
  .get(`${BY_NAME}/entitlement-set`, c => {
    const { id, entitlements } = organizationOf(c)
    const links = { self: `/api/v2/entitlement-sets/${id}` }
    return reply({ data: { id, type: 'entitlement-sets', attributes: entitlements, links } })
  })
  .get(`${BY_NAME}/capacity`, c => {
    const runs = runsOf(c)
    const pending = runs.filter(({ status }) => status === 'pending').length
    const attributes = { pending, running: runs.length - pending }
    return reply({ data: { id: organizationOf(c).name, type: 'organization-capacity', attributes } })
  })
  .get(`${BY_NAME}/runs/queue`, c => list(c, runsOf(c), runResource))
  .get(`${BY_NAME}/projects`, c => {
    const names = c.req.query('filter[names]')?.split(',')
    const { world } = c.var.view.service
    const all = [...world.projects.values()].filter(
      ({ organization, name }) => organization === organizationOf(c) && (names?.includes(name) ?? true)
    )
    return list(c, all, projectResource)
  })
  .post(`${BY_NAME}/projects`, async c => {
    const project = createProject(c.var.view.service, organizationOf(c), await sent(c, 'projects'))
    return show(c, projectResource(c.var.view, project), [], 201)
  })
  .get('/projects/:project', c => show(c, projectResource(c.var.view, projectOf(c))))
  .patch('/projects/:project', async c => {
    const project = projectOf(c)
    updateProject(c.var.view.service, project, await sent(c, 'projects'))
    return show(c, projectResource(c.var.view, project))
  })
  .delete('/projects/:project', c => {
    const project = projectOf(c)
    const { world } = c.var.view.service
    if ([...world.workspaces.values()].some(workspace => workspace.project === project))
      throw conflict('The project still has workspaces.')
    world.projects.delete(project.id)
    return new Response(null, { status: 204 })
  })

export function organizationOf(c: Exchange): Organization {
  return found(c.var.view.service.world.organizations.get(c.req.param('organization') ?? ''))
}

export function projectOf(c: Exchange): Project {
  return found(c.var.view.service.world.projects.get(c.req.param('project') ?? ''))
}

/** What waits for its turn or works, not what waits for a person. */
function runsOf(c: Exchange) {
  const organization = organizationOf(c)
  return [...c.var.view.service.world.runs.values()].filter(
    run => run.workspace.organization === organization && !isFinal(run) && run.awaiting === undefined
  )
}
