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

/** The action on a resource: what the plan's words say, and `unknown` where this version does not know them. */
export type ResourceAction =
  | 'none'
  | 'create'
  | 'read'
  | 'update'
  | 'delete'
  | 'forget'
  | 'delete-create'
  | 'create-delete'
  | 'create-forget'
  | 'forget-create'
  | 'unknown'

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
  /** The words of the plan for it. */
  readonly actionWords: string
  readonly reason: string | undefined
  readonly importing: { readonly id: string | undefined } | undefined
  readonly generatedConfig: boolean
  readonly node: Difference
}

export interface OutputDifference {
  readonly name: string
  readonly action: ResourceAction
  readonly actionWords: string
  readonly node: Difference
}

export interface DeferredDifference {
  readonly reason: string
  readonly resource: ResourceDifference
}

/** An action that Terraform would invoke. */
export interface ActionInvocation {
  readonly address: string
  /** The resource whose change invokes it. Undefined where the person who plans asks for the action itself. */
  readonly trigger: string | undefined
  /** When, in the plan's word: `after_create`. */
  readonly event: string | undefined
  /**
   * What else the plan says of its trigger: which of the actions of the resource it is, where it is not the first one (`action_trigger[1].actions[0]`),
   * what follows its failure, and what calls it.
   */
  readonly settings: readonly string[]
  /** Why it waits for another plan, in the plan's word. */
  readonly deferred: string | undefined
  /** Undefined where the plan does not say which of its values are sensitive. */
  readonly config: Difference | undefined
}
