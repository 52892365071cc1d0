import { expect, test } from '@jest/globals'
import { serve } from '../../../packages/hcp-terraform-server/src/index.ts'
import { at, closing } from '../in-front.ts'
import { annotated, runStep } from '../on-a-runner.ts'

/** Everything was done, and once. */
async function appliesOnce(when: 'at-once' | 'when-used') {
  await using hcp = await serve()
  await using server = await closing(hcp.address, when)
  const step = await runStep(at(hcp, server.address), { inputs: { operation: 'apply' } })
  expect(annotated(step, 'error')).toEqual([])
  expect(step.outputs['run-status']).toBe('applied')
  const { runs, configurationVersions, stateVersions } = hcp.world
  expect([runs.size, configurationVersions.size, stateVersions.size]).toEqual([1, 1, 1])
  return server
}

test('a server that closes its connections after each answer is connected to anew', async () => {
  const { lost } = await appliesOnce('at-once')
  expect(lost).toEqual([])
})

test('a read that meets a closed connection is repeated; a write is never sent on one that was used', async () => {
  const { lost } = await appliesOnce('when-used')
  expect(lost.filter(request => request.startsWith('GET')).length).toBeGreaterThan(1)
  expect(lost.filter(request => !request.startsWith('GET'))).toEqual([])
})
