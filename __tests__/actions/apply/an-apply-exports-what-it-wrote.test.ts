import { expect, test } from '@jest/globals'
import { serve } from '../../../packages/hcp-terraform-server/src/index.ts'
import { runStep } from '../on-a-runner.ts'

test('an apply exports the outputs of the state that it wrote', async () => {
  const outputs = {
    region: { value: 'eu-west-1' },
    ports: { value: [80, 443] },
    on: { value: true },
    ratio: { value: 0.25 }
  }
  await using hcp = await serve({ script: { apply: { outputs, additions: 2 } } })
  const step = await runStep(hcp, { inputs: { operation: 'apply' } })
  expect(step.conclusion).toBe('success')
  expect(step.outputs).toMatchObject({
    'run-status': 'applied',
    'resource-additions': '2',
    region: 'eu-west-1',
    ports: '[80,443]',
    on: 'true',
    ratio: '0.25',
    outputs: '{"on":true,"ports":[80,443],"ratio":0.25,"region":"eu-west-1"}'
  })
  expect(step.outputs['state-version-id']).toBe([...hcp.world.stateVersions.keys()].at(-1))
  expect(hcp.journal.writes.at(-1)).toBe('POST /runs/:id/actions/apply')
  expect(hcp.journal.writes.filter(line => line === 'POST /runs')).toHaveLength(1)
})
