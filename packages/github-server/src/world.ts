import { createHash } from 'node:crypto'
import type { Token } from './tokens.ts'

export interface User {
  readonly login: string
  readonly id: number
  readonly type: 'User' | 'Bot'
}

export interface ChangedFile {
  readonly filename: string
  readonly status: 'added' | 'removed' | 'modified' | 'renamed'
  readonly previousFilename?: string
  /** The same at each commit of a pull request. Without it, each commit changes the file. */
  readonly patch?: string
}

export interface PullRequest {
  readonly id: number
  readonly number: number
  readonly title: string
  readonly user: User
  /** `repository` is another's full name for a pull request from a fork. */
  head: { readonly repository: string; readonly ref: string; readonly sha: string }
  /** `repository` is the full name of a fork, for a pull request there that GitHub lists here too. */
  base: { readonly repository?: string; readonly ref: string; readonly sha: string }
  /** Of an open one the merge that its workflows run on; of a merged one what the base branch got. */
  mergeCommitSha: string
  commits: readonly string[]
  readonly files: readonly ChangedFile[]
  readonly draft: boolean
  readonly createdAt: string
  /** The last push to its branch since it was opened. */
  pushed?: { readonly at: string; readonly before: string }
  state: 'open' | 'closed'
  mergedAt: string | undefined
  locked: boolean
}

/** A text that a comment got. */
export interface Edit {
  readonly editedAt: string
  /** Undefined where the account doesn't exist any more. */
  readonly editor: User | undefined
}

/** That a comment was deleted: all that stays of it. */
export interface DeletedComment {
  /** Of its pull request. */
  readonly number: number
  readonly author: User
  readonly actor: User
  readonly createdAt: string
}

export interface Comment {
  readonly id: number
  /** Of its pull request. */
  readonly number: number
  readonly user: User
  readonly createdAt: string
  /** Whether an app wrote it, GitHub Actions among them. */
  readonly viaApp: boolean
  body: string
  updatedAt: string
  /** The oldest first. With the first one comes the text that it was created with. */
  edits: readonly Edit[]
  /** Why it is hidden. */
  minimized: string | undefined
  readonly reactions: Reaction[]
}

export interface Reaction {
  readonly id: number
  readonly user: User
  readonly content: string
  readonly createdAt: string
}

/** An issue that is not a pull request. */
export interface Issue {
  readonly id: number
  readonly number: number
  readonly user: User
  readonly createdAt: string
  title: string
  body: string
  labels: readonly string[]
  state: 'open' | 'closed'
  updatedAt: string
}

/** A push to a branch, with the time at which GitHub got it. */
export interface Activity {
  readonly id: number
  readonly ref: string
  readonly before: string
  readonly after: string
  readonly timestamp: string
  readonly type: 'push' | 'force_push' | 'branch_creation'
  readonly user: User
}

export interface DeploymentStatus {
  readonly id: number
  readonly state: string
  readonly environmentUrl: string
  readonly user: User
  readonly createdAt: string
}

export interface Deployment {
  readonly id: number
  readonly ref: string
  readonly environment: string
  readonly transient: boolean
  readonly user: User
  readonly createdAt: string
  readonly statuses: DeploymentStatus[]
}

export type Role = 'admin' | 'maintain' | 'write' | 'triage' | 'read'

export interface Job {
  readonly id: number
  readonly runId: number
  readonly attempt: number
  /** As shown, with the values of its matrix: not the job's key. */
  readonly name: string
  readonly runnerName: string
  readonly headSha: string
  readonly status: 'queued' | 'in_progress' | 'completed'
  readonly conclusion: 'success' | 'failure' | 'cancelled' | 'skipped' | null
}

export interface Comparison {
  readonly base: string
  readonly head: string
  readonly commits: readonly string[]
  readonly files: readonly ChangedFile[]
}

