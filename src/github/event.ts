import { readFileSync } from 'node:fs'

/** What started the workflow: https://docs.github.com/en/actions/reference/workflows-and-actions/events-that-trigger-workflows */
export interface Event {
  readonly name: string
  readonly payload: Payload
}

/** The few fields of payloads that are looked at: https://docs.github.com/en/webhooks/webhook-events-and-payloads */
export interface Payload {
  readonly pull_request?: {
    readonly number?: number
    readonly head?: { readonly sha?: string }
    readonly base?: { readonly sha?: string }
  }
  /** Of a push: the commits before and after. */
  readonly before?: string
  readonly after?: string
  readonly issue?: { readonly number?: number; readonly pull_request?: object }
  readonly merge_group?: { readonly head_ref?: string }
  readonly workflow_run?: {
    readonly head_branch?: string
    readonly head_sha?: string
    readonly head_repository?: { readonly owner?: { readonly login?: string } }
    readonly pull_requests?: readonly { readonly number?: number }[]
  }
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
  const { pull_request, issue, merge_group, workflow_run } = payload
  return (
    pull_request?.number ??
    (issue?.pull_request === undefined ? undefined : issue.number) ??
    queued(merge_group?.head_ref) ??
    workflow_run?.pull_requests?.[0]?.number
  )
}

/** `refs/heads/gh-readonly-queue/main/pr-12-<sha>` */
function queued(headRef: string | undefined): number | undefined {
  const number = /\/pr-(\d+)-[0-9a-f]+$/.exec(headRef ?? '')?.[1]
  return number === undefined ? undefined : Number(number)
}

/** The commit that people mean: of a pull request its head, and not the merge that GitHub made of it for the workflow. */
export const headCommit = ({ payload }: Event, env: NodeJS.ProcessEnv): string | undefined =>
  payload.pull_request?.head?.sha ?? payload.workflow_run?.head_sha ?? env.GITHUB_SHA
