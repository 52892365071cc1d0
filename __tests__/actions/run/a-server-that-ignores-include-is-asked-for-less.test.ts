import { expect, test } from '@jest/globals'
import { serve } from '../../../packages/hcp-terraform-server/src/index.ts'
import { runStep } from '../on-a-runner.ts'

const LOG = ['Planning\n', { wait: 1_500 }, 'Plan: 1 to add, 0 to change, 0 to destroy.\n']

test.each(['plan', 'apply'])(
  'a run for %s reads neither an apply before the confirmation, nor a plan again that has ended',
  async operation => {
    await using hcp = await serve({ like: 'otf', script: { plan: { additions: 1, log: LOG }, apply: {} } })
    const step = await runStep(hcp, { inputs: { operation } })
    expect([step.conclusion, step.outputs['run-status']]).toEqual([
      'success',
      operation === 'plan' ? 'planned_and_finished' : 'applied'
    ])
    const { lines } = hcp.journal
    const confirmed = lines.findIndex(line => line.includes('/actions/apply'))
    const [before, after] = confirmed === -1 ? [lines, []] : [lines.slice(0, confirmed), lines.slice(confirmed)]
    expect(before.filter(line => line.startsWith('GET /applies/'))).toEqual([])
    expect(after.filter(line => line === 'GET /plans/:id')).toEqual([])
    expect(before.filter(line => line === 'GET /plans/:id').length).toBeLessThanOrEqual(2)
  }
)
