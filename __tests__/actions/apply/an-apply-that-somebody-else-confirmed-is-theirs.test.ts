import { expect, test } from '@jest/globals'
import { serve } from '../../../packages/hcp-terraform-server/src/index.ts'
import { run as runElsewhere } from '../../faults/given.ts'
import { NO_WORKSPACE, plain, runStep } from '../on-a-runner.ts'

const HELD = { apply: { log: ['applying…\n', { hold: true }] } } as const
const ends = (writes: readonly string[]): readonly string[] => writes.filter(line => /cancel|discard/.test(line))

test('run/apply leaves an apply that somebody else confirmed, also when it takes too long', async () => {
  await using hcp = await serve({ script: HELD })
  const inputs = { ...NO_WORKSPACE, ...(await runElsewhere(hcp, 'planned')), timeout: '2s' }
  hcp.faults.set({ name: 'apply-taken', by: 'confirmed' })
  const step = await runStep(hcp, { action: 'run/apply', inputs })
  expect([step.conclusion, plain(step.log).includes('Run run-… goes on.')]).toEqual(['failure', true])
  expect([ends(hcp.journal.writes), step.outputs['run-status']]).toEqual([[], 'applying'])
})

test('run/apply ends an apply whose confirmation was sent and not answered', async () => {
  await using hcp = await serve({ script: HELD })
  const inputs = { ...NO_WORKSPACE, ...(await runElsewhere(hcp, 'planned')), timeout: '2s' }
  hcp.faults.set({ on: 'POST /runs/:id/actions/apply', do: { kind: 'reset' }, when: 'after' })
  const step = await runStep(hcp, { action: 'run/apply', inputs })
  expect([step.conclusion, step.outputs['run-status']]).toEqual(['failure', 'canceled'])
  expect(ends(hcp.journal.writes)).toEqual(['POST /runs/:id/actions/cancel'])
})
