import { isRequestFailure, NetworkError, type ApiError } from '../errors.ts'
import type { Tfe } from '../tfe/client.ts'
import { path } from '../tfe/path.ts'
import type { Run } from '../tfe/resources/runs.ts'
import type { TaskResult, TaskStage } from '../tfe/resources/task-stages.ts'
import { collected, type Collected } from './collected-findings.ts'
import { isAdvisory, type RunFinding, type TaskFinding, type Unread } from './run-finding.ts'
import { namedPolicies, policiesOfCheck } from './policy-findings.ts'
import { policiesOfEvaluation } from './policy-sets.ts'
import {
  BEFORE_APPLY,
  BEFORE_POLICIES,
  decided,
  endedEarly,
  isAhead,
  isPlanned,
  JUST_PLANNED,
  wasReached
} from './check-progress.ts'
import { statusMeaning } from './status.ts'

/** The findings of one run, each yielded once, when it is decided. */
export class Checks {
  readonly #tfe: Tfe
  readonly #reported = new Set<string>()
  /** The names of task stages, by their ids. */
  readonly #stages = new Map<string, string>()
  /** What could not be read when it was last tried and may hide results: the policy checks, or a task stage by its id. */
  readonly #unread = new Set<string>()
  /** Why the output of a policy check, which names its policies, could not be read: not yet reported. */
  readonly #unnamed: unknown[] = []
  #hasUnnamed = false
  /** Whether a check or an evaluation of policies has ended without a result. */
  #hasUnfinished = false
  #findings: RunFinding[] = []
  #isAwaited = false

  constructor(tfe: Tfe) {
    this.#tfe = tfe
  }

  get findings(): readonly RunFinding[] {
    return this.#findings
  }

