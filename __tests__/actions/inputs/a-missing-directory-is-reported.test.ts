import { expect, test } from '@jest/globals'
import { serve } from '../../../packages/hcp-terraform-server/src/index.ts'
import { annotated, runStep } from '../on-a-runner.ts'

test('a directory that does not exist, or holds nothing, is reported before anything is created', async () => {
  await using hcp = await serve()
  const missing = await runStep(hcp, { inputs: { directory: 'infra' } })
  expect(annotated(missing, 'error')).toEqual([expect.stringMatching(/^`directory`: .*infra.* does not exist/)])
  hcp.createWorkspace('below', { 'working-directory': 'infra/web' })
  for (const workspace of [hcp.workspace, 'below']) {
    const empty = await runStep(hcp, { files: {}, inputs: { workspace } })
    expect(annotated(empty, 'error')).toEqual([
      expect.stringMatching(/^`directory`: .* contains no files to upload\. .*`actions\/checkout`/)
    ])
  }
  expect(hcp.journal.writes).toEqual([])
})
