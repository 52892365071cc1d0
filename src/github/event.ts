import { readFileSync } from 'node:fs'

/** What started the workflow: https://docs.github.com/en/actions/reference/workflows-and-actions/events-that-trigger-workflows */
export interface Event {
  readonly name: string
  readonly payload: Payload
}

/** The few fields of payloads that are looked at: https://docs.github.com/en/webhooks/webhook-events-and-payloads */
export interface Payload {
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
    readonly head_branch?: string
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

/** The commit that was pushed, by this event or the one whose workflow has completed. */
export const pushedCommit = ({ name, payload }: Event, env: NodeJS.ProcessEnv): string | undefined =>
  name === 'push' ? env.GITHUB_SHA : payload.workflow_run?.event === 'push' ? payload.workflow_run.head_sha : undefined

/** The commit that an event names: of a pull request its head, and not the merge that GitHub made of it for the workflow. */
export const namedCommit = ({ payload }: Event): string | undefined =>
  payload.pull_request?.head?.sha ?? payload.workflow_run?.head_sha

/** Events whose `GITHUB_SHA` is a commit of the default branch, or of a branch that somebody chose: the workflow checks out what it is about. */
const ON_DEMAND: readonly string[] = ['issue_comment', 'workflow_dispatch', 'repository_dispatch']

export const isManualEvent = ({ name }: Event): boolean => ON_DEMAND.includes(name)

/** The branch whose commit a job applies: the one that was pushed, or that a pull request was merged into. A tag has none, and is of the default branch. */
export const appliedBranch = ({ payload }: Event, env: NodeJS.ProcessEnv): string | undefined => {
  const pushed = payload.workflow_run?.event === 'push' ? payload.workflow_run.head_branch : undefined
  const ref = /^refs\/heads\/(.+)$/.exec(env.GITHUB_REF ?? '')?.[1]
  const base = env.GITHUB_BASE_REF === '' ? undefined : env.GITHUB_BASE_REF
  return pushed ?? ref ?? base ?? payload.repository?.default_branch
}
