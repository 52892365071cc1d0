import { unlessMissing } from '../github/github-request.ts'
import type { OwnComment } from '../github/own-comment.ts'
import type { PullRequests } from '../github/pull-request.ts'
import { link } from '../report/markdown.ts'
import { outranks, type Commits } from '../report/comment-marker.ts'
import { withoutReviews } from '../report/reviews-marker.ts'
import type { KnownReport } from './known-reports.ts'
import type { World } from './world.ts'

/** Writes in place of a comment, which is shown again where it was hidden; or a new one. Undefined where that is gone. */
export async function writeReport(
  pulls: PullRequests,
  number: number,
  text: string,
  earlier: OwnComment | undefined,
  log: World['log']
): Promise<OwnComment | undefined> {
  const body = log.withoutCredentials(text)
  if (earlier === undefined) return pulls.createComment(number, body)
  // Another step may have deleted it since.
  const written = await unlessMissing(pulls.updateComment(earlier, body))
  if (written === undefined) return undefined
  await pulls
    .showComment(earlier)
    .catch((error: unknown) => log.debug(`The comment can't be shown again: ${log.reason(error)}`))
  return written
}

/**
 * Deletes the other ones of some reports. Of one that somebody else has edited the text goes, and the history stays: only that shows what people may
 * have read. The report that is kept was signed without a look at it, if it is signed, and is not any more. One that claims to be newer, and was not
 * edited, stays: a job that can't sign it may have written it.
 */
export async function removeOthers(
  { log }: Pick<World, 'log'>,
  pulls: PullRequests,
  reports: readonly KnownReport[],
  { comment: kept, reported }: KnownReport,
  commits: Commits
): Promise<void> {
  for (const other of reports) {
    const { comment } = other
    if (comment === kept) continue
    const [state, now] = await pulls.statesOf([comment, kept])
    if (state === undefined) continue
    const { isEdited, foreignEdits } = state
    const isTouched = isEdited || foreignEdits.length > 0
    // Another step may have written it since.
    const body = now?.body ?? kept.body
    const unsigned = withoutReviews(body)
    if (isTouched) await unlessMissing(pulls.updateComment(kept, unsigned))
    if (isTouched && unsigned !== body)
      log.warning(
        `The report ${kept.url} is not signed any more: another user edited the report ${comment.url}. An apply with \`apply-only-if: reviewed\` will be refused. Plan the change in a new pull request.`
      )
    if (!isEdited && outranks(other.reported, reported, commits, 'strictly')) continue
    await unlessMissing<unknown>(
      isTouched ? pulls.updateComment(comment, replacedBy(kept)) : pulls.deleteComment(comment)
    )
  }
}

const replacedBy = ({ url }: OwnComment): string =>
  `Another user edited this report. The current report is in ${link('another comment', url)}.`
