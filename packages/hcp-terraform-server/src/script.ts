import type { RunStatus, StageName } from './resources.ts'

/** What one run will do. What isn't said, the engine does, and the workspace's checks. */
export interface RunScript extends Checks {
  readonly plan?: PlanScript
  readonly apply?: ApplyScript
  /** What the service warns of when the run is created: that policies are not enforced as they are set to be. */
  readonly warnings?: readonly string[]
  /** The run stays in each of these statuses until it is released. */
  readonly hold?: readonly RunStatus[]
}

/** What is between a plan and its apply. */
export interface Checks {
  readonly costEstimate?: CostScript
  /** Sentinel policies, checked by the service. */
  readonly policies?: readonly PolicyScript[]
  /** OPA (or agent-run Sentinel) policy sets, evaluated in the post-plan stage. */
  readonly policySets?: readonly PolicySetScript[]
  readonly tasks?: readonly TaskScript[]
  /** Terraform policies, in beta: evaluated after the plan. */
  readonly terraformPolicies?: readonly TerraformPolicySetScript[]
}

/** A piece of a log, or a pause before the next one: of so many milliseconds, or until the run is released. */
export type LogStep = string | Uint8Array | { readonly wait: number } | { readonly hold: true }

interface PhaseScript {
  /** The whole of it, or its pieces and the pauses between them. JSON lines are strings like others. */
  readonly log?: string | readonly LogStep[]
  readonly status?: 'finished' | 'errored'
  readonly additions?: number
  readonly changes?: number
  readonly destructions?: number
  readonly imports?: number
  /** Goes on when asked to stop, until the run is forced. */
  readonly ignoresCancel?: boolean
}

export interface PlanScript extends PhaseScript {
  /** Default: whether any count is above 0. */
  readonly hasChanges?: boolean
  readonly json?: unknown
  readonly schemas?: unknown
}

export interface ApplyScript extends PhaseScript {
  readonly outputs?: Readonly<Record<string, OutputScript>>
  /** The whole state file, instead of one made of `outputs`. */
  readonly state?: string
  /** The state can't be handed in: the run errors, and the state waits at the apply's `errored-state`. */
  readonly losesState?: boolean
}

export interface OutputScript {
  readonly value: unknown
  readonly sensitive?: boolean
  /** Terraform's type in JSON, `["list","string"]`. Default: what the value looks like. */
  readonly type?: unknown
}

export interface CostScript {
  readonly prior?: string
  readonly proposed?: string
  readonly delta?: string
  readonly status?: 'finished' | 'errored' | 'skipped_due_to_targeting'
  readonly errorMessage?: string
  readonly matched?: number
  readonly unmatched?: number
}

export interface PolicyScript {
  readonly name: string
  readonly enforcement: 'advisory' | 'soft-mandatory' | 'hard-mandatory'
  readonly passes: boolean
  readonly output?: string
}

export interface PolicySetScript {
  readonly name: string
  readonly kind?: 'opa' | 'sentinel'
  /** Whether a failed mandatory policy may be overridden. Default: yes. */
  readonly overridable?: boolean
  readonly policies: readonly {
    readonly name: string
    readonly enforcement: 'advisory' | 'mandatory'
    readonly passes: boolean
    readonly description?: string
  }[]
}

export interface TerraformPolicySetScript {
  readonly name: string
  readonly policies: readonly {
    readonly name: string
    readonly enforcement: 'advisory' | 'mandatory' | 'mandatory_overridable'
    readonly status: 'passed' | 'failed' | 'errored' | 'unknown'
    readonly description?: string
    /** The resources that failed, each with why. */
    readonly resources?: Readonly<Record<string, string>>
  }[]
}

export interface TaskScript {
  readonly name: string
  readonly stage: StageName
  readonly enforcement: 'advisory' | 'mandatory'
  readonly passes: boolean
  /** Whether somebody may let the run go on although it failed. Default: no. */
  readonly overridable?: boolean
  readonly message?: string
  readonly url?: string
}
