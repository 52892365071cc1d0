import { Applies, toApply, type Apply } from './applies.ts'
import { includedOne, resourceById, singleResource, relatedIds, type Document, type Resource } from '../document.ts'
import type { Http, Options } from '../http.ts'
import { newRun, type NewRun } from './new-run.ts'
import { pages, pagesWithIncluded } from '../pages.ts'
import { path } from '../path.ts'
import { Plans, toPlan, type Phase, type Plan } from './plans.ts'
import { searchQuery, shownSource, type RunSearch, type ShownSource } from './run-search.ts'

export type { NewRun } from './new-run.ts'

/** https://developer.hashicorp.com/terraform/cloud-docs/api-docs/run */
export interface Run {
  readonly resource: Resource
  readonly id: string
  /** One of `RunStatus` (src/run/status.ts), or a word that this version has not heard of. */
  readonly status: string
  readonly message: string | undefined
  /** Of the plan, where the run itself does not say it. */
  readonly hasChanges: boolean
  readonly isPlanOnly: boolean
  readonly isSavedPlan: boolean
  /** What the service would accept now. */
  readonly actions: {
    readonly confirmable: boolean
    readonly cancelable: boolean
    readonly discardable: boolean
    readonly forceCancelable: boolean
  }
  readonly isRefreshOnly: boolean
  /** Whether it was asked to stop, by whomever. */
  readonly isBeingCanceled: boolean
  /** The earliest time of a force-cancel, in milliseconds since 1970; absent where the server does not say. */
  readonly forceCancelableAt: number | undefined
  /** Whether it is applied without being confirmed. */
  readonly isAutoApply: boolean
  /** How many runs are before it, while it is queued; absent where the server does not say. */
  readonly positionInQueue: number | undefined
  /** Whether the token may confirm an apply; undefined where the server does not say. */
  readonly mayApply: boolean | undefined
  readonly workspaceId: string | undefined
  readonly configurationVersionId: string | undefined
  readonly planId: string | undefined
  readonly applyId: string | undefined
  readonly costEstimateId: string | undefined
  readonly policyCheckIds: readonly string[]
  readonly taskStageIds: readonly string[]
  /** Present where the server includes them. */
  readonly plan: Plan | undefined
  readonly apply: Apply | undefined
}

export interface RunFilter {
  readonly planOnly: boolean
  readonly statuses?: readonly string[]
}

export interface ListedRun extends ShownSource {
  readonly run: Run
}

export class Runs {
  readonly #http: Http

  constructor(http: Http) {
    this.#http = http
  }

