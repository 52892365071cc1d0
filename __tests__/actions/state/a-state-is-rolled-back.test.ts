import { expect, test } from '@jest/globals'
import { serve, type Fault, type Hcp } from '../../../packages/hcp-terraform-server/src/index.ts'
import { annotated, onARunner, plain, runStep } from '../on-a-runner.ts'
import { resourcesOf, rewritten, type Rewriting } from '../rewriting.ts'
import { met, stateAndLock, stateText, versions } from '../states.ts'

/** A workspace whose state went from serial 3 to 4, and how to go back. */
const rollback = (hcp: Hcp, inputs: Readonly<Record<string, string>> = {}) => {
  const { id } = hcp.seedState(stateText(3))
  hcp.seedState(stateText(4))
  return { action: 'state/rollback', inputs: { 'state-version-id': id, ...inputs } }
}
const value = (hcp: Hcp): unknown =>
  (JSON.parse(stateAndLock(hcp).state ?? '{}') as { outputs: { greeting: { value: string } } }).outputs.greeting.value

test.concurrent.each(['hcp', 'enterprise'] as const)(
  '%s: an older state becomes the state again, as a new one',
  async product => {
    await using hcp = await serve({ product })
    const step = await runStep(hcp, rollback(hcp))
    expect(step.conclusion).toBe('success')
    expect(plain(step.log)).toMatch(
      /Unlocked the workspace demo\.\nRolled back from sv-… \(serial 4, of .*\) to sv-… \(serial 3, of .*\): state version sv-… \(serial 5, of .*\)\./
    )
    expect([value(hcp), stateAndLock(hcp).lock, versions(hcp).length]).toEqual(['of serial 3', undefined, 3])
    expect(step.outputs).toMatchObject({ serial: '5', 'state-version-id': hcp.find().currentStateVersion?.id })
  }
)

const PATCH = 'PATCH /workspaces/:id/state-versions'
test.concurrent.each<[string, Fault]>([
  ['the rollback is lost', { on: PATCH, do: { kind: 'reset' } }],
  ['its answer is lost', { on: PATCH, do: { kind: 'reset' }, when: 'after' }],
  ['a proxy answers in its place', { on: PATCH, do: { kind: 'answer', status: 504 }, when: 'after' }],
  ['the unlock has to wait', { name: 'unlock-pending', times: 2 }]
])('%s: it is done once', async (_name, fault) => {
  await using hcp = await serve()
  const options = rollback(hcp)
  hcp.faults.set(fault)
  expect((await runStep(hcp, options)).conclusion).toBe('success')
  expect([value(hcp), stateAndLock(hcp).lock, versions(hcp).length]).toEqual(['of serial 3', undefined, 3])
})

test('one that is the current state already is left unchanged', async () => {
  await using hcp = await serve()
  const { id } = hcp.seedState(stateText(3))
  const step = await runStep(hcp, { action: 'state/rollback', inputs: { 'state-version-id': id } })
  expect([step.conclusion, step.outputs['state-version-id'], versions(hcp).length]).toEqual(['success', id, 1])
  expect(step.log).toContain('there is nothing to roll back')
})

test('without a lock of the caller, the service is not asked', async () => {
  await using hcp = await serve()
  const step = await runStep(hcp, rollback(hcp, { lock: 'false' }))
  expect(annotated(step, 'error')).toEqual([expect.stringContaining('`lock`: "demo" is not locked')])
  expect(hcp.journal.writes).toEqual([])
})

test('a state of another workspace is refused, and so is one that has no content', async () => {
  await using hcp = await serve()
  const elsewhere = hcp.seedState(stateText(1), hcp.createWorkspace('web'))
  const of = (id: string) => ({ action: 'state/rollback', inputs: { 'state-version-id': id } })
  expect(annotated(await runStep(hcp, of(elsewhere.id)), 'error')).toEqual([
    '`state-version-id`: sv-… belongs to a workspace other than "demo"'
  ])
  const discarded = hcp.seedState(stateText(2))
  discarded.status = 'discarded'
  expect(annotated(await runStep(hcp, of(discarded.id)), 'error')).toEqual([
    '`state-version-id`: sv-… is discarded, so it has no state to roll back to'
  ])
  expect(hcp.journal.writes).toEqual([])
})

