import type { Json } from '../../json.ts'
import { Fields, type Resource } from '../document.ts'
import type { Http, Options } from '../http.ts'
import { pages } from '../pages.ts'
import { path } from '../path.ts'
import {
  errorIn,
  policySetOutcome,
  resultCounts,
  texts,
  type PolicySetOutcome,
  type ResultCounts
} from './policy-outcome.ts'

/**
 * Terraform policies, in beta: the type `tf-policy-evaluations` of HashiCorp's OpenAPI document,
 * https://github.com/hashicorp/go-tfe.
 */
export interface TerraformPolicyEvaluation {
  readonly id: string
  readonly status: string
  readonly overridable: boolean
  /** Of all its policy sets. */
  readonly counts: ResultCounts
  /** What went wrong with the evaluation as a whole. */
  readonly error: string | undefined
}

export class TerraformPolicies {
  readonly #http: Http

  constructor(http: Http) {
    this.#http = http
  }

  async list(runId: string, options?: Options): Promise<readonly TerraformPolicyEvaluation[]> {
    const all = pages(this.#http, path`/runs/${runId}/tf-policy-evaluations`, { ...options, of: { run: runId } })
    return (await Array.fromAsync(all)).map(evaluation)
  }

  /**
   * The status of an outcome is `passed`, `failed`, `errored`, or `unknown` where values are not known before the apply; the enforcement `advisory`,
   * `mandatory` or `mandatory_overridable`.
   */
  async outcomes(evaluationId: string, options?: Options): Promise<readonly PolicySetOutcome[]> {
    const route = path`/tf-policy-evaluations/${evaluationId}/tf-policy-set-outcomes`
    const sets = pages(this.#http, route, { ...options, of: { 'tf-policy-evaluation': evaluationId } })
    return (await Array.fromAsync(sets)).map(set => policySetOutcome(set, messagesIn))
  }

  override(id: string, options?: Options): Promise<void> {
    return this.#http.act(path`/tf-policy-evaluations/${id}/actions/override`, undefined, options)
  }
}

function evaluation({ id, attributes }: Resource): TerraformPolicyEvaluation {
  const status = attributes.text('status') ?? 'unknown'
  return {
    id,
    status,
    overridable: attributes.fields('actions').flag('is-overridable') ?? status === 'awaiting_override',
    counts: resultCounts(attributes),
    error: errorIn(attributes)
  }
}

const messagesIn = (fields: Fields): readonly string[] => [
  ...texts(fields, 'description'),
  ...fields.list('diagnostics').flatMap(messagesOf)
]

/** What failed in one block of a policy, resource by resource. */
function messagesOf(json: Json): readonly string[] {
  const diagnostic = new Fields(json)
  const resources = diagnostic.list('resources').map(each => texts(new Fields(each), 'resource_name', 'error_message'))
  return [...texts(diagnostic, 'error_message'), ...resources.map(parts => parts.join(': '))]
}