  async create(run: NewRun, options?: Options): Promise<Run> {
    return decode(await this.#http.write('POST', '/runs', newRun(run), options))
  }

  /** With its plan and apply: one request where three would be needed, except on servers that omit included resources. */
  async read(id: string, options?: Options): Promise<Run> {
    const answer = await this.#http.get(path`/runs/${id}`, { ...options, query: { include: 'plan,apply' } })
    return this.#complete(decode(answer, id), options)
  }

  async #complete(run: Run, options?: Options): Promise<Run> {
    const [plan, apply] = await Promise.all([
      lacking(run.plan) && run.planId !== undefined ? new Plans(this.#http).read(run.planId, options) : run.plan,
      lacking(run.apply) && run.applyId !== undefined ? new Applies(this.#http).read(run.applyId, options) : run.apply
    ])
    const hasChanges = run.resource.attributes.flag('has-changes') ?? plan?.hasChanges ?? false
    return { ...run, plan, apply, hasChanges }
  }

  /** A run, and the names that lead people to it. */
  async locate(
    id: string,
    options?: Options
  ): Promise<{ run: Run; organization: string | undefined; workspace: string | undefined }> {
    const document = await this.#http.get(path`/runs/${id}`, { ...options, query: { include: 'plan,apply,workspace' } })
    const included = includedOne(singleResource(document), 'workspace', document.included)
    const [workspaceId] = relatedIds(singleResource(document), 'workspace')
    const asked =
      included === undefined && workspaceId !== undefined && this.#http.get(path`/workspaces/${workspaceId}`, options)
    const workspace = asked === false ? included : await asked.then(singleResource, () => undefined)
    return {
      run: await this.#complete(decode(document, id), options),
      organization: workspace && relatedIds(workspace, 'organization')[0],
      workspace: workspace?.attributes.text('name')
    }
  }

  /**
   * Runs of a workspace, the newest first, page by page. The list leaves out plan-only runs unless they are asked for, and may be read 30 times
   * a minute: it is not for polling.
   */
  async *list(workspaceId: string, filter: RunFilter, options?: Options): AsyncGenerator<Run> {
    const query = {
      'filter[operation]': filter.planOnly ? 'plan_only' : undefined,
      'filter[status]': filter.statuses?.join(',')
    }
    const route = path`/workspaces/${workspaceId}/runs`
    for await (const resource of pages(this.#http, route, { ...options, query }, false)) yield run(resource, [])
  }

  /** The same, as a search finds them, page by page. What a server does not know of the search it ignores. */
  async *search(workspaceId: string, search: RunSearch, options?: Options): AsyncGenerator<ListedRun> {
    const route = path`/workspaces/${workspaceId}/runs`
    const query = searchQuery(search)
    for await (const { resource, included } of pagesWithIncluded(this.#http, route, { ...options, query }, ['include']))
      yield { run: run(resource, included), ...shownSource(resource, included) }
  }

  /** Confirms the plan. 409 when the run does not wait for that, or not any more: which it is, the run says. */
  apply(id: string, comment?: string, options?: Options): Promise<void> {
    return this.#http.act(path`/runs/${id}/actions/apply`, { comment }, options)
  }

  discard(id: string, comment?: string, options?: Options): Promise<void> {
    return this.#end(path`/runs/${id}/actions/discard`, comment, options)
  }

  /** Repeatable: a second request gets a 409. */
  #end(route: string, comment: string | undefined, options?: Options): Promise<void> {
    return this.#http.act(route, { comment }, { policy: 'repeatable', ...options })
  }

  /** Ends a run that a cancel has not ended within its time. For administrators of the workspace. */
  forceCancel(id: string, comment?: string, options?: Options): Promise<void> {
    return this.#http.act(path`/runs/${id}/actions/force-cancel`, { comment }, options)
  }

  /** Interrupts a plan or an apply as Ctrl-C does: Terraform ends what it is doing and writes its state. */
  cancel(id: string, comment?: string, options?: Options): Promise<void> {
    return this.#end(path`/runs/${id}/actions/cancel`, comment, options)
  }
}

const lacking = (phase: Phase | undefined): boolean =>
  phase === undefined || (phase.status === 'running' && phase.logReadUrl === undefined)

const time = (text: string | undefined): number | undefined => {
  const at = Date.parse(text ?? '')
  return Number.isNaN(at) ? undefined : at
}

const decode = (document: Document, id = singleResource(document).id): Run =>
  run(resourceById(document, id), document.included)

function run(resource: Resource, included: readonly Resource[]): Run {
  const { id, attributes } = resource
  const actions = attributes.fields('actions')
  const thePlan = includedOne(resource, 'plan', included)
  const theApply = includedOne(resource, 'apply', included)
  return {
    resource,
    id,
    status: attributes.text('status') ?? 'unknown',
    message: attributes.text('message'),
    hasChanges: attributes.flag('has-changes') ?? thePlan?.attributes.flag('has-changes') ?? false,
    isPlanOnly: attributes.flag('plan-only') ?? false,
    isSavedPlan: attributes.flag('save-plan') ?? false,
    actions: {
      confirmable: actions.flag('is-confirmable') ?? false,
      cancelable: actions.flag('is-cancelable') ?? false,
      discardable: actions.flag('is-discardable') ?? false,
      forceCancelable: actions.flag('is-force-cancelable') ?? false
    },
    isRefreshOnly: attributes.flag('refresh-only') ?? false,
    isBeingCanceled: (attributes.text('canceled-at') ?? attributes.text('force-cancel-available-at')) !== undefined,
    forceCancelableAt: time(attributes.text('force-cancel-available-at')),
    isAutoApply: attributes.flag('auto-apply') ?? false,
    positionInQueue: attributes.count('position-in-queue'),
    mayApply: attributes.fields('permissions').flag('can-apply'),
    workspaceId: relatedIds(resource, 'workspace')[0],
    configurationVersionId: relatedIds(resource, 'configuration-version')[0],
    planId: relatedIds(resource, 'plan')[0],
    applyId: relatedIds(resource, 'apply')[0],
    costEstimateId: relatedIds(resource, 'cost-estimate')[0],
    policyCheckIds: relatedIds(resource, 'policy-checks'),
    taskStageIds: relatedIds(resource, 'task-stages'),
    plan: thePlan && toPlan(thePlan),
    apply: theApply && toApply(theApply)
  }
}
