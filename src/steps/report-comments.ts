import { GithubRefusal } from '../github/github-request.ts'
import type { OwnComment } from '../github/own-comment.ts'
import type { PullRequests } from '../github/pull-request.ts'
import { link } from '../report/markdown.ts'
import { withoutReviews } from '../report/reviews-marker.ts'
import type { World } from './world.ts'

/** Writes in place of a comment, which is shown again where it was hidden; or a new one. */
export async function writeReport(
  pulls: PullRequests,
  number: number,
  text: string,
  earlier: OwnComment | undefined,
  log: World['log']
): Promise<void> {
  const body = log.withoutCredentials(text)
  if (earlier === undefined) return pulls.createComment(number, body)
  // Another step may have deleted it since.
  if (!(await unlessMissing(pulls.updateComment(earlier, body)))) return
  await pulls
    .showComment(earlier)
    .catch((error: unknown) => log.debug(`The comment can't be shown again: ${log.reason(error)}`))
}

/**
 * Deletes all reports but one. Of one that somebody else has edited the text goes, and the history stays: only that shows what people may have read.
 * The other one was signed without a look at it, if it is signed, and is not any more.
 */
export async function removeOthers(
  pulls: PullRequests,
  reports: readonly OwnComment[],
  kept: OwnComment | undefined
): Promise<void> {
  for (const report of reports) {
    if (kept === undefined || report === kept) continue
    const { isEdited, foreignEdits } = await pulls.stateOf(report)
    if (!isEdited && foreignEdits.length === 0) {
      await unlessMissing(pulls.deleteComment(report))
    } else {
      await unlessMissing(pulls.updateComment(kept, withoutReviews(kept.body)))
      await unlessMissing(pulls.updateComment(report, replacedBy(kept)))
    }
  }
}

const replacedBy = ({ url }: OwnComment): string =>
  `Another user edited this report. The current report is in ${link('another comment', url)}.`

async function unlessMissing(request: Promise<void>): Promise<boolean> {
  try {
    await request
    return true
  } catch (error) {
    if (error instanceof GithubRefusal && error.kind === 'missing') return false
    throw error
  }
}
