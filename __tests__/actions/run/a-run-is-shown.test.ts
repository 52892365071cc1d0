import { expect, test } from '@jest/globals'
import { serve } from '../../../packages/hcp-terraform-server/src/index.ts'
import { change, planWith } from '../plans.ts'
import { resourcesOf, rewritten, type Rewritable } from '../rewriting.ts'
import { annotated, NO_WORKSPACE, runStep } from '../on-a-runner.ts'

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

const COUNTED = ['resource-additions', 'resource-changes', 'resource-destructions', 'resource-imports'] as const

/** A service that does not count the changes of a plan. */
const uncounted = {
  answer: (document: Rewritable): void => {
    for (const { attributes } of resourcesOf(document)) for (const name of COUNTED) attributes[name] = null
  }
}

test('the changes of a plan that the service does not count are counted in the plan as JSON', async () => {
  const script = planWith([change('a.a', 'create', { input: 'x' }), change('a.b', 'create', { input: 'x' })])
  await using hcp = await serve({ script })
  await using older = await rewritten(hcp, uncounted)
  const planned = await runStep(older)
  const inputs = { ...NO_WORKSPACE, 'run-id': planned.outputs['run-id'] }
  const shown = await runStep(older, { action: 'run/show', inputs })
  const waited = await runStep(older, { action: 'run/wait', inputs })
  for (const { outputs } of [planned, shown, waited])
    expect(COUNTED.map(name => outputs[name])).toEqual(['2', '0', '0', '0'])
})

test('changes that no one counts are warned of', async () => {
  await using hcp = await serve({ script: { plan: { additions: 2 } } })
  await using older = await rewritten(hcp, uncounted)
  const { outputs } = await runStep(older)
  const shown = await runStep(older, {
    action: 'run/show',
    inputs: { ...NO_WORKSPACE, 'run-id': outputs['run-id'] }
  })
  expect(shown.outputs['resource-additions'] ?? '').toBe('')
  expect(annotated(shown, 'warning')).toEqual([expect.stringContaining('`resource-additions`')])
})