test.concurrent.each(['before', 'after'] as const)('killed %s the rollback, its post step unlocks', async when => {
  await using hcp = await serve()
  const options = rollback(hcp)
  const fault = hcp.faults.set({ on: PATCH, do: { kind: 'hang' }, when })
  using run = onARunner(hcp, options)
  await met(fault, run)
  run.kill()
  await (await run.ended).post()
  expect([value(hcp), stateAndLock(hcp).lock]).toEqual([when === 'after' ? 'of serial 3' : 'of serial 4', undefined])
})

/** A service that changes what it is asked, or what it answers, when it is asked for a rollback. */
const atRollback = (change: Rewriting): Rewriting => {
  const only = (
    document: Parameters<NonNullable<Rewriting['answer']>>[0],
    request: string,
    how: Rewriting['answer']
  ) => (request.startsWith('PATCH ') && request.endsWith('/state-versions') ? how?.(document, request) : undefined)
  return {
    request: (document, request) => only(document, request, change.request),
    answer: (document, request) => only(document, request, change.answer)
  }
}
const relate =
  (id: string | undefined): NonNullable<Rewriting['answer']> =>
  document => {
    for (const { relationships = {} } of resourcesOf(document)) {
      if (id === undefined) delete relationships['rollback-state-version']
      else relationships['rollback-state-version'] = { data: { type: 'state-versions', id } }
    }
  }

test.concurrent.each<[string, string, (hcp: Hcp) => Rewriting]>([
  ['that is of another version', 'a copy of sv-other', () => atRollback({ answer: relate('sv-other') })],
  [
    'that is the current state',
    'which existed before',
    hcp => {
      const { id = '' } = hcp.find().currentStateVersion ?? {}
      return atRollback({
        answer: document => {
          for (const resource of resourcesOf(document)) resource.id = id
          return relate(undefined)(document, '')
        }
      })
    }
  ],
  [
    'of another version, which it does not say',
    'its content is not the current state',
    hcp => {
      const { id } = hcp.seedState(stateText(5, 'yet another'))
      hcp.seedState(stateText(6))
      return atRollback({ request: relate(id), answer: relate(undefined) })
    }
  ]
])('a copy %s is not taken for the rollback', async (_name, says, server) => {
  for (const lock of ['true', 'false']) {
    await using hcp = await serve({ stateDownload: 'archivist' })
    const options = rollback(hcp, { lock })
    await using other = await rewritten(hcp, server(hcp))
    if (lock === 'false') await runStep(hcp, { action: 'workspaces/lock' })
    const step = await runStep(other, options)
    expect([step.conclusion, step.log.includes('Rolled back')]).toEqual(['failure', false])
    expect(annotated(step, 'error')[0]).toContain(
      lock === 'false' && says.startsWith('its') ? 'does not contain its content' : says
    )
    expect(stateAndLock(hcp).lock === undefined).toBe(lock === 'true')
  }
})

test('a server that makes no copy, and does not make the version current again either, has done nothing', async () => {
  await using hcp = await serve({ stateDownload: 'archivist' })
  const options = rollback(hcp)
  const target = options.inputs['state-version-id']
  await using other = await rewritten(
    hcp,
    atRollback({
      request: relate(hcp.find().currentStateVersion?.id),
      answer: document => {
        for (const resource of resourcesOf(document)) resource.id = target
      }
    })
  )
  const step = await runStep(other, options)
  expect(annotated(step, 'error')[0]).toContain('its content is not the current state')
})

test('another version than the one that was asked for is not rolled back to', async () => {
  await using hcp = await serve({ stateDownload: 'archivist' })
  const options = rollback(hcp)
  await using other = await rewritten(hcp, {
    answer: (document, request) => {
      if (request.startsWith('GET /state-versions/'))
        for (const resource of resourcesOf(document)) resource.id = 'sv-another'
    }
  })
  const step = await runStep(other, options)
  expect(annotated(step, 'error')[0]).toContain('but the service returned sv-another')
  expect(hcp.journal.writes).toEqual([])
})

test('a state that can not be read is not rolled back to, since nothing could be compared afterwards', async () => {
  await using hcp = await serve({ stateDownload: 'archivist' })
  const options = rollback(hcp)
  await using other = await rewritten(hcp, {
    answer: document => {
      for (const { attributes } of resourcesOf(document)) delete attributes['hosted-state-download-url']
    }
  })
  const step = await runStep(other, options)
  expect(annotated(step, 'error')[0]).toMatch(/^`state-version-id`: .* has a state that the token may not read/)
  expect(hcp.journal.writes).toEqual([])
})
