import { expect, test } from '@jest/globals'
import { serve } from '../../../packages/hcp-terraform-server/src/index.ts'
import { runStep } from '../on-a-runner.ts'

test('types and names of all outputs are reported, and which are left out', async () => {
  await using hcp = await serve()
  hcp.seedState({ region: { value: 'eu' }, zones: { value: ['a'] }, key: { value: 'hidden-away', sensitive: true } })
  const { outputs } = await runStep(hcp, { action: 'outputs', inputs: { names: 'region' } })
  expect(JSON.parse(outputs['outputs-metadata'] ?? '')).toEqual({
    outputs: {
      region: { id: expect.stringMatching(/^wsout-/), type: 'string', 'detailed-type': 'string', sensitive: false },
      zones: { id: expect.any(String), type: 'array', 'detailed-type': expect.anything(), sensitive: false },
      key: { id: expect.any(String), type: 'string', 'detailed-type': 'string', sensitive: true }
    },
    'left-out': expect.arrayContaining(['zones', 'key'])
  })
})
