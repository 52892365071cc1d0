import type { InputReader } from '../../github/inputs.ts'
import { Results } from '../../github/results.ts'
import { runByIdInputs, readRunById } from '../../steps/run-by-id.ts'
import { writeComment } from '../../steps/run-comment.ts'
import type { WorldOverrides } from '../../steps/world.ts'
import { main } from '../main.ts'

export const RUN_COMMENT = ['comment-id'] as const

export const runCommentInputs = (read: InputReader, env: NodeJS.ProcessEnv) =>
  runByIdInputs(read, env, input => ({ body: input.required('body', 'Set it to the text of the comment') }))

/** Comments on a run. What the same user has written already is not written again. */
export const runComment = (overrides?: WorldOverrides): Promise<void> =>
  main(async world => {
    const { body, ...inputs } = runCommentInputs(world.read, world.env)
    const { tfe, run } = await readRunById(world, inputs)
    const id = await writeComment(world, tfe, run.id, body)
    new Results(world.log, RUN_COMMENT).set('comment-id', id)
  }, overrides)
