import type { Clock } from '../clock.ts'
import { appliedCommit, isOfPush, pullRequestNumber, type AppliedCommit, type Event } from './event.ts'
import {
  readDeletions,
  readStates,
  secondsOf,
  SHOW_COMMENT,
  type CommentState,
  type ForeignChange
} from './comment-queries.ts'
import { askGithub, unlessMissing, type GithubRequest } from './github-request.ts'
import { listedFiles, type ListedFiles } from './listed-files.ts'
import { isMergedAs, type MergedPullRequest, type ReadPullRequest } from './merged-pull-request.ts'
import { octokitFor, type GitHubWorld, type Octokit } from './octokit.ts'
import { ownComment, type OwnComment } from './own-comment.ts'
import { settledList, wholeList, type ListPage, type PageQuery } from './whole-list.ts'

/** The pull request that an event is about, or why there is none to report on. */
export type PullRequestSubject = { readonly number: number } | { readonly number: undefined; readonly why: string }

/** The pull requests of one repository, through GitHub's API. */
export class PullRequests {
  readonly #octokit: Octokit
  readonly #repo: { readonly owner: string; readonly repo: string }
  readonly #clock: Clock
  readonly #signal: AbortSignal
  readonly #permission: string
  #viewer: Promise<string> | undefined

  private constructor(octokit: Octokit, permission: string, { env, clock, signal }: GitHubWorld) {
    const [owner = '', repo = ''] = (env.GITHUB_REPOSITORY ?? '').split('/')
    this.#octokit = octokit
    this.#repo = { owner, repo }
    this.#permission = permission
    this.#clock = clock
    this.#signal = signal
  }

  /** `access` is what the caller needs in all, so that one error names it. */
  static connect(token: string, world: GitHubWorld, access: 'read' | 'write' = 'read'): PullRequests {
    return new PullRequests(octokitFor(token, world), `pull-requests: ${access}`, world)
  }

