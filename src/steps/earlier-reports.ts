import { changesSince, type CommentState, type ForeignChange } from '../github/comment-queries.ts'
import type { OwnComment } from '../github/own-comment.ts'
import type { PullRequests } from '../github/pull-request.ts'
import { reviewsIn, type CarriedReviews } from '../report/reviews-marker.ts'
import { isWrittenThen, type SignedReview } from '../run/signed-reviews.ts'
import type { World } from './world.ts'

/** A comment that a report takes the place of. */
export interface EarlierReport {
  readonly comment: OwnComment
  readonly state: CommentState
  readonly reviews: readonly SignedReview[]
  /** Seconds since 1970. Undefined where its text is not a signed one, or was written later than that says. */
  readonly signedAt: number | undefined
  /** Whether it is as a job with the key wrote it, and has been since. */
  readonly isSigned: boolean
}

/** The repository and pull request that a comment belongs to. */
export const placeOf = ({ env }: Pick<World, 'env'>, pullRequest: number) => ({
  repository: env.GITHUB_REPOSITORY ?? '',
  pullRequest
})

/** Whether a comment shows what was signed, and has shown nothing else since. */
const isAsSigned = (carried: CarriedReviews, state: CommentState): boolean =>
  isTextSigned(carried, state) && !state.isEdited && changesSince(state.foreignEdits, carried.writtenAt).length === 0

const isTextSigned = ({ isUnchanged, writtenAt }: CarriedReviews, { body, lastChangedAt }: CommentState): boolean =>
  body !== undefined && isUnchanged && isWrittenThen(writtenAt, lastChangedAt)

/**
 * Comments as their reviews depend on them. The text of each is from the same answer as what was done to it: another step may have written it, or have
 * deleted it, since it was listed. Those that are gone are left out.
 */
export async function earlierReports(
  world: World,
  pulls: PullRequests,
  number: number,
  listed: readonly OwnComment[],
  reviewKey: string | undefined
): Promise<readonly EarlierReport[]> {
  const states = await pulls.statesOf(listed)
  return listed.flatMap((each, index) => {
    const state = states[index]
    if (state === undefined) return []
    const comment = { ...each, body: state.body ?? each.body }
    const carried = reviewsIn(comment.body, placeOf(world, number), reviewKey)
    const signedAt = isTextSigned(carried, state) ? carried.writtenAt : undefined
    return [{ comment, state, reviews: carried.reviews, signedAt, isSigned: isAsSigned(carried, state) }]
  })
}

/** Readings of comments that change while they are read. */
const MAX_READINGS = 3

/** The comments of this user with such a text, read again where one of them was deleted or got another text after it was listed. */
export async function readReports(
  world: World,
  pulls: PullRequests,
  number: number,
  reviewKey: string | undefined,
  isReport: (body: string) => boolean
): Promise<readonly EarlierReport[]> {
  for (let readings = 1; ; readings++) {
    const listed = (await pulls.ownComments(number)).filter(({ body }) => isReport(body))
    const read = await earlierReports(world, pulls, number, listed, reviewKey)
    const reports = read.filter(({ comment }) => isReport(comment.body))
    if (reports.length === listed.length || readings === MAX_READINGS) return reports
  }
}

/** Why a report is not signed, and what to do. */
export type Unsigned = readonly [why: string, remedy: string]

/**
 * What others did to the report, whenever that was: people may have approved another text, and nothing that is seen here takes an approval away.
 * Undefined where they did nothing. A signed report was looked at when it was signed. Where none is signed, any comment of this user may have been
 * one, also one that is not a report by now.
 */
export async function changedByOthers(
  world: World,
  pulls: PullRequests,
  number: number,
  earlier: readonly EarlierReport[],
  own: readonly OwnComment[]
): Promise<Unsigned | undefined> {
  const [only] = earlier.length === 1 ? earlier : []
  const since = only?.signedAt ?? -Infinity
  const edited = ({ url }: OwnComment, edits: readonly ForeignChange[]): string[] =>
    changesSince(edits, since).map(
      change => `${says(change)} edited the comment ${url}${timeOf(change)}, so people may have reviewed another text`
    )
  const found = only === undefined ? [] : edited(only.comment, only.state.foreignEdits)
  try {
    if (only?.signedAt === undefined) {
      const others = own.filter(({ id }) => id !== only?.comment.id)
      const states = await pulls.statesOf(others)
      found.push(
        // One that is gone by now is among those that were deleted, which are read after this.
        ...others.flatMap((comment, index) => edited(comment, states[index]?.foreignEdits ?? [])),
        ...changesSince(await pulls.foreignDeletions(number), since).map(
          change => `${says(change)} deleted a comment${timeOf(change)} that may have been the report`
        )
      )
    }
    return found[0] === undefined ? undefined : [found[0], NEW_PULL_REQUEST]
  } catch (error) {
    world.signal.throwIfAborted()
    return [`GitHub does not say whether somebody changed the report: ${world.log.reason(error)}`, AGAIN]
  }
}

const says = ({ by }: ForeignChange): string => (by === undefined ? 'somebody' : `the user \`${by}\``)

const timeOf = ({ at }: ForeignChange): string =>
  Number.isNaN(at) ? '' : ` at ${new Date(at * 1000).toISOString().replace('.000', '')}`

const NEW_PULL_REQUEST = 'Plan the change in a new pull request, and review its report'
const AGAIN = 'Run the job again'
