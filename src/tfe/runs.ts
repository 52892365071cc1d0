import { Applies, apply, type Apply } from './applies.ts'
import { includedOne, one, related, type Document, type Resource } from './document.ts'
import type { Http, Options } from './http.ts'
import { pages } from './pages.ts'
import { path } from './path.ts'
import { Plans, plan, type Phase, type Plan } from './plans.ts'

/** https://developer.hashicorp.com/terraform/cloud-docs/api-docs/run */
export interface Run {
  readonly resource: Resource
  readonly id: string
  /** One of `RunStatus` (src/run/status.ts), or a word that this version has not heard of. */
  readonly status: string
  readonly message: string | undefined
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

export interface NewRun {
  readonly workspaceId: string
  readonly configurationVersionId: string
  readonly message: string
  readonly planOnly: boolean
  readonly savePlan: boolean
  readonly isDestroy: boolean
  readonly refreshOnly: boolean
  readonly refresh: boolean
  readonly allowEmptyApply: boolean
  readonly targetAddrs: readonly string[]
  readonly replaceAddrs: readonly string[]
  /** Values are HCL source. */
  readonly variables: readonly { readonly key: string; readonly value: string }[]
  readonly terraformVersion: string | undefined
}

export interface RunFilter {
  readonly planOnly: boolean
  readonly statuses?: readonly string[]
}

export class Runs {
  readonly #http: Http

  constructor(http: Http) {
    this.#http = http
  }

  async create(run: NewRun, options?: Options): Promise<Run> {
    const attributes = {
      message: run.message,
      // The workspace's own setting must not decide whether this run is applied.
      'auto-apply': false,
      'plan-only': run.planOnly,
      'save-plan': run.savePlan,
      'is-destroy': run.isDestroy,
      'refresh-only': run.refreshOnly,
      refresh: run.refresh,
      'allow-empty-apply': run.allowEmptyApply,
      'target-addrs': run.targetAddrs,
      'replace-addrs': run.replaceAddrs,
      variables: run.variables,
      ...(run.terraformVersion !== undefined && { 'terraform-version': run.terraformVersion })
    }
    const relationships = {
      workspace: { data: { type: 'workspaces', id: run.workspaceId } },
      'configuration-version': { data: { type: 'configuration-versions', id: run.configurationVersionId } }
    }
    return decode(
      await this.#http.write('POST', '/runs', { data: { type: 'runs', attributes, relationships } }, options)
    )
  }

  /** With its plan and apply: one request where three would be needed, but for servers that leave out what is to be included. */
  async read(id: string, options?: Options): Promise<Run> {
    return this.#complete(
      decode(await this.#http.get(path`/runs/${id}`, { ...options, query: { include: 'plan,apply' } })),
      options
    )
  }

  async #complete(run: Run, options?: Options): Promise<Run> {
    const [plan, apply] = await Promise.all([
      lacking(run.plan) && run.planId !== undefined ? new Plans(this.#http).read(run.planId, options) : run.plan,
      lacking(run.apply) && run.applyId !== undefined ? new Applies(this.#http).read(run.applyId, options) : run.apply
    ])
    return { ...run, plan, apply }
  }

  /** A run, and the names that lead people to it. */
  async locate(
    id: string,
    options?: Options
  ): Promise<{ run: Run; organization: string | undefined; workspace: string | undefined }> {
    const document = await this.#http.get(path`/runs/${id}`, { ...options, query: { include: 'plan,apply,workspace' } })
    const workspace = includedOne(one(document), 'workspace', document.included)
    return {
      run: await this.#complete(decode(document), options),
      organization: workspace && related(workspace, 'organization')[0],
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
    for await (const resource of pages(this.#http, path`/workspaces/${workspaceId}/runs`, { ...options, query })) {
      yield run(resource, [])
    }
  }

  /** Confirms the plan. 409 when the run does not wait for that, or not any more. */
  apply(id: string, comment?: string, options?: Options): Promise<void> {
    return this.#http.act(path`/runs/${id}/actions/apply`, { comment }, options)
  }

  discard(id: string, comment?: string, options?: Options): Promise<void> {
    return this.#http.act(path`/runs/${id}/actions/discard`, { comment }, options)
  }

  /** Ends a run that a cancel has not ended within its time. For administrators of the workspace. */
  forceCancel(id: string, comment?: string, options?: Options): Promise<void> {
    return this.#http.act(path`/runs/${id}/actions/force-cancel`, { comment }, options)
  }

  /** Interrupts a plan or an apply as Ctrl-C does: Terraform ends what it is doing and writes its state. */
  cancel(id: string, comment?: string, options?: Options): Promise<void> {
    return this.#http.act(path`/runs/${id}/actions/cancel`, { comment }, options)
  }
}

const lacking = (phase: Phase | undefined): boolean =>
  phase === undefined || (phase.status === 'running' && phase.logReadUrl === undefined)

const decode = (document: Document): Run => run(one(document), document.included)

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
    hasChanges: attributes.flag('has-changes') ?? false,
    isPlanOnly: attributes.flag('plan-only') ?? false,
    isSavedPlan: attributes.flag('save-plan') ?? false,
    actions: {
      confirmable: actions.flag('is-confirmable') ?? false,
      cancelable: actions.flag('is-cancelable') ?? false,
      discardable: actions.flag('is-discardable') ?? false,
      forceCancelable: actions.flag('is-force-cancelable') ?? false
    },
    positionInQueue: attributes.count('position-in-queue'),
    mayApply: attributes.fields('permissions').flag('can-apply'),
    workspaceId: related(resource, 'workspace')[0],
    configurationVersionId: related(resource, 'configuration-version')[0],
    planId: related(resource, 'plan')[0],
    applyId: related(resource, 'apply')[0],
    costEstimateId: related(resource, 'cost-estimate')[0],
    policyCheckIds: related(resource, 'policy-checks'),
    taskStageIds: related(resource, 'task-stages'),
    plan: thePlan && plan(thePlan),
    apply: theApply && apply(theApply)
  }
}
