import { isRequestFailure } from '../errors.ts'
import type { Tfe } from '../tfe/client.ts'
import type { CostEstimate } from '../tfe/resources/cost-estimates.ts'
import type { PolicyCheck } from '../tfe/resources/policy-checks.ts'
import type { Phase } from '../tfe/resources/plans.ts'
import type { Run } from '../tfe/resources/runs.ts'
import type { PolicyEvaluation, TaskResult, TaskStage } from '../tfe/resources/task-stages.ts'
import { parsePolicies } from './sentinel.ts'
import { phaseEnded } from './status.ts'

/** What was found of a plan beside Terraform's own words: by policies, run tasks, and the cost estimate. */
export type Finding =
  | { readonly kind: 'cost'; readonly cost: CostEstimate }
  | { readonly kind: 'policy'; readonly policy: PolicyFinding }
  | { readonly kind: 'task'; readonly task: TaskFinding }

export interface PolicyFinding {
  readonly name: string
  readonly set: string | undefined
  /** `advisory`, `soft-mandatory`, `hard-mandatory`, or for policy evaluations `mandatory`. */
  readonly enforcement: string
  readonly passed: boolean
  /** Whether a failure was let pass by a person. */
  readonly overridden: boolean
  readonly message: string | undefined
}

export interface TaskFinding extends TaskResult {
  readonly stage: string
  readonly overridden: boolean
}

/** Statuses of a policy check, a policy evaluation, a task result or a cost estimate that will not change any more. */
const DECIDED: readonly string[] = [
  'passed',
  'soft_failed',
  'hard_failed',
  'overridden',
  'failed',
  'finished',
  'errored',
  'canceled',
  'unreachable',
  'skipped_due_to_targeting'
]
const decided = ({ status }: { readonly status: string }): boolean => DECIDED.includes(status)

/** A run that ends early leaves what it did not come to without a result. */
const wasReached = ({ status }: { readonly status: string }): boolean => !['unreachable', 'canceled'].includes(status)

export const isAdvisory = ({ enforcement }: { readonly enforcement: string }): boolean => enforcement === 'advisory'

/** The findings of one run, each told once, when it is decided. */
export class Checks {
  readonly #tfe: Tfe
  readonly #told = new Set<string>()
  /** The names of task stages, by their ids. */
  readonly #stages = new Map<string, string>()
  readonly #findings: Finding[] = []

  constructor(tfe: Tfe) {
    this.#tfe = tfe
  }

  get findings(): readonly Finding[] {
    return this.#findings
  }

