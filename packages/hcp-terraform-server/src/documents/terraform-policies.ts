import { may } from '../callers.ts'
import type { TerraformPolicyEvaluation } from '../resources.ts'
import { countsOf } from '../terraform-policies.ts'
import { instant } from '../world.ts'
import { many, one, type Resource, type View } from './document.ts'

export function terraformPolicyResource({ caller }: View, evaluation: TerraformPolicyEvaluation): Resource {
  const { id, run, sets, status, statusTimestamps, createdAt, updatedAt } = evaluation
  return {
    id,
    type: 'tf-policy-evaluations',
    attributes: {
      status,
      'stage-type': 'Plan',
      'status-timestamps': statusTimestamps,
      'created-at': instant(createdAt),
      'updated-at': instant(updatedAt),
      'result-count': countsOf(['pending', 'running'].includes(status) ? [] : sets),
      error: null,
      permissions: { 'can-override': may(caller, 'can-override-policy-check', run.workspace) },
      actions: { 'is-overridable': status === 'awaiting_override' }
    },
    relationships: { run: one('runs', run), 'tf-policy-set-outcomes': many('tf-policy-set-outcomes', sets) }
  }
}

export function terraformPolicyOutcomeResource(
  { id }: TerraformPolicyEvaluation,
  { id: outcomeId, set }: TerraformPolicyEvaluation['sets'][number]
): Resource {
  return {
    id: outcomeId,
    type: 'tf-policy-set-outcomes',
    attributes: {
      outcomes: set.policies.map(({ name, enforcement, status, description = '', resources = {} }) => ({
        policy_name: name,
        description,
        file_name: `${name}.policy.hcl`,
        enforcement_level: enforcement,
        status,
        diagnostics: Object.keys(resources).length === 0 ? null : [diagnostic(name, resources)]
      })),
      overridable: set.policies.every(({ enforcement }) => enforcement !== 'mandatory'),
      'policy-set-name': set.name,
      'policy-set-description': null,
      'result-count': countsOf([{ id: outcomeId, set }])
    },
    relationships: { 'tf-policy-evaluation': one('tf-policy-evaluations', { id }) }
  }
}

const diagnostic = (name: string, resources: Readonly<Record<string, string>>) => ({
  code: 'enforce {\n}',
  context: null,
  start_line: 1,
  summary: name,
  error_message: null,
  resources: Object.entries(resources).map(([address, message]) => ({
    resource_name: address,
    error_message: message,
    info_message: null,
    file_name: 'main.tf',
    code: null,
    start_line: 1,
    values: null
  }))
})
