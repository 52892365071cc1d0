import { poll } from '../clock.ts'
import { isRequestFailure, RunFailed } from '../errors.ts'
import { Deadline, DeadlineExceeded } from '../network/deadline.ts'
import type { Tfe } from '../tfe/client.ts'
import type { Comment } from '../tfe/resources/comments.ts'
import { sendOnce, UNTIL_LISTED_MS, UNTIL_SEEN_MS } from '../tfe/write-once.ts'
import type { World } from './world.ts'

/** Times that a comment is written at most. */
const MAX_ATTEMPTS = 3

/** Milliseconds that a look for the comment of a decision may take: what was asked for is done by then. */
const LOOK_MS = 10_000

/** Writes a comment on a run, unless the same user has written it already, and gives its id. Fails where the run doesn't show it. */
export async function writeComment(world: World, tfe: Tfe, runId: string, body: string): Promise<string> {
  const own = await ownComment(tfe, runId, body, world.signal)
  if (own !== undefined) {
    world.log.info('The same user has already written this comment.')
    return own
  }
  const id = await sendOnce(world.clock, {
    attempts: MAX_ATTEMPTS,
    send: () => tfe.comments.create(runId, body),
    find: () => ownComment(tfe, runId, body),
    pausesMs: UNTIL_LISTED_MS
  })
  // The answer to a write may repeat the request.
  if (await isShown(world, tfe, runId, comment => comment.id === id && isSameText(comment.body, body))) return id
  throw new RunFailed(
    `The server answered without an error, but the comments of the run ${runId} don't have the new one. Look at the run before you comment again.`
  )
}

interface Unread {
  readonly unread: string
}

/** The ids of the comments of a run that say the same before a decision, or why they can't be read. */
export async function earlierComments(
  world: World,
  tfe: Tfe,
  runId: string,
  comment: string | undefined
): Promise<ReadonlySet<string> | Unread> {
  if (comment === undefined) return new Set()
  return inTime(world, tfe, async signal => {
    const equal = (await tfe.comments.list(runId, { signal })).filter(({ body }) => isSameText(body, comment))
    return new Set(equal.map(({ id }) => id))
  })
}

/**
 * Warns where a run does not show the comment that was sent with a decision: a server may take it, and drop it. `earlier`: equal ones that
 * existed before.
 */
export async function warnUnlessShown(
  world: World,
  tfe: Tfe,
  runId: string,
  comment: string | undefined,
  earlier: ReadonlySet<string> | Unread
): Promise<void> {
  if (comment === undefined) return
  const { clock, log } = world
  const look = (signal: AbortSignal, ids: ReadonlySet<string>): Promise<boolean> =>
    isShown({ clock, signal }, tfe, runId, ({ id, body }) => isSameText(body, comment) && !ids.has(id))
  const shown = 'unread' in earlier ? earlier : await inTime(world, tfe, signal => look(signal, earlier))
  if (shown === true) return
  log.warning(
    shown === false
      ? `\`comment\`: the run ${runId} does not show it. Keep the reason in another place.`
      : `\`comment\`: the action can't check whether the run ${runId} shows it: ${shown.unread}`
  )
}

async function inTime<T>(world: World, tfe: Tfe, read: (signal: AbortSignal) => Promise<T>): Promise<T | Unread> {
  using deadline = new Deadline(world.clock, LOOK_MS, world.signal)
  try {
    return await read(deadline.signal)
  } catch (error) {
    const isLate = error instanceof DeadlineExceeded
    if (!isLate && !isRequestFailure(error) && !(error instanceof RunFailed)) throw error
    const unread = isLate ? `${tfe.http.host} did not answer within ${error.seconds} seconds` : world.log.reason(error)
    return { unread }
  }
}

/** Whether a run shows a comment, at once or a moment later. */
async function isShown(
  { clock, signal }: Pick<World, 'clock' | 'signal'>,
  tfe: Tfe,
  runId: string,
  isIt: (comment: Comment) => boolean
): Promise<boolean> {
  const look = async (): Promise<true | undefined> =>
    (await tfe.comments.list(runId, { signal })).some(isIt) || undefined
  return (await poll(clock, { pausesMs: UNTIL_SEEN_MS, signal }, look)) === true
}

/** Line ends, and blanks at both ends, say nothing. */
const plain = (text: string): string => text.replaceAll('\r\n', '\n').trim()
const isSameText = (one: string, other: string): boolean => plain(one) === plain(other)

/** Undefined also where nothing says who wrote a comment. */
async function ownComment(tfe: Tfe, runId: string, body: string, signal?: AbortSignal): Promise<string | undefined> {
  const equal = (await tfe.comments.list(runId, { signal })).filter(comment => comment.body === body)
  if (equal.length === 0) return undefined
  const [self, actors] = await Promise.all([tfe.comments.self({ signal }), tfe.comments.actors(runId, { signal })])
  return equal.find(({ eventId = '' }) => self !== undefined && actors.get(eventId) === self)?.id
}
