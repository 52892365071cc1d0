import { relatedIds, resourceById, type Resource } from '../document.ts'
import type { Http, Options } from '../http.ts'
import { pages } from '../pages.ts'
import { path } from '../path.ts'
import { policySetOutcome, resultCounts, texts, type PolicySetOutcome, type ResultCounts } from './policy-outcome.ts'

/** What is run before or after a plan or an apply. https://developer.hashicorp.com/terraform/cloud-docs/api-docs/run-tasks/run-task-stages-and-results */
export interface TaskStage {
  readonly id: string
  /** `pre_plan`, `post_plan`, `pre_apply` or `post_apply`. */
  readonly stage: string
  readonly status: string
  readonly overridable: boolean
  readonly results: readonly TaskResult[]
  readonly evaluations: readonly PolicyEvaluation[]
}

export interface TaskResult {
  readonly id: string
  readonly name: string
  readonly status: string
  readonly message: string | undefined
  readonly url: string | undefined
  /** `advisory` or `mandatory`. */
  readonly enforcement: string
}

/** https://developer.hashicorp.com/terraform/cloud-docs/api-docs/policy-evaluations */
export interface PolicyEvaluation {
  readonly id: string
  readonly status: string
  /** `opa` or `sentinel`. */
  readonly kind: string
  /** Of all its policy sets. */
  readonly counts: ResultCounts
}

export class TaskStages {
  readonly #http: Http

  constructor(http: Http) {
    this.#http = http
  }

  /** With its task results and policy evaluations. */
  async read(id: string, options?: Options): Promise<TaskStage> {
    const query = { include: 'task_results,policy_evaluations' }
    const answer = await this.#http.get(path`/task-stages/${id}`, { ...options, query })
    const stage = resourceById(answer, id)
    const related = (name: string, route: (of: string) => string) =>
      Promise.all(
        relatedIds(stage, name).map(async of => {
          const included = answer.included.find(resource => resource.id === of)
          // A server may ignore `include`: a result that it names and doesn't show is not one that passed.
          return included ?? resourceById(await this.#http.get(route(of), options), of)
        })
      )
    const [results, evaluations] = await Promise.all([
      related('task-results', of => path`/task-results/${of}`),
      related('policy-evaluations', of => path`/policy-evaluations/${of}`)
    ])
    return taskStage(stage, results.map(taskResult), evaluations.map(policyEvaluation))
  }

  /** Which stage each of a run's is, by its id: what they came to is read one by one. */
  async names(runId: string, options?: Options): Promise<ReadonlyMap<string, string>> {
    const asked = { ...options, of: { run: runId } }
    const stages = await Array.fromAsync(pages(this.#http, path`/runs/${runId}/task-stages`, asked))
    return new Map(stages.map(({ id, attributes }) => [id, attributes.text('stage') ?? 'unknown']))
  }

  async outcomes(evaluationId: string, options?: Options): Promise<readonly PolicySetOutcome[]> {
    const asked = { ...options, of: { 'policy-evaluation': evaluationId } }
    const sets = pages(this.#http, path`/policy-evaluations/${evaluationId}/policy-set-outcomes`, asked)
    return (await Array.fromAsync(sets)).map(set => policySetOutcome(set, fields => texts(fields, 'description')))
  }

  override(id: string, options?: Options): Promise<void> {
    return this.#http.act(path`/task-stages/${id}/actions/override`, undefined, options)
  }
}

function taskStage(
  { id, attributes }: Resource,
  results: readonly TaskResult[],
  evaluations: readonly PolicyEvaluation[]
): TaskStage {
  return {
    id,
    stage: attributes.text('stage') ?? 'unknown',
    status: attributes.text('status') ?? 'unknown',
    overridable: attributes.fields('actions').flag('is-overridable') ?? false,
    results,
    evaluations
  }
}

const taskResult = ({ id, attributes }: Resource): TaskResult => ({
  id,
  name: attributes.text('task-name') ?? id,
  status: attributes.text('status') ?? 'unknown',
  message: attributes.text('message'),
  url: attributes.text('url'),
  enforcement: attributes.text('workspace-task-enforcement-level') ?? 'mandatory'
})

const policyEvaluation = ({ id, attributes }: Resource): PolicyEvaluation => ({
  id,
  status: attributes.text('status') ?? 'unknown',
  kind: attributes.text('policy-kind') ?? 'unknown',
  counts: resultCounts(attributes)
})
