import { includedOne, type Resource } from '../document.ts'

/** https://developer.hashicorp.com/terraform/cloud-docs/api-docs/run#run-operations */
export const RUN_OPERATIONS = [
  'plan_only',
  'plan_and_apply',
  'save_plan',
  'refresh_only',
  'destroy',
  'empty_apply'
] as const
export type RunOperation = (typeof RUN_OPERATIONS)[number]

/** https://developer.hashicorp.com/terraform/cloud-docs/api-docs/run#run-status-groups */
export const STATUS_GROUPS = ['non_final', 'final', 'discardable'] as const

/** What a list of runs is searched for. Lists have plan-only runs only where `operations` names them. */
export interface RunSearch {
  readonly statuses?: readonly string[]
  readonly statusGroup?: (typeof STATUS_GROUPS)[number] | undefined
  readonly operations?: readonly RunOperation[]
  readonly sources?: readonly string[]
  readonly user?: string | undefined
  /** A commit's hash, or its beginning. */
  readonly commit?: string | undefined
  readonly text?: string | undefined
  /** The API has no filter for it. */
  readonly configurationVersionId?: string | undefined
}

/** What a list shows of who queued a run, and which commit it is of. */
export interface ShownSource {
  readonly createdBy: Resource | undefined
  readonly version: Resource | undefined
  readonly ingress: Resource | undefined
}

const listOf = (words: readonly string[] = []): string | undefined => (words.length === 0 ? undefined : words.join(','))

/** The service ignores `search[basic]` next to the other two searches. */
export const searchQuery = (search: RunSearch): Readonly<Record<string, string | undefined>> => ({
  include: 'created_by,configuration_version,configuration_version.ingress_attributes',
  'filter[status]': listOf(search.statuses),
  'filter[status_group]': search.statusGroup,
  'filter[operation]': listOf(search.operations),
  'filter[source]': listOf(search.sources),
  'search[user]': search.user,
  'search[commit]': search.commit,
  'search[basic]': search.text
})

export function shownSource(run: Resource, included: readonly Resource[]): ShownSource {
  const version = includedOne(run, 'configuration-version', included)
  return {
    createdBy: includedOne(run, 'created-by', included),
    version,
    ingress: version && includedOne(version, 'ingress-attributes', included)
  }
}
