import { expect, test } from '@jest/globals'
import { serve } from '../../../packages/hcp-terraform-server/src/index.ts'
import { plain, runStep } from '../on-a-runner.ts'

test('a newer commit of a pull request ends the plans of older ones, and no others', async () => {
  await using hcp = await serve({ script: { hold: ['planning'] } })
  const plan = (number: number, workflowRun: string, wait = 'false') => {
    const head = { sha: workflowRun.padEnd(40, 'a') }
    return runStep(hcp, {
      inputs: { wait },
      event: { name: 'pull_request', payload: { action: 'synchronize', number, pull_request: { number, head } } },
      github: { run_id: workflowRun }
    })
  }
  const older = await plan(12, '100')
  const other = await plan(13, '101')
  const [sameRun, newer] = [await plan(12, '102'), await plan(12, '102')]
  const status = (step: { outputs: Readonly<Record<string, string>> }) =>
    hcp.world.runs.get(step.outputs['run-id'] ?? '')?.status
  await hcp.until(() => status(older) === 'canceled')
  expect([other, sameRun, newer].map(status)).toEqual(['planning', 'planning', 'planning'])
  expect(plain(sameRun.log)).toContain('Run run-…, which planned an earlier commit of the pull request: cancelled')
  expect(hcp.journal.lines.filter(line => line.startsWith('GET /workspaces/:id/runs'))).toHaveLength(4)
})
