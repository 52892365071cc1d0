import { expect, test } from '@jest/globals'
import { setTimeout as sleep } from 'node:timers/promises'
import { serve, type Hcp } from '../../../packages/hcp-terraform-server/src/index.ts'
import { run as runElsewhere } from '../../faults/given.ts'
import { annotated, NO_WORKSPACE, onARunner, runStep } from '../on-a-runner.ts'
import { resourcesOf, rewritten } from '../rewriting.ts'

const by = (runId: string | undefined, more: Record<string, string> = {}) => ({
  ...NO_WORKSPACE,
  'run-id': runId,
  comment: 'Not now',
  ...more
})

test('a run that waits is discarded, and a second request finds it finished', async () => {
  await using hcp = await serve()
  const { 'run-id': id } = await runElsewhere(hcp, 'planned')
  const discarded = await runStep(hcp, { action: 'run/discard', inputs: by(id) })
  expect(discarded.outputs).toMatchObject({ 'run-status': 'discarded', run_status: 'discarded' })
  const again = await runStep(hcp, { action: 'run/cancel', inputs: by(id) })
  expect([again.conclusion, again.log.includes('There is nothing to cancel.')]).toEqual(['success', true])
})

test('a run that waits for a person is not cancelled, by force neither: that is said at once', async () => {
  await using hcp = await serve()
  const { 'run-id': id } = await runElsewhere(hcp, 'planned')
  for (const force of ['false', 'true']) {
    const refused = await runStep(hcp, { action: 'run/cancel', inputs: by(id, { force }) })
    expect(annotated(refused, 'error')).toEqual([
      "A run that is planned can't be cancelled. Use the action run/discard."
    ])
  }
})

test('a run at work is cancelled, not discarded', async () => {
  await using hcp = await serve({ script: { hold: ['planning'] } })
  const begun = await runStep(hcp, { inputs: { wait: 'false' } })
  await hcp.until('planning')
  const refused = await runStep(hcp, { action: 'run/discard', inputs: by(begun.outputs['run-id']) })
  expect(annotated(refused, 'error')).toEqual(["A run that is planning can't be discarded. Use the action run/cancel."])
  const cancelled = await runStep(hcp, { action: 'run/cancel', inputs: by(begun.outputs['run-id']) })
  expect(cancelled.outputs['run-status']).toBe('canceled')
  // A plan saves no state.
  expect(cancelled.log).toMatch(/^Asked the run to stop\.$/m)
})

test('a run that does not heed a cancel is stopped by force when the service allows it', async () => {
  await using hcp = await serve({
    timings: { coolOff: 1_000 },
    script: { plan: { log: ['deaf\n', { hold: true }], ignoresCancel: true } }
  })
  const begun = await runStep(hcp, { inputs: { wait: 'false' } })
  await hcp.until('planning')
  const forced = await runStep(hcp, { action: 'run/cancel', inputs: by(begun.outputs['run-id'], { force: 'true' }) })
  expect(forced.outputs['run-status']).toMatch(/canceled$/)
  expect(hcp.journal.writes.slice(-2)).toEqual(['POST /runs/:id/actions/cancel', 'POST /runs/:id/actions/force-cancel'])
})

test('a server that offers the force before its time is asked for it when the time has come', async () => {
  const coolOff = 2_000
  await using hcp = await serve({
    like: 'otf',
    timings: { coolOff },
    script: { plan: { log: ['deaf\n', { hold: true }], ignoresCancel: true } }
  })
  const begun = await runStep(hcp, { inputs: { wait: 'false' } })
  await hcp.until('planning')
  const forced = await runStep(hcp, { action: 'run/cancel', inputs: by(begun.outputs['run-id'], { force: 'true' }) })
  expect([forced.conclusion, forced.outputs['run-status']]).toEqual(['success', 'canceled'])
  const [cancel, force, ...more] = hcp.journal.entries.filter(({ path }) => path.endsWith('cancel'))
  expect([force?.path.endsWith('/actions/force-cancel'), force?.status, more]).toEqual([true, 202, []])
  expect(Date.parse(force?.at ?? '') - Date.parse(cancel?.at ?? '')).toBeGreaterThanOrEqual(coolOff)
})

