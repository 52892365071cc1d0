import { Hono } from 'hono'
import { planJsonPath, erroredStatePath } from '../archivist.ts'
import { require } from '../callers.ts'
import { blobUrl } from '../documents/document.ts'
import { applyResource, planExportResource, planResource } from '../documents/runs.ts'
import { newId } from '../ids.ts'
import { found, invalid, notFound } from '../refusal.ts'
import type { Permission, Phase, PlanExport } from '../resources.ts'
import { second } from '../world.ts'
import { linked, sent, show, type Env, type Exchange } from './exchange.ts'
import { runOf } from './runs.ts'

type PlanJson = Parameters<typeof planJsonPath>[2]

/** https://developer.hashicorp.com/terraform/cloud-docs/api-docs/plans and .../applies */
export const phases = new Hono<Env>()
  .get('/plans/:plan', c => show(c, planResource(c.var.view, planOf(c))))
  .get('/runs/:run/plan', c => show(c, planResource(c.var.view, runOf(c).plan)))
  .get('/plans/:plan/json-output', c => planJson(c, planOf(c, 'can-update'), 'plan-json'))
  .get('/runs/:run/plan/json-output', c => planJson(c, runOf(c, 'can-update').plan, 'plan-json'))
  .get('/plans/:plan/json-output-redacted', c => planJson(c, planOf(c), 'plan-json-redacted'))
  .get('/plans/:plan/json-schema', c => planJson(c, planOf(c), 'plan-schema'))
  .get('/runs/:run/plan/json-schema', c => planJson(c, runOf(c).plan, 'plan-schema'))
  // Only organizations that hold their own encryption key have sanitized plans.
  .get('/plans/:plan/sanitized-plan', () => {
    throw notFound()
  })
  .get('/applies/:apply', c => show(c, applyResource(c.var.view, applyOf(c))))
  .get('/runs/:run/apply', c => show(c, applyResource(c.var.view, runOf(c).apply)))
  .get('/applies/:apply/errored-state', c => {
    const { view } = c.var
    const apply = applyOf(c, 'can-read-state-versions')
    return c.redirect(blobUrl(view, erroredStatePath(view.service, apply, found(apply.erroredState))), 307)
  })
  .post('/plan-exports', async c => {
    const { service, caller } = c.var.view
    const document = await sent(c, 'plan-exports')
    const plan = found(service.world.plans.get(linked(document, 'plan') ?? ''))
    require(caller, 'can-read-run', plan.workspace)
    const dataType = document.attributes['data-type']
    if (dataType !== 'sentinel-mock-bundle-v0') throw invalid('data-type is not valid', '/data/attributes/data-type')
    if (plan.status !== 'finished') throw invalid('The plan has not finished.')
    const now = second(service.world.now())
    const planExport: PlanExport = { id: newId('pe'), plan, dataType, statusTimestamps: { 'finished-at': now } }
    plan.exports.push(planExport)
    service.world.planExports.set(planExport.id, planExport)
    return show(c, planExportResource(c.var.view, planExport), [], 201)
  })
  .get('/plan-exports/:export', c => show(c, planExportResource(c.var.view, exportOf(c))))
  .get('/plan-exports/:export/download', c => {
    const { view } = c.var
    return c.redirect(blobUrl(view, planJsonPath(view.service, exportOf(c).plan, 'plan-export')), 302)
  })
  .delete('/plan-exports/:export', c => {
    const planExport = exportOf(c)
    c.var.view.service.world.planExports.delete(planExport.id)
    planExport.plan.exports.splice(planExport.plan.exports.indexOf(planExport), 1)
    return new Response(null, { status: 204 })
  })

/** 204 as long as the plan goes on, then a URL for a minute; 404 when there will never be one. */
function planJson(c: Exchange, plan: Phase, kind: PlanJson): Response {
  const { service, caller } = c.var.view
  if (kind === 'plan-json' && caller.kind === 'organization') throw notFound()
  const unfinished = plan.status === 'pending' || plan.status === 'queued' || plan.status === 'running'
  if (unfinished || service.faults.take('plan-json-late') !== undefined) return new Response(null, { status: 204 })
  const content = kind === 'plan-schema' ? plan.printed.schemas : plan.printed.json
  if (content === undefined) throw notFound()
  return c.redirect(blobUrl(c.var.view, planJsonPath(service, plan, kind)), 307)
}

function planOf(c: Exchange, permission: Permission = 'can-read-run'): Phase {
  return phaseOf(c, c.var.view.service.world.plans.get(c.req.param('plan') ?? ''), permission)
}

function applyOf(c: Exchange, permission: Permission = 'can-read-run'): Phase {
  return phaseOf(c, c.var.view.service.world.applies.get(c.req.param('apply') ?? ''), permission)
}

function phaseOf(c: Exchange, phase: Phase | undefined, permission: Permission): Phase {
  const { workspace } = found(phase)
  require(c.var.view.caller, permission, workspace)
  return found(phase)
}

function exportOf(c: Exchange): PlanExport {
  const planExport = found(c.var.view.service.world.planExports.get(c.req.param('export') ?? ''))
  require(c.var.view.caller, 'can-read-run', planExport.plan.workspace)
  return planExport
}
