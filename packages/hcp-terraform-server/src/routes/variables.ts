import { Hono } from 'hono'
import { may, require } from '../callers.ts'
import { variableResource, variableSetResource } from '../documents/variables.ts'
import { found, invalid } from '../refusal.ts'
import type { Variable, VariableSet } from '../resources.ts'
import { applyVariableSet, createVariableSet, deleteVariableSet, updateVariableSet } from '../variable-sets.ts'
import { createVariable, effectiveVariables, updateVariable, variableSetsOf, variablesOf } from '../variables.ts'
import { asked, json, list, object, reply, sent, show, type Env, type Exchange } from './exchange.ts'
import { organizationOf, projectOf } from './organizations.ts'
import { workspaceOf } from './workspaces.ts'

const OF_WORKSPACE = '/workspaces/:workspace/vars'
const OF_SET = '/varsets/:varset/relationships/vars'
const SET_INCLUDES = ['vars', 'workspaces', 'projects']

/** https://developer.hashicorp.com/terraform/cloud-docs/api-docs/workspace-variables and .../variable-sets */
export const variables = new Hono<Env>()
  // Lists of variables have no pages.
  .get(OF_WORKSPACE, c => all(c, variablesOf(c.var.view.service.world, workspaceOf(c, 'can-read-variable'))))
  .get('/workspaces/:workspace/all-vars', c => {
    const variables = effectiveVariables(c.var.view.service.world, workspaceOf(c, 'can-read-variable'))
    const data = variables.map(variable => {
      const resource = variableResource(c.var.view, variable)
      // Where several owners meet, go-tfe takes a `configurable` for a workspace: a set is named by `varset` only.
      const { configurable, varset } = resource.relationships ?? {}
      return { ...resource, relationships: varset === undefined ? { configurable } : { varset } }
    })
    return reply({ data })
  })
  .post(OF_WORKSPACE, c => create(c, workspaceOf(c, 'can-update-variable')))
  .get(`${OF_WORKSPACE}/:variable`, c =>
    show(c, variableResource(c.var.view, variableOf(c, workspaceOf(c, 'can-read-variable'))))
  )
  .patch(`${OF_WORKSPACE}/:variable`, c => update(c, variableOf(c, workspaceOf(c, 'can-update-variable'))))
  .delete(`${OF_WORKSPACE}/:variable`, c => remove(c, variableOf(c, workspaceOf(c, 'can-update-variable'))))
  .get(OF_SET, c => all(c, variablesOf(c.var.view.service.world, setOf(c))))
  .post(OF_SET, c => create(c, setOf(c)))
  .get(`${OF_SET}/:variable`, c => show(c, variableResource(c.var.view, variableOf(c, setOf(c)))))
  .patch(`${OF_SET}/:variable`, c => update(c, variableOf(c, setOf(c))))
  .delete(`${OF_SET}/:variable`, c => remove(c, variableOf(c, setOf(c))))
  .get('/organizations/:organization/varsets', c => {
    const organization = organizationOf(c)
    return sets(
      c,
      [...c.var.view.service.world.variableSets.values()].filter(set => set.organization === organization)
    )
  })
  .post('/organizations/:organization/varsets', async c => {
    const set = createVariableSet(c.var.view.service, organizationOf(c), await sent(c, 'varsets'))
    return show(c, variableSetResource(c.var.view, set), SET_INCLUDES, 201)
  })
  .get('/workspaces/:workspace/varsets', c =>
    sets(c, variableSetsOf(c.var.view.service.world, workspaceOf(c, 'can-read-variable')))
  )
  .get('/projects/:project/varsets', c => {
    const project = projectOf(c)
    const applies = (set: VariableSet) =>
      set.organization === project.organization && (set.global || set.projects.has(project) || set.parent === project)
    return sets(c, [...c.var.view.service.world.variableSets.values()].filter(applies))
  })
  .get('/varsets/:varset', c => show(c, variableSetResource(c.var.view, setOf(c)), SET_INCLUDES))
  .patch('/varsets/:varset', async c => {
    const set = setOf(c)
    updateVariableSet(c.var.view.service, set, await sent(c, 'varsets'))
    return show(c, variableSetResource(c.var.view, set), SET_INCLUDES)
  })
  .delete('/varsets/:varset', c => {
    deleteVariableSet(c.var.view.service, setOf(c))
    return new Response(null, { status: 204 })
  })
  .post('/varsets/:varset/relationships/workspaces', c => apply(c, 'add', 'workspaces'))
  .delete('/varsets/:varset/relationships/workspaces', c => apply(c, 'delete', 'workspaces'))
  .post('/varsets/:varset/relationships/projects', c => apply(c, 'add', 'projects'))
  .delete('/varsets/:varset/relationships/projects', c => apply(c, 'delete', 'projects'))

function all(c: Exchange, found: readonly Variable[]): Response {
  return reply({ data: found.map(variable => variableResource(c.var.view, variable)) })
}

async function create(c: Exchange, owner: Variable['owner']): Promise<Response> {
  const variable = createVariable(c.var.view.service, owner, await sent(c, 'vars'))
  return show(c, variableResource(c.var.view, variable), [], 201)
}

async function update(c: Exchange, variable: Variable): Promise<Response> {
  updateVariable(c.var.view.service, variable, await sent(c, 'vars'))
  return show(c, variableResource(c.var.view, variable))
}

function remove(c: Exchange, variable: Variable): Response {
  c.var.view.service.world.variables.delete(variable.id)
  return new Response(null, { status: 204 })
}

function variableOf(c: Exchange, owner: Variable['owner']): Variable {
  const variable = c.var.view.service.world.variables.get(c.req.param('variable') ?? '')
  return found(variable?.owner === owner ? variable : undefined)
}

function setOf(c: Exchange): VariableSet {
  return found(c.var.view.service.world.variableSets.get(c.req.param('varset') ?? ''))
}

function sets(c: Exchange, found: readonly VariableSet[]): Response {
  const text = asked(c, 'q')
  const chosen = found.filter(({ name }) => text === undefined || name.includes(text))
  return list(c, chosen, variableSetResource, SET_INCLUDES)
}

async function apply(c: Exchange, change: 'add' | 'delete', to: 'workspaces' | 'projects'): Promise<Response> {
  const { service, caller } = c.var.view
  const { data } = object(await json(c))
  if (!Array.isArray(data)) throw invalid('data must be an array')
  const ids = (data as unknown[]).map(each => String(object(each).id))
  for (const id of to === 'workspaces' ? ids : []) {
    const workspace = service.world.workspaces.get(id)
    if (workspace !== undefined && !may(caller, 'can-read-settings', workspace))
      require(caller, 'can-read-settings', workspace)
  }
  applyVariableSet(service, setOf(c), change, to, ids)
  return new Response(null, { status: 204 })
}