test('a run that ends before the force is allowed is not ended by force', async () => {
  await using hcp = await serve({
    like: 'otf',
    timings: { coolOff: 3_600_000 },
    script: { plan: { log: ['deaf\n', { hold: true }], ignoresCancel: true } }
  })
  const begun = await runStep(hcp, { inputs: { wait: 'false' } })
  await hcp.until('planning')
  using forcing = onARunner(hcp, { action: 'run/cancel', inputs: by(begun.outputs['run-id'], { force: 'true' }) })
  await forcing.line(/force-cancels it as soon as the service allows that/)
  hcp.release()
  const forced = await forcing.ended
  expect([forced.conclusion, forced.outputs['run-status']]).toEqual(['success', 'planned_and_finished'])
  expect(hcp.journal.writes.filter(line => line.endsWith('/force-cancel'))).toEqual([])
})

test.each([
  ['planning', 'Run: planning', 'cancel', 'cancelled'],
  ['pending', 'Run: waiting for its turn', 'discard', 'discarded']
] as const)(
  'a run that a person ends while it is %s: the step says who did, and why',
  async (held, says, verb, word) => {
    await using hcp = await serve({ script: { hold: [held] } })
    using step = onARunner(hcp, { inputs: { operation: 'apply' } })
    await step.line(says)
    const [id = ''] = hcp.world.runs.keys()
    await fetch(`${hcp.address}/api/v2/runs/${id}/actions/${verb}`, {
      method: 'POST',
      headers: {
        authorization: `Bearer ${hcp.addToken('user', 'a-colleague')}`,
        'content-type': 'application/vnd.api+json'
      },
      body: JSON.stringify({ comment: 'Too early:\n::error::not now' })
    })
    const ended = await step.ended
    expect(annotated(ended, 'error')).toEqual([
      expect.stringContaining(`The run was ${word} by a-colleague, with the comment "Too early: ::error::not now".`)
    ])
  }
)

test.each([
  ['discard', 'planned', 'discarded', { plan: {}, apply: {} }],
  [
    'cancel',
    'applying',
    'cancelled',
    { plan: {}, apply: { log: ['Applying\n', { wait: 1_500 }], ignoresCancel: true } }
  ]
] as const)(
  'a run that is applied after its %s was asked for is not called done',
  async (verb, _status, what, script) => {
    await using hcp = await serve({ script })
    const api = (route: string) =>
      fetch(`${hcp.address}/api/v2/runs/${id}/actions/${route}`, {
        method: 'POST',
        headers: { authorization: `Bearer ${hcp.token}`, 'content-type': 'application/vnd.api+json' },
        body: '{}'
      })
    const { 'run-id': id } = await runElsewhere(hcp, 'planned')
    if (verb === 'cancel') await api('apply')
    const route = `POST /runs/:id/actions/${verb}`
    hcp.faults.set({ on: route, when: 'before', do: { kind: 'answer', status: 202 }, times: 9 })
    const running = runStep(hcp, { action: `run/${verb}`, inputs: by(id) })
    if (verb === 'discard') {
      while (!hcp.journal.writes.includes(route)) await sleep(20)
      await api('apply')
    }
    const step = await running
    expect([step.conclusion, step.outputs['run-status']]).toEqual(['failure', 'applied'])
    expect(annotated(step, 'error')).toEqual([expect.stringContaining(`The run was applied, not ${what}`)])
  }
)

const CHECK = 'Check in the run what the apply has changed'

async function ask(hcp: Hcp, id: string, verb: string): Promise<void> {
  await fetch(`${hcp.address}/api/v2/runs/${id}/actions/${verb}`, {
    method: 'POST',
    headers: { authorization: `Bearer ${hcp.token}`, 'content-type': 'application/vnd.api+json' },
    body: '{}'
  })
}

/** Asks for the end of a run, which the service does not heed. Meanwhile a person does something else to the run. */
async function unheeded(hcp: Hcp, verb: 'discard' | 'cancel', id: string, meanwhile: () => Promise<void> | void) {
  const route = `POST /runs/:id/actions/${verb}`
  hcp.faults.set({ on: route, do: { kind: 'answer', status: 202 }, times: 9 })
  const running = runStep(hcp, { action: `run/${verb}`, inputs: by(id) })
  while (!hcp.journal.writes.includes(route)) await sleep(20)
  await meanwhile()
  return running
}

test('a run whose apply failed after somebody confirmed it is not called discarded', async () => {
  await using hcp = await serve({ script: { plan: {}, apply: { status: 'errored', log: 'one was created\nError\n' } } })
  const { 'run-id': id } = await runElsewhere(hcp, 'planned')
  const step = await unheeded(hcp, 'discard', id, () => ask(hcp, id, 'apply'))
  expect([step.conclusion, step.outputs['run-status']]).toEqual(['failure', 'errored'])
  expect(annotated(step, 'error')).toEqual([expect.stringMatching(/not discarded.*errored\. Its apply has begun/)])
})

