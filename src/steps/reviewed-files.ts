import type { ReadPrint, ReviewedFiles } from '../run/review.ts'
import { describeUncompared, listUncompared } from '../run/uncompared.ts'
import type { World } from './world.ts'

/** What is known of the files of two configurations, each as `printOfFiles` gives it. */
interface Compared {
  readonly planned: string | undefined
  readonly applied: string | undefined
  /** Whether both runs are of one configuration version. */
  readonly isOneVersion: boolean
  readonly plannedCommit: string
  readonly appliedCommit: string
}

/** Whether the files that would be applied are those that were planned for review. */
export function compareFiles(
  { env }: Pick<World, 'env'>,
  { planned, applied, isOneVersion, plannedCommit, appliedCommit }: Compared
): ReviewedFiles {
  if (isOneVersion || (planned !== undefined && planned === applied)) return 'same'
  if (planned === undefined) return { missing: `${UNKNOWN}, because its report was signed without a digest of them` }
  if (applied === undefined) return { missing: `${UNKNOWN}, because this step did not pack them` }
  const { GITHUB_SERVER_URL: server, GITHUB_REPOSITORY: repository } = env
  const commits = `${plannedCommit}..${appliedCommit}`
  const address = server === undefined || repository === undefined ? '' : `${server}/${repository}/compare/`
  return {
    missing: `The files of the configuration differ from those of the reviewed plan. See what changed between the commits: ${address}${commits}`
  }
}

const UNKNOWN = 'It is not known whether the files of the configuration are those of the reviewed plan'

/** Tells what the comparison of the plans leaves open. Where the files are the same, that is not what somebody changed since the review. */
export function tellUncompared({ log }: Pick<World, 'log'>, planned: ReadPrint, files: ReviewedFiles): void {
  const uncompared = describeUncompared(planned)
  if (files !== 'same') log.notice([files.missing, REVIEW, uncompared].filter(text => text !== undefined).join('. '))
  else {
    log.info('The files of the configuration are those of the reviewed plan.')
    if (uncompared !== undefined) log[planned.isRedacted ? 'notice' : 'info'](uncompared)
  }
  const names = listUncompared(planned)
  if (names.length > 0) log.info(['`apply-only-if` reviewed did not fully compare:', ...names].join('\n'))
}

const REVIEW = 'A plan does not show all that files decide, so review the changes of files'
