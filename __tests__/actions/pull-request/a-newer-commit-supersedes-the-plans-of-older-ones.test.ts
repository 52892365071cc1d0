import { expect, test } from '@jest/globals'
import { serve } from '../../../packages/hcp-terraform-server/src/index.ts'
import { annotated, onARunner, plain, runStep } from '../on-a-runner.ts'

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
  expect(plain(sameRun.log)).toContain(
    'Run run-…, which planned an earlier commit of the pull request: cancellation requested'
  )
  expect(hcp.journal.lines.filter(line => line.startsWith('GET /workspaces/:id/runs'))).toHaveLength(4)
})

test('the step of a plan that a newer commit ends says so', async () => {
  await using hcp = await serve({ script: { hold: ['planning'] } })
  const given = (workflowRun: string) => ({
    event: {
      name: 'pull_request',
      payload: { number: 12, pull_request: { number: 12, head: { sha: workflowRun.padEnd(40, 'a') } } }
    },
    github: { run_id: workflowRun }
  })
  using older = onARunner(hcp, given('100'))
  await older.line('Run: planning')
  await runStep(hcp, { inputs: { wait: 'false' }, ...given('101') })
  const step = await older.ended
  expect(step.conclusion).toBe('failure')
  expect(annotated(step, 'error')[0]).toMatch(
    /^The run was cancelled: .*\nThe run was cancelled by [^ ]+, with the comment "A newer commit of the pull request is planned"\.$/
  )
})
