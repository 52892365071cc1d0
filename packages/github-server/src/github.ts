import type { Journal } from '../../hcp-terraform-server/src/journal.ts'
import type { GithubContext } from '../../workflow-runner/src/index.ts'
import type { Service, Site } from './exchange.ts'
import type { GithubFaults } from './faults.ts'
import { newToken, type Permissions, type TokenKind } from './tokens.ts'
import { triggered, type Trigger, type TriggerName } from './triggers.ts'
import type { Activity, ChangedFile, Comment, Comparison, Job, PullRequest, Repository, Role, World } from './world.ts'
import { deleteComment, editComment, fullName, GITHUB_ACTIONS, nextNumber, now, secondsOf, shaOf } from './world.ts'

export interface PullRequestOptions {
  readonly number?: number
  readonly title?: string
  readonly user?: string
  /** Its branch. */
  readonly head?: string
  /** The branch that it goes to. */
  readonly base?: string
  /** Whose fork its branch is in, if it is in one. */
  readonly fork?: string
  readonly commits?: readonly string[]
  readonly files?: readonly (string | ChangedFile)[]
  readonly state?: 'open' | 'closed' | 'merged'
  readonly draft?: boolean
  readonly locked?: boolean
  /** When its branch was pushed, and it was opened. */
  readonly createdAt?: string
}

export interface CommentOptions {
  /** Who wrote it; default a person. `github-actions[bot]` is what other workflows write as, too. */
  readonly user?: string
  readonly createdAt?: string
}

/** What git calls the commit before the first one. */
const NO_COMMIT = '0'.repeat(40)

/** A running service, as a test holds it. */
export class Github implements AsyncDisposable {
  /** `http://127.0.0.1:PORT` */
  readonly address: string
  readonly world: World
  /** The one whose workflow runs. */
  readonly repository: Repository
  readonly journal: Journal
  readonly faults: GithubFaults
  /** GITHUB_TOKEN, with the permissions that the server was started with. */
  readonly defaultToken: string
  readonly #service: Service
  readonly #close: () => Promise<void>

  constructor(
    service: Service,
    start: { readonly address: string; readonly repository: Repository; readonly permissions: Permissions },
    close: () => Promise<void>
  ) {
    this.address = start.address
    this.repository = start.repository
    this.world = service.world
    this.journal = service.journal
    this.faults = service.faults
    this.#service = service
    this.#close = close
    this.defaultToken = this.token('installation', start.permissions)
  }

  /**
   * A token for the repository (a classic one: for all that there are). By default GitHub Actions' own, or a person's;
   * `user` is somebody else, an app's bot for instance.
   */
  token(kind: TokenKind, permissions: Permissions, user?: string): string {
    const token = newToken(kind)
    const owner = kind === 'installation' ? GITHUB_ACTIONS : this.world.user('maintainer')
    this.world.tokens.set(token, {
      kind,
      user: user === undefined ? owner : this.world.user(user),
      permissions,
      repository: kind === 'classic' ? undefined : this.repository
    })
    return token
  }

  addPullRequest(options: PullRequestOptions = {}): PullRequest {
    const { pullRequests, name, defaultBranch } = this.repository
    const number = options.number ?? nextNumber(this.repository)
    const commits = options.commits ?? [shaOf('head', number)]
    const { fork, head = `change-${number}`, base = defaultBranch, state = 'open' } = options
    const repository = fork === undefined ? fullName(this.repository) : `${fork}/${name}`
    const pull: PullRequest = {
      id: this.world.nextId(),
      number,
      title: options.title ?? `Change ${number}`,
      user: this.world.user(options.user ?? fork ?? 'author'),
      head: { repository, ref: head, sha: commits.at(-1) ?? shaOf('head', number) },
      base: { ref: base, sha: shaOf('base', base) },
      mergeCommitSha: shaOf('merge', number),
      commits,
      files: (options.files ?? ['main.tf']).map(file =>
        typeof file === 'string' ? { filename: file, status: 'modified' } : file
      ),
      draft: options.draft ?? false,
      createdAt: options.createdAt ?? now(),
      state: state === 'open' ? 'open' : 'closed',
      mergedAt: state === 'merged' ? now() : undefined,
      locked: options.locked ?? false
    }
    pullRequests.set(number, pull)
    if (fork === undefined) this.#note(pull, 'branch_creation', NO_COMMIT, pull.createdAt)
    return pull
  }

