import { Hono } from 'hono'
import { overrideCheck } from '../checks.ts'
import { require } from '../callers.ts'
import {
  costEstimateResource,
  policyCheckResource,
  policyEvaluationResource,
  policySetOutcomeResource,
  taskResultResource,
  taskStageResource
} from '../documents/checks.ts'
import { included } from '../documents/include.ts'
import { found, notAllowed, notFound } from '../refusal.ts'
import type { PolicyCheck, PolicyEvaluation, PolicySetOutcome, Run, TaskStage } from '../resources.ts'
import { addEvent } from '../transitions.ts'
import { overrideStage } from '../stages.ts'
import { asked, list, reply, show, type Env, type Exchange } from './exchange.ts'
import { runOf } from './runs.ts'

const CHECK_INCLUDES = ['run', 'run.workspace']
const STAGE_INCLUDES = ['task_results', 'policy_evaluations', 'run', 'run.workspace', 'cost_estimate']

/** https://developer.hashicorp.com/terraform/cloud-docs/api-docs/policy-checks, .../policy-evaluations, .../run-tasks, .../cost-estimates */
export const checks = new Hono<Env>()
  .get('/cost-estimates/:estimate', c => {
    const { world } = c.var.view.service
    const estimate = found(world.costEstimates.get(c.req.param('estimate')))
    readable(c, found([...world.runs.values()].find(run => run.costEstimate === estimate)))
    return show(c, costEstimateResource(c.var.view, estimate))
  })
  // Paginated only on request: https://developer.hashicorp.com/terraform/cloud-docs/api-docs/policy-checks#list-policy-checks
  .get('/runs/:run/policy-checks', c => {
    const { policyChecks } = runOf(c)
    if (asked(c, 'page[number]') !== undefined || asked(c, 'page[size]') !== undefined)
      return list(c, policyChecks, policyCheckResource, CHECK_INCLUDES)
    const data = policyChecks.map(check => policyCheckResource(c.var.view, check))
    return reply({ data, ...included(c.var.view, data, CHECK_INCLUDES, asked(c, 'include')) })
  })
  .get('/policy-checks/:check', c => show(c, policyCheckResource(c.var.view, checkOf(c)), CHECK_INCLUDES))
  .get('/policy-checks/:check/output', c => {
    const check = checkOf(c)
    if (check.status === 'pending' || check.status === 'queued') return new Response(null, { status: 204 })
    return new Response(printed(check), { headers: { 'content-type': 'text/plain' } })
  })
  // No page says that a run shows the comment of an override.
  .post('/policy-checks/:check/actions/override', c => {
    const { service, caller } = c.var.view
    const check = checkOf(c)
    require(caller, 'can-override-policy-check', check.run.workspace)
    if (check.status !== 'soft_failed' || check.run.awaiting !== 'override')
      throw notAllowed('The policy check did not fail softly; there is nothing to override.')
    addEvent(service, check.run, 'policy_override', caller)
    overrideCheck(service, check)
    return show(c, policyCheckResource(c.var.view, check))
  })
  .get('/runs/:run/task-stages', c => list(c, runOf(c).taskStages, taskStageResource, STAGE_INCLUDES))
  .get('/task-stages/:stage', c => show(c, taskStageResource(c.var.view, stageOf(c)), STAGE_INCLUDES))
  .get('/task-stages/:stage/policy-evaluations', c => list(c, stageOf(c).evaluations, policyEvaluationResource))
  .post('/task-stages/:stage/actions/override', c => {
    const { service, caller } = c.var.view
    const stage = stageOf(c)
    require(caller, 'can-override-policy-check', stage.run.workspace)
    if (stage.status !== 'awaiting_override') throw notAllowed('The task stage does not await an override.')
    addEvent(service, stage.run, 'task_stage_override', caller)
    overrideStage(service, stage)
    return show(c, taskStageResource(c.var.view, stage))
  })
  .get('/task-results/:result', c => {
    const result = found(c.var.view.service.world.taskResults.get(c.req.param('result')))
    readable(c, result.stage.run)
    return show(c, taskResultResource(c.var.view, result))
  })
  .get('/policy-evaluations/:evaluation', c => show(c, policyEvaluationResource(c.var.view, evaluationOf(c))))
  .get('/policy-evaluations/:evaluation/policy-set-outcomes', c =>
    list(c, evaluationOf(c).sets.filter(outcomeFilter(c)), policySetOutcomeResource)
  )
  .get('/policy-set-outcomes/:outcome', c => {
    const { world } = c.var.view.service
    const outcome = found(world.policySetOutcomes.get(c.req.param('outcome')))
    readable(c, found(world.policyEvaluations.get(outcome.evaluationId)).stage.run)
    return show(c, policySetOutcomeResource(c.var.view, outcome))
  })

/** What Sentinel prints: https://developer.hashicorp.com/terraform/cloud-docs/policy-enforcement/view-results */
function printed({ policies }: PolicyCheck): string {
  const passes = policies.every(policy => policy.passes || policy.enforcement === 'advisory')
  const each = policies.map(({ name, enforcement, passes, output }, index) =>
    [
      `## Policy ${index + 1}: ${name} (${enforcement})`,
      `Result: ${passes}`,
      ...(output === undefined ? [] : [`Description:\n  ${output}`])
    ].join('\n\n')
  )
  return [`Sentinel Result: ${passes}`, `${policies.length} policies evaluated.`, ...each].join('\n\n') + '\n'
}

/** Sets with a policy that is all that one of the filters asks for: go-tfe sends `filter[0][status]=failed`. */
function outcomeFilter(c: Exchange): (outcome: PolicySetOutcome) => boolean {
  const filters = new Map<string, { status?: string; enforcementLevel?: string }>()
  for (const [name, value] of new URL(c.req.url).searchParams) {
    const [, at = '', key] = /^filter\[(\d+)\]\[(status|enforcementLevel|enforcement_level)\]$/.exec(name) ?? []
    if (key === undefined || value === '') continue
    c.var.heeded.add(name)
    filters.set(at, { ...filters.get(at), [key === 'status' ? key : 'enforcementLevel']: value })
  }
  return ({ set: { policies } }) =>
    filters.size === 0 ||
    [...filters.values()].some(({ status, enforcementLevel }) =>
      policies.some(
        ({ passes, enforcement }) =>
          (status === undefined || status === (passes ? 'passed' : 'failed')) &&
          (enforcementLevel === undefined || enforcementLevel === enforcement)
      )
    )
}

function readable(c: Exchange, { workspace }: Run): void {
  require(c.var.view.caller, 'can-read-run', workspace)
}

function checkOf(c: Exchange): PolicyCheck {
  const check = c.var.view.service.world.policyChecks.get(c.req.param('check') ?? '')
  if (check === undefined) throw notFound()
  readable(c, check.run)
  return check
}

function stageOf(c: Exchange): TaskStage {
  const stage = found(c.var.view.service.world.taskStages.get(c.req.param('stage') ?? ''))
  readable(c, stage.run)
  return stage
}

function evaluationOf(c: Exchange): PolicyEvaluation {
  const evaluation = found(c.var.view.service.world.policyEvaluations.get(c.req.param('evaluation') ?? ''))
  readable(c, evaluation.stage.run)
  return evaluation
}
