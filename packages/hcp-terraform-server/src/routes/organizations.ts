import { Hono } from 'hono'
import { entitlementSetResource, organizationResource, projectResource } from '../documents/organizations.ts'
import { runResource } from '../documents/runs.ts'
import { isFinal } from '../transitions.ts'
import {
  createOrganization,
  createProject,
  deleteOrganization,
  deleteProject,
  updateOrganization,
  updateProject
} from '../organizations.ts'
import { found } from '../refusal.ts'
import type { Organization, Project } from '../resources.ts'
import { taggedFilter } from './tagged.ts'
import { asked, list, reply, sent, show, type Env, type Exchange } from './exchange.ts'

const BY_NAME = '/organizations/:organization'
/** Subscriptions are of the service's sellers: asked for in vain. */
const INCLUDES = ['entitlement_set', 'default_project', 'subscription']
const PROJECT_INCLUDES = ['effective_tag_bindings', 'organization', 'default_agent_pool']

/** https://developer.hashicorp.com/terraform/cloud-docs/api-docs/organizations */
export const organizations = new Hono<Env>()
  .get('/organizations', c => {
    const [text, name, email] = [asked(c, 'q'), asked(c, 'q[name]'), asked(c, 'q[email]')]
    const all = [...c.var.view.service.world.organizations.values()].filter(
      organization =>
        (text === undefined || organization.name.includes(text) || organization.email.includes(text)) &&
        (name === undefined || organization.name.includes(name)) &&
        (email === undefined || organization.email.includes(email))
    )
    return list(c, all, organizationResource, INCLUDES)
  })
  .post('/organizations', async c => {
    const { service } = c.var.view
    return show(
      c,
      organizationResource(c.var.view, createOrganization(service, await sent(c, 'organizations'))),
      [],
      201
    )
  })
  .get(BY_NAME, c => show(c, organizationResource(c.var.view, organizationOf(c)), INCLUDES))
  .patch(BY_NAME, async c => {
    const organization = organizationOf(c)
    updateOrganization(c.var.view.service, organization, await sent(c, 'organizations'))
    return show(c, organizationResource(c.var.view, organization), INCLUDES)
  })
  .delete(BY_NAME, c => {
    deleteOrganization(c.var.view.service, organizationOf(c))
    return new Response(null, { status: 204 })
  })
  .get(`${BY_NAME}/entitlement-set`, c => show(c, entitlementSetResource(c.var.view, organizationOf(c))))
  .get('/entitlement-sets/:set', c => {
    const all = [...c.var.view.service.world.organizations.values()]
    const organization = found(all.find(({ id }) => id === c.req.param('set')))
    return show(c, entitlementSetResource(c.var.view, organization))
  })
  .get(`${BY_NAME}/capacity`, c => {
    const runs = runsOf(c)
    const pending = runs.filter(({ status }) => status === 'pending').length
    const attributes = { pending, running: runs.length - pending }
    return reply({ data: { id: organizationOf(c).name, type: 'organization-capacity', attributes } })
  })
  .get(`${BY_NAME}/runs/queue`, c => list(c, runsOf(c), runResource))
  .get(`${BY_NAME}/projects`, c => {
    const [names, text] = [asked(c, 'filter[names]')?.split(','), asked(c, 'q')?.toLowerCase()]
    const organization = organizationOf(c)
    const isTagged = taggedFilter(c)
    const all = [...c.var.view.service.world.projects.values()].filter(
      project =>
        project.organization === organization &&
        isTagged(project.tags) &&
        (names?.includes(project.name) ?? true) &&
        (text === undefined || project.name.toLowerCase().includes(text))
    )
    const direction = asked(c, 'sort') === '-name' ? -1 : 1
    all.sort((a, b) => (a.name < b.name ? -direction : direction))
    return list(c, all, projectResource, PROJECT_INCLUDES)
  })
  .post(`${BY_NAME}/projects`, async c => {
    const project = createProject(c.var.view.service, organizationOf(c), await sent(c, 'projects'))
    return show(c, projectResource(c.var.view, project), PROJECT_INCLUDES, 201)
  })
  .get('/projects/:project', c => show(c, projectResource(c.var.view, projectOf(c)), PROJECT_INCLUDES))
  .patch('/projects/:project', async c => {
    const project = projectOf(c)
    updateProject(c.var.view.service, project, await sent(c, 'projects'))
    return show(c, projectResource(c.var.view, project), PROJECT_INCLUDES)
  })
  .delete('/projects/:project', c => {
    deleteProject(c.var.view.service, projectOf(c))
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