  /** Another commit on the branch of a pull request: its head from then on. */
  push(pull: PullRequest, sha = shaOf('head', pull.number, pull.commits.length), at = now()): void {
    const before = pull.head.sha
    pull.pushed = { at, before }
    pull.head = { ...pull.head, sha }
    if (pull.head.repository === fullName(this.repository)) this.#note(pull, 'push', before, at)
    pull.commits = [...pull.commits, sha]
    pull.mergeCommitSha = shaOf('merge', pull.number, sha)
  }

  /** What the author of a commit has written. */
  setCommitMessage(sha: string, message: string): void {
    this.repository.commitMessages.set(sha, message)
  }

  /** By default at least a second after the last comment was written: people have read it. */
  merge(pull: PullRequest, at = this.#afterComments(pull)): void {
    pull.state = 'closed'
    pull.mergedAt = at
  }

  addComment(number: number, body: string, { user = 'reviewer', createdAt = now() }: CommentOptions = {}): Comment {
    const author = this.world.user(user)
    const comment: Comment = {
      id: this.world.nextId(),
      number,
      user: author,
      viaApp: author.type === 'Bot',
      body,
      createdAt,
      updatedAt: createdAt,
      edits: [],
      minimized: undefined,
      reactions: []
    }
    this.repository.comments.set(comment.id, comment)
    return comment
  }

  /** A person, or a bot, changes the text of a comment. `undefined` is somebody whose account is deleted later. */
  editComment(comment: Comment, body: string, user: string | undefined, at = now()): void {
    editComment(comment, body, user === undefined ? undefined : this.world.user(user), at)
  }

  /** A person, or a bot, deletes a comment. */
  deleteComment(comment: Comment, user: string, at = now()): void {
    deleteComment(this.repository, comment, this.world.user(user), at)
  }

  /** Of a pull request, the oldest first. */
  comments(number: number): readonly Comment[] {
    return [...this.repository.comments.values()].filter(comment => comment.number === number)
  }

  /** What a person may do in the repository. Without it: nothing, or read where it is public. */
  allow(login: string, role: Role): void {
    this.repository.collaborators.set(this.world.user(login).login, role)
  }

  /** A job; by default the one that `runAction` of packages/workflow-runner runs as. */
  addJob(job: Partial<Omit<Job, 'id'>> = {}): Job {
    const added: Job = {
      id: this.world.nextId(),
      runId: 4_242_424_242,
      attempt: 1,
      name: 'job',
      runnerName: 'runner',
      headSha: shaOf('base', this.repository.defaultBranch),
      status: 'in_progress',
      conclusion: null,
      ...job
    }
    this.repository.jobs.push(added)
    return added
  }

  /** What `compare/{base}...{head}` says. A pull request's own branches need none. */
  addComparison(comparison: Comparison): void {
    this.repository.comparisons.push(comparison)
  }

  /** What an event of a pull request starts a job with: `runAction({ directory, ...github.trigger('push', pull) })`. */
  trigger(name: TriggerName, pull: PullRequest, token = this.defaultToken): Trigger {
    const { event, github } = triggered(name, this.#site, this.repository, pull)
    return { event, github: { ...this.context, ...github, token } }
  }

  /** Properties of the `github` context, for packages/workflow-runner's option of that name. */
  get context(): GithubContext {
    return {
      api_url: this.#site.api,
      graphql_url: this.#graphql,
      server_url: this.#site.web,
      repository: fullName(this.repository),
      repository_id: String(this.repository.id),
      repository_owner: this.repository.owner,
      token: this.defaultToken
    }
  }

  /** Variables of a process that the runner starts, and GITHUB_TOKEN, which a workflow has to pass on. */
  get env(): Readonly<Record<string, string>> {
    return {
      GITHUB_API_URL: this.#site.api,
      GITHUB_GRAPHQL_URL: this.#graphql,
      GITHUB_SERVER_URL: this.#site.web,
      GITHUB_REPOSITORY: fullName(this.repository),
      GITHUB_TOKEN: this.defaultToken
    }
  }

  close(): Promise<void> {
    return this.#close()
  }

  [Symbol.asyncDispose](): Promise<void> {
    return this.#close()
  }

  #afterComments({ number }: PullRequest): string {
    const times = this.comments(number).map(({ updatedAt }) => Date.parse(updatedAt) + 1_000)
    return secondsOf(Math.max(Date.now(), ...times))
  }

  #note({ head, user }: PullRequest, type: Activity['type'], before: string, timestamp: string): void {
    const ref = `refs/heads/${head.ref}`
    this.repository.activities.push({ id: this.world.nextId(), ref, before, after: head.sha, timestamp, type, user })
  }

  get #site(): Site {
    return { api: this.address + this.#service.prefix, web: this.#service.web }
  }

  get #graphql(): string {
    return `${this.address}${this.#service.prefix === '' ? '' : '/api'}/graphql`
  }
}
