/**
 * What moves a run on: an engine plans and applies an uploaded configuration, and says what happened.
 * The lifecycle (queues, locks, statuses) is not its task.
 */
export interface Engine {
  readonly name: string
  /** The version that runs report, such as "1.11.4". */
  readonly terraformVersion: string
  /** Never rejects for a fault of the configuration: that is an `errored` result with diagnostics in the log. */
  plan(work: Work): Promise<PlanResult>
  /** Applies exactly what `planned` holds. */
  apply(work: Work, planned: Planned): Promise<ApplyResult>
}

/** One run's configuration and options. */
export interface Work {
  /** Where the uploaded archive was unpacked: the engine's own copy, kept between plan and apply, removed by the caller. */
  readonly directory: string
  /** Where in it Terraform runs, relative, '' for the top. */
  readonly workingDirectory: string
  /** The workspace's current state, as Terraform writes it. Absent before the first apply. */
  readonly state?: Buffer
  /** Values are HCL source, as the runs API takes them: a string is `"\"a\""`. */
  readonly variables: readonly { readonly key: string; readonly value: string }[]
  /** What Terraform and its providers read next to these. */
  readonly environment?: Readonly<Record<string, string>>
  readonly mode: 'normal' | 'destroy' | 'refresh-only'
  readonly refresh: boolean
  /** Whether configuration is written for what `import` blocks name and nothing declares. */
  readonly generateConfiguration?: boolean
  readonly targets: readonly string[]
  readonly replacements: readonly string[]
  /** Whether the log is JSON lines (structured run output) or plain text. */
  readonly structured: boolean
  /** Appends to the phase's log, whole or partial lines. */
  readonly log: (text: string | Uint8Array) => void
  /** Aborted when the run is cancelled: interrupt Terraform as its SIGINT does, and let it write its state. */
  readonly signal: AbortSignal
  /** Aborted when the run has finished whatever Terraform does, forced to end or left by a closing server: kill it. */
  readonly force?: AbortSignal
}

export interface Counts {
  readonly additions: number
  readonly changes: number
  readonly destructions: number
  readonly imports: number
}

export interface Planned extends Counts {
  readonly status: 'finished'
  /** Whether applying would change resources or outputs. */
  readonly hasChanges: boolean
  /** What `terraform show -json` prints of the plan, where the engine has it. */
  readonly json?: unknown
  /** What `terraform providers schema -json` prints, where the engine has it. */
  readonly schemas?: unknown
}

export interface Stopped {
  readonly status: 'errored' | 'canceled'
  /** Of a plan that failed: as far as it came. */
  readonly json?: unknown
  readonly schemas?: unknown
}

export type PlanResult = Planned | Stopped

export interface Applied extends Counts {
  readonly status: 'finished'
  /** The state that the apply wrote, as Terraform writes it. */
  readonly state: Buffer
}

/** An apply that failed half-way still wrote the state of what it had done. */
export interface ApplyStopped extends Stopped {
  readonly state?: Buffer
}

export type ApplyResult = Applied | ApplyStopped
