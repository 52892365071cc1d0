/** Which job of GitHub takes a lock. */
export interface LockOrigin {
  readonly repository: string
  readonly workflowRun: string
  readonly attempt: number
  readonly job: string
}

export const lockOrigin = ({
  GITHUB_REPOSITORY = 'unknown',
  GITHUB_RUN_ID = '0',
  GITHUB_RUN_ATTEMPT = '1',
  GITHUB_JOB = 'unknown'
}: Readonly<Record<string, string | undefined>>): LockOrigin => ({
  repository: GITHUB_REPOSITORY,
  workflowRun: GITHUB_RUN_ID,
  attempt: Number(GITHUB_RUN_ATTEMPT),
  job: GITHUB_JOB
})

/** A lock's reason: what for, enough for a person to find the job, and an id of the lock's own. */
export const lockReason = (what: string, { job, repository, workflowRun, attempt }: LockOrigin, id: string): string =>
  `${what} by the GitHub job ${job} of ${repository}, run ${workflowRun} attempt ${attempt} [${id}]`

const REASON = / by the GitHub job (.+) of (\S+), run (\d+) attempt (\d+) \[([0-9a-f]{16})\]$/

/** The origin and the id that a reason ends with. Undefined where it has none: such a lock is not of this action's making. */
export function readLockReason(reason: string | undefined): (LockOrigin & { readonly id: string }) | undefined {
  const [, job = '', repository = '', workflowRun = '', attempt, id] = REASON.exec(reason ?? '') ?? []
  return id === undefined ? undefined : { job, repository, workflowRun, attempt: Number(attempt), id }
}

/** Whether a lock is of this workflow run, whichever attempt and job of it. */
export const isOfSameRun = (a: LockOrigin, b: LockOrigin): boolean =>
  a.repository === b.repository && a.workflowRun === b.workflowRun

/** Whether a lock is of this very job in an attempt that has ended. */
export const isOfEarlierAttempt = (now: LockOrigin, lock: LockOrigin): boolean =>
  isOfSameRun(now, lock) && now.job === lock.job && lock.attempt < now.attempt
