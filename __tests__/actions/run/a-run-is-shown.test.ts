import { expect, test } from '@jest/globals'
import { serve } from '../../../packages/hcp-terraform-server/src/index.ts'
import { NO_WORKSPACE, runStep } from '../on-a-runner.ts'

test('a run is shown: its status, and all that the service says of it but its secrets', async () => {
  await using hcp = await serve({ script: { plan: { additions: 2 } } })
  const { outputs } = await runStep(hcp)
  const shown = await runStep(hcp, { action: 'run/show', inputs: { ...NO_WORKSPACE, 'run-id': outputs['run-id'] } })
  expect(shown.outputs).toMatchObject({
    'run-status': 'planned_and_finished',
    'resource-additions': '2',
    'run-url': outputs['run-url']
  })
  expect(JSON.parse(shown.outputs.run ?? '')).toMatchObject({
    id: outputs['run-id'],
    type: 'runs',
    attributes: { status: 'planned_and_finished' }
  })
  expect(shown.transcript).not.toContain('_archivist')
})
