import { expect, test } from '@jest/globals'
import { serve, type Hcp } from '../../../packages/hcp-terraform-server/src/index.ts'
import { resourcesOf, rewritten, withoutAttributes, type Rewriting } from '../rewriting.ts'
import { annotated, runStep } from '../on-a-runner.ts'

const APPLY = { operation: 'apply' }

test.concurrent.each<[string, Record<string, string>]>([
  ['target-addrs', { ...APPLY, target: 'terraform_data.a' }],
  ['replace-addrs', { ...APPLY, replace: 'terraform_data.a' }],
  ['refresh-only', { ...APPLY, mode: 'refresh-only' }],
  ['is-destroy', { ...APPLY, mode: 'destroy' }],
  ['refresh', { ...APPLY, refresh: 'false' }],
  ['allow-empty-apply', { ...APPLY, 'allow-empty-apply': 'true' }],
  ['variables', { ...APPLY, variables: 'region = eu' }],
  ['save-plan', { operation: 'save-plan' }],
  ['auto-apply', APPLY],
  ['terraform-version', { 'terraform-version': '1.5.7' }],
  ['plan-only', {}]
])('a server that does not know `%s` applies nothing', async (attribute, inputs) => {
  await using hcp = await serve({ script: { hold: ['planning'] } })
  await using old = await rewritten(hcp, withoutAttributes(attribute))
  const step = await runStep(old, { inputs })
  expect([step.conclusion, step.outputs['run-status']]).toEqual(['failure', 'canceled'])
  expect(annotated(step, 'error')[0]?.split('\n').slice(1)).toEqual([expect.stringContaining(`\`${attribute}\``)])
  expect(hcp.journal.writes).not.toContain('POST /runs/:id/actions/apply')
})

test.concurrent.each<[string, Rewriting['answer'], string]>([
  [
    'of another configuration',
    document => {
      for (const { relationships = {} } of resourcesOf(document))
        relationships['configuration-version'] = { data: { type: 'configuration-versions', id: 'cv-other' } }
    },
    'configuration-version'
  ],
  [
    'that is applied by itself',
    document => {
      for (const { attributes } of resourcesOf(document)) attributes['auto-apply'] = true
    },
    'auto-apply'
  ],
  [
    'that targets something else',
    document => {
      for (const { attributes } of resourcesOf(document)) attributes['target-addrs'] = ['terraform_data.other']
    },
    'target-addrs'
  ]
])('a run %s is stopped', async (_name, change, attribute) => {
  await using hcp = await serve({ script: { hold: ['planning'] } })
  await using other = await rewritten(hcp, {
    answer: async (document, request) => {
      if (request === 'POST /runs') await change?.(document, request)
    }
  })
  const step = await runStep(other, { inputs: { ...APPLY, target: 'terraform_data.a' } })
  expect([step.conclusion, step.outputs['run-status']]).toEqual(['failure', 'canceled'])
  expect(annotated(step, 'error')[0]).toContain(`\`${attribute}\``)
})

test('lists that come back in another order were heeded', async () => {
  await using hcp = await serve()
  await using other = await rewritten(hcp, {
    answer: document => {
      for (const { attributes } of resourcesOf(document))
        if (Array.isArray(attributes['target-addrs']))
          attributes['target-addrs'] = attributes['target-addrs'].toReversed()
    }
  })
  const step = await runStep(other, { inputs: { ...APPLY, target: 'a.a\na.b' } })
  expect([step.conclusion, step.outputs['run-status']]).toEqual(['success', 'applied'])
})

test('an apply that the service makes a plan fails, since nothing was applied', async () => {
  await using hcp = await serve()
  await using other = await rewritten(hcp, {
    request: document => {
      for (const { type, attributes } of resourcesOf(document)) if (type === 'runs') attributes['plan-only'] = true
    }
  })
  const step = await runStep(other, { inputs: APPLY })
  expect(step.conclusion).toBe('failure')
  expect(annotated(step, 'error')[0]).toContain('`plan-only`')
})