export interface Repository {
  readonly id: number
  readonly owner: string
  readonly name: string
  readonly private: boolean
  readonly defaultBranch: string
  readonly pullRequests: Map<number, PullRequest>
  readonly comments: Map<number, Comment>
  readonly deletedComments: DeletedComment[]
  readonly issues: Map<number, Issue>
  readonly activities: Activity[]
  readonly deployments: Map<number, Deployment>
  /** Who may do what, by login. Everybody else may read a public repository. */
  readonly collaborators: Map<string, Role>
  readonly jobs: Job[]
  readonly comparisons: Comparison[]
  /** By hash. Others have a message, too. */
  readonly commitMessages: Map<string, string>
}

/** GitHub's own, as every comment that a workflow writes with GITHUB_TOKEN shows. */
export const GITHUB_ACTIONS: User = { login: 'github-actions[bot]', id: 41_898_282, type: 'Bot' }

export class World {
  readonly repositories = new Map<string, Repository>()
  readonly users = new Map<string, User>([[GITHUB_ACTIONS.login, GITHUB_ACTIONS]])
  readonly tokens = new Map<string, Token>()
  #ids = 2_000_000_000

  nextId(): number {
    return (this.#ids += 1)
  }

  /** The account of that name, made when it is named first. A bot's login ends in `[bot]`. */
  user(login: string): User {
    const user = this.users.get(login) ?? { login, id: this.nextId(), type: login.endsWith('[bot]') ? 'Bot' : 'User' }
    this.users.set(login, user)
    return user
  }

  addRepository(fullName: string, isPrivate: boolean): Repository {
    const [owner, name] = fullName.split('/')
    if (owner === undefined || name === undefined) throw new Error(`a repository is owner/name, not ${fullName}`)
    const repository: Repository = {
      id: this.nextId(),
      owner,
      name,
      private: isPrivate,
      defaultBranch: 'main',
      pullRequests: new Map(),
      comments: new Map(),
      deletedComments: [],
      issues: new Map(),
      activities: [],
      deployments: new Map(),
      collaborators: new Map(),
      jobs: [],
      comparisons: [],
      commitMessages: new Map()
    }
    this.repositories.set(fullName.toLowerCase(), repository)
    return repository
  }

  /** Names of owners and repositories have no case. */
  repository(owner: string, name: string): Repository | undefined {
    return this.repositories.get(`${owner}/${name}`.toLowerCase())
  }

  /**
   * The path as the documentation writes it: Enterprise Server has a prefix before it, and the links of a list name the
   * repository by its id.
   */
  documentedPath(path: string): string {
    const bare = path.replace(/^\/api(?:\/v3)?(?=\/)/, '')
    const [, id, rest = ''] = /^\/repositories\/(\d+)(\/.*)?$/.exec(bare) ?? []
    const repository = [...this.repositories.values()].find(each => String(each.id) === id)
    return repository === undefined ? bare : `/repos/${fullName(repository)}${rest}`
  }
}

export function editComment(comment: Comment, body: string, editor: User | undefined, editedAt: string): void {
  const created = { editedAt: comment.createdAt, editor: comment.user }
  comment.edits = [...(comment.edits.length === 0 ? [created] : comment.edits), { editedAt, editor }]
  comment.body = body
  comment.updatedAt = editedAt
}

export function deleteComment(repository: Repository, comment: Comment, actor: User, createdAt: string): void {
  repository.comments.delete(comment.id)
  repository.deletedComments.push({ number: comment.number, author: comment.user, actor, createdAt })
}

/** Issues and pull requests share their numbers. */
export const nextNumber = ({ pullRequests, issues }: Repository): number =>
  Math.max(0, ...pullRequests.keys(), ...issues.keys()) + 1

export function fullName({ owner, name }: Pick<Repository, 'owner' | 'name'>): string {
  return `${owner}/${name}`
}

/** Seconds, as GitHub counts. */
export const now = (): string => secondsOf(Date.now())

export const secondsOf = (milliseconds: number): string => `${new Date(milliseconds).toISOString().slice(0, 19)}Z`

/** A commit that is the same in every run of a test. */
export function shaOf(...what: readonly (string | number)[]): string {
  return createHash('sha1').update(what.join(' ')).digest('hex')
}
