/** Which step of which workflow run a Terraform run was made by. */
export interface Origin {
  /** OWNER/NAME, or undefined outside of GitHub. */
  readonly repository: string | undefined
  readonly pullRequest: number | undefined
  readonly workflowRun: number
  readonly attempt: number
  /** Tells apart the steps of one workflow run. */
  readonly step: string
}

const MARKER = / \[(?:([^\s#[\]]+)(?:#(\d+))? )?(\d+)\.(\d+) (\w+)\]$/

/** A run's message with its origin at the end, by which the run can be found again. */
export function mark(message: string, { repository, pullRequest, workflowRun, attempt, step }: Origin): string {
  const place = repository === undefined ? '' : `${repository}${pullRequest === undefined ? '' : `#${pullRequest}`} `
  return `${message} [${place}${workflowRun}.${attempt} ${step}]`
}

/** The origin that a message ends with. Undefined where it has none: such a run is not of this action's making. */
export function originOf(message: string): Origin | undefined {
  const [, repository, pullRequest, workflowRun, attempt, step] = MARKER.exec(message) ?? []
  if (step === undefined) return undefined
  return {
    repository,
    pullRequest: pullRequest === undefined ? undefined : Number(pullRequest),
    workflowRun: Number(workflowRun),
    attempt: Number(attempt),
    step
  }
}

/** Whether a step takes the place of another: both plan for the same pull request, and the other belongs to an earlier workflow run. */
export const supersedes = (newer: Origin, older: Origin): boolean =>
  newer.pullRequest !== undefined &&
  newer.pullRequest === older.pullRequest &&
  newer.repository === older.repository &&
  (older.workflowRun < newer.workflowRun || (older.workflowRun === newer.workflowRun && older.attempt < newer.attempt))
