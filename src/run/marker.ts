import { createHash } from 'node:crypto'

/** Which step of which workflow run a Terraform run was made by. */
export interface RunOrigin {
  /** OWNER/NAME, or undefined outside of GitHub. */
  readonly repository: string | undefined
  readonly pullRequest: number | undefined
  /** What was planned: of a pull request its head. Its first characters. */
  readonly commit: string | undefined
  readonly workflowRun: number
  readonly attempt: number
  /** Which step of which job it is, the same in each attempt. Undefined in messages of older versions. */
  readonly place: string | undefined
  /** Tells apart the steps of one workflow run, and their attempts. */
  readonly step: string
}

const MARKER = / \[(?:([^\s#@[\]]+)(?:#(\d+))?(?:@([0-9a-f]+))? )?(\d+)\.(\d+) (?:([0-9a-f]+)\.)?(\w+)\]$/

/** Characters of a commit: enough to tell it apart in any repository. */
const COMMIT_CHARS = 12

/** A run's message with its origin at the end, by which the run can be found again. */
export function markMessage(
  message: string,
  { repository, pullRequest, commit, workflowRun, attempt, place, step }: RunOrigin
): string {
  const of = pullRequest === undefined ? '' : `#${pullRequest}`
  const at = commit === undefined ? '' : `@${commit.slice(0, COMMIT_CHARS)}`
  const source = repository === undefined ? '' : `${repository}${of}${at} `
  return `${message} [${source}${workflowRun}.${attempt} ${place === undefined ? '' : `${place}.`}${step}]`
}

/** The origin that a message ends with. Undefined where it has none: such a run is not of this action's making. */
export function originOf(message: string): RunOrigin | undefined {
  const [, repository, pullRequest, commit, workflowRun, attempt, place, step] = MARKER.exec(message) ?? []
  if (step === undefined) return undefined
  return {
    repository,
    pullRequest: pullRequest === undefined ? undefined : Number(pullRequest),
    commit,
    workflowRun: Number(workflowRun),
    attempt: Number(attempt),
    place,
    step
  }
}

/** What people wrote. */
export const withoutMarker = (message: string): string => message.replace(MARKER, '')

/** Whether a run was begun by an earlier attempt of the very same step. */
export const isEarlierAttempt = (newer: RunOrigin, older: RunOrigin): boolean =>
  older.repository !== undefined &&
  older.repository === newer.repository &&
  older.workflowRun === newer.workflowRun &&
  older.attempt < newer.attempt &&
  older.place !== undefined &&
  older.place === newer.place

/**
 * Whether a step takes the place of another: both plan for the same pull request, and the other belongs to an earlier attempt of the same
 * step, or to an earlier one for another commit. Several workflows may plan one commit, each for a purpose of its own.
 */
export const supersedes = (newer: RunOrigin, older: RunOrigin): boolean =>
  newer.pullRequest !== undefined &&
  newer.pullRequest === older.pullRequest &&
  newer.repository === older.repository &&
  (older.workflowRun === newer.workflowRun
    ? older.attempt < newer.attempt && older.place !== undefined && older.place === newer.place
    : older.workflowRun < newer.workflowRun && isOtherCommit(older.commit, newer.commit))

/** Where one of them is not known, nothing says that they differ. */
const isOtherCommit = (a: string | undefined, b: string | undefined): boolean =>
  a !== undefined && b !== undefined && !sameCommit(a, b)

/** What tells a step of a workflow apart from the others of it: the job, the values of its matrix, and the step's id. */
export const placeOf = (parts: readonly (string | undefined)[]): string =>
  createHash('sha256')
    .update(JSON.stringify(parts.map(part => part ?? '')))
    .digest('hex')
    .slice(0, 8)

/** Whether two commits are the same, as far as both are written out. */
export const sameCommit = (a: string | undefined, b: string | undefined): boolean =>
  a !== undefined && a.slice(0, COMMIT_CHARS) === b?.slice(0, COMMIT_CHARS)
