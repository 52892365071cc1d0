import { expect, test } from '@jest/globals'
import { serve } from '../../../packages/hcp-terraform-server/src/index.ts'
import { runStep } from '../on-a-runner.ts'

test('two workflows that plan the same commit of a pull request do not touch each other', async () => {
  await using hcp = await serve({ script: { hold: ['planning'] } })
  const plan = (workflowRun: string, sha: string) =>
    runStep(hcp, {
      inputs: { wait: 'false' },
      event: { name: 'pull_request', payload: { number: 12, pull_request: { number: 12, head: { sha } } } },
      github: { run_id: workflowRun }
    })
  const [one, another] = ['a'.repeat(40), 'b'.repeat(40)]
  const first = await plan('100', one)
  const second = await plan('101', one)
  const statuses = () => [first, second].map(step => hcp.world.runs.get(step.outputs['run-id'] ?? '')?.status)
  expect(statuses()).toEqual(['planning', 'planning'])
  await plan('102', another)
  await hcp.until(() => statuses().every(status => status === 'canceled'))
})
