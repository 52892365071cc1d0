import { expect, test } from '@jest/globals'
import { serve, type Hcp } from '../../../packages/hcp-terraform-server/src/index.ts'
import { annotated, NO_WORKSPACE, plain, runStep, type Options } from '../on-a-runner.ts'
import { resourcesOf, rewritten } from '../rewriting.ts'
import { stateAndLock, stateText, uploadOf } from '../states.ts'

/** A server that answers a request without an error, and does nothing. */
const ignoring = (hcp: Hcp, on: string): unknown =>
  hcp.faults.set({ on, when: 'before', do: { kind: 'answer', status: 200 }, times: 100 })

const act = (hcp: Parameters<typeof runStep>[0], action: string, inputs: NonNullable<Options['inputs']> = {}) =>
  runStep(hcp, { action, inputs })

const LOCK = 'POST /workspaces/:id/actions/lock'
const NOT_LOCKED = /^The server answered that the workspace demo is locked .*, but the workspace is not locked\./

test.each([undefined, 'otf'] as const)('a lock that is answered and not taken, on a server like %s', async like => {
  await using hcp = await serve(like === undefined ? {} : { like })
  ignoring(hcp, LOCK)
  const step = await act(hcp, 'workspaces/lock')
  expect([step.outputs, annotated(step, 'error')]).toEqual([{}, [expect.stringMatching(NOT_LOCKED)]])
  expect(plain(step.log)).not.toContain('Locked the workspace')
})

test('a state is not written under a lock that is answered and not taken', async () => {
  await using hcp = await serve()
  hcp.seedState(stateText(3))
  ignoring(hcp, LOCK)
  const step = await runStep(hcp, uploadOf(stateText(4)))
  expect(annotated(step, 'error')).toEqual([expect.stringMatching(NOT_LOCKED)])
  expect(stateAndLock(hcp)).toEqual({ state: stateText(3), lock: undefined })
})

test('a lock that is answered, and shown as that of somebody else', async () => {
  await using hcp = await serve()
  await using other = await rewritten(hcp, {
    answer: document => {
      for (const { type, attributes } of resourcesOf(document))
        if (type === 'workspaces' && attributes.locked === true) attributes['locked-reason'] = 'Alice works here'
    }
  })
  const step = await act(other, 'workspaces/lock')
  expect([step.outputs, annotated(step, 'error')]).toEqual([{}, [expect.stringContaining('("Alice works here")')]])
})

test.each([undefined, 'otf'] as const)('a lock is taken and given back on a server like %s', async like => {
  await using hcp = await serve(like === undefined ? {} : { like })
  const { outputs } = await act(hcp, 'workspaces/lock')
  expect(hcp.find().lock).toBeDefined()
  expect((await act(hcp, 'workspaces/unlock', { 'lock-id': outputs['lock-id'] })).conclusion).toBe('success')
  expect(hcp.find().lock).toBeUndefined()
})

test('a lock that is answered to be removed by force, and is not', async () => {
  await using hcp = await serve()
  hcp.lock()
  ignoring(hcp, 'POST /workspaces/:id/actions/force-unlock')
  const step = await act(hcp, 'workspaces/unlock', { force: 'true' })
  expect([annotated(step, 'warning'), annotated(step, 'error')]).toEqual([
    [],
    [
      expect.stringMatching(
        /^The server answered without an error, but the workspace demo is locked .*Locked by a test/
      )
    ]
  ])
})

test('a lock that is answered to be given back, and is not, on a server that returns no reason', async () => {
  await using hcp = await serve({ like: 'otf' })
  const { outputs } = await act(hcp, 'workspaces/lock')
  ignoring(hcp, 'POST /workspaces/:id/actions/unlock')
  const step = await act(hcp, 'workspaces/unlock', { 'lock-id': outputs['lock-id'] })
  expect(annotated(step, 'error')).toEqual([
    expect.stringMatching(/^The server answered that the workspace demo is unlocked, but/)
  ])
  expect(hcp.journal.writes.filter(line => line.endsWith('/actions/unlock'))).toHaveLength(1)
})

test('a workspace that is answered to be deleted, and is still returned', async () => {
  await using hcp = await serve()
  ignoring(hcp, 'POST /workspaces/:id/actions/safe-delete')
  const step = await act(hcp, 'workspaces/delete')
  expect([step.outputs, annotated(step, 'error')]).toEqual([
    {},
    [expect.stringMatching(/^The server answered that the workspace demo is deleted, but still returns it/)]
  ])
})

