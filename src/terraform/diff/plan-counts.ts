import type { PlanDifference, ResourceAction, ResourceDifference } from './plan-tree.ts'

/** What a plan does, in the numbers of Terraform's summary: a replacement is one addition and one destruction. */
export interface PlanCounts {
  readonly additions: number
  readonly changes: number
  readonly destructions: number
  readonly imports: number
  /** Resources with an action that this version does not know. */
  readonly unknown: number
}

export function countResources(resources: readonly ResourceDifference[]): PlanCounts {
  const count = (...actions: readonly ResourceAction[]): number =>
    resources.filter(({ action, mode }) => actions.includes(action) && (action !== 'delete' || mode !== 'data')).length
  const replaced = count('delete-create', 'create-delete')
  return {
    additions: count('create') + replaced,
    changes: count('update'),
    destructions: count('delete') + replaced,
    imports: resources.filter(({ importing }) => importing !== undefined).length,
    unknown: count('unknown')
  }
}

/** Undefined where the plan does not say all that it does: it has failed, or it has actions that are not counted here. */
export function countsOfPlan({ errored, resources }: PlanDifference): Omit<PlanCounts, 'unknown'> | undefined {
  const { unknown, ...counts } = countResources(resources)
  const isPartial =
    unknown > 0 || resources.some(({ action }) => action.endsWith('-forget') || action === 'forget-create')
  return errored || isPartial ? undefined : counts
}
