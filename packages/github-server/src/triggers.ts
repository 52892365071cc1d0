import type { Event, GithubContext } from '../../workflow-runner/src/index.ts'
import { commentOf, pullRequestOf, repositoryOf, userOf } from './documents.ts'
import type { Site } from './exchange.ts'
import { fullName, shaOf, type PullRequest, type Repository } from './world.ts'

/** What a workflow receives, and the properties of its `github` context that follow from it. */
export interface Trigger {
  readonly event: Event
  readonly github: GithubContext
}

/**
 * The events that can lead to a pull request, with the payload's properties that an action looks at.
 * https://docs.github.com/actions/reference/workflows-and-actions/events-that-trigger-workflows
 * https://docs.github.com/webhooks/webhook-events-and-payloads
 */
export const TRIGGERS = {
  pull_request: (_site, _repository, pull, document) => ({
    payload: pullRequestPayload(pull, document),
    github: { ref: `refs/pull/${pull.number}/merge`, sha: pull.mergeCommitSha }
  }),

  /** Runs on the base branch, and has its permissions also for a fork. */
  pull_request_target: (_site, _repository, pull, document) => ({
    payload: pullRequestPayload(pull, document),
    github: { ref: `refs/heads/${pull.base.ref}`, sha: pull.base.sha }
  }),

  /** Of the merge, which must have happened (`merge`). */
  push: (_site, _repository, { title, base, mergeCommitSha }) => ({
    payload: {
      ref: `refs/heads/${base.ref}`,
      before: base.sha,
      after: mergeCommitSha,
      head_commit: { id: mergeCommitSha, message: title }
    },
    github: { ref: `refs/heads/${base.ref}`, sha: mergeCommitSha }
  }),

  /** After a workflow of the pull request. It names the pull request only if that is not from a fork. */
  workflow_run: (site, repository, { number, head, base }, document) => {
    const url = `${site.api}/repos/${fullName(repository)}/pulls/${number}`
    const isFork = head.repository !== fullName(repository)
    return {
      payload: {
        action: 'completed',
        workflow_run: {
          id: 4_141_414_141,
          run_attempt: 1,
          event: 'pull_request',
          status: 'completed',
          conclusion: 'success',
          head_branch: head.ref,
          head_sha: head.sha,
          head_repository: document.head.repo,
          pull_requests: isFork
            ? []
            : [{ number, url, head: { ref: head.ref, sha: head.sha }, base: { ...base, repo: { id: repository.id } } }]
        }
      },
      github: { ref: `refs/heads/${repository.defaultBranch}`, sha: base.sha }
    }
  },

  /** On the conversation of a pull request: its newest comment was written. It runs on the default branch. */
  issue_comment: (site, repository, { number, title, base, state }) => ({
    payload: {
      action: 'created',
      issue: {
        number,
        title,
        state,
        pull_request: { url: `${site.api}/repos/${fullName(repository)}/pulls/${number}` }
      },
      comment: newestComment(site, repository, number)
    },
    github: { ref: `refs/heads/${repository.defaultBranch}`, sha: base.sha }
  }),

  /** The number is in the name of the queue's branch, and nowhere else. */
  merge_group: (_site, _repository, { number, base }) => {
    const ref = `refs/heads/gh-readonly-queue/${base.ref}/pr-${number}-${base.sha}`
    const sha = shaOf('merge group', number)
    const merge_group = { head_ref: ref, head_sha: sha, base_ref: `refs/heads/${base.ref}`, base_sha: base.sha }
    return { payload: { action: 'checks_requested', merge_group }, github: { ref, sha } }
  },

  /** Says nothing of a pull request: an input has to. */
  workflow_dispatch: (_site, repository, { base }) => ({
    payload: { inputs: {}, ref: `refs/heads/${repository.defaultBranch}` },
    github: { ref: `refs/heads/${repository.defaultBranch}`, sha: base.sha }
  })
} as const satisfies Record<
  string,
  (
    site: Site,
    repository: Repository,
    pull: PullRequest,
    document: ReturnType<typeof pullRequestOf>
  ) => { readonly payload: Readonly<Record<string, unknown>>; readonly github: GithubContext }
>
export type TriggerName = keyof typeof TRIGGERS

/** Of its last push, or else of when it was opened: the same each time that a job of it runs. */
function pullRequestPayload(
  { number, head, pushed, createdAt }: PullRequest,
  document: ReturnType<typeof pullRequestOf>
) {
  const pull_request = { ...document, updated_at: pushed?.at ?? createdAt }
  return pushed === undefined
    ? { action: 'opened', number, pull_request }
    : { action: 'synchronize', number, before: pushed.before, after: head.sha, pull_request }
}

function newestComment(site: Site, repository: Repository, number: number) {
  const comment = [...repository.comments.values()].findLast(each => each.number === number)
  return comment === undefined ? { body: '/plan' } : commentOf(site, repository, comment)
}

export function triggered(name: TriggerName, site: Site, repository: Repository, pull: PullRequest): Trigger {
  const { payload, github } = TRIGGERS[name](site, repository, pull, pullRequestOf(site, repository, pull))
  const everywhere = { repository: repositoryOf(site, repository), sender: userOf(site, pull.user) }
  return { event: { name, payload: { ...payload, ...everywhere } }, github }
}
