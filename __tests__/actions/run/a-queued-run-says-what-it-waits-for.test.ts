import { expect, test } from '@jest/globals'
import { serve } from '../../../packages/hcp-terraform-server/src/index.ts'
import { onARunner } from '../on-a-runner.ts'

test('a run that is queued says who holds the workspace', async () => {
  await using hcp = await serve()
  hcp.lock(hcp.find(), 'moving house')
  using run = onARunner(hcp, { inputs: { operation: 'apply' } })
  await run.line(
    /^##\[warning\]The workspace demo is locked by the user somebody-else \("moving house"\)\. The run waits until it is unlocked\.$/
  )
  await run.line(/^Waiting for \d s.*; the workspace is held by the user somebody-else \("moving house"\)\.$/)
  await fetch(`${hcp.address}/api/v2/workspaces/${hcp.find().id}/actions/force-unlock`, {
    method: 'POST',
    headers: { authorization: `Bearer ${hcp.token}`, 'content-type': 'application/vnd.api+json' }
  })
  expect((await run.ended).outputs['run-status']).toBe('applied')
  expect(hcp.journal.lines.filter(line => line.startsWith('GET /workspaces/:id/runs'))).toEqual([])
})
