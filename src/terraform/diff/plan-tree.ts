import type { Json } from '../../json.ts'
import type { Difference } from './tree.ts'

export type PlanMode = 'normal' | 'destroy' | 'refresh-only'

/** Everything that a plan says of changes. */
export interface PlanDifference {
  readonly mode: PlanMode
  readonly errored: boolean
  /** Whether applying the plan would do something. Undefined where the plan does not say. */
  readonly applyable: boolean | undefined
  readonly resources: readonly ResourceDifference[]
  /** What has changed outside of Terraform. */
  readonly drift: readonly ResourceDifference[]
  readonly outputs: readonly OutputDifference[]
  readonly deferred: readonly DeferredDifference[]
  readonly invocations: readonly ActionInvocation[]
}

export type ResourceAction =
  'none' | 'create' | 'read' | 'update' | 'delete' | 'forget' | 'delete-create' | 'create-delete'

export interface ResourceDifference {
  readonly address: string
  readonly module: string | undefined
  readonly mode: string
  readonly type: string
  readonly name: string
  readonly index: Json | undefined
  readonly previousAddress: string | undefined
  readonly deposed: string | undefined
  readonly action: ResourceAction
  readonly reason: string | undefined
  readonly importing: { readonly id: string | undefined } | undefined
  readonly generatedConfig: boolean
  readonly node: Difference
}

export interface OutputDifference {
  readonly name: string
  readonly node: Difference
}

export interface DeferredDifference {
  readonly reason: string
  readonly resource: ResourceDifference
}

/** An action that Terraform would run. The printed text of these was not compared with a CLI's: it has them from version 1.14 on. */
export interface ActionInvocation {
  readonly address: string
  readonly type: string
  readonly trigger: string | undefined
}
