import { expect, test } from '@jest/globals'
import { serve } from '../../../packages/hcp-terraform-server/src/index.ts'
import { NO_WORKSPACE, runStep } from '../on-a-runner.ts'

test('an equal comment is written once by each user, also where its answer is lost', async () => {
  await using hcp = await serve()
  const { outputs } = await runStep(hcp, {})
  const comment = (inputs: Readonly<Record<string, string>> = {}) =>
    runStep(hcp, {
      action: 'run/comment',
      inputs: { ...NO_WORKSPACE, 'run-id': outputs['run-id'], body: 'Looks good', ...inputs }
    })
  hcp.faults.set({ on: 'POST /runs/:id/comments', do: { kind: 'reset' }, when: 'after' })
  const first = await comment()
  const second = await comment()
  expect([first.outputs['comment-id'], hcp.world.comments.size]).toEqual([second.outputs['comment-id'], 1])
  const other = await comment({ token: hcp.addToken('user', 'somebody-else') })
  expect([other.conclusion, hcp.world.comments.size]).toEqual(['success', 2])
})
