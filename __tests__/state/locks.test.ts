import { describe, expect, test } from '@jest/globals'
import { releaseLock, isHeldBy, takeLock } from '../../src/state/locks.ts'
import { lockHolder } from '../../src/tfe/resources/workspaces.ts'
import { answering, client, json, reset, text, type Answer, type Server } from '../tfe/server.ts'

const ID = '0123456789abcdef'
const LOCK_OF_OURS = { id: ID, isAnswered: true }
const OURS = `by the GitHub job deploy [${ID}]`
const workspace = (reason: string | undefined, by?: object): Answer =>
  json(200, {
    data: {
      id: 'ws-1',
      type: 'workspaces',
      attributes: { name: 'web', locked: reason !== undefined, 'locked-reason': reason ?? '' },
      relationships: { 'locked-by': { data: by ?? null } }
    },
    included: [{ id: 'user-1', type: 'users', attributes: { username: 'bob' } }]
  })
const BOB = { id: 'user-1', type: 'users' }
const conflict = json(409, {
  errors: [{ title: 'conflict', detail: 'Unable to lock workspace. The workspace is already locked.' }]
})
const pending = (status: number): Answer =>
  json(status, {
    errors: [{ title: 'x', detail: 'Unable to unlock workspace. The latest state version is still pending.' }]
  })
const asked = ({ received }: Server): readonly string[] =>
  received.map(({ method, url }) => `${method} ${url.replace(/^.*ws-1/, '').split('?')[0] ?? ''}`)
const LOCK = 'POST /actions/lock'
const UNLOCK = 'POST /actions/unlock'

describe('a lock is taken', () => {
  test.each<[string, readonly [Answer, ...Answer[]], readonly string[]]>([
    ['at once', [workspace(OURS)], [LOCK]],
    ['although the answer was lost', [reset, workspace(OURS)], [LOCK, 'GET ']],
    ['after the request was lost', [reset, workspace(undefined), workspace(OURS)], [LOCK, 'GET ', LOCK]],
    ['after another was given back', [conflict, workspace(undefined), workspace(OURS)], [LOCK, 'GET ', LOCK]],
    ['where a repeated request meets its own lock', [conflict, workspace(OURS)], [LOCK, 'GET ']]
  ])('%s', async (_name, answers, requests) => {
    await using server = await answering(...answers)
    await takeLock(client(server.origin), 'ws-1', OURS, ID, () => undefined)
    expect(asked(server)).toEqual(requests)
    expect(JSON.parse(server.received[0]?.body ?? '')).toEqual({ reason: OURS })
  })

  test('not where another holds it: who and why is said', async () => {
    await using server = await answering(conflict, workspace('migrating', BOB))
    let refused = 0
    await expect(takeLock(client(server.origin), 'ws-1', OURS, ID, () => refused++)).rejects.toThrow(
      'The workspace web is locked by the user bob ("migrating").'
    )
    expect(refused).toBe(1)
  })

  test('not where the token may not', async () => {
    await using server = await answering(json(404, { errors: [{ title: 'not found' }] }))
    await expect(takeLock(client(server.origin), 'ws-1', OURS, ID, () => undefined)).rejects.toThrow('404')
    expect(server.received).toHaveLength(1)
  })
})

