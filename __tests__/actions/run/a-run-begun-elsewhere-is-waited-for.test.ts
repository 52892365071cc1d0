import { expect, test } from '@jest/globals'
import { serve } from '../../../packages/hcp-terraform-server/src/index.ts'
import { run as runElsewhere } from '../../faults/given.ts'
import { NO_WORKSPACE, onARunner, runStep } from '../on-a-runner.ts'

test('what one step begins without waiting, another follows to its end', async () => {
  await using hcp = await serve({ script: { hold: ['planning'], apply: { outputs: { url: { value: 'https://x' } } } } })
  const { 'run-id': runId } = await runElsewhere(hcp, 'planning')
  using wait = onARunner(hcp, { action: 'run/wait', inputs: { ...NO_WORKSPACE, 'run-id': runId } })
  await wait.line('Run: planning')
  hcp.release()
  const waited = await wait.ended
  expect([waited.conclusion, waited.outputs['run-status']]).toEqual(['success', 'planned'])
  expect(waited.log).toContain('The plan waits for confirmation.')
  const applied = await runStep(hcp, { action: 'run/apply', inputs: { ...NO_WORKSPACE, 'run-id': runId } })
  expect(applied.outputs).toMatchObject({ 'run-status': 'applied', url: 'https://x' })
})