test.each(['soft-delete', 'permanently-delete'])('%s that is answered and not done', async verb => {
  await using hcp = await serve({ product: 'enterprise' })
  const { outputs } = await runStep(hcp, { action: 'configuration/upload' })
  ignoring(hcp, `POST /configuration-versions/:id/actions/${verb.replace('-', '_')}_backing_data`)
  const step = await act(hcp, `configuration/${verb}`, {
    ...NO_WORKSPACE,
    'configuration-version-id': outputs['configuration-version-id']
  })
  expect([step.outputs, annotated(step, 'error')]).toEqual([
    {},
    [expect.stringMatching(/^The server answered without an error, but the status of .* is uploaded\./)]
  ])
})

test('an override that is answered and not done', async () => {
  const policies = [{ name: 'cheap', enforcement: 'soft-mandatory', passes: false }] as const
  await using hcp = await serve({ script: { policies } })
  const { outputs } = await runStep(hcp, { inputs: { operation: 'apply', 'on-policy-override': 'succeed' } })
  ignoring(hcp, 'POST /policy-checks/:id/actions/override')
  const inputs = { ...NO_WORKSPACE, 'run-id': outputs['run-id'], comment: 'Agreed with finance' }
  const step = await act(hcp, 'run/override', inputs)
  expect(annotated(step, 'error')).toEqual([
    expect.stringMatching(
      /^The server answered without an error, but the policy check .* still waits for an override\./
    )
  ])
  expect(plain(step.log)).not.toContain('Overrode')
})

test('a comment that is answered and not there', async () => {
  await using hcp = await serve()
  const { outputs } = await runStep(hcp, {})
  const body = JSON.stringify({ data: { id: 'wsc-none', type: 'comments', attributes: { body: 'Seen' } } })
  hcp.faults.set({ on: 'POST /runs/:id/comments', when: 'before', do: { kind: 'answer', status: 201, body }, times: 9 })
  const step = await act(hcp, 'run/comment', { ...NO_WORKSPACE, 'run-id': outputs['run-id'], body: 'Seen' })
  expect([step.outputs, annotated(step, 'error')]).toEqual([
    {},
    [expect.stringMatching(/^The server answered without an error, but the comments of the run/)]
  ])
})

/** A server that answers the write of a variable as it was asked for, and stores something else. */
const repeating = (hcp: Hcp, instead: string) => {
  let asked: unknown
  return rewritten(hcp, {
    request: document => {
      for (const { type, attributes } of resourcesOf(document))
        if (type === 'vars') [asked, attributes.value] = [attributes.value, instead]
    },
    answer: (document, request) => {
      if (request.startsWith('GET ')) return
      for (const { type, attributes } of resourcesOf(document)) if (type === 'vars') attributes.value = asked
    }
  })
}

test.each(['create', 'update'])('a variable that is answered to be set, and is not: %s', async how => {
  await using hcp = await serve()
  if (how === 'update') await act(hcp, 'workspaces/set-variables', { variables: 'region = eu' })
  await using other = await repeating(hcp, 'eu')
  const step = await act(other, 'workspaces/set-variables', { variables: 'region = us' })
  expect([step.outputs.changes, annotated(step, 'error')]).toEqual([
    undefined,
    ['The server did not set the variable "region" as requested.']
  ])
})

/** A server that answers with the settings that were asked for, and sets none of them. */
const settingNothing = (hcp: Hcp) => {
  const isWrite = (request: string) =>
    /^(?:PATCH \/workspaces\/[^/]+|POST \/organizations\/[^/]+\/workspaces)$/.test(request)
  let asked: Record<string, unknown> = {}
  return rewritten(hcp, {
    request: (document, request) => {
      if (!isWrite(request)) return
      for (const { attributes } of resourcesOf(document)) {
        asked = { ...attributes }
        for (const name of Object.keys(attributes)) if (name !== 'name') Reflect.deleteProperty(attributes, name)
      }
    },
    answer: (document, request) => {
      if (isWrite(request)) for (const { attributes } of resourcesOf(document)) Object.assign(attributes, asked)
    }
  })
}

test.each(['demo', 'fresh'])('settings that are answered to be set, and are not: %s', async workspace => {
  await using hcp = await serve()
  await using other = await settingNothing(hcp)
  const step = await act(other, 'workspaces/ensure', { workspace, 'working-directory': 'envs/prod' })
  expect([step.outputs.changes, annotated(step, 'error')]).toEqual([
    undefined,
    [expect.stringMatching(/^The server accepted `working-directory`, but did not set it\./)]
  ])
})