describe('a lock is given back', () => {
  test.each<[string, readonly [Answer, ...Answer[]], readonly string[]]>([
    ['at once', [workspace(OURS), text(200, ''), workspace(undefined)], ['GET ', UNLOCK, 'GET ']],
    [
      'where another takes it at once',
      [workspace(OURS), text(200, ''), workspace('migrating', BOB)],
      ['GET ', UNLOCK, 'GET ']
    ],
    [
      'where only a second request has an effect',
      [workspace(OURS), text(200, ''), workspace(OURS), workspace(OURS), text(200, ''), workspace(undefined)],
      ['GET ', UNLOCK, 'GET ', 'GET ', UNLOCK, 'GET ']
    ],
    [
      'when the newest state has arrived (400)',
      [workspace(OURS), pending(400), workspace(OURS), text(200, ''), workspace(undefined)],
      ['GET ', UNLOCK, 'GET ', UNLOCK, 'GET ']
    ],
    [
      'when the newest state has arrived (503)',
      [workspace(OURS), pending(503), workspace(OURS), text(200, ''), workspace(undefined)],
      ['GET ', UNLOCK, 'GET ', UNLOCK, 'GET ']
    ],
    ['although the answer was lost', [workspace(OURS), reset, workspace(undefined)], ['GET ', UNLOCK, 'GET ']],
    ['and another takes it at once', [workspace(OURS), reset, workspace('migrating', BOB)], ['GET ', UNLOCK, 'GET ']]
  ])('%s', async (_name, answers, requests) => {
    await using server = await answering(...answers)
    expect(await releaseLock(client(server.origin), 'ws-1', LOCK_OF_OURS, 60_000)).toBeUndefined()
    expect(asked(server)).toEqual(requests)
  })

  test.each([undefined, 'migrating', OURS.replace('0', '1')])('and no other is: %s', async reason => {
    await using server = await answering(workspace(reason, BOB))
    expect(await releaseLock(client(server.origin), 'ws-1', LOCK_OF_OURS, 60_000)).toMatchObject({
      locked: reason !== undefined
    })
    expect(asked(server)).toEqual(['GET '])
  })

  test('for as long as there is patience', async () => {
    const answer: Answer = (request, response) =>
      (request.method === 'GET' ? workspace(OURS) : pending(400))(request, response)
    await using server = await answering(answer)
    await expect(releaseLock(client(server.origin), 'ws-1', LOCK_OF_OURS, 3_000)).rejects.toThrow('still pending')
  })

  test('not where it is still held after an answer without an error', async () => {
    await using server = await answering(workspace(OURS))
    await expect(releaseLock(client(server.origin), 'ws-1', LOCK_OF_OURS, 3_000)).rejects.toThrow(
      'answered that the workspace web is unlocked, but'
    )
  })

  test('not with a 400 that says something else', async () => {
    await using server = await answering(workspace(OURS), json(400, { errors: [{ title: 'bad request' }] }))
    await expect(releaseLock(client(server.origin), 'ws-1', LOCK_OF_OURS, 60_000)).rejects.toThrow('400 bad request')
    expect(server.received).toHaveLength(2)
  })
})

describe('where the server returns no reason', () => {
  const silent = json(200, { data: { id: 'ws-1', type: 'workspaces', attributes: { name: 'web', locked: true } } })

  test('a lock whose answer was lost is not taken for this one', async () => {
    await using server = await answering(reset, silent)
    let refused = 0
    await expect(takeLock(client(server.origin), 'ws-1', OURS, ID, () => refused++)).rejects.toThrow(
      'unlock it in its settings'
    )
    expect(refused).toBe(0)
  })

  test('a lock that was refused is that of somebody else, and there is nothing to give back', async () => {
    await using server = await answering(conflict, silent)
    let refused = 0
    await expect(takeLock(client(server.origin), 'ws-1', OURS, ID, () => refused++)).rejects.toThrow(
      'The workspace web is locked by a run or a person. Nothing was written'
    )
    expect(refused).toBe(1)
  })

  test('a lock that was answered is given back, once', async () => {
    await using server = await answering(silent, reset, silent)
    await expect(releaseLock(client(server.origin), 'ws-1', LOCK_OF_OURS, 60_000)).rejects.toThrow('No valid response')
    expect(asked(server)).toEqual(['GET ', UNLOCK, 'GET '])
  })

  test('a lock that is still shown after the answer is not given back a second time', async () => {
    await using server = await answering(silent)
    expect(await releaseLock(client(server.origin), 'ws-1', LOCK_OF_OURS, 60_000)).toMatchObject({ locked: true })
    expect(asked(server)).toEqual(['GET ', UNLOCK, 'GET '])
  })

  test('the lock of a run is not taken for this one', async () => {
    const ofRun = {
      id: 'ws-1',
      type: 'workspaces',
      attributes: { name: 'web', locked: true },
      relationships: { 'locked-by': { data: { id: 'run-1', type: 'runs' } } }
    }
    await using server = await answering(json(200, { data: ofRun }))
    expect(isHeldBy(await client(server.origin).workspaces.read('ws-1'), LOCK_OF_OURS)).toBe(false)
  })

  test('no other lock is given back', async () => {
    await using server = await answering(silent)
    const lock = { id: ID, isAnswered: false }
    expect(await releaseLock(client(server.origin), 'ws-1', lock, 60_000)).toMatchObject({ locked: true })
    expect(asked(server)).toEqual(['GET '])
  })
})

test.each<[string, Answer, string]>([
  ['a user', workspace('why', BOB), ' by the user bob ("why")'],
  ['a run', workspace('why', { id: 'run-1', type: 'runs' }), ' by the run run-1 ("why")'],
  ['a holder that the server does not name', workspace(''), ' by a run or a person']
])('who holds a lock: %s', async (_name, answer, says) => {
  await using server = await answering(answer)
  const read = await client(server.origin).workspaces.read('ws-1')
  expect([lockHolder(read), isHeldBy(read, LOCK_OF_OURS)]).toEqual([says, false])
})
