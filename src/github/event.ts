import { readFileSync } from 'node:fs'

/** What started the workflow: https://docs.github.com/en/actions/reference/workflows-and-actions/events-that-trigger-workflows */
export interface Event {
  readonly name: string
  readonly payload: Payload
}

/** The few fields of payloads that are looked at: https://docs.github.com/en/webhooks/webhook-events-and-payloads */
export interface Payload {
  readonly action?: string
  readonly repository?: { readonly id?: number; readonly full_name?: string; readonly default_branch?: string }
  readonly pull_request?: {
    readonly number?: number
    readonly title?: string
    readonly head?: { readonly sha?: string }
    readonly base?: { readonly sha?: string }
  }
  /** Of a push: the commits before and after. */
  readonly before?: string
  readonly after?: string
  readonly issue?: { readonly number?: number; readonly pull_request?: object }
  readonly merge_group?: { readonly head_ref?: string; readonly head_sha?: string; readonly base_sha?: string }
  readonly workflow_run?: {
    readonly event?: string
    readonly head_branch?: string | null
    readonly head_sha?: string
    readonly head_repository?: { readonly owner?: { readonly login?: string } }
    readonly pull_requests?: readonly ListedPullRequest[]
  }
}

interface ListedPullRequest {
  readonly number?: number
  readonly url?: string
  readonly head?: { readonly sha?: string }
  readonly base?: { readonly repo?: { readonly id?: number } }
}

/** Reads the event of a job. One that can't be read is an event without content. */
export function readEvent(env: NodeJS.ProcessEnv): Event {
  const name = env.GITHUB_EVENT_NAME ?? ''
  try {
    return { name, payload: JSON.parse(readFileSync(env.GITHUB_EVENT_PATH ?? '', 'utf8')) as Payload }
  } catch {
    return { name, payload: {} }
  }
}

/** The number of the pull request that an event is about, where the event itself says it. */
export function pullRequestNumber({ payload }: Event): number | undefined {
  const { pull_request, issue, merge_group } = payload
  return (
    pull_request?.number ??
    (issue?.pull_request === undefined ? undefined : issue.number) ??
    queued(merge_group?.head_ref) ??
    listed(payload)
  )
}

/** `refs/heads/gh-readonly-queue/main/pr-12-<sha>` */
function queued(headRef: string | undefined): number | undefined {
  const number = /\/pr-(\d+)-[0-9a-f]+$/.exec(headRef ?? '')?.[1]
  return number === undefined ? undefined : Number(number)
}

/** A workflow run lists every pull request from its branch: other commits of the branch, and other repositories too. */
function listed({ repository, workflow_run: run }: Payload): number | undefined {
  if (run?.event === 'push') return undefined
  const isOurs = ({ url, head, base }: ListedPullRequest): boolean =>
    head?.sha === run?.head_sha &&
    (base?.repo?.id === undefined || base.repo.id === repository?.id) &&
    (url === undefined || repository?.full_name === undefined || url.includes(`/repos/${repository.full_name}/pulls/`))
  return run?.pull_requests?.find(isOurs)?.number
}

/** Whether a push has started the workflow, or the one whose workflow has completed. */
export const isOfPush = ({ name, payload }: Event): boolean =>
  name === 'push' || (name === 'workflow_run' && payload.workflow_run?.event === 'push')

/** What a job applies. */
export interface AppliedCommit {
  readonly commit: string
  /** The branch that was pushed, or that a pull request was merged into. A tag has none, and is of the default branch. */
  readonly branch: string | undefined
}

/**
 * The commit that a job applies, with the branch that it belongs to: both from one place. `GITHUB_SHA` and `GITHUB_REF` of `workflow_run` are those
 * of the default branch, whatever was pushed. Undefined where the event does not name what was pushed.
 */
export function appliedCommit(event: Event, env: NodeJS.ProcessEnv): AppliedCommit | undefined {
  const { name, payload } = event
  if (name === 'workflow_run') {
    const { head_sha: commit, head_branch: branch } = payload.workflow_run ?? {}
    return commit === undefined || !isOfPush(event) ? undefined : { commit, branch: branch ?? undefined }
  }
  const { GITHUB_SHA: commit, GITHUB_REF: ref = '', GITHUB_BASE_REF: base } = env
  if (commit === undefined) return undefined
  const branch = /^refs\/heads\/(.+)$/.exec(ref)?.[1]
  return { commit, branch: branch ?? (base === '' ? undefined : base) ?? payload.repository?.default_branch }
}

/** The commit that an event names: of a pull request its head, and not the merge that GitHub made of it for the workflow. */
export const namedCommit = ({ payload }: Event): string | undefined =>
  payload.pull_request?.head?.sha ?? payload.workflow_run?.head_sha

/** Events whose `GITHUB_SHA` is a commit of the default branch, or of a branch that somebody chose: the workflow checks out what it is about. */
const ON_DEMAND: readonly string[] = ['issue_comment', 'workflow_dispatch', 'repository_dispatch']

export const isManualEvent = ({ name }: Event): boolean => ON_DEMAND.includes(name)
