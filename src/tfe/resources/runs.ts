import { Applies } from './applies.ts'
import { relatedIds, resourceById, singleResource, type Document } from '../document.ts'
import type { Http, Options } from '../http.ts'
import { LinkedRelations, type LinkOptions } from '../linked-relations.ts'
import { newRun, type NewRun } from './new-run.ts'
import { ownedResource, type OwnedOptions } from '../owner.ts'
import { pages, pagesWithIncluded } from '../pages.ts'
import { path } from '../path.ts'
import { changesSomething, phaseEnded, Plans, type Phase } from './plans.ts'
import { RUN_RELATIONS, runOf, type Run } from './run-resource.ts'
import { searchQuery, shownSource, type RunSearch, type ShownSource } from './run-search.ts'

export type { NewRun } from './new-run.ts'
export type { Run } from './run-resource.ts'

export interface RunFilter {
  readonly planOnly: boolean
  readonly statuses?: readonly string[]
}

export interface ListedRun extends ShownSource {
  readonly run: Run
}

export class Runs {
  readonly #http: Http
  readonly #relations: LinkedRelations

  constructor(http: Http) {
    this.#http = http
    this.#relations = new LinkedRelations(http)
  }

  async create(run: NewRun, options?: Options): Promise<Run> {
    return this.#decode(await this.#http.write('POST', '/runs', newRun(run), options), undefined, options)
  }

  /**
   * With its plan and apply: one request where three would be needed, except on servers that omit included resources. Of an `earlier` reading, a plan
   * that had ended by then is not read again there. With `isAnew`, links to its plan and the like are followed again.
   */
  async read(
    id: string,
    { of: owner, earlier, isAnew = false, ...options }: OwnedOptions & LinkOptions & { readonly earlier?: Run } = {}
  ): Promise<Run> {
    const answer = await this.#http.get(path`/runs/${id}`, { ...options, query: { include: 'plan,apply' } })
    const run = await this.#decode(answer, id, { ...options, isAnew })
    if (owner !== undefined) ownedResource(answer, owner, run.resource)
    return this.#complete(run, options, earlier)
  }

  async #decode(answer: Document, id = singleResource(answer).id, options?: LinkOptions): Promise<Run> {
    return runOf(await this.#relations.named(resourceById(answer, id), RUN_RELATIONS, options), answer.included)
  }

  async #complete(run: Run, options?: Options, earlier?: Run): Promise<Run> {
    const ended = earlier?.plan !== undefined && phaseEnded(earlier.plan.status) ? earlier.plan : undefined
    const known = run.plan ?? (ended?.id === run.planId ? ended : undefined)
    const isBeforeApply = BEFORE_APPLY.includes(run.status)
    const [plan, apply] = await Promise.all([
      lacking(known) && run.planId !== undefined ? new Plans(this.#http).read(run.planId, options) : known,
      lacking(run.apply) && run.applyId !== undefined && !isBeforeApply
        ? new Applies(this.#http).read(run.applyId, options)
        : run.apply
    ])
    return { ...run, plan, apply, hasChanges: changesSomething([run.hasChanges, plan?.hasChanges], plan) }
  }

  /** A run, and the names that lead people to it. */
  async locate(
    id: string,
    options?: Options
  ): Promise<{ run: Run; organization: string | undefined; workspace: string | undefined }> {
    const document = await this.#http.get(path`/runs/${id}`, { ...options, query: { include: 'plan,apply,workspace' } })
    const run = await this.#decode(document, id, options)
    const { workspaceId } = run
    const included = document.included.find(({ type, id }) => type === 'workspaces' && id === workspaceId)
    const asked =
      included === undefined && workspaceId !== undefined && this.#http.get(path`/workspaces/${workspaceId}`, options)
    const workspace =
      asked === false
        ? included
        : await asked.then(
            answer => resourceById(answer, workspaceId),
            () => undefined
          )
    return {
      run: await this.#complete(run, options),
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
    const asked = { ...options, query, of: { workspace: workspaceId } }
    for await (const resource of pages(this.#http, route, asked, false)) yield runOf(resource, [])
  }

  /** The same, as a search finds them, page by page. What a server does not know of the search it ignores. */
  async *search(workspaceId: string, search: RunSearch, options?: Options): AsyncGenerator<ListedRun> {
    const route = path`/workspaces/${workspaceId}/runs`
    const asked = { ...options, query: searchQuery(search), of: { workspace: workspaceId } }
    for await (const { resource, included } of pagesWithIncluded(this.#http, route, asked, ['include']))
      yield { run: runOf(resource, included), ...shownSource(resource, included) }
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

/** Statuses of runs whose apply has not begun. Any other one is read, a new one too. */
const BEFORE_APPLY: readonly string[] = [
  'pending',
  'fetching',
  'fetching_completed',
  'queuing',
  'plan_queued',
  'pre_plan_running',
  'pre_plan_completed',
  'pre_plan_awaiting_decision',
  'planning',
  'planned',
  'cost_estimating',
  'cost_estimated',
  'policy_checking',
  'policy_checked',
  'policy_override',
  'policy_soft_failed',
  'tf_policy_checked',
  'tf_policy_override',
  'post_plan_running',
  'post_plan_completed',
  'post_plan_awaiting_decision',
  'planned_and_saved',
  'planned_and_finished'
]

const lacking = (phase: Phase | undefined): boolean =>
  phase === undefined || (phase.status === 'running' && phase.logReadUrl === undefined)
