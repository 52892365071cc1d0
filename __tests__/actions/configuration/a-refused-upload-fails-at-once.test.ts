import { expect, test } from '@jest/globals'
import { serve } from '../../../packages/hcp-terraform-server/src/index.ts'
import { annotated, runStep } from '../on-a-runner.ts'

test('an archive that the service refuses fails the step at once, with the message of the service', async () => {
  await using hcp = await serve()
  hcp.faults.set({ name: 'configuration-version-errored', message: 'Failed to unpack: not a tar file' })
  const step = await runStep(hcp)
  expect(step.outputs['configuration-version-id']).toMatch(/^cv-/)
  expect(annotated(step, 'error')).toEqual(['configuration version cv-… is errored: Failed to unpack: not a tar file'])
  expect([...hcp.world.configurationVersions.keys()]).toEqual([step.outputs['configuration-version-id']])
  expect(hcp.world.runs.size).toBe(0)
})
