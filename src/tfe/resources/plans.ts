import { resourceById, type Resource } from '../document.ts'
import type { Http, Options } from '../http.ts'
import { path } from '../path.ts'

/** What a plan, or an apply, has counted. Undefined before the service knows. */
export interface Counts {
  readonly additions: number | undefined
  readonly changes: number | undefined
  readonly destructions: number | undefined
  readonly imports: number | undefined
}

/** A run's plan or apply, as far as they are alike. */
export interface Phase extends Counts {
  readonly id: string
  readonly status: string
  /** Where its log is, once it has begun. A secret. */
  readonly logReadUrl: string | undefined
}

/** Statuses of a plan or an apply after which it and its log do not change. */
const ENDED: readonly string[] = ['finished', 'errored', 'canceled', 'unreachable']

/** Statuses of a plan or an apply that has begun, and of one that has not, or never will. */
const BEGUN: readonly string[] = ['running', 'finished', 'errored', 'canceled']
const NOT_BEGUN: readonly string[] = [
  'created',
  'pending',
  'queued',
  'managed_queued',
  'agent_queued',
  'mfa_waiting',
  'unreachable'
]

/** Whether Terraform may have done something in a phase. Undefined where its status does not say that. */
export const phaseBegun = (status: string): boolean | undefined =>
  BEGUN.includes(status) || (NOT_BEGUN.includes(status) ? false : undefined)

export const phaseEnded = (status: string): boolean => ENDED.includes(status)

/** https://developer.hashicorp.com/terraform/cloud-docs/api-docs/plans */
export interface Plan extends Phase {
  readonly hasChanges: boolean | undefined
  readonly hasGeneratedConfiguration: boolean
}

export class Plans {
  readonly #http: Http

  constructor(http: Http) {
    this.#http = http
  }

  async read(id: string, options?: Options): Promise<Plan> {
    return toPlan(resourceById(await this.#http.get(path`/plans/${id}`, options), id))
  }
}

export const toPlan = (resource: Resource): Plan => ({
  ...toPhase(resource),
  hasChanges: resource.attributes.flag('has-changes'),
  hasGeneratedConfiguration: resource.attributes.flag('generated-configuration') ?? false
})

/**
 * Whether a plan changes something: a count is believed against a flag that says no. Undefined where the server does not say, also where all counts
 * are 0: outputs are not counted. A flag that says no counts only once the plan has finished: of a failed or cancelled plan nothing is known.
 */
export function changesSomething(
  flags: readonly (boolean | undefined)[],
  { status, additions, changes, destructions, imports }: Partial<Counts & Pick<Phase, 'status'>> = {}
): boolean | undefined {
  const isCounted = [additions, changes, destructions, imports].some(count => (count ?? 0) > 0)
  if (flags.includes(true) || isCounted) return true
  return status === undefined || status === 'finished' ? flags.find(flag => flag !== undefined) : undefined
}

export const toPhase = ({ id, attributes }: Resource): Phase => ({
  id,
  status: attributes.text('status') ?? 'unknown',
  logReadUrl: attributes.text('log-read-url'),
  additions: attributes.count('resource-additions'),
  changes: attributes.count('resource-changes'),
  destructions: attributes.count('resource-destructions'),
  imports: attributes.count('resource-imports')
})
