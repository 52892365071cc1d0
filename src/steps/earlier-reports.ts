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
export const isAsSigned = (carried: CarriedReviews, state: CommentState): boolean =>
  isTextSigned(carried, state) && !state.isEdited && changesSince(state.foreignEdits, carried.writtenAt).length === 0

const isTextSigned = ({ isUnchanged, writtenAt }: CarriedReviews, { lastChangedAt }: CommentState): boolean =>
  isUnchanged && isWrittenThen(writtenAt, lastChangedAt)

/** Comments as their reviews depend on them. */
export const earlierReports = (
  world: World,
  pulls: PullRequests,
  number: number,
  comments: readonly OwnComment[],
  reviewKey: string | undefined
): Promise<readonly EarlierReport[]> =>
  Promise.all(
    comments.map(async comment => {
      const state = await pulls.stateOf(comment)
      const carried = reviewsIn(comment.body, placeOf(world, number), reviewKey)
      const signedAt = isTextSigned(carried, state) ? carried.writtenAt : undefined
      return {
        comment,
        state,
        reviews: carried.reviews,
        signedAt,
        isSigned: isAsSigned(carried, state)
      }
    })
  )

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
      const others = own.filter(comment => comment !== only?.comment)
      const states = await pulls.statesOf(others)
      found.push(
        ...others.flatMap((comment, index) => edited(comment, states[index]?.foreignEdits ?? [UNKNOWN])),
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

const UNKNOWN: ForeignChange = { by: undefined, at: NaN }

const says = ({ by }: ForeignChange): string => (by === undefined ? 'somebody' : `the user \`${by}\``)

const timeOf = ({ at }: ForeignChange): string =>
  Number.isNaN(at) ? '' : ` at ${new Date(at * 1000).toISOString().replace('.000', '')}`

const NEW_PULL_REQUEST = 'Plan the change in a new pull request, and review its report'
const AGAIN = 'Run the job again'