/** A server that does not return whether workspaces are locked, from a request on. */
const silent = (hcp: Hcp, from = '') =>
  rewritten(hcp, {
    answer: document => {
      if (!hcp.journal.lines.some(line => line.includes(from))) return
      for (const { type, attributes } of resourcesOf(document))
        if (type === 'workspaces')
          for (const name of ['locked', 'locked-reason']) Reflect.deleteProperty(attributes, name)
    }
  })

const UNSEEN = /does not return whether the workspace/

test.each<readonly [string, NonNullable<Options['inputs']>]>([
  ['workspaces/lock', {}],
  ['workspaces/unlock', { 'lock-id': '0123456789abcdef' }],
  ['workspaces/unlock', { force: 'true' }]
])('whether a workspace is locked is not returned, and %s with %o does nothing', async (action, inputs) => {
  await using hcp = await serve()
  if (action === 'workspaces/unlock') hcp.lock()
  await using other = await silent(hcp)
  const step = await act(other, action, inputs)
  expect([step.conclusion, annotated(step, 'error')]).toEqual(['failure', [expect.stringMatching(UNSEEN)]])
  expect(plain(step.log)).not.toContain('is not locked')
  expect(hcp.journal.writes).toEqual([])
})

test.each([['true'], ['false']])('a state is not written where that is not returned, with lock %s', async lock => {
  await using hcp = await serve()
  hcp.seedState(stateText(3))
  await using other = await silent(hcp)
  const upload = uploadOf(stateText(4))
  const step = await runStep(other, { ...upload, inputs: { ...upload.inputs, lock } })
  expect(annotated(step, 'error')).toEqual([expect.stringMatching(UNSEEN)])
  expect(stateAndLock(hcp)).toEqual({ state: stateText(3), lock: undefined })
})

test('a lock that can not be seen any more once it is taken is given back, and nothing is written', async () => {
  await using hcp = await serve()
  hcp.seedState(stateText(3))
  await using other = await silent(hcp, 'actions/lock')
  const step = await runStep(other, uploadOf(stateText(4)))
  expect(annotated(step, 'error')).toEqual([expect.stringMatching(UNSEEN)])
  expect(step.post && annotated(step.post, 'warning')).toEqual([expect.stringMatching(UNSEEN)])
  expect(stateAndLock(hcp)).toEqual({ state: stateText(3), lock: undefined })
})

test('a removal by force that can not be seen is not called done', async () => {
  await using hcp = await serve()
  hcp.lock()
  await using other = await silent(hcp, 'actions/force-unlock')
  const step = await act(other, 'workspaces/unlock', { force: 'true' })
  expect(annotated(step, 'error')).toEqual([expect.stringMatching(UNSEEN)])
  expect(plain(step.log)).not.toContain('Removed the lock')
})

test('no run is created that may not wait, where it is not returned whether it has to', async () => {
  await using hcp = await serve()
  await using other = await silent(hcp)
  const step = await runStep(other, { inputs: { operation: 'apply', 'queue-timeout': '0s' } })
  expect(annotated(step, 'error')).toEqual([expect.stringMatching(UNSEEN)])
  expect(hcp.journal.writes).not.toContain('POST /runs')
})

test.each([
  ['environment-variables', 'AWS_REGION = eu-central-1'],
  ['sensitive-environment-variables', 'AWS_SECRET_ACCESS_KEY = wJalrXUtnFEMI']
])('%s that a server stores as variables of Terraform, and repeats as requested', async (input, text) => {
  await using hcp = await serve()
  const created = /^POST .*\/vars$/
  await using server = await rewritten(hcp, {
    request(document, request) {
      if (created.test(request)) for (const { attributes } of resourcesOf(document)) attributes.category = 'terraform'
    },
    answer(document, request) {
      if (created.test(request)) for (const { attributes } of resourcesOf(document)) attributes.category = 'env'
    }
  })
  const step = await act(server, 'workspaces/set-variables', { [input]: text })
  expect(annotated(step, 'error')).toEqual([expect.stringMatching(/^The server did not set the variable "AWS_\w+" as/)])
})

test('a variable is not written where the server does not say which are environment variables', async () => {
  await using hcp = await serve()
  await act(hcp, 'workspaces/set-variables', { 'environment-variables': 'region = us' })
  await using server = await rewritten(hcp, {
    answer(document) {
      for (const { type, attributes } of resourcesOf(document)) if (type === 'vars') delete attributes.category
    }
  })
  const step = await act(server, 'workspaces/set-variables', { variables: 'region = eu' })
  expect(annotated(step, 'error')).toEqual([
    expect.stringMatching(/^The server does not say whether "region" is an environment variable/)
  ])
  expect(hcp.journal.writes.filter(line => line.includes('/vars'))).toHaveLength(1)
})