test('a run whose apply was cancelled after somebody confirmed it is not called discarded', async () => {
  await using hcp = await serve({ script: { plan: {}, apply: { log: ['Applying\n', { hold: true }] } } })
  const { 'run-id': id } = await runElsewhere(hcp, 'planned')
  const step = await unheeded(hcp, 'discard', id, async () => {
    await ask(hcp, id, 'apply')
    await hcp.until('applying')
    await ask(hcp, id, 'cancel')
  })
  expect([step.conclusion, step.outputs['run-status']]).toEqual(['failure', 'canceled'])
  expect(annotated(step, 'error')).toEqual([expect.stringMatching(/not discarded.*canceled\. Its apply has begun/)])
})

test('a run of which the service shows no apply is not called discarded where it errored', async () => {
  await using hcp = await serve({ script: { plan: {}, apply: { status: 'errored', log: 'Error\n' } } })
  await using server = await rewritten(hcp, {
    answer: document => {
      for (const { type, relationships } of resourcesOf(document)) if (type === 'runs') delete relationships?.apply
      document.included = document.included?.filter(({ type }) => type !== 'applies') ?? []
    }
  })
  const { 'run-id': id } = await runElsewhere(hcp, 'planned')
  const route = 'POST /runs/:id/actions/discard'
  hcp.faults.set({ on: route, do: { kind: 'answer', status: 202 }, times: 9 })
  const running = runStep(server, { action: 'run/discard', inputs: by(id) })
  while (!hcp.journal.writes.includes(route)) await sleep(20)
  await ask(hcp, id, 'apply')
  const step = await running
  expect(annotated(step, 'error')).toEqual([expect.stringMatching(/does not show whether its apply has begun/)])
})

test('a run that ended before its apply has nothing left to discard', async () => {
  await using hcp = await serve({
    script: { plan: {}, tasks: [{ name: 'scan', stage: 'pre_apply', enforcement: 'mandatory', passes: false }] }
  })
  const { 'run-id': id } = await runElsewhere(hcp, 'planned')
  const step = await unheeded(hcp, 'discard', id, () => ask(hcp, id, 'apply'))
  expect([step.conclusion, step.outputs['run-status']]).toEqual(['success', 'errored'])
})

test('an apply that is cancelled at work succeeds, and warns of what it may have changed', async () => {
  await using hcp = await serve({ script: { plan: {}, apply: { log: ['Applying\n', { hold: true }] } } })
  const { 'run-id': id } = await runElsewhere(hcp, 'planned')
  await ask(hcp, id, 'apply')
  await hcp.until('applying')
  const step = await runStep(hcp, { action: 'run/cancel', inputs: by(id) })
  expect([step.conclusion, step.outputs['run-status']]).toEqual(['success', 'canceled'])
  expect(annotated(step, 'warning')).toEqual([expect.stringContaining(CHECK)])
})

test('an apply at work that fails while it is cancelled has stopped, which is not an error', async () => {
  await using hcp = await serve({
    script: { plan: {}, apply: { status: 'errored', log: ['Applying\n', { hold: true }] } }
  })
  const { 'run-id': id } = await runElsewhere(hcp, 'planned')
  await ask(hcp, id, 'apply')
  await hcp.until('applying')
  const step = await unheeded(hcp, 'cancel', id, () => hcp.release())
  expect([step.conclusion, step.outputs['run-status']]).toEqual(['success', 'errored'])
  expect(annotated(step, 'warning')).toEqual([
    expect.stringMatching(/^`comment`: the run run-… does not show it/),
    expect.stringContaining(CHECK)
  ])
})

test('a run whose apply began after its cancel was asked for, and failed, is not called cancelled', async () => {
  await using hcp = await serve({
    script: { plan: { log: ['Planning\n', { hold: true }] }, apply: { status: 'errored', log: 'Error\n' } }
  })
  const { 'run-id': id } = await runElsewhere(hcp, 'planning', { 'auto-apply': true })
  const step = await unheeded(hcp, 'cancel', id, () => hcp.release())
  expect([step.conclusion, step.outputs['run-status']]).toEqual(['failure', 'errored'])
  expect(annotated(step, 'error')).toEqual([expect.stringMatching(/not cancelled.*Its apply began/)])
})
