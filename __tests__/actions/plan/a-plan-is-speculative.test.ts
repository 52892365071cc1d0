import { expect, test } from '@jest/globals'
import { serve } from '../../../packages/hcp-terraform-server/src/index.ts'
import { runStep } from '../on-a-runner.ts'

test('a plan is speculative: it can not be applied, and does not become the current configuration', async () => {
  await using hcp = await serve()
  await runStep(hcp)
  const sent = hcp.journal.entries.filter(({ method }) => method === 'POST').map(({ body }) => body)
  expect(sent).toMatchObject([
    { data: { attributes: { 'auto-queue-runs': false, speculative: true, provisional: false } } },
    { data: { attributes: { 'plan-only': true, 'auto-apply': false } } }
  ])
})
