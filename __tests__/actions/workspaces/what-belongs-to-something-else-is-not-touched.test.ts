import { expect, test } from '@jest/globals'
import { serve } from '../../../packages/hcp-terraform-server/src/index.ts'
import { annotated, runStep } from '../on-a-runner.ts'
import { resourcesOf, rewritten, type Rewriting } from '../rewriting.ts'
import { stateText } from '../states.ts'

/** A server whose resources of one type show another owner than the one that was asked for. */
const naming = (
  type: string,
  relationship: string,
  id: string,
  isIt: (name: unknown) => boolean = () => true
): Rewriting => ({
  answer: document => {
    for (const resource of resourcesOf(document))
      if (resource.type === type && isIt(resource.attributes.name))
        resource.relationships = {
          ...resource.relationships,
          [relationship]: { data: { type: `${relationship}s`, id } }
        }
  }
})
const ofAnotherWorkspace = (type: string): Rewriting => naming(type, 'workspace', 'ws-another')

test('workspaces of another organization are not in the matrix', async () => {
  await using hcp = await serve()
  hcp.createWorkspace('web-1')
  hcp.createWorkspace('web-prod')
  await using other = await rewritten(
    hcp,
    naming('workspaces', 'organization', 'other', name => name === 'web-prod')
  )
  const step = await runStep(other, { action: 'workspaces', inputs: { workspace: undefined, name: 'web*' } })
  expect([step.outputs.workspaces, step.outputs.count]).toEqual(['["web-1"]', '1'])
})

test.each<[string, Readonly<Record<string, string>>]>([
  ['workspaces/delete', { force: 'true' }],
  ['workspaces/lock', {}],
  ['run', { operation: 'apply' }]
])('%s: the id of a workspace of another organization is refused', async (action, inputs) => {
  await using hcp = await serve()
  await using other = await rewritten(hcp, naming('workspaces', 'organization', 'other'))
  const step = await runStep(other, {
    ...(action === 'run' ? {} : { action }),
    inputs: { ...inputs, workspace: hcp.find().id }
  })
  expect(annotated(step, 'error')).toEqual([
    expect.stringMatching(/^`organization` must be the organization of .* other,/)
  ])
  expect(hcp.journal.writes).toEqual([])
})

test.each(['run/find', 'run/list'])('%s: runs of another workspace are not found', async action => {
  await using hcp = await serve()
  await runStep(hcp)
  const inputs =
    action === 'run/find'
      ? { status: 'planned_and_finished', operation: 'plan_only', timeout: '1s' }
      : { operation: 'plan_only' }
  const key = action === 'run/find' ? 'run-ids' : 'runs'
  expect(JSON.parse((await runStep(hcp, { action, inputs })).outputs[key] ?? '')).toHaveLength(1)
  await using other = await rewritten(hcp, ofAnotherWorkspace('runs'))
  const step = await runStep(other, { action, inputs })
  expect([step.outputs['run-id'], step.outputs[key]]).toEqual([undefined, '[]'])
})

test('a run whose workspace only its own document shows is not found', async () => {
  await using hcp = await serve()
  await runStep(hcp)
  await using other = await rewritten(hcp, {
    answer: async (document, request) => {
      if (request.endsWith('/runs'))
        for (const { relationships = {} } of resourcesOf(document)) delete relationships.workspace
      else await ofAnotherWorkspace('runs').answer?.(document, request)
    }
  })
  const inputs = { status: 'planned_and_finished', operation: 'plan_only', timeout: '1s' }
  const step = await runStep(other, { action: 'run/find', inputs })
  expect([step.conclusion, step.outputs['run-id']]).toEqual(['failure', undefined])
  expect(annotated(step, 'error')[0]).toContain('of the workspace ws-another')
})

test('the plans of another workspace are not superseded', async () => {
  await using hcp = await serve({ script: { hold: ['planning'] } })
  await using other = await rewritten(hcp, {
    answer: async (document, request) => {
      if (/^GET .*\/workspaces\/[^/]+\/runs$/.test(request))
        await ofAnotherWorkspace('runs').answer?.(document, request)
    }
  })
  const plan = (workflowRun: string) =>
    runStep(other, {
      inputs: { wait: 'false' },
      event: {
        name: 'pull_request',
        payload: { number: 12, pull_request: { number: 12, head: { sha: workflowRun.padEnd(40, 'a') } } }
      },
      github: { run_id: workflowRun }
    })
  const older = await plan('100')
  await plan('101')
  expect(hcp.world.runs.get(older.outputs['run-id'] ?? '')?.status).toBe('planning')
  expect(hcp.journal.writes.filter(line => /actions\/(cancel|discard)/.test(line))).toEqual([])
})

test.each<[string, Readonly<Record<string, string>>]>([
  ['outputs', {}],
  ['state/show', {}],
  ['state/download', { path: 'here.tfstate' }]
])('%s: the current state of another workspace is refused', async (action, inputs) => {
  await using hcp = await serve({ stateDownload: 'archivist' })
  hcp.seedState(stateText(3))
  await using other = await rewritten(hcp, ofAnotherWorkspace('state-versions'))
  const step = await runStep(other, { action, inputs })
  expect([step.conclusion, step.outputs]).toEqual(['failure', {}])
  expect(annotated(step, 'error')[0]).toContain('of the workspace ws-another')
})
