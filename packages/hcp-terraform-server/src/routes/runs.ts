import { Hono } from 'hono'
import { require } from '../callers.ts'
import { cancel, confirm, discard, forceCancel, forceExecute } from '../decisions.ts'
import { included } from '../documents/include.ts'
import { commentResource, runEventResource, runResource } from '../documents/runs.ts'
import { userResource } from '../documents/users.ts'
import { newId } from '../ids.ts'
import { found, invalid, notFound } from '../refusal.ts'
import type { Caller, Comment, Permission, Run } from '../resources.ts'
import { readOptions, runAttributes, stillProcessing } from '../run-options.ts'
import { createRun } from '../runs.ts'
import { addEvent } from '../transitions.ts'
import type { Service } from '../service.ts'
import { asked, comment, linked, list, reply, sent, show, sourceOf, type Env, type Exchange } from './exchange.ts'

export const RUN_INCLUDES = [
  'plan',
  'apply',
  'created_by',
  'cost_estimate',
  'configuration_version',
  'configuration_version.ingress_attributes',
  'policy_checks',
  'workspace',
  'task_stages',
  'task_stages.task_results',
  'task_stages.policy_evaluations',
  'tf_policy_evaluations'
]
const EVENT_INCLUDES = ['actor', 'comment']

/** https://developer.hashicorp.com/terraform/cloud-docs/api-docs/run */
export const runs = new Hono<Env>()
  .post('/runs', async c => {
    const { service, caller } = c.var.view
    const { world, faults } = service
    const document = await sent(c, 'runs')
    const workspaceId = linked(document, 'workspace')
    if (workspaceId === undefined) throw invalid('Workspace must exist', '/data/relationships/workspace')
    const workspace = found(world.workspaces.get(workspaceId))
    require(caller, 'can-queue-run', workspace)
    const versionId = linked(document, 'configuration-version')
    // Without one, the current one of the workspace, whoever uploaded it.
    const configurationVersion =
      versionId === undefined
        ? workspace.currentConfigurationVersion
        : found(world.configurationVersions.get(versionId))
    if (configurationVersion === undefined)
      throw invalid(
        'Invalid run parameters: Configuration version is missing',
        '/data/relationships/configuration-version'
      )
    const options = readOptions(document.attributes)
    if (options['is-destroy'] === true) require(caller, 'can-queue-destroy', workspace)
    const attributes = runAttributes(workspace, configurationVersion, sourceOf(c), options)
    if (faults.has('configuration-version-pending') || faults.take('configuration-version-processing') !== undefined)
      throw stillProcessing()
    if (faults.has('workspace-locked') && workspace.lock === undefined) {
      const reason = faults.take('workspace-locked')?.reason ?? 'Locked by an administrator'
      workspace.lock = { by: 'caller', caller: world.addPerson('user', 'administrator'), reason }
    }
    const run = createRun(service, { workspace, configurationVersion, createdBy: caller, attributes })
    return show(c, runResource(c.var.view, run), RUN_INCLUDES, 201)
  })
  .get('/runs/:run', c => {
    const run = runOf(c)
    return show(c, asSeen(c, run), RUN_INCLUDES)
  })
  .post('/runs/:run/actions/apply', c =>
    act(c, 'can-queue-apply', (service, run, caller) => {
      takeAway(service, run)
      confirm(service, run, caller)
    })
  )
  .post('/runs/:run/actions/discard', c => act(c, 'can-queue-apply', discard))
  .post('/runs/:run/actions/cancel', c => act(c, 'can-queue-apply', cancel))
  .post('/runs/:run/actions/force-cancel', c => act(c, 'can-update', forceCancel))
  .post('/runs/:run/actions/force-execute', c => act(c, 'can-queue-apply', forceExecute))
  .get('/runs/:run/run-events', c => {
    const { view } = c.var
    const data = runOf(c).events.map(event => runEventResource(view, event))
    return reply({ data, ...included(view, data, EVENT_INCLUDES, asked(c, 'include')) })
  })
  .get('/run-events/:event', c => {
    const { service, caller } = c.var.view
    const event = found(service.world.runEvents.get(c.req.param('event')))
    require(caller, 'can-read-run', event.run.workspace)
    return show(c, runEventResource(c.var.view, event), EVENT_INCLUDES)
  })
  .get('/runs/:run/created-by', c => show(c, userResource(c.var.view, runOf(c).createdBy)))
  .get('/runs/:run/comments', c => list(c, runOf(c).comments, commentResource))
  .post('/runs/:run/comments', async c => {
    const run = runOf(c)
    const { body } = (await sent(c, 'comments')).attributes
    if (typeof body !== 'string' || body === '') throw invalid("Body can't be blank", '/data/attributes/body')
    return show(c, commentResource(c.var.view, addComment(c, run, body)), [], 201)
  })
  .get('/comments/:comment', c => {
    const { service, caller } = c.var.view
    const comment = found(service.world.comments.get(c.req.param('comment')))
    require(caller, 'can-read-run', comment.run.workspace)
    return show(c, commentResource(c.var.view, comment))
  })

export function runOf(c: Exchange, permission: Permission = 'can-read-run'): Run {
  const { service, caller } = c.var.view
  const run = found(service.world.runs.get(c.req.param('run') ?? ''))
  require(caller, 'can-read-run', run.workspace)
  require(caller, permission, run.workspace)
  return run
}

/** An action is queued: 202 and no body, and the run changes in its own time. */
async function act(
  c: Exchange,
  permission: Permission,
  action: (service: Service, run: Run, caller: Caller) => void
): Promise<Response> {
  const { service, caller } = c.var.view
  if (caller.kind === 'organization') throw notFound()
  const run = runOf(c, permission)
  const said = await comment(c)
  action(service, run, caller)
  if (said !== undefined) addComment(c, run, said)
  return new Response(null, { status: 202 })
}

function addComment(c: Exchange, run: Run, body: string): Comment {
  const { service, caller } = c.var.view
  const event = addEvent(service, run, 'commented', caller)
  const comment: Comment = { id: newId('wsc'), body, run, event }
  event.comment = comment
  run.comments.push(comment)
  service.world.comments.set(comment.id, comment)
  return comment
}

/** The faults of a run that lie in how it is seen. */
function asSeen(c: Exchange, run: Run) {
  const { view } = c.var
  const resource = runResource(view, run)
  const { faults } = view.service
  const late = run.awaiting === 'confirmation' && faults.take('confirmable-late') !== undefined
  const strange = faults.take('unknown-status')
  const actions = { ...(resource.attributes?.actions as object), ...(late ? { 'is-confirmable': false } : {}) }
  const status = strange === undefined ? run.status : (strange.status ?? 'quantum_verifying')
  return { ...resource, attributes: { ...resource.attributes, actions, status } }
}

/** Somebody else was faster. */
function takeAway(service: Service, run: Run): void {
  const taken = service.faults.take('apply-taken')
  if (taken === undefined) return
  const other = service.world.addPerson('user', 'colleague')
  if (taken.by === 'discarded') discard(service, run, other)
  else confirm(service, run, other)
}
