import { deferredName, outputName } from '../terraform/plan-items.ts'
import type { PlanFingerprint } from '../terraform/plan-print.ts'
import { invocationName, type PlannedInvocation } from '../terraform/planned-invocation.ts'
import type { Change, Changes } from '../terraform/plan.ts'
import type { PlannedAction } from './review.ts'

/** A change that a plan as JSON lists, or that its log names. */
export interface StatedChange extends PlannedAction {
  /** `drift`: it has changed outside of Terraform. `action`: an action of a provider is invoked. */
  readonly kind: 'resource' | 'output' | 'drift' | 'deferred' | 'action'
  readonly previousAddress?: string | undefined
  readonly importing?: boolean
  readonly invocation?: PlannedInvocation | undefined
}

/** What a plan that is compared lists of what its log may name. */
export const listedInPrint = ({ changes, drift }: PlanFingerprint): readonly StatedChange[] => [
  ...changes.flatMap(({ kind, name, ...change }) => (kind === 'check' ? [] : [{ ...change, kind, address: name }])),
  ...drift.map(({ name, ...change }) => ({ ...change, kind: 'drift' as const, address: name }))
]

/** What a plan that is reported lists of what its log may name. */
export const listedInChanges = ({
  resources,
  outputs,
  drift,
  deferred,
  invocations
}: Changes): readonly StatedChange[] => [
  ...resources.map(change => stated('resource', change)),
  ...outputs.map(({ name, action }) => ({ kind: 'output' as const, address: outputName(name), actions: action })),
  ...drift.map(change => stated('drift', change)),
  ...deferred.map(({ change }) => stated('deferred', { ...change, address: deferredName(change.address) })),
  ...invocations.map(invocation => {
    const name = invocationName(invocation)
    return invocation.deferred === undefined
      ? { kind: 'action' as const, address: name, actions: 'invoke', invocation }
      : { kind: 'deferred' as const, address: deferredName(name), actions: 'invoke' }
  })
]

const stated = (kind: StatedChange['kind'], { address, action, previousAddress, importing }: Change): StatedChange => ({
  kind,
  address,
  actions: action,
  previousAddress,
  importing
})
