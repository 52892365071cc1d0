import { expect, test } from '@jest/globals'
import { serve } from '../../../packages/hcp-terraform-server/src/index.ts'
import { annotated, runStep } from '../on-a-runner.ts'

test('a token that the service does not accept is reported by where it came from, and never shown', async () => {
  await using hcp = await serve()
  const token = 'not-a-token-of-anyone'
  const step = await runStep(hcp, { inputs: { token: undefined }, env: { TFE_TOKEN: token }, secrets: [token] })
  expect(annotated(step, 'error')).toEqual([
    'HOST does not accept the token from the environment variable TFE_TOKEN: it may be expired, revoked, or for another host.\n' +
      '(GET /organizations/demo/workspaces/demo: 401 unauthorized)'
  ])
  expect(step.log).not.toContain(token)
})
