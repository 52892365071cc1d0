import { includedOne, namesNone, relatedIds, type Resource } from '../document.ts'
import { toApply, type Apply } from './applies.ts'
import { changesSomething, toPlan, type Plan } from './plans.ts'

/** https://developer.hashicorp.com/terraform/cloud-docs/api-docs/run */
export interface Run {
  readonly resource: Resource
  readonly id: string
  /** One of `RunStatus` (src/run/status.ts), or a word that this version has not heard of. */
  readonly status: string
  readonly message: string | undefined
  /** True where the run, its plan or a count of the plan says so. Undefined where the server does not say. */
  readonly hasChanges: boolean | undefined
  readonly isPlanOnly: boolean
  readonly isSavedPlan: boolean
  /** What the service would accept now. */
  readonly actions: {
    readonly confirmable: boolean
    readonly cancelable: boolean
    readonly discardable: boolean
    readonly forceCancelable: boolean
  }
  readonly isRefreshOnly: boolean
  /** Whether it was asked to stop, by whomever. */
  readonly isBeingCanceled: boolean
  /** The earliest time of a force-cancel, in milliseconds since 1970; absent where the server does not say. */
  readonly forceCancelableAt: number | undefined
  /** Whether the service should apply it even without changes. */
  readonly allowsEmptyApply: boolean
  /** Whether it is applied without being confirmed. */
  readonly isAutoApply: boolean
  /** How many runs are before it, while it is queued; absent where the server does not say. */
  readonly positionInQueue: number | undefined
  /** Whether the token may confirm an apply; undefined where the server does not say. */
  readonly mayApply: boolean | undefined
  readonly workspaceId: string | undefined
  readonly configurationVersionId: string | undefined
  readonly planId: string | undefined
  readonly applyId: string | undefined
  readonly costEstimateId: string | undefined
  readonly policyCheckIds: readonly string[]
  readonly taskStageIds: readonly string[]
  readonly terraformPolicyIds: readonly string[]
  /** Whether the service says that nothing of note has happened to it. */
  readonly hasNoEvents: boolean
  /** Present where the server includes them. */
  readonly plan: Plan | undefined
  readonly apply: Apply | undefined
}

/** The relationships of a run that are read, with those that name several resources apart. */
export const RUN_RELATIONS = {
  one: ['workspace', 'configuration-version', 'plan', 'apply', 'cost-estimate'],
  many: ['policy-checks', 'task-stages']
} as const

export function runOf(resource: Resource, included: readonly Resource[]): Run {
  const { id, attributes } = resource
  const actions = attributes.fields('actions')
  const thePlan = includedOne(resource, 'plan', included)
  const plan = thePlan && toPlan(thePlan)
  const theApply = includedOne(resource, 'apply', included)
  return {
    resource,
    id,
    status: attributes.text('status') ?? 'unknown',
    message: attributes.text('message'),
    hasChanges: changesSomething([attributes.flag('has-changes'), plan?.hasChanges], plan),
    isPlanOnly: attributes.flag('plan-only') ?? false,
    isSavedPlan: attributes.flag('save-plan') ?? false,
    actions: {
      confirmable: actions.flag('is-confirmable') ?? false,
      cancelable: actions.flag('is-cancelable') ?? false,
      discardable: actions.flag('is-discardable') ?? false,
      forceCancelable: actions.flag('is-force-cancelable') ?? false
    },
    isRefreshOnly: attributes.flag('refresh-only') ?? false,
    isBeingCanceled: (attributes.text('canceled-at') ?? attributes.text('force-cancel-available-at')) !== undefined,
    forceCancelableAt: time(attributes.text('force-cancel-available-at')),
    allowsEmptyApply: attributes.flag('allow-empty-apply') ?? false,
    isAutoApply: attributes.flag('auto-apply') ?? false,
    positionInQueue: attributes.count('position-in-queue'),
    mayApply: attributes.fields('permissions').flag('can-apply'),
    workspaceId: relatedIds(resource, 'workspace')[0],
    configurationVersionId: relatedIds(resource, 'configuration-version')[0],
    planId: relatedIds(resource, 'plan')[0],
    applyId: relatedIds(resource, 'apply')[0],
    costEstimateId: relatedIds(resource, 'cost-estimate')[0],
    policyCheckIds: relatedIds(resource, 'policy-checks'),
    taskStageIds: relatedIds(resource, 'task-stages'),
    terraformPolicyIds: relatedIds(resource, 'tf-policy-evaluations'),
    hasNoEvents: namesNone(resource, 'run-events'),
    plan,
    apply: theApply && toApply(theApply)
  }
}

const time = (text: string | undefined): number | undefined => {
  const at = Date.parse(text ?? '')
  return Number.isNaN(at) ? undefined : at
}
