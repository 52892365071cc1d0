import { createHash } from 'node:crypto'
import { sameCommit } from '../run/marker.ts'

/** Which comment it is: one for each of these. A plan, its apply and a destroy share theirs. */
export interface CommentKey {
  readonly hostname: string
  readonly organization: string
  readonly workspace: string
  readonly directory: string
  readonly commentId: string | undefined
}

/** What a comment reports, for the steps that come later. */
export interface ReportedRun {
  /** The run whose plan was reported for review, by its id: empty where there is none. */
  readonly reviewed: string
  /** The run that the comment is about. */
  readonly run: string
  /** A merge queue plans the commit as well, for no person to review. */
  readonly kind: keyof typeof WEIGHTS
  readonly commit: string | undefined
  /** The workflow run: its id, its number among those of its workflow, its attempt. */
  readonly order: readonly [id: number, number: number, attempt: number]
}

/** A pull request as it is when a comment is about to be written. */
export interface Commits {
  readonly head: string
  readonly mergeCommit: string | undefined
}

const MARKER =
  /^<!-- hcp-terraform-action key:([0-9a-f]{32}) run:([\w-]*)(?: of:([\w-]*) (plan|queue|apply)@([0-9a-f]*) (\d+)\.(\d+)\.(\d+))? -->/

/** The first line of a comment: which one it is, and what it reports. */
export const printMarker = (
  key: CommentKey | string,
  { reviewed, run, kind, commit = '', order }: ReportedRun
): string =>
  `<!-- hcp-terraform-action key:${typeof key === 'string' ? key : hash(key)} run:${reviewed} of:${run} ${kind}@${commit} ${order.join('.')} -->`

/** What a comment reports, with its hashed key; undefined for a comment that is not one of this action's. */
export function readMarker(body: string): (ReportedRun & { readonly key: string }) | undefined {
  const [, key, reviewed = '', run = '', kind, commit, ...order] = MARKER.exec(body) ?? []
  if (key === undefined) return undefined
  const [id = 0, number = 0, attempt = 0] = order.map(part => Number(part))
  return {
    key,
    reviewed,
    run,
    kind: kind === 'apply' || kind === 'queue' ? kind : 'plan',
    commit: commit === '' ? undefined : commit,
    order: [id || 0, number || 0, attempt || 0]
  }
}

/** What the comment of a key reports. Undefined for any other comment. */
export function reportedFor(body: string, key: CommentKey | string): ReportedRun | undefined {
  const found = readMarker(body)
  return found?.key === (typeof key === 'string' ? key : hash(key)) ? found : undefined
}

const hash = (key: CommentKey): string =>
  createHash('sha256')
    .update(JSON.stringify([key.hostname, key.organization, key.workspace, key.directory, key.commentId ?? '']))
    .digest('hex')
    .slice(0, 32)

/** Whether a commit is what the pull request is now: its head, or what the base branch got of it. */
export const isCurrent = ({ commit }: ReportedRun, { head, mergeCommit }: Commits): boolean =>
  sameCommit(commit, head) || sameCommit(commit, mergeCommit)

/**
 * Whether a report takes the place of another one. The pull request's head wins over any other commit, an apply over the plans of its
 * commit and of pushes, those over the plan of a merge queue, and otherwise the later workflow run. A job of the pull request that is run again is
 * newer than the queue's, though its workflow run is older.
 */
export function outranks(
  report: ReportedRun,
  other: ReportedRun,
  commits: Commits,
  how: 'strictly' | 'or equal'
): boolean {
  const level = levelIn(commits)
  const difference =
    level(report) - level(other) ||
    (sameCommit(report.commit, other.commit) ? weight(report) - weight(other) : 0) ||
    compare(report.order, other.order)
  return how === 'strictly' ? difference > 0 : difference >= 0
}

const WEIGHTS = { queue: 0, plan: 1, apply: 2 } as const

const weight = ({ kind }: ReportedRun): number => WEIGHTS[kind]

const levelIn =
  (commits: Commits) =>
  (report: ReportedRun): number =>
    isCurrent(report, commits) ? 1 + weight(report) : 0

const compare = (a: readonly number[], b: readonly number[]): number =>
  a.map((part, index) => part - (b[index] ?? 0)).find(difference => difference !== 0) ?? 0
