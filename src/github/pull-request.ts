import type { Clock } from '../clock.ts'
import { isError } from '../errors.ts'
import type { Event } from './event.ts'
import { pullRequestNumber } from './event.ts'
import { octokitFor, type GitHubWorld, type Octokit } from './octokit.ts'

/** A comment that this token's user has written. */
export interface OwnComment {
  readonly id: number
  readonly body: string
  readonly url: string
}

/** What GitHub refuses a token, and the line of a workflow that grants it. */
export class MissingPermission extends Error {
  override readonly name = 'MissingPermission'
}

/** Files of a pull request that GitHub lists: https://docs.github.com/en/rest/pulls/pulls#list-pull-requests-files */
const MOST_FILES = 3_000

/** Milliseconds that GitHub may ask to wait at a time, and how often. */
const PATIENCE = 60_000
const WAITS = 4

/** The pull requests of one repository, through GitHub's API. */
export class PullRequests {
  readonly #octokit: Octokit
  readonly #repo: { readonly owner: string; readonly repo: string }
  readonly #clock: Clock
  readonly #signal: AbortSignal

  private constructor(octokit: Octokit, repository: string, clock: Clock, signal: AbortSignal) {
    const [owner = '', repo = ''] = repository.split('/')
    this.#octokit = octokit
    this.#repo = { owner, repo }
    this.#clock = clock
    this.#signal = signal
  }

  static connect(token: string, world: GitHubWorld): PullRequests {
    const { env, clock, signal } = world
    return new PullRequests(octokitFor(token, world), env.GITHUB_REPOSITORY ?? '', clock, signal)
  }

  /** The pull request that an event is about: what it says itself, else what GitHub knows of its commit or branch. */
  async ofEvent(event: Event, env: NodeJS.ProcessEnv): Promise<number | undefined> {
    const said = pullRequestNumber(event)
    if (said !== undefined) return said
    if (event.name === 'push') return (await this.merged(env.GITHUB_SHA ?? ''))?.number
    const { head_branch: branch, head_repository: from } = event.payload.workflow_run ?? {}
    if (branch === undefined || from?.owner?.login === undefined) return undefined
    const head = `${from.owner.login}:${branch}`
    const { data } = await this.#ask('read', () =>
      this.#octokit.rest.pulls.list({ ...this.#repo, head, state: 'open', per_page: 1 })
    )
    return data[0]?.number
  }

  /** The pull request that was merged as a commit, with the commit that was its head. */
  async merged(commit: string): Promise<{ readonly number: number; readonly head: string } | undefined> {
    const { data } = await this.#ask('read', () =>
      this.#octokit.rest.repos.listPullRequestsAssociatedWithCommit({ ...this.#repo, commit_sha: commit })
    )
    const pull = data.find(({ merged_at, merge_commit_sha }) => merged_at !== null && merge_commit_sha === commit)
    return pull && { number: pull.number, head: pull.head.sha }
  }

  /** The files that a pull request changes. Undefined where they are more than GitHub lists. */
  async files(number: number): Promise<readonly string[] | undefined> {
    const names: string[] = []
    for (let page = 1; ; page++) {
      const { data } = await this.#ask('read', () =>
        this.#octokit.rest.pulls.listFiles({ ...this.#repo, pull_number: number, per_page: 100, page })
      )
      // A file that moved concerns the directory that it left, too.
      names.push(
        ...data.flatMap(({ filename, previous_filename }) =>
          previous_filename === undefined ? [filename] : [filename, previous_filename]
        )
      )
      if (names.length >= MOST_FILES) return undefined
      if (data.length < 100) return names
    }
  }

  /** The first of this token's own comments that `isOurs` knows, over all pages. */
  async findComment(number: number, isOurs: (body: string) => boolean): Promise<OwnComment | undefined> {
    const author = await this.#viewer()
    for (let page = 1; ; page++) {
      const { data } = await this.#ask('read', () =>
        this.#octokit.rest.issues.listComments({ ...this.#repo, issue_number: number, per_page: 100, page })
      )
      const found = data.find(({ body = '', user }) => user?.login === author && isOurs(body))
      if (found !== undefined) return { id: found.id, body: found.body ?? '', url: found.html_url }
      if (data.length < 100) return undefined
    }
  }

  /** Writes a comment in place of `earlier`, or as a new one. Gives its address. */
  async writeComment(number: number, body: string, earlier: OwnComment | undefined): Promise<string> {
    const { issues } = this.#octokit.rest
    if (earlier === undefined) {
      const { data } = await this.#ask('create', () =>
        issues.createComment({ ...this.#repo, issue_number: number, body })
      )
      return data.html_url
    }
    const { data } = await this.#ask('update', () =>
      issues.updateComment({ ...this.#repo, comment_id: earlier.id, body })
    )
    return data.html_url
  }

  /** Who the token's user is. `GET /user` is refused to a workflow's own token, GraphQL's viewer is not. */
  async #viewer(): Promise<string> {
    const { viewer } = await this.#ask('read', () =>
      this.#octokit.graphql<{ viewer: { login: string } }>('query { viewer { login } }')
    )
    return viewer.login
  }

  /** Asks GitHub, as often as it says to come back later. https://docs.github.com/en/rest/using-the-rest-api/rate-limits-for-the-rest-api */
  async #ask<T>(what: 'read' | 'update' | 'create', request: () => Promise<T>): Promise<T> {
    for (let waits = WAITS; ; waits--) {
      try {
        return await request()
      } catch (error) {
        const wait = waitFor(error, what !== 'create', this.#clock.now())
        if (wait !== undefined && wait <= PATIENCE && waits > 0) {
          await this.#clock.sleep(wait, this.#signal)
          continue
        }
        if (!isRefusal(error)) throw error
        throw new MissingPermission(
          `GitHub refuses the token: add \`pull-requests: ${what === 'read' ? 'read' : 'write'}\` to the job's \`permissions\``,
          { cause: error }
        )
      }
    }
  }
}

/** An error of Octokit, as far as it is looked at. */
interface RequestError {
  readonly status: number
  readonly message: string
  readonly response?: { readonly headers: Readonly<Record<string, string | undefined>> }
}

const isRequestError = (error: unknown): error is RequestError => isError(error) && 'status' in error

/** Whether a permission is what lacks. Other refusals, of a locked conversation for one, have words of their own. */
const isRefusal = (error: unknown): boolean =>
  isRequestError(error) &&
  (error.status === 401 ||
    error.status === 404 ||
    (error.status === 403 && /not accessible|must have/i.test(error.message)))

/** Milliseconds until GitHub may be asked again; undefined where that is no use, or might do a thing twice. */
function waitFor(error: unknown, repeatable: boolean, now: number): number | undefined {
  if (!isRequestError(error)) return undefined
  const { status, message, response } = error
  if (status >= 500) return repeatable ? 1_000 : undefined
  if (status !== 403 && status !== 429) return undefined
  const {
    'retry-after': after,
    'x-ratelimit-remaining': remaining,
    'x-ratelimit-reset': reset
  } = response?.headers ?? {}
  if (after !== undefined) return Number(after) * 1000
  if (remaining === '0' && reset !== undefined) return Math.max(0, Number(reset) * 1000 - now)
  return /secondary rate limit/i.test(message) ? PATIENCE : undefined
}
