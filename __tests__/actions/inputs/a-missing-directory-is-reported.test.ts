import { expect, test } from '@jest/globals'
import { serve } from '../../../packages/hcp-terraform-server/src/index.ts'
import { annotated, runStep } from '../on-a-runner.ts'

test('a directory that does not exist, or holds nothing, is reported before anything is created', async () => {
  await using hcp = await serve()
  const missing = await runStep(hcp, { inputs: { directory: 'infra' } })
  expect(annotated(missing, 'error')).toEqual([expect.stringMatching(/^`directory`: .*infra.* does not exist/)])
  const empty = await runStep(hcp, { files: {} })
  expect(annotated(empty, 'error')).toEqual([expect.stringMatching(/^`directory`: .* contains no files to upload/)])
  expect(hcp.journal.writes).toEqual([])
})
