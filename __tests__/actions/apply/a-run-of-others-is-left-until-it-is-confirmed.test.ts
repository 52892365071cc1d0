import { expect, test } from '@jest/globals'
import { serve } from '../../../packages/hcp-terraform-server/src/index.ts'
import { run as runElsewhere } from '../../faults/given.ts'
import { NO_WORKSPACE, onARunner, plain, runStep } from '../on-a-runner.ts'

const applying = (runId: string | undefined, more: Record<string, string> = {}) => ({
  action: 'run/apply',
  inputs: { ...NO_WORKSPACE, 'run-id': runId, ...more }
})

test('run/apply that is cancelled before it confirms leaves the run as it was', async () => {
  await using hcp = await serve({ script: { hold: ['planning'] } })
  const begun = await runElsewhere(hcp, 'planning')
  using apply = onARunner(hcp, applying(begun['run-id']))
  await apply.line('Run: planning')
  apply.interrupt()
  const main = await apply.ended
  await main.post()
  expect(plain(main.log)).toContain('Run run-… goes on.')
  expect(hcp.journal.writes.filter(line => line.includes('/actions/'))).toEqual([])
})

test('run/apply that waits too long for the plan leaves the run as it was', async () => {
  await using hcp = await serve({ script: { hold: ['planning'] } })
  const begun = await runElsewhere(hcp, 'planning')
  const late = await runStep(hcp, applying(begun['run-id'], { timeout: '1s' }))
  expect([late.conclusion, plain(late.log).includes('Run run-… goes on.')]).toEqual(['failure', true])
  expect(hcp.journal.writes.filter(line => line.includes('/actions/'))).toEqual([])
})

test('run/apply that is cancelled after it confirmed interrupts the apply', async () => {
  await using hcp = await serve({ script: { apply: { log: ['applying…\n', { hold: true }] } } })
  const begun = await runElsewhere(hcp, 'planned')
  using apply = onARunner(hcp, applying(begun['run-id']))
  await apply.line('applying…')
  apply.interrupt()
  const main = await apply.ended
  expect(plain(main.log)).toContain(
    'Run run-…: cancellation requested; Terraform finishes its current operation and saves its state.'
  )
  await hcp.until('canceled')
})
