import { expect, test } from '@jest/globals'
import { serve, type Hcp } from '../../../packages/hcp-terraform-server/src/index.ts'
import { onARunner } from '../on-a-runner.ts'

const unlock = (hcp: Hcp): Promise<unknown> =>
  fetch(`${hcp.address}/api/v2/workspaces/${hcp.find().id}/actions/force-unlock`, {
    method: 'POST',
    headers: { authorization: `Bearer ${hcp.token}`, 'content-type': 'application/vnd.api+json' }
  })

test('a secret in the reason of a lock is removed before the reason is cut', async () => {
  await using hcp = await serve()
  const secret = 's3cret-'.repeat(20)
  hcp.lock(hcp.find(), `moving with ${secret}`)
  using run = onARunner(hcp, {
    inputs: { operation: 'apply', variables: `key=${secret}` },
    files: { 'main.tf': 'variable "key" {\n  sensitive = true\n}\n' }
  })
  expect(await run.line(/; the workspace is held by/)).toMatch(/ the user \S+ \("moving with \*\*\*"\)\.$/)
  await unlock(hcp)
  await run.ended
})

test('a run that is queued says who holds the workspace', async () => {
  await using hcp = await serve()
  hcp.lock(hcp.find(), 'moving house')
  using run = onARunner(hcp, { inputs: { operation: 'apply' } })
  expect(await run.line(/^##\[warning\]The workspace demo is locked/)).toBe(
    '##[warning]The workspace demo is locked by the user somebody-else ("moving house"). The run waits until it is unlocked.'
  )
  expect(await run.line(/; the workspace is held by/)).toMatch(
    /^Waiting for \d s.*; the workspace is held by the user somebody-else \("moving house"\)\.$/
  )
  await unlock(hcp)
  expect((await run.ended).outputs['run-status']).toBe('applied')
  expect(hcp.journal.lines.filter(line => line.startsWith('GET /workspaces/:id/runs'))).toEqual([])
})
