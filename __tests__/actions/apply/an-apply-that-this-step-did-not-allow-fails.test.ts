import { expect, test } from '@jest/globals'
import { serve, type Hcp } from '../../../packages/hcp-terraform-server/src/index.ts'
import { client } from '../../../packages/hcp-terraform-server/tests/client.ts'
import { annotated, onARunner, runStep } from '../on-a-runner.ts'
import { change, NO_CONFIGURATION, planWith } from '../plans.ts'
import { resourcesOf, rewritten } from '../rewriting.ts'

const json = {
  format_version: '1.2',
  resource_changes: [{ address: 'a.b', change: { actions: ['delete'] } }],
  ...NO_CONFIGURATION
}
const DESTROYS = { plan: { destructions: 1, json } }
const CONDITIONAL = { operation: 'apply', 'apply-only-if': 'no-destroys' }
const AGAINST = /^Applied without the check of `apply-only-if`/

/** A server that has another plan as soon as something has been asked for, which its runs name or link to. */
const replacing = (hcp: Hcp, after: string, names: 'name' | 'link' = 'name') =>
  rewritten(hcp, {
    answer(document) {
      const isReplaced = hcp.journal.lines.some(line => line.includes(after))
      for (const { type, id, relationships = {} } of resourcesOf(document)) {
        if (type !== 'runs') continue
        if (names === 'link') relationships.plan = { links: { related: `/api/v2/runs/${id}/plan` } }
        else if (isReplaced) relationships.plan = { data: { type: 'plans', id: 'plan-other' } }
      }
      for (const resource of isReplaced ? resourcesOf(document) : [])
        if (resource.type === 'plans') resource.id = 'plan-other'
    }
  })

const confirm = (hcp: Hcp, id: string) => client(hcp, hcp.token).post(`/runs/${id}/actions/apply`)

/** A step whose discard takes so long that somebody else confirms the plan meanwhile. */
async function confirmedWhileDiscarding(hcp: Hcp, server: Parameters<typeof onARunner>[0]) {
  hcp.faults.set({ on: 'POST /runs/:id/actions/discard', do: { kind: 'delay', milliseconds: 5_000 } })
  using run = onARunner(server, { inputs: CONDITIONAL })
  const { id } = await hcp.until('planned')
  const over: true[] = []
  const ended = run.ended.finally(() => over.push(true))
  while (over.length === 0 && !hcp.journal.writes.includes('POST /runs/:id/actions/discard'))
    await new Promise(resolve => setTimeout(resolve, 20))
  await confirm(hcp, id)
  return await ended
}

test('a plan that somebody confirms before the step has looked at it', async () => {
  await using hcp = await serve({ script: DESTROYS })
  hcp.faults.set({ name: 'confirmable-late', times: 1_000 })
  using run = onARunner(hcp, { inputs: CONDITIONAL })
  await confirm(hcp, (await hcp.until('planned')).id)
  const step = await run.ended
  expect([step.conclusion, step.outputs['run-status']]).toEqual(['failure', 'applied'])
  expect(annotated(step, 'error')[0]).toMatch(AGAINST)
})

test('a plan that a server confirms by itself, though it was asked not to and says that it does not', async () => {
  await using hcp = await serve({ script: DESTROYS })
  const setting = (value: boolean) => (document: Parameters<typeof resourcesOf>[0]) => {
    for (const { type, attributes } of resourcesOf(document)) if (type === 'runs') attributes['auto-apply'] = value
  }
  await using other = await rewritten(hcp, { request: setting(true), answer: setting(false) })
  const step = await runStep(other, { inputs: CONDITIONAL })
  expect([step.conclusion, step.outputs['run-status']]).toEqual(['failure', 'applied'])
  expect(annotated(step, 'error')[0]).toMatch(AGAINST)
})

test('a plan that was refused and that somebody confirms meanwhile', async () => {
  await using hcp = await serve({ script: DESTROYS })
  const step = await confirmedWhileDiscarding(hcp, hcp)
  expect([step.conclusion, step.outputs['run-status']]).toEqual(['failure', 'applied'])
  expect(annotated(step, 'error')[0]).toMatch(AGAINST)
  expect(annotated(step, 'error')[0]).toContain('a.b would be destroyed')
})

async function replacedAfterReading(names: 'name' | 'link'): Promise<void> {
  await using hcp = await serve({ script: planWith([change('a.b', 'create', {})]) })
  await using other = await replacing(hcp, '/json-output', names)
  const step = await runStep(other, { inputs: CONDITIONAL })
  expect([step.conclusion, step.outputs['run-status']]).toEqual(['failure', 'discarded'])
  expect(annotated(step, 'error')[0]).toContain('The service names the plan plan-other')
  expect(hcp.journal.writes).not.toContain('POST /runs/:id/actions/apply')
}

test('a plan that the service replaces by another one after the step has looked at it is refused', () =>
  replacedAfterReading('name'))

test('a plan that the service replaces is refused where the run only links to its plan', () =>
  replacedAfterReading('link'))

test('a plan that was refused after a confirmation of another one, and that somebody confirms meanwhile', async () => {
  await using hcp = await serve({ script: planWith([change('a.b', 'create', {})]) })
  hcp.faults.set({ on: 'POST /runs/:id/actions/apply', do: { kind: 'answer', status: 502 } })
  await using other = await replacing(hcp, '/actions/apply')
  const step = await confirmedWhileDiscarding(hcp, other)
  expect([step.conclusion, step.outputs['run-status']]).toEqual(['failure', 'applied'])
  expect(annotated(step, 'error')[0]).toMatch(AGAINST)
  expect(annotated(step, 'error')[0]).toContain('The service names the plan plan-other')
})

test.each([
  ['whose answer is lost', 502, 'name'],
  ['that comes too late', 409, 'name'],
  ['that comes too late, behind a link', 409, 'link']
] as const)(
  'a plan that replaces the one that the step has looked at, with a confirmation %s',
  async (_name, status, names) => {
    await using hcp = await serve({ script: planWith([change('a.b', 'create', {})]) })
    hcp.faults.set({ on: 'POST /runs/:id/actions/apply', when: 'after', do: { kind: 'answer', status } })
    await using other = await replacing(hcp, '/actions/apply', names)
    const step = await runStep(other, { inputs: CONDITIONAL })
    expect([step.conclusion, step.outputs['run-status']]).toEqual(['failure', 'applied'])
    expect(annotated(step, 'error')[0]).toMatch(AGAINST)
  }
)
