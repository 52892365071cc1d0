import { expect, test } from '@jest/globals'
import { serve } from '../../../packages/hcp-terraform-server/src/index.ts'
import { NO_WORKSPACE, onARunner, plain, runStep } from '../on-a-runner.ts'

test('a run that a step only waits for goes on when the job is cancelled', async () => {
  await using hcp = await serve({ script: { hold: ['planning'] } })
  const begun = await runStep(hcp, { inputs: { wait: 'false' } })
  using wait = onARunner(hcp, { action: 'run/wait', inputs: { ...NO_WORKSPACE, 'run-id': begun.outputs['run-id'] } })
  await wait.line('Run: planning')
  wait.interrupt()
  expect(plain((await wait.ended).log)).toContain('Run run-… goes on.')
  expect(hcp.journal.writes.filter(line => line.includes('/actions/'))).toEqual([])
})