/** A server that answers with the target that was asked for, and makes a run without it. */
const untargeted = (hcp: Awaited<ReturnType<typeof serve>>) =>
  rewritten(hcp, {
    request: (document, request) => {
      if (request !== 'POST /runs') return
      for (const { attributes } of resourcesOf(document)) delete attributes['target-addrs']
    },
    answer: (document, request) => {
      if (request !== 'POST /runs') return
      for (const { attributes } of resourcesOf(document)) attributes['target-addrs'] = ['a.a']
    }
  })

test('an answer that repeats the question is not believed where the step does not wait, either', async () => {
  await using hcp = await serve({ script: { plan: { log: ['Planning\n', { wait: 60_000 }] }, apply: {} } })
  await using other = await untargeted(hcp)
  const step = await runStep(other, { inputs: { ...APPLY, wait: 'false', target: 'a.a' } })
  expect(step.conclusion).toBe('failure')
  expect(annotated(step, 'error')[0]).toContain('`target-addrs`')
  expect(hcp.journal.writes.at(-1)).toMatch(/\/actions\/(?:cancel|discard)$/)
})

test('an answer that repeats the question is not believed, since the run is read again before it is confirmed', async () => {
  await using hcp = await serve()
  await using other = await untargeted(hcp)
  const step = await runStep(other, { inputs: { ...APPLY, target: 'a.a' } })
  expect(step.conclusion).toBe('failure')
  expect(annotated(step, 'error')[0]).toContain('`target-addrs`')
  expect(hcp.journal.writes).not.toContain('POST /runs/:id/actions/apply')
})

test('a workspace other than the one that was asked for is not changed', async () => {
  await using hcp = await serve()
  hcp.createWorkspace('staging')
  await using other = await rewritten(hcp, {
    answer: (document, request) => {
      if (!request.endsWith('/workspaces/staging')) return
      for (const { attributes } of resourcesOf(document)) attributes.name = 'prod'
    }
  })
  const step = await runStep(other, { inputs: { ...APPLY, workspace: 'staging' } })
  expect(step.conclusion).toBe('failure')
  expect(annotated(step, 'error')[0]).toMatch(/staging, but the service returned .*prod/)
  expect(hcp.journal.writes).toEqual([])
})

test('a run that does not show its workspace is stopped', async () => {
  await using hcp = await serve({ script: { hold: ['planning'] } })
  await using other = await rewritten(hcp, {
    answer: (document, request) => {
      if (request !== 'POST /runs') return
      for (const { relationships = {} } of resourcesOf(document)) delete relationships.workspace
    }
  })
  const step = await runStep(other, { inputs: APPLY })
  expect(annotated(step, 'error')[0]).toContain('`workspace`')
})

/** A server that applies at once, though it was asked not to, and does nothing to end a run. */
const hasty = (hcp: Hcp) => {
  for (const verb of ['cancel', 'discard'])
    hcp.faults.set({ on: `POST /runs/:id/actions/${verb}`, do: { kind: 'answer', status: 202 }, times: 100 })
  return rewritten(hcp, {
    request: (document, request) => {
      if (request !== 'POST /runs') return
      for (const { attributes } of resourcesOf(document)) attributes['auto-apply'] = true
    }
  })
}

test('a run that is applied although the action asked for its end is not called ended', async () => {
  await using hcp = await serve()
  await using other = await hasty(hcp)
  const step = await runStep(other, { inputs: APPLY })
  expect([step.conclusion, step.outputs['run-status']]).toEqual(['failure', 'applied'])
  expect(annotated(step, 'error')[0]).toMatch(/the run was applied before the action could end it.*`auto-apply`/s)
  expect(annotated(step, 'error')[0]).not.toContain('the action ended it')
})

test('a run that can not be read any more is not called ended', async () => {
  await using hcp = await serve()
  await using other = await hasty(hcp)
  hcp.faults.set({ on: 'GET /runs/:id', do: { kind: 'answer', status: 403 }, times: 100 })
  const step = await runStep(other, { inputs: APPLY })
  expect([step.conclusion, step.outputs['run-status']]).toEqual(['failure', 'unknown'])
  expect(annotated(step, 'error')[0]).toMatch(/can't read whether the run has ended. Look at the run.*`auto-apply`/s)
  expect(annotated(step, 'error')[0]).not.toContain('the action ended it')
})