  /** What has been decided since the last call, kind by kind: that one can't be read says nothing of the others. */
  news(run: Run, signal: AbortSignal): readonly AsyncGenerator<Finding>[] {
    const kinds = [this.#cost(run, signal), this.#policies(run, signal)]
    const ahead = (id: string): boolean => this.#told.has(id) || isAhead(this.#stages.get(id), run)
    const stages = run.taskStageIds.filter(id => !ahead(id)).map(id => this.#stage(id, signal))
    return [...kinds, ...stages].map(found => this.#kept(found))
  }

  async *#kept(found: AsyncGenerator<Finding>): AsyncGenerator<Finding> {
    for await (const finding of found) {
      this.#findings.push(finding)
      yield finding
    }
  }

  async *#cost(run: Run, signal: AbortSignal): AsyncGenerator<Finding> {
    const { costEstimateId } = run
    if (costEstimateId === undefined || this.#told.has(costEstimateId)) return
    if (!isPlanned(run) || run.status === 'cost_estimating') return
    const cost = await this.#tfe.costEstimates.read(costEstimateId, { signal })
    if (this.#isNews(cost) && wasReached(cost)) yield { kind: 'cost', cost }
  }

  async *#policies(run: Run, signal: AbortSignal): AsyncGenerator<Finding> {
    if (run.policyCheckIds.every(id => this.#told.has(id))) return
    if (!isPlanned(run) || run.status === 'policy_checking') return
    for (const check of await this.#tfe.policyChecks.list(run.id, { signal })) {
      if (this.#isNews(check)) yield* policiesOfCheck(check, await this.#output(check.id, signal))
    }
  }

  /** What a policy check printed. Where that can't be read, its counts still say what it came to. */
  async #output(id: string, signal: AbortSignal): Promise<string> {
    try {
      return await this.#tfe.policyChecks.output(id, { signal })
    } catch (error) {
      if (!isRequestFailure(error)) throw error
      return ''
    }
  }

  async *#stage(id: string, signal: AbortSignal): AsyncGenerator<Finding> {
    const stage = await this.#tfe.taskStages.read(id, { signal })
    this.#stages.set(id, stage.stage)
    for (const evaluation of stage.evaluations.filter(each => this.#isUntold(each))) {
      const policies = await this.#policiesOfEvaluation(evaluation, signal)
      this.#isNews(evaluation)
      yield* policies
    }
    for (const result of stage.results)
      if (this.#isNews(result) && wasReached(result)) yield { kind: 'task', task: taskFinding(stage, result) }
    this.#isNews(stage)
  }

  async #policiesOfEvaluation({ id, status }: PolicyEvaluation, signal: AbortSignal): Promise<readonly Finding[]> {
    const outcomes = await this.#tfe.taskStages.outcomes(id, { signal })
    return outcomes.map(outcome => {
      const { set, policy, enforcement, description } = outcome
      const passed = outcome.status === 'passed'
      const overridden = !passed && status === 'overridden'
      return { kind: 'policy', policy: { name: policy, set, enforcement, passed, overridden, message: description } }
    })
  }

  #isUntold(resource: { readonly id: string; readonly status: string }): boolean {
    return decided(resource) && !this.#told.has(resource.id)
  }

  /** Whether something is decided that was not told before. It counts as told from then on. */
  #isNews(resource: { readonly id: string; readonly status: string }): boolean {
    if (!this.#isUntold(resource)) return false
    this.#told.add(resource.id)
    return true
  }
}

const isOver = (phase: Phase | undefined): boolean => phase === undefined || phaseEnded(phase.status)
const isPlanned = ({ plan }: Run): boolean => isOver(plan)

/** Whether a stage can't have begun: it is not worth a request. */
function isAhead(stage: string | undefined, run: Run): boolean {
  if (stage === 'post_plan' || stage === 'pre_apply') return !isPlanned(run)
  return stage === 'post_apply' && !isOver(run.apply)
}

const taskFinding = (stage: TaskStage, result: TaskResult): TaskFinding => ({
  ...result,
  stage: stage.stage,
  overridden: result.status === 'failed' && stage.status === 'passed' && !isAdvisory(result)
})

/** Sentinel names its policies only in what it prints; where that can't be read, the counts speak for all of them. */
function* policiesOfCheck(check: PolicyCheck, output: string): Generator<Finding> {
  const overridden = check.status === 'overridden'
  const policies = parsePolicies(output)
  if (policies.length > 0) {
    for (const { name, enforcement, passed, message } of policies) {
      yield {
        kind: 'policy',
        policy: { name, set: undefined, enforcement, passed, overridden: !passed && overridden, message }
      }
    }
    return
  }
  const counts = [
    ['advisory', check.advisoryFailed],
    ['soft-mandatory', check.softFailed],
    ['hard-mandatory', check.hardFailed]
  ] as const
  if (check.status === 'errored' && counts.every(([, count]) => count === 0)) {
    const [name, enforcement, message] = [`check ${check.id}`, 'mandatory', 'it could not be carried out']
    yield { kind: 'policy', policy: { name, set: undefined, enforcement, passed: false, overridden, message } }
  }
  for (const [enforcement, failed] of counts.filter(([, count]) => count > 0)) {
    const name = `${failed} ${failed === 1 ? 'policy' : 'policies'}`
    const message = output.trim() === '' ? undefined : output.trim()
    yield { kind: 'policy', policy: { name, set: undefined, enforcement, passed: false, overridden, message } }
  }
}
