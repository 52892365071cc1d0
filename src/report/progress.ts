import type { ResourceStep } from '../terraform/apply-steps.ts'
import type { Diagnostic } from '../terraform/log-events.ts'
import type { Change } from '../terraform/plan.ts'

/** What became of planned changes, by their address. Those of which the log can't tell are not in it. */
export type Progress = ReadonlyMap<string, ApplyResult>

export interface ApplyResult {
  readonly status: ApplyStatus
  /** What happened, in words. */
  readonly words: string
  /** How long it took, all steps of it. */
  readonly seconds: number | undefined
  /** Whether something that existed was destroyed. */
  readonly isDestroyed: boolean
}

export type ApplyStatus = 'failed' | 'unfinished' | 'not-reached' | 'done'

type Operation = NonNullable<ResourceStep['action']>
type OperationStatus = 'none' | 'started' | 'complete' | 'errored' | 'tainted'

/** What an apply does for each action. Moving, forgetting, importing and reading leave nothing in its log. */
const OPERATIONS: Readonly<Partial<Record<Change['action'], readonly Operation[]>>> = {
  create: ['create'],
  update: ['update'],
  delete: ['delete']
}

const operationsOf = ({ action, destroyedFirst = true, forgets = false }: Change): readonly Operation[] | undefined => {
  if (action !== 'replace') return OPERATIONS[action]
  if (forgets) return ['create']
  return destroyedFirst ? ['delete', 'create'] : ['create', 'delete']
}

const DEPOSED = / \(deposed object .*\)$/
const baseOf = (address: string): string => address.replace(DEPOSED, '')

/** Undefined where the log names no resource that the apply has begun. */
export function progressOf(
  planned: readonly Change[],
  steps: readonly ResourceStep[],
  diagnostics: readonly Diagnostic[]
): Progress | undefined {
  if (steps.length === 0) return undefined
  const errors = new Set(diagnostics.flatMap(({ severity, address }) => (severity === 'error' ? (address ?? []) : [])))
  const stepsAt = Map.groupBy(steps, ({ address }) => address)
  // The log does not say which of several objects at one address it destroys.
  const deletions = new Map<string, number>()
  for (const change of planned) {
    const base = baseOf(change.address)
    if (operationsOf(change)?.includes('delete') === true) deletions.set(base, (deletions.get(base) ?? 0) + 1)
  }
  return new Map(
    planned.flatMap(change => {
      const operations = operationsOf(change)
      if (operations === undefined) return []
      const base = baseOf(change.address)
      const own = stepsAt.get(base) ?? []
      const statuses = operations.map((operation): readonly [Operation, OperationStatus] => [
        operation,
        statusOf(operation, own, operation === 'delete' ? (deletions.get(base) ?? 1) : 1, errors.has(base))
      ])
      return [[change.address, resultOf(statuses, own, errors.has(base))]]
    })
  )
}

function statusOf(
  operation: Operation,
  steps: readonly ResourceStep[],
  expected: number,
  hasError: boolean
): OperationStatus {
  const own = steps.filter(({ action, what }) => action === operation && what !== 'provisioner-errored')
  if (own.filter(({ what }) => what === 'complete').length >= expected) return 'complete'
  if (expected > 1 && own.length > 0) return 'started'
  if (own.some(({ what }) => what === 'errored'))
    return operation === 'create' && isProvisionerFailed(steps) ? 'tainted' : 'errored'
  if (own.length > 0) return hasError ? 'errored' : 'started'
  // A step that does not name its action may be any of them.
  return steps.some(({ action, what }) => action === undefined && what !== 'provisioner-errored') ? 'started' : 'none'
}

/** Whether a provisioner failed since the creation began: one that may fail does not end it. */
const isProvisionerFailed = (steps: readonly ResourceStep[]): boolean =>
  steps
    .slice(steps.findLastIndex(({ action, what }) => action === 'create' && what === 'start') + 1)
    .some(({ what }) => what === 'provisioner-errored')

const WORDS: Readonly<Record<Operation, Readonly<Record<OperationStatus, string>>>> = {
  create: {
    none: 'not created',
    started: 'its creation did not finish',
    complete: 'created',
    errored: 'its creation failed',
    tainted: 'created, then its provisioner failed: tainted'
  },
  update: {
    none: 'not updated',
    started: 'its update did not finish',
    complete: 'updated',
    errored: 'its update failed',
    tainted: 'its update failed'
  },
  delete: {
    none: 'not destroyed',
    started: 'its destruction did not finish',
    complete: 'destroyed',
    errored: 'its destruction failed',
    tainted: 'its destruction failed'
  }
}

function resultOf(
  statuses: readonly (readonly [Operation, OperationStatus])[],
  steps: readonly ResourceStep[],
  hasError: boolean
): ApplyResult {
  const all = statuses.map(([, status]) => status)
  const times = steps.flatMap(({ seconds }) => seconds ?? [])
  const isBegun = all.some(status => status !== 'none')
  const isReplaced = statuses.length > 1 && all.every(status => status === 'complete')
  const words = isReplaced ? 'replaced' : statuses.map(([operation, status]) => WORDS[operation][status]).join('; ')
  return {
    status: summaryOf(all, hasError),
    words: isBegun ? words : hasError ? 'failed before it began' : 'not reached',
    seconds: times.length === 0 ? undefined : times.reduce((sum, time) => sum + time, 0),
    isDestroyed: statuses.some(([operation, status]) => operation === 'delete' && status === 'complete')
  }
}

function summaryOf(all: readonly OperationStatus[], hasError: boolean): ApplyStatus {
  if (all.every(status => status === 'complete')) return 'done'
  if (all.some(status => status === 'errored' || status === 'tainted')) return 'failed'
  if (all.some(status => status !== 'none')) return 'unfinished'
  return hasError ? 'failed' : 'not-reached'
}

/** What a report of an apply that did not get to its end does not show. */
export function progressRemarks({ applied, hasBegun, isLeft, progress }: ReportedProgress): readonly string[] {
  if (applied || !hasBegun) return []
  if (progress === undefined)
    return [
      '_What the action read of the log of the apply names no changed resources, so the effect of the apply is unknown._'
    ]
  return isLeft
    ? ['_The action stopped following the run during the apply, and Terraform may have changed more since then._']
    : []
}

interface ReportedProgress {
  readonly applied: boolean
  readonly hasBegun: boolean
  readonly isLeft: boolean
  readonly progress: Progress | undefined
}
