import { printUse } from './action-step.ts'
import { scopeAt } from './availability.ts'
import { evaluateCondition, interpolate, toText, type Scope } from './expressions.ts'
import type { Conclusion } from './job-context.ts'
import { resolveInputs, type CompositeManifest } from './manifest.ts'
import { endOf, failedStep, openStep, SKIPPED, type LiveStep, type StepEnd } from './step.ts'
import type { Env, PlannedStep, Surroundings } from './surroundings.ts'
import { mapping, type StepSpec } from './workflow-file.ts'

interface CompositeUse {
  readonly uses: string
  readonly inputs: Readonly<Record<string, string>>
  /** The environment of the step that uses the action. */
  readonly env: Env
  readonly name: string
}

/** Runs the steps of an action as one step. Source: actions/runner CompositeActionHandler.cs. */
export function startComposite(
  action: CompositeManifest,
  { uses, inputs: given, env, name }: CompositeUse,
  around: Surroundings,
  plan: (spec: StepSpec, around: Surroundings) => PlannedStep
): LiveStep {
  const onLine = (line: string) => around.onLine(line, name)
  const { context, waiting } = openStep(around.job, { onLine })
  const inputs = resolveInputs(action, given, around.scope(env), context)
  printUse(context, { stage: 'main', uses, env }, inputs)
  const run = new CompositeRun(action, inputs.toRecord(), env, {
    ...around,
    defaults: {},
    actionPath: action.directory,
    onLine: line => {
      waiting.tell(line)
      onLine(line)
    }
  })
  const ended = run
    .toItsEnd(plan)
    .then(({ steps, outputs, conclusion }) => joined(endOf(context, conclusion), steps, outputs))
  return {
    interrupt: () => run.interrupt(),
    kill: () => run.kill(),
    line: pattern => waiting.find(pattern, ended),
    ended
  }
}

class CompositeRun {
  readonly #action: CompositeManifest
  readonly #inputs: Readonly<Record<string, string>>
  readonly #around: Surroundings
  /** What the step that uses the action sets beyond the job. */
  readonly #own: Env
  readonly #steps: Record<string, unknown> = {}
  #status: Exclude<Conclusion, 'skipped'> = 'success'
  #current: { readonly step: LiveStep; readonly isWanted: () => boolean } | undefined

  constructor(action: CompositeManifest, inputs: Readonly<Record<string, string>>, env: Env, around: Surroundings) {
    this.#action = action
    this.#inputs = inputs
    this.#own = Object.fromEntries(Object.entries(env).filter(([name, value]) => around.job.env.get(name) !== value))
    this.#around = { ...around, scope: step => this.#scope('composite', step) }
  }

  /** A step whose `if` still holds goes on. */
  interrupt(): void {
    this.#status = 'cancelled'
    if (this.#current?.isWanted() !== true) this.#current?.step.interrupt()
  }

  kill(): void {
    this.#status = 'cancelled'
    this.#current?.step.kill()
  }

  async toItsEnd(plan: (spec: StepSpec, around: Surroundings) => PlannedStep) {
    const steps: StepEnd[] = []
    for (const spec of this.#action.steps) {
      const end = await this.#carryOut(plan(spec, this.#around))
      const forgiven = end.conclusion === 'failure' && this.#continuesOnError(spec)
      const conclusion = forgiven ? 'success' : end.conclusion
      if (spec.id !== undefined) this.#steps[spec.id] = { outputs: end.outputs, outcome: end.conclusion, conclusion }
      if (conclusion === 'failure' && this.#status === 'success') this.#status = 'failure'
      steps.push({ ...end, conclusion })
    }
    const scope = this.#scope('composite', this.#env())
    const values = Object.entries(this.#action.outputs).map(
      ([name, output]) => [name, toText(mapping(output, name).value ?? '', scope)] as const
    )
    return { steps, outputs: Object.fromEntries(values), conclusion: this.#status }
  }

  async #carryOut(planned: PlannedStep): Promise<StepEnd> {
    try {
      const scope = this.#scope('composite', this.#env())
      const given = Object.entries(planned.spec.env).map(([name, value]) => [name, toText(value, scope)] as const)
      const env = { ...this.#env(), ...Object.fromEntries(given) }
      const isWanted = () => evaluateCondition(planned.if, this.#scope('composite.if', env))
      if (!isWanted()) return SKIPPED
      const step = planned.start(env, interpolate(planned.name, this.#scope('composite', env)))
      this.#current = { step, isWanted }
      return await step.ended
    } catch (error) {
      const message = error instanceof Error ? error.message : String(error)
      return failedStep(this.#around.job, message, line => this.#around.onLine(line, planned.name))
    } finally {
      this.#current = undefined
    }
  }

  #env(): Record<string, string> {
    return { ...Object.fromEntries(this.#around.job.env), ...this.#own }
  }

  #continuesOnError(spec: StepSpec): boolean {
    return toText(spec.continueOnError ?? false, this.#scope('composite', this.#env())) === 'true'
  }

  #scope(place: 'composite' | 'composite.if', env: Env): Scope {
    const { job, contexts } = this.#around
    const status = this.#status
    const github = { ...job.github, action_path: this.#action.directory }
    const own = { ...contexts, github, runner: job.runner, job: { status: job.status }, inputs: this.#inputs }
    const all = { ...own, steps: this.#steps, env }
    if (place === 'composite') return scopeAt(place, all)
    return scopeAt(place, all, {
      always: () => true,
      success: () => status === 'success',
      failure: () => status === 'failure',
      cancelled: () => status === 'cancelled'
    })
  }
}

/** What the steps came to, as the one step that they are. */
function joined(own: StepEnd, steps: readonly StepEnd[], outputs: Readonly<Record<string, string>>): StepEnd {
  const all = [own, ...steps]
  const text = (of: (step: StepEnd) => string) =>
    all
      .map(of)
      .filter(each => each !== '')
      .join('\n')
  return {
    ...own,
    outputs,
    exitCode: own.conclusion === 'success' ? 0 : 1,
    transcript: text(({ transcript }) => transcript),
    log: text(({ log }) => log),
    summary: text(({ summary }) => summary),
    annotations: all.flatMap(({ annotations }) => annotations),
    masks: all.flatMap(({ masks }) => masks),
    path: all.flatMap(({ path }) => path),
    env: Object.assign({}, ...all.map(({ env }) => env)) as Env
  }
}
