import { Hono } from 'hono'
import { require } from '../callers.ts'
import { terraformPolicyOutcomeResource, terraformPolicyResource } from '../documents/terraform-policies.ts'
import { found, notAllowed } from '../refusal.ts'
import type { TerraformPolicyEvaluation } from '../resources.ts'
import { overrideTerraformPolicies } from '../terraform-policies.ts'
import { addEvent } from '../transitions.ts'
import { list, show, type Env, type Exchange } from './exchange.ts'
import { runOf } from './runs.ts'

/** In beta: the paths of `tf-policy-evaluations` in HashiCorp's OpenAPI document. */
export const terraformPolicies = new Hono<Env>()
  .get('/runs/:run/tf-policy-evaluations', c => list(c, runOf(c).terraformPolicies, terraformPolicyResource))
  .get('/tf-policy-evaluations/:terraformEvaluation', c =>
    show(c, terraformPolicyResource(c.var.view, evaluationOf(c)))
  )
  .get('/tf-policy-evaluations/:terraformEvaluation/tf-policy-set-outcomes', c => {
    const evaluation = evaluationOf(c)
    return list(c, evaluation.sets, (_, outcome) => terraformPolicyOutcomeResource(evaluation, outcome))
  })
  .get('/tf-policy-set-outcomes/:terraformOutcome', c => {
    const id = c.req.param('terraformOutcome')
    const all = [...c.var.view.service.world.terraformPolicies.values()]
    const evaluation = found(all.find(({ sets }) => sets.some(each => each.id === id)))
    require(c.var.view.caller, 'can-read-run', evaluation.run.workspace)
    return show(c, terraformPolicyOutcomeResource(evaluation, found(evaluation.sets.find(each => each.id === id))))
  })
  .post('/tf-policy-evaluations/:terraformEvaluation/actions/override', c => {
    const { service, caller } = c.var.view
    const evaluation = evaluationOf(c)
    require(caller, 'can-override-policy-check', evaluation.run.workspace)
    if (evaluation.status !== 'awaiting_override')
      throw notAllowed('The Terraform policy evaluation is not in an overridable state.')
    addEvent(service, evaluation.run, 'tf_policy_override', caller)
    overrideTerraformPolicies(service, evaluation)
    return show(c, terraformPolicyResource(c.var.view, evaluation))
  })

function evaluationOf(c: Exchange): TerraformPolicyEvaluation {
  const evaluation = found(c.var.view.service.world.terraformPolicies.get(c.req.param('terraformEvaluation') ?? ''))
  require(c.var.view.caller, 'can-read-run', evaluation.run.workspace)
  return evaluation
}
