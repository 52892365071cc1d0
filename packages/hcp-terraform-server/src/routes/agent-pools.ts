import { Hono } from 'hono'
import { agentPoolResource } from '../documents/variables.ts'
import { newId } from '../ids.ts'
import { conflict, found, invalid } from '../refusal.ts'
import type { AgentPool } from '../resources.ts'
import { asked, list, object, sent, show, type Env, type Exchange, type Sent } from './exchange.ts'
import { organizationOf } from './organizations.ts'

/** https://developer.hashicorp.com/terraform/cloud-docs/api-docs/agents: the pools, without agents in them. */
export const agentPools = new Hono<Env>()
  .get('/organizations/:organization/agent-pools', c => {
    const organization = organizationOf(c)
    const text = asked(c, 'q')
    const allowed = asked(c, 'filter[allowed_workspaces][name]') ?? asked(c, 'filter[allowed-workspaces][name]')
    const project = asked(c, 'filter[allowed_projects][name]') ?? asked(c, 'filter[allowed-projects][name]')
    const pools = [...c.var.view.service.world.agentPools.values()].filter(
      pool =>
        pool.organization === organization &&
        (text === undefined || pool.name.includes(text)) &&
        (allowed === undefined ||
          pool.organizationScoped ||
          [...pool.allowedWorkspaces].some(({ attributes }) => attributes.name === allowed)) &&
        (project === undefined ||
          pool.organizationScoped ||
          [...pool.allowedProjects].some(({ name }) => name === project))
    )
    return list(c, pools, agentPoolResource, ['workspaces'])
  })
  .post('/organizations/:organization/agent-pools', async c => {
    const { service } = c.var.view
    const pool: AgentPool = {
      id: newId('apool'),
      organization: organizationOf(c),
      name: '',
      organizationScoped: true,
      createdAt: service.world.now(),
      allowedWorkspaces: new Set(),
      allowedProjects: new Set()
    }
    update(c, pool, await sent(c, 'agent-pools'))
    service.world.agentPools.set(pool.id, pool)
    return show(c, agentPoolResource(c.var.view, pool), [], 201)
  })
  .get('/agent-pools/:pool', c => show(c, agentPoolResource(c.var.view, poolOf(c)), ['workspaces']))
  // Nothing here is an agent.
  .get('/agent-pools/:pool/agents', c => none(c))
  .get('/agent-pools/:pool/authentication-tokens', c => none(c))
  .patch('/agent-pools/:pool', async c => {
    const pool = poolOf(c)
    update(c, pool, await sent(c, 'agent-pools'))
    return show(c, agentPoolResource(c.var.view, pool))
  })
  .delete('/agent-pools/:pool', c => {
    const pool = poolOf(c)
    const { world } = c.var.view.service
    if ([...world.workspaces.values()].some(({ agentPool }) => agentPool === pool))
      throw conflict('The agent pool is used by workspaces.')
    world.agentPools.delete(pool.id)
    return new Response(null, { status: 204 })
  })

function none(c: Exchange): Response {
  poolOf(c)
  return list(c, [], agentPoolResource)
}

function poolOf(c: Exchange): AgentPool {
  return found(c.var.view.service.world.agentPools.get(c.req.param('pool') ?? ''))
}

function update(c: Exchange, pool: AgentPool, { attributes, relationships }: Sent): void {
  const { world } = c.var.view.service
  const { name = pool.name, 'organization-scoped': scoped = pool.organizationScoped } = attributes
  if (typeof name !== 'string' || name === '') throw invalid("Name can't be blank", '/data/attributes/name')
  if (typeof scoped !== 'boolean') throw invalid('organization-scoped is not valid')
  const workspaces = relationships['allowed-workspaces']?.data
  if (Array.isArray(workspaces)) {
    pool.allowedWorkspaces.clear()
    for (const each of workspaces as unknown[])
      pool.allowedWorkspaces.add(found(world.workspaces.get(String(object(each).id))))
  }
  const projects = relationships['allowed-projects']?.data
  if (Array.isArray(projects)) {
    pool.allowedProjects.clear()
    for (const each of projects as unknown[])
      pool.allowedProjects.add(found(world.projects.get(String(object(each).id))))
  }
  Object.assign(pool, { name, organizationScoped: scoped })
}
