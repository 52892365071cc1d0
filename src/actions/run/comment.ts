import { poll } from '../../clock.ts'
import { RunFailed } from '../../errors.ts'
import type { InputReader } from '../../github/inputs.ts'
import { Results } from '../../github/results.ts'
import { runByIdInputs, readRunById } from '../../steps/run-by-id.ts'
import type { World, WorldOverrides } from '../../steps/world.ts'
import type { Tfe } from '../../tfe/client.ts'
import { sendOnce, UNTIL_LISTED_MS, UNTIL_SEEN_MS } from '../../tfe/write-once.ts'
import { main } from '../main.ts'

export const RUN_COMMENT = ['comment-id'] as const

/** Times that a comment is written at most. */
const MAX_ATTEMPTS = 3

export const runCommentInputs = (read: InputReader, env: NodeJS.ProcessEnv) =>
  runByIdInputs(read, env, input => ({ body: input.required('body', 'Set it to the text of the comment') }))

/** Comments on a run. What the same user has written already is not written again. */
export const runComment = (overrides?: WorldOverrides): Promise<void> =>
  main(async world => {
    const { body, ...inputs } = runCommentInputs(world.read, world.env)
    const { tfe, run } = await readRunById(world, inputs)
    const own = await ownComment(tfe, run.id, body, world.signal)
    if (own !== undefined) world.log.info('The same user has already written this comment.')
    const id =
      own ??
      (await sendOnce(world.clock, {
        attempts: MAX_ATTEMPTS,
        send: () => tfe.comments.create(run.id, body),
        find: () => ownComment(tfe, run.id, body),
        pausesMs: UNTIL_LISTED_MS
      }))
    if (own === undefined) await confirmComment(world, tfe, run.id, { id, body })
    new Results(world.log, RUN_COMMENT).set('comment-id', id)
  }, overrides)

/** The answer to a write may repeat the request: the comments are read again. */
async function confirmComment(
  { clock, signal }: World,
  tfe: Tfe,
  runId: string,
  { id, body }: { readonly id: string; readonly body: string }
): Promise<void> {
  const isThere = await poll(clock, { pausesMs: UNTIL_SEEN_MS, signal }, async () => {
    const comments = await tfe.comments.list(runId, { signal })
    return comments.some(comment => comment.id === id && plain(comment.body) === plain(body)) || undefined
  })
  if (isThere === true) return
  throw new RunFailed(
    `The server answered without an error, but the comments of the run ${runId} don't have the new one. Look at the run before you comment again.`
  )
}

/** Line ends, and blanks at both ends, say nothing. */
const plain = (text: string): string => text.replaceAll('\r\n', '\n').trim()

/** Undefined also where nothing says who wrote a comment. */
async function ownComment(tfe: Tfe, runId: string, body: string, signal?: AbortSignal): Promise<string | undefined> {
  const equal = (await tfe.comments.list(runId, { signal })).filter(comment => comment.body === body)
  if (equal.length === 0) return undefined
  const [self, actors] = await Promise.all([tfe.comments.self({ signal }), tfe.comments.actors(runId, { signal })])
  return equal.find(({ eventId = '' }) => self !== undefined && actors.get(eventId) === self)?.id
}
