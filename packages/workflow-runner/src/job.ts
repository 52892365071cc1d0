import type { Stage } from './action-step.ts'
import { scopeAt } from './availability.ts'
import { evaluateCondition, interpolate, toText, type Scope } from './expressions.ts'
import { JobContext, type Conclusion, type JobOptions } from './job-context.ts'
import { jobOutputs } from './job-outputs.ts'
import type { Combination } from './matrix.ts'
import { planStep } from './planned-step.ts'
import { failedStep, SKIPPED, type LiveStep, type StepEnd } from './step.ts'
import type { PlannedStep } from './surroundings.ts'
import type { Actions } from './uses.ts'
import type { JobSpec, Mapping, RunDefaults, StepSpec } from './workflow-file.ts'

/** One run of one job: a combination of its matrix, if it has one. */
export interface JobLeg {
  readonly spec: JobSpec
  readonly name: string
  readonly matrix: Combination | undefined
  readonly options: JobOptions
  /** The contexts that exist before a job begins: needs, strategy, matrix, vars, secrets, inputs. */
  readonly contexts: Readonly<Record<string, unknown>>
  readonly env: Mapping
  readonly defaults: RunDefaults
  readonly actions: Actions
  readonly repository: string
  readonly artifacts: string
  readonly cancelled: AbortSignal
  readonly onLine: (line: string, step: string) => void
}

export interface EndedStep extends StepEnd {
  readonly id: string | undefined
  readonly name: string
  /** `complete` is what the runner itself does at the end: it sets the job's outputs. */
  readonly stage: Stage | 'complete'
  /** The conclusion without continue-on-error. */
  readonly outcome: Conclusion
}

export interface JobEnd {
  readonly conclusion: JobContext['status']
  readonly outputs: Readonly<Record<string, string>>
  readonly steps: readonly EndedStep[]
}

/** Runs the steps of a job in turn, then the post steps in reverse. Source: actions/runner StepsRunner.cs, JobRunner.cs. */
export async function runJob(leg: JobLeg): Promise<JobEnd> {
  const job = new JobContext(leg.options)
  const run = new JobRun(job, leg)
  const cancel = () => run.cancel()
  leg.cancelled.addEventListener('abort', cancel)
  try {
    return await run.toItsEnd()
  } finally {
    leg.cancelled.removeEventListener('abort', cancel)
    job.end()
  }
}

class JobRun {
  readonly #job: JobContext
  readonly #leg: JobLeg
  readonly #ended: EndedStep[] = []
  readonly #posts: PlannedStep[] = []
  readonly #steps: Record<string, unknown> = {}
  #current: { readonly step: LiveStep; readonly isWanted: () => boolean } | undefined

  constructor(job: JobContext, leg: JobLeg) {
    this.#job = job
    this.#leg = leg
  }

  /** A step whose `if` still holds goes on: that of an `always()` step does. */
  cancel(): void {
    this.#job.status = 'cancelled'
    try {
      if (this.#current?.isWanted()) return
    } catch (error) {
      this.#leg.onLine(`##[error]${error instanceof Error ? error.message : String(error)}`, 'Cancel')
    }
    this.#current?.step.interrupt()
  }

  async toItsEnd(): Promise<JobEnd> {
    const { spec } = this.#leg
    this.#addEnv(this.#leg.env, 'env')
    this.#addEnv(spec.env, 'job.env')
    const around = {
      ...this.#leg,
      job: this.#job,
      scope: (env: Readonly<Record<string, string>>) => this.#scope('step', env),
      addPost: (post: PlannedStep) => this.#posts.push(post)
    }
    for (const step of spec.steps) await this.#take(planStep(step, around))
    for (let post = this.#posts.pop(); post; post = this.#posts.pop()) await this.#take(post)
    const { end, outputs } = jobOutputs(this.#job, spec.outputs, this.#scope('job.outputs', this.#env()), line =>
      this.#leg.onLine(line, 'Complete job')
    )
    this.#ended.push({ ...end, id: undefined, name: 'Complete job', stage: 'complete', outcome: end.conclusion })
    return { conclusion: this.#job.status, outputs, steps: this.#ended }
  }

  #addEnv(env: Mapping, place: 'env' | 'job.env'): void {
    const scope = this.#scope(place, this.#env())
    for (const [name, value] of Object.entries(env)) this.#job.env.set(name, toText(value, scope))
  }

  #env(): Record<string, string> {
    return Object.fromEntries(this.#job.env)
  }

  #scope(place: Parameters<typeof scopeAt>[0], env: Readonly<Record<string, string>>): Scope {
    const { github, runner, status } = this.#job
    const contexts = { ...this.#leg.contexts, github, runner, job: { status }, steps: this.#steps, env }
    if (place !== 'step.if') return scopeAt(place, contexts)
    return scopeAt(place, contexts, {
      always: () => true,
      success: () => status === 'success',
      failure: () => status === 'failure',
      cancelled: () => status === 'cancelled'
    })
  }

  async #take(planned: PlannedStep): Promise<void> {
    const { spec, stage } = planned
    const { name, end } = await this.#carryOut(planned)
    const forgiven = end.conclusion === 'failure' && this.#continuesOnError(spec)
    const conclusion = forgiven ? 'success' : end.conclusion
    const id = stage === 'main' ? spec.id : undefined
    if (id !== undefined) this.#steps[id] = { outputs: end.outputs, outcome: end.conclusion, conclusion }
    this.#ended.push({ ...end, id, name, stage, outcome: end.conclusion, conclusion })
    if (conclusion === 'failure' && this.#job.status === 'success') this.#job.status = 'failure'
  }

  async #carryOut(planned: PlannedStep): Promise<{ readonly name: string; readonly end: StepEnd }> {
    let { name } = planned
    try {
      const env = this.#envOf(planned.spec)
      name = this.#nameOf(planned, env)
      const isWanted = () => evaluateCondition(planned.if, this.#scope('step.if', env))
      if (!isWanted()) return { name, end: SKIPPED }
      const step = planned.start(env, name)
      this.#current = { step, isWanted }
      return { name, end: await step.ended }
    } catch (error) {
      const message = error instanceof Error ? error.message : String(error)
      return { name, end: failedStep(this.#job, message, line => this.#leg.onLine(line, name)) }
    } finally {
      this.#current = undefined
    }
  }

  #envOf(spec: StepSpec): Record<string, string> {
    const scope = this.#scope('step', this.#env())
    const given = Object.entries(spec.env).map(([name, value]) => [name, toText(value, scope)] as const)
    return { ...this.#env(), ...Object.fromEntries(given) }
  }

  /** A name that cannot be evaluated is shown unchanged. Source: actions/runner ActionRunner.cs (TryUpdateDisplayName). */
  #nameOf({ name }: PlannedStep, env: Readonly<Record<string, string>>): string {
    try {
      return interpolate(name, this.#scope('step', env))
    } catch {
      return name
    }
  }

  #continuesOnError(spec: StepSpec): boolean {
    return toText(spec.continueOnError ?? false, this.#scope('step', this.#env())) === 'true'
  }
}