  /** The pull request that an event is about: what it says itself, else what GitHub knows of its commit or branch. */
  async ofEvent(event: Event, env: NodeJS.ProcessEnv): Promise<PullRequestSubject> {
    const number = pullRequestNumber(event)
    if (number !== undefined) return { number }
    const pushed = isOfPush(event) ? appliedCommit(event, env) : undefined
    if (pushed !== undefined) return this.#ofPush(pushed)
    const { head_branch: branch, head_repository: from, head_sha: commit } = event.payload.workflow_run ?? {}
    if (typeof branch !== 'string' || from?.owner?.login === undefined)
      return { number: undefined, why: `the event ${event.name} is not about a pull request` }
    const head = `${from.owner.login}:${branch}`
    const pulls = await this.#list(
      undefined,
      query => this.#octokit.rest.pulls.list({ ...this.#repo, head, state: 'open', ...query }),
      pull => pull.number
    )
    const found = pulls.find(pull => pull.head.sha === commit && pull.head.ref === branch)
    return found ?? { number: undefined, why: `no open pull request has the head commit ${commit?.slice(0, 7) ?? ''}` }
  }

  async #ofPush({ commit, branch }: AppliedCommit): Promise<PullRequestSubject> {
    const pulls = await this.#associated(commit)
    const [merged, ...others] = pulls.filter(isMergedAs(commit, branch))
    if (merged !== undefined && others.length === 0) return merged
    if (merged !== undefined)
      return { number: undefined, why: `several pull requests were merged as the commit ${commit.slice(0, 7)}` }
    const open = pulls.find(({ state, head }) => state === 'open' && head.sha === commit)
    const why =
      open === undefined
        ? `no pull request was merged as the commit ${commit.slice(0, 7)}`
        : `pull request #${open.number} is open, and a push to its branch does not report on it. Run the workflow on \`pull_request\`, or set \`pull-request-number\``
    return { number: undefined, why }
  }

  /** The pull requests that were merged into a branch as a commit. More than one can be, where a branch is pushed to a commit of another one. */
  async merged(commit: string, branch: string): Promise<readonly MergedPullRequest[]> {
    const pulls = (await this.#associated(commit)).filter(isMergedAs(commit, branch))
    return pulls.map(({ number, head, merged_at }) => ({
      number,
      head: head.sha,
      mergeCommit: commit,
      isMerged: true,
      mergedAt: secondsOf(merged_at ?? '')
    }))
  }

  /** Those of this repository: GitHub may list pull requests of its forks as well. */
  async #associated(commit: string) {
    const found = await this.#list(
      `The commit ${commit.slice(0, 7)}`,
      query =>
        this.#octokit.rest.repos.listPullRequestsAssociatedWithCommit({ ...this.#repo, commit_sha: commit, ...query }),
      ({ id }) => id
    )
    const name = `${this.#repo.owner}/${this.#repo.repo}`.toLowerCase()
    return found.filter(({ base }) => base.repo.full_name.toLowerCase() === name)
  }

  async read(number: number): Promise<ReadPullRequest> {
    const send = () => this.#octokit.rest.pulls.get({ ...this.#repo, pull_number: number })
    const { data, headers } = await this.#ask({ subject: `Pull request #${number}`, send })
    const mergeCommit = data.merged ? (data.merge_commit_sha ?? undefined) : undefined
    return {
      number,
      head: data.head.sha,
      mergeCommit,
      isMerged: data.merged,
      readAt: secondsOf(headers.date ?? this.#clock.now())
    }
  }

  /** The files that a pull request changes. */
  async files(number: number): Promise<ListedFiles> {
    const of = { ...this.#repo, pull_number: number }
    const subject = `Pull request #${number}`
    const { data: pull } = await this.#ask({ subject, send: () => this.#octokit.rest.pulls.get(of) })
    const send = (query: PageQuery) => this.#octokit.rest.pulls.listFiles({ ...of, ...query })
    return listedFiles(await this.#list(subject, send, ({ filename }) => filename), pull.changed_files)
  }

  /** All comments of this token's user, the oldest first. */
  async ownComments(number: number): Promise<readonly OwnComment[]> {
    const author = await this.#login()
    const subject = `Pull request #${number}`
    const send = (query: PageQuery) =>
      this.#octokit.rest.issues.listComments({ ...this.#repo, issue_number: number, ...query })
    const comments = await settledList(
      query => this.#ask({ subject, send: () => send(query) }),
      ({ id }) => id
    )
    return comments.filter(({ user }) => user?.login === author).map(ownComment)
  }

  /** A comment that this token's user has created. A list may lack it for a moment. Undefined where it is gone. */
  async readComment(id: number): Promise<OwnComment | undefined> {
    const send = () => this.#octokit.rest.issues.getComment({ ...this.#repo, comment_id: id })
    return unlessMissing(this.#ask({ subject: 'The comment', send }).then(({ data }) => ownComment(data)))
  }

  async createComment(number: number, body: string): Promise<OwnComment> {
    const send = () => this.#octokit.rest.issues.createComment({ ...this.#repo, issue_number: number, body })
    const { data } = await this.#ask({ creates: true, subject: `Pull request #${number}`, send })
    return ownComment(data)
  }

  async updateComment({ id }: OwnComment, body: string): Promise<OwnComment> {
    const send = () => this.#octokit.rest.issues.updateComment({ ...this.#repo, comment_id: id, body })
    const { data } = await this.#ask({ subject: 'The comment', send })
    return ownComment(data)
  }

  async deleteComment({ id }: OwnComment): Promise<void> {
    const send = () => this.#octokit.rest.issues.deleteComment({ ...this.#repo, comment_id: id })
    await this.#ask({ subject: 'The comment', send })
  }

  /** Shows a comment again that somebody has hidden. Only GraphQL can: https://docs.github.com/en/graphql/reference/mutations#unminimizecomment */
  async showComment({ nodeId }: OwnComment): Promise<void> {
    await this.#query(SHOW_COMMENT, { id: nodeId })
  }

  /** What GraphQL says of comments: their text, which may be another one than was listed, and what others did to them. Undefined for one that is gone. */
  statesOf(comments: readonly OwnComment[]): Promise<readonly (CommentState | undefined)[]> {
    const ids = comments.map(({ nodeId }) => nodeId)
    return readStates(this.#query, ids, this.#login)
  }

  /** The comments of this token's user that others have deleted. */
  foreignDeletions(number: number): Promise<readonly ForeignChange[]> {
    return readDeletions(this.#query, { ...this.#repo, number }, this.#login)
  }

  /** Who the token's user is. `GET /user` is refused to a workflow's own token, GraphQL's viewer is not. */
  readonly #login = (): Promise<string> =>
    (this.#viewer ??= this.#query<{ viewer: { login: string } }>('query { viewer { login } }', {}).then(
      ({ viewer }) => viewer.login
    ))

  readonly #query = <T>(query: string, variables: Readonly<Record<string, unknown>>): Promise<T> =>
    this.#ask({ isGraphql: true, send: () => this.#octokit.graphql<T>(query, { ...variables }) })

  #list<T>(subject: string | undefined, send: (query: PageQuery) => Promise<ListPage<T>>, key: (entry: T) => unknown) {
    return wholeList(query => this.#ask({ subject, send: () => send(query) }), key)
  }

  #ask<T>(request: GithubRequest<T>): Promise<T> {
    return askGithub(request, this.#permission, this.#clock, this.#signal)
  }
}