  get unread(): Unread {
    if (this.#unread.size > 0) return 'results'
    return this.#hasUnfinished ? 'policies' : this.#hasUnnamed ? 'names' : 'none'
  }

  /** What has been decided since the last call, kind by kind: that one can't be read says nothing of the others. */
  async news(run: Run, isNewStatus: boolean, signal: AbortSignal): Promise<readonly Collected[]> {
    const isAwaited = statusMeaning(run.status) === 'override'
    if (this.#isAwaited && !isAwaited) this.#forget(run)
    this.#isAwaited = isAwaited
    if (run.taskStageIds.length > 1 && this.#stages.size === 0) await this.#nameStages(run, signal)
    const due = run.taskStageIds.filter(id => {
      const stage = this.#stages.get(id)
      const hasJustBegun = isNewStatus && run.status === `${stage}_running`
      return !this.#reported.has(id) && !hasJustBegun && !isAhead(stage, run)
    })
    const found: [string, AsyncGenerator<RunFinding>][] = [
      ['cost', this.#cost(run, signal)],
      ['policies', this.#policies(run, signal)],
      ['Terraform policies', this.#terraformPolicies(run, signal)],
      ...due.map((id): [string, AsyncGenerator<RunFinding>] => [id, this.#stage(id, run, signal)])
    ]
    return Promise.all(
      found.map(async ([name, each]) => {
        const news = await collected(this.#kept(each))
        if (news.error === undefined) this.#unread.delete(name)
        else if (name !== 'cost') this.#unread.add(name)
        return name === 'policies' ? { error: this.#unnamed.shift(), ...news } : news
      })
    )
  }

  /** Somebody has decided: what had failed may be overridden now. */
  #forget({ costEstimateId }: Run): void {
    for (const id of [...this.#reported]) if (id !== costEstimateId) this.#reported.delete(id)
    this.#findings = this.#findings.filter(({ kind }) => kind === 'cost')
    this.#hasUnnamed = false
    this.#hasUnfinished = false
  }

  /** Where that can't be read, each stage is read to learn its name. */
  async #nameStages({ id }: Run, signal: AbortSignal): Promise<void> {
    try {
      for (const [stage, name] of await this.#tfe.taskStages.names(id, { signal })) this.#stages.set(stage, name)
    } catch (error) {
      if (!isRequestFailure(error)) throw error
    }
  }

  async *#kept(found: AsyncGenerator<RunFinding>): AsyncGenerator<RunFinding> {
    for await (const finding of found) {
      this.#findings.push(finding)
      yield finding
    }
  }

  async *#cost(run: Run, signal: AbortSignal): AsyncGenerator<RunFinding> {
    const { costEstimateId } = run
    if (costEstimateId === undefined || this.#reported.has(costEstimateId)) return
    if (!isPlanned(run) || run.status === 'cost_estimating' || JUST_PLANNED.includes(run.status)) return
    const cost = await this.#tfe.costEstimates.read(costEstimateId, { signal })
    if (this.#isNews(cost) && wasReached(cost)) yield { kind: 'cost', cost }
  }

  async *#policies(run: Run, signal: AbortSignal): AsyncGenerator<RunFinding> {
    if (run.policyCheckIds.every(id => this.#reported.has(id))) return
    if (!isPlanned(run) || BEFORE_POLICIES.includes(run.status)) return
    for (const check of await this.#tfe.policyChecks.list(run.id, { signal })) {
      this.#noteUnfinished(check, run)
      if (!this.#isNews(check)) continue
      if (!wasReached(check) && endedEarly(run)) continue
      const output = await this.#output(check.id, signal)
      const policies = namedPolicies(check, output)
      if (policies === undefined) this.#note(contradiction(check.id))
      yield* policies === undefined ? policiesOfCheck(check, [], '') : policiesOfCheck(check, policies, output)
    }
  }

  /** What a policy check printed. Where that can't be read, its counts still say what it came to. */
  async #output(id: string, signal: AbortSignal): Promise<string> {
    try {
      return await this.#tfe.policyChecks.output(id, { signal })
    } catch (error) {
      if (!isRequestFailure(error)) throw error
      this.#note(error)
      return ''
    }
  }

  /** Why the policies of a policy check have no names. */
  #note(error: ApiError | NetworkError): void {
    this.#hasUnnamed = true
    this.#unnamed.push(error)
  }

  /** A run that waits for an override of them may not say which they are. */
  async *#terraformPolicies(run: Run, signal: AbortSignal): AsyncGenerator<RunFinding> {
    const isNamed = run.terraformPolicyIds.length > 0
    if (isNamed ? run.terraformPolicyIds.every(id => this.#reported.has(id)) : !run.status.startsWith('tf_policy_'))
      return
    for (const evaluation of await this.#tfe.terraformPolicies.list(run.id, { signal })) {
      const isAwaited = evaluation.status === 'awaiting_override'
      this.#noteUnfinished(evaluation, run)
      if (this.#reported.has(evaluation.id) || !(isAwaited || decided(evaluation)) || !wasReached(evaluation)) continue
      const sets = await this.#tfe.terraformPolicies.outcomes(evaluation.id, { signal })
      this.#reported.add(evaluation.id)
      yield* policiesOfEvaluation(evaluation, sets)
    }
  }

  async *#stage(id: string, run: Run, signal: AbortSignal): AsyncGenerator<RunFinding> {
    const stage = await this.#tfe.taskStages.read(id, { signal })
    this.#stages.set(id, stage.stage)
    for (const evaluation of BEFORE_APPLY.includes(stage.stage) ? stage.evaluations : [])
      this.#noteUnfinished(evaluation, run)
    for (const evaluation of stage.evaluations.filter(each => this.#isUntold(each))) {
      const sets = await this.#tfe.taskStages.outcomes(evaluation.id, { signal })
      this.#isNews(evaluation)
      yield* policiesOfEvaluation(evaluation, sets, true)
    }
    for (const result of stage.results)
      if (this.#isNews(result) && wasReached(result)) yield { kind: 'task', task: taskFinding(stage, result) }
    this.#isNews(stage)
  }

  /** What has ended without a result, or has none although the run has ended. */
  #noteUnfinished(resource: { readonly status: string }, { status }: Run): void {
    this.#hasUnfinished ||= decided(resource) ? !wasReached(resource) : statusMeaning(status) === 'ended'
  }

  #isUntold(resource: { readonly id: string; readonly status: string }): boolean {
    return decided(resource) && !this.#reported.has(resource.id)
  }

  /** Whether something is decided that was not reported before. It counts as reported from then on. */
  #isNews(resource: { readonly id: string; readonly status: string }): boolean {
    if (!this.#isUntold(resource)) return false
    this.#reported.add(resource.id)
    return true
  }
}

function contradiction(id: string): NetworkError {
  const cause = new Error('the policies that it names have other results than the policy check counts')
  return new NetworkError('GET', path`/policy-checks/${id}/output`, { cause })
}

const taskFinding = (stage: TaskStage, result: TaskResult): TaskFinding => ({
  ...result,
  stage: stage.stage,
  overridden: result.status === 'failed' && stage.status === 'passed' && !isAdvisory(result)
})
