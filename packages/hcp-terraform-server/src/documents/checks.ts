import { may } from '../callers.ts'
import { failuresOf } from '../checks.ts'
import type {
  CostEstimate,
  PolicyCheck,
  PolicyEvaluation,
  PolicySetOutcome,
  TaskResult,
  TaskStage
} from '../resources.ts'
import type { PolicySetScript } from '../script.ts'
import { instant } from '../world.ts'
import { many, one, type Resource, type View } from './document.ts'

/** https://developer.hashicorp.com/terraform/cloud-docs/api-docs/cost-estimates */
export function costEstimateResource(_: View, { id, status, statusTimestamps, estimate }: CostEstimate): Resource {
  const done = status === 'finished'
  const { matched = 0, unmatched = 0 } = estimate
  return {
    id,
    type: 'cost-estimates',
    attributes: {
      status,
      'status-timestamps': statusTimestamps,
      'error-message': status === 'errored' ? (estimate.errorMessage ?? 'cost estimation failed') : null,
      'resources-count': done ? matched + unmatched : 0,
      'matched-resources-count': done ? matched : 0,
      'unmatched-resources-count': done ? unmatched : 0,
      'prior-monthly-cost': done ? (estimate.prior ?? '0.0') : null,
      'proposed-monthly-cost': done ? (estimate.proposed ?? '0.0') : null,
      'delta-monthly-cost': done ? (estimate.delta ?? '0.0') : null
    },
    links: { self: `/api/v2/cost-estimates/${id}` }
  }
}

/** https://developer.hashicorp.com/terraform/cloud-docs/api-docs/policy-checks */
export function policyCheckResource({ caller }: View, check: PolicyCheck): Resource {
  const { passed, advisory, soft, hard } = failuresOf(check)
  const self = `/api/v2/policy-checks/${check.id}`
  return {
    id: check.id,
    type: 'policy-checks',
    attributes: {
      result: {
        result: soft + hard === 0,
        passed,
        'total-failed': advisory + soft + hard,
        'hard-failed': hard,
        'soft-failed': soft,
        'advisory-failed': advisory,
        'duration-ms': 0,
        sentinel: sentinelOf(check)
      },
      scope: 'organization',
      status: check.status,
      'status-timestamps': check.statusTimestamps,
      actions: { 'is-overridable': check.status === 'soft_failed' && check.run.awaiting === 'override' },
      permissions: { 'can-override': may(caller, 'can-override-policy-check', check.run.workspace) }
    },
    relationships: { run: one('runs', check.run) },
    links: {
      output: `${self}/output`,
      ...(check.status === 'soft_failed' ? { override: `${self}/actions/override` } : {})
    }
  }
}

/** What Sentinel itself says of its run: https://developer.hashicorp.com/terraform/cloud-docs/policy-enforcement/sentinel/json */
function sentinelOf({ policies, status }: PolicyCheck) {
  if (status === 'pending' || status === 'queued' || status === 'unreachable') return {}
  const passes = policies.every(policy => policy.passes || policy.enforcement === 'advisory')
  return {
    'schema-version': 1,
    data: {
      'policy-set': {
        'can-override': policies.every(policy => policy.passes || policy.enforcement !== 'hard-mandatory'),
        error: null,
        result: passes,
        policies: policies.map(({ name, enforcement, passes: result }) => ({
          policy: name,
          'allowed-failure': enforcement === 'advisory',
          'enforcement-level': enforcement,
          error: null,
          result
        }))
      }
    }
  }
}

/** https://developer.hashicorp.com/terraform/cloud-docs/api-docs/run-tasks/run-task-stages-and-results */
export function taskStageResource({ caller }: View, stage: TaskStage): Resource {
  const override = may(caller, 'can-override-policy-check', stage.run.workspace)
  return {
    id: stage.id,
    type: 'task-stages',
    attributes: {
      status: stage.status,
      stage: stage.stage,
      'status-timestamps': stage.statusTimestamps,
      'created-at': instant(stage.createdAt),
      'updated-at': instant(stage.updatedAt),
      permissions: { 'can-override-policy': override, 'can-override-tasks': override, 'can-override': override },
      actions: { 'is-overridable': stage.status === 'awaiting_override' }
    },
    relationships: {
      run: one('runs', stage.run),
      'task-results': many('task-results', stage.results),
      'policy-evaluations': many('policy-evaluations', stage.evaluations)
    },
    links: { self: `/api/v2/task-stages/${stage.id}` }
  }
}

export function taskResultResource(_: View, result: TaskResult): Resource {
  const { id, stage, task, taskId, status, statusTimestamps, createdAt } = result
  const over = status === 'passed' || status === 'failed'
  return {
    id,
    type: 'task-results',
    attributes: {
      status,
      message: over ? (task.message ?? (task.passes ? 'All good' : 'Found problems')) : null,
      url: task.url ?? null,
      'status-timestamps': statusTimestamps,
      'created-at': instant(createdAt),
      'updated-at': instant(stage.updatedAt),
      stage: stage.stage,
      'is-speculative': stage.run.attributes['plan-only'],
      'task-id': taskId,
      'task-name': task.name,
      'task-url': task.url ?? 'https://example.com/task',
      'workspace-task-id': taskId.replace('task', 'wstask'),
      'workspace-task-enforcement-level': task.enforcement
    },
    relationships: { 'task-stage': one('task-stages', stage) },
    links: { self: `/api/v2/task-results/${id}` }
  }
}

/** https://developer.hashicorp.com/terraform/cloud-docs/api-docs/policy-evaluations */
export function policyEvaluationResource(_: View, evaluation: PolicyEvaluation): Resource {
  const { id, stage, kind, sets, status, statusTimestamps, createdAt } = evaluation
  return {
    id,
    type: 'policy-evaluations',
    attributes: {
      status,
      'policy-kind': kind,
      'status-timestamps': statusTimestamps,
      'created-at': instant(createdAt),
      'updated-at': instant(stage.updatedAt),
      'result-count': counts(
        sets.map(({ set }) => set),
        status !== 'pending' && status !== 'running'
      )
    },
    relationships: {
      'policy-attachable': one('task-stages', stage),
      'policy-set-outcomes': many('policy-set-outcomes', sets)
    },
    links: { self: `/api/v2/policy-evaluations/${id}` }
  }
}

export function policySetOutcomeResource(_: View, { id, evaluationId, set }: PolicySetOutcome): Resource {
  return {
    id,
    type: 'policy-set-outcomes',
    attributes: {
      outcomes: set.policies.map(({ name, enforcement, passes, description }) => ({
        enforcement_level: enforcement,
        query: `data.terraform.policies.${name.replaceAll('-', '_')}.deny`,
        status: passes ? 'passed' : 'failed',
        policy_name: name,
        description: description ?? '',
        output: []
      })),
      error: '',
      warnings: [],
      overridable: set.overridable ?? true,
      'policy-set-name': set.name,
      'policy-set-description': null,
      'result-count': counts([set], true)
    },
    relationships: { 'policy-evaluation': one('policy-evaluations', { id: evaluationId }) },
    links: { self: `/api/v2/policy-set-outcomes/${id}` }
  }
}

function counts(sets: readonly PolicySetScript[], decided: boolean) {
  const policies = decided ? sets.flatMap(({ policies }) => policies) : []
  const failed = (level: string) =>
    policies.filter(({ enforcement, passes }) => !passes && enforcement === level).length
  return {
    'advisory-failed': failed('advisory'),
    'mandatory-failed': failed('mandatory'),
    passed: policies.filter(({ passes }) => passes).length,
    errored: 0
  }
}
