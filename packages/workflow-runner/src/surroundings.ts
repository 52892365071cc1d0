import type { Stage } from './action-step.ts'
import type { Scope } from './expressions.ts'
import type { JobContext } from './job-context.ts'
import type { LiveStep } from './step.ts'
import type { Actions } from './uses.ts'
import type { RunDefaults, StepSpec } from './workflow-file.ts'

/** A step before its turn. */
export interface PlannedStep {
  readonly spec: StepSpec
  readonly stage: Stage
  readonly name: string
  readonly if: unknown
  readonly start: (env: Env, name: string) => LiveStep
}
export type Env = Readonly<Record<string, string>>

/** What a step may use of its job. */
export interface Surroundings {
  readonly job: JobContext
  readonly defaults: RunDefaults
  readonly actions: Actions
  /** The contexts that exist before a job begins. */
  readonly contexts: Readonly<Record<string, unknown>>
  readonly repository: string
  readonly artifacts: string
  /** What an expression of the step may name, given the step's `env`. */
  readonly scope: (env: Env) => Scope
  readonly onLine: (line: string, step: string) => void
  /** Where the action is whose steps these are; absent in a workflow. */
  readonly actionPath?: string
  readonly addPost: (post: PlannedStep) => void
}
