import { expect, test } from '@jest/globals'
import { serve } from '../../../packages/hcp-terraform-server/src/index.ts'
import { runStep } from '../on-a-runner.ts'

test('the run is created when its configuration is ready, and not before', async () => {
  await using hcp = await serve()
  hcp.faults.set({ name: 'configuration-version-pending', times: 3 })
  expect((await runStep(hcp)).conclusion).toBe('success')
  const posts = hcp.journal.entries.filter(({ method, path }) => method === 'POST' && path.endsWith('/runs'))
  expect(posts.map(({ status }) => status)).toEqual([201])
})
