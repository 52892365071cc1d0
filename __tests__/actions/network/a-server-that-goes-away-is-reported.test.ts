import { expect, test } from '@jest/globals'
import { serve } from '../../../packages/hcp-terraform-server/src/index.ts'
import { annotated, runStep } from '../on-a-runner.ts'

test('a server that does not exist fails the step, with the reason and the host', async () => {
  const hcp = await serve()
  await hcp.close()
  const step = await runStep(hcp)
  expect(step.conclusion).toBe('failure')
  expect(annotated(step, 'error')).toEqual([
    'No connection to HOST: connect ECONNREFUSED HOST. ' +
      'Check `hostname`, and that the runner may connect to it, directly or through a proxy in HTTPS_PROXY\n' +
      '(GET /organizations/demo/workspaces/demo)'
  ])
})
