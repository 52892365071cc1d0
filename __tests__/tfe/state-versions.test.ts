import { describe, expect, test } from '@jest/globals'
import { ApiError } from '../../src/errors.ts'
import { firstOf } from '../../src/tfe/pages.ts'
import { readState } from '../../src/state/state-content.ts'
import { answering, client, json, OCTETS, recordingClock, text, type Answer, type Server } from './server.ts'

/** What HashiCorp's own Python client does with the same API, method by method: the routes, and how answers are read. */

const version = (id: string, attributes: object = {}, relationships: object = {}): object => ({
  id,
  type: 'state-versions',
  attributes: { serial: 3, status: 'finalized', ...attributes },
  relationships
})
const one = (...given: Parameters<typeof version>): Answer => json(200, { data: version(...given) })
const list = (ids: readonly string[], pagination?: object): Answer =>
  json(200, { data: ids.map(id => version(id)), ...(pagination && { meta: { pagination } }) })
const asked = ({ received }: Server): readonly string[] =>
  received.map(({ method, url }) => `${method} ${decodeURIComponent(url).replace('/api/v2', '')}`)
const body = ({ received }: Server): unknown => JSON.parse(received.at(-1)?.body ?? '')
const failed = async (promise: Promise<unknown>): Promise<Error> =>
  promise.then(
    () => Promise.reject(new Error('it succeeded')),
    (error: unknown) => error as Error
  )

describe('list', () => {
  const FILTERS = 'filter[organization][name]=acme&filter[workspace][name]=web'

  test('asks by names, a page at a time, and only as far as somebody reads', async () => {
    await using server = await answering(
      list(['sv-1', 'sv-2'], { 'next-page': 2 }),
      list(['sv-3'], { 'next-page': null })
    )
    const all = client(server.origin).stateVersions.list('acme', 'web')
    expect(server.received).toEqual([])
    expect((await firstOf(all, 2)).map(({ id }) => id)).toEqual(['sv-1', 'sv-2'])
    expect(asked(server)).toEqual([`GET /state-versions?${FILTERS}&page[size]=100&page[number]=1`])
    const ids = (await Array.fromAsync(client(server.origin).stateVersions.list('acme', 'web'))).map(({ id }) => id)
    expect(ids).toEqual(['sv-3'])
  })

  test('passes on statuses and the size of pages', async () => {
    await using server = await answering(list([]))
    const filter = { statuses: ['pending', 'finalized'], count: 5 }
    await Array.fromAsync(client(server.origin).stateVersions.list('acme', 'web', filter))
    expect(asked(server)).toEqual([
      `GET /state-versions?${FILTERS}&filter[status]=pending,finalized&page[size]=5&page[number]=1`
    ])
  })

  test.each<[string, readonly [Answer, ...Answer[]], readonly string[]]>([
    ['by the next page', [list(['sv-1'], { 'next-page': 2 }), list(['sv-2'], {})], ['sv-1', 'sv-2']],
    [
      'by the number of pages',
      [list(['sv-1'], { 'total-pages': 2 }), list(['sv-2'], { 'total-pages': 2 })],
      ['sv-1', 'sv-2']
    ],
    ['not without pagination', [list(['sv-1'])], ['sv-1']],
    ['not after an empty page', [list([], { 'next-page': 2 })], []]
  ])('goes on %s', async (_name, answers, ids) => {
    await using server = await answering(...answers)
    const found = await Array.fromAsync(client(server.origin).stateVersions.list('acme', 'web'))
    expect(found.map(({ id }) => id)).toEqual(ids)
    expect(server.received).toHaveLength(answers.length)
  })
})

describe('read', () => {
  test('gives the reported values, and leaves out what is not', async () => {
    await using server = await answering(
      one(
        'sv-1',
        { size: 940, 'resources-processed': false, 'hosted-state-download-url': 'https://x/secret' },
        {
          workspace: { data: { id: 'ws-1', type: 'workspaces' } },
          'rollback-state-version': { data: { id: 'sv-0', type: 'state-versions' } }
        }
      ),
      json(200, {
        data: {
          id: 'sv-2',
          type: 'state-versions',
          attributes: { serial: 1, 'created-at': '2018-08-27T14:49:47.902Z' }
        }
      })
    )
    const { stateVersions } = client(server.origin)
    expect(await stateVersions.read('sv-1')).toMatchObject({
      id: 'sv-1',
      serial: 3,
      size: 940,
      resourcesProcessed: false,
      downloadUrl: 'https://x/secret',
      workspaceId: 'ws-1',
      rollbackOf: 'sv-0'
    })
    // As the first documents of this API show it: no status, nothing to process.
    expect(await stateVersions.read('sv-2')).toMatchObject({
      status: undefined,
      resourcesProcessed: undefined,
      downloadUrl: undefined
    })
  })

  test.each(['', '..'])('asks nothing for "%s", which is not an id', async id => {
    await using server = await answering(one('sv-1'))
    const { stateVersions, stateVersionOutputs } = client(server.origin)
    await failed(stateVersions.read(id))
    await failed(stateVersions.readCurrent(id))
    await failed(stateVersions.rollback(id, 'sv-1'))
    await failed(stateVersions.create(id, { serial: 1, md5: 'x' }))
    await failed(stateVersionOutputs.read(id))
    expect(server.received).toEqual([])
  })

  test('of the current one is undefined where there is none', async () => {
    await using server = await answering(one('sv-1'), json(404, { errors: [{ status: '404', title: 'not found' }] }))
    const { stateVersions } = client(server.origin)
    expect((await stateVersions.readCurrent('ws-1'))?.id).toBe('sv-1')
    expect(await stateVersions.readCurrent('ws-1')).toBeUndefined()
    expect(asked(server)[0]).toBe('GET /workspaces/ws-1/current-state-version')
  })
})

describe('create', () => {
  test('sends the serial and the MD5, and nothing that was not given', async () => {
    await using server = await answering(json(201, { data: version('sv-1') }))
    await client(server.origin).stateVersions.create('ws-1', { serial: 1, md5: 'd41d8cd98f00b204e9800998ecf8427e' })
    expect(asked(server)).toEqual(['POST /workspaces/ws-1/state-versions'])
    expect(body(server)).toEqual({
      data: { type: 'state-versions', attributes: { serial: 1, md5: 'd41d8cd98f00b204e9800998ecf8427e' } }
    })
  })

  test('sends lineage, force, run and state where they are given', async () => {
    await using server = await answering(json(200, { data: version('sv-1') }))
    const { stateVersions } = client(server.origin)
    await stateVersions.create('ws-1', {
      serial: 2,
      md5: 'x',
      lineage: 'l',
      force: true,
      runId: 'run-1',
      state: Buffer.from('{}')
    })
    expect(body(server)).toEqual({
      data: {
        type: 'state-versions',
        attributes: { serial: 2, md5: 'x', lineage: 'l', force: true, state: 'e30=' },
        relationships: { run: { data: { type: 'runs', id: 'run-1' } } }
      }
    })
  })

  test.each([409, 412, 422, 503])('is asked once: %i is for the caller to judge', async status => {
    await using server = await answering(
      json(status, { errors: [{ title: 'no', detail: 'The workspace is not locked.' }] })
    )
    const error = await failed(client(server.origin).stateVersions.create('ws-1', { serial: 1, md5: 'x' }))
    expect([error instanceof ApiError, server.received.length]).toEqual([true, 1])
    expect(error.message).toContain(`${status} The workspace is not locked.`)
  })
})

test('rollback names the version that is gone back to', async () => {
  await using server = await answering(json(201, { data: version('sv-9') }))
  expect((await client(server.origin).stateVersions.rollback('ws-1', 'sv-4')).id).toBe('sv-9')
  expect(asked(server)).toEqual(['PATCH /workspaces/ws-1/state-versions'])
  expect(body(server)).toEqual({
    data: {
      type: 'state-versions',
      relationships: { 'rollback-state-version': { data: { type: 'state-versions', id: 'sv-4' } } }
    }
  })
})

test('rollback of a workspace that is not locked is refused by the service, and is not tried again', async () => {
  await using server = await answering(json(409, { errors: [{ title: 'conflict', detail: 'not locked' }] }))
  expect(ApiError.is(await failed(client(server.origin).stateVersions.rollback('ws-1', 'sv-4')), 409)).toBe(true)
  expect(server.received).toHaveLength(1)
})

describe('download', () => {
  test('is undefined, and asks nothing, where there is no URL', async () => {
    await using server = await answering(one('sv-1', { 'hosted-state-download-url': null }))
    const tfe = client(server.origin)
    expect(await readState(tfe, await tfe.stateVersions.read('sv-1'))).toBeUndefined()
    expect(server.received).toHaveLength(1)
  })

  test('asks exactly the URL that was given, with the token only at the API', async () => {
    await using storage = await answering(text(200, '{"version":4}', OCTETS))
    await using api = await answering(
      (request, response) =>
        one('sv-1', {
          'hosted-state-download-url': `http://${request.headers.host}/api/state-versions/sv-1/hosted_state?x=1`
        })(request, response),
      text(302, '', { location: `${storage.origin}/object/secret` })
    )
    const tfe = client(api.origin)
    const bytes = await readState(tfe, await tfe.stateVersions.read('sv-1'))
    expect(bytes?.toString()).toBe('{"version":4}')
    expect(api.received[1]).toMatchObject({
      url: '/api/state-versions/sv-1/hosted_state?x=1',
      headers: { authorization: 'Bearer the-token' }
    })
    expect(storage.received[0]).toMatchObject({ url: '/object/secret' })
    expect(storage.received[0]?.headers).not.toHaveProperty('authorization')
  })
})

describe('outputs', () => {
  const output = (id: string, attributes: object = {}): object => ({
    id,
    type: 'state-version-outputs',
    attributes: { name: id, sensitive: false, value: 1, ...attributes }
  })

  test('of a state version are listed page by page', async () => {
    await using server = await answering(
      json(200, { data: [output('a')], meta: { pagination: { 'next-page': 2 } } }),
      json(200, { data: [output('b')] })
    )
    const found = await Array.fromAsync(client(server.origin).stateVersionOutputs.list('sv-1'))
    expect(found.map(({ name }) => name)).toEqual(['a', 'b'])
  })

  test('of a workspace come in one answer, without sensitive values', async () => {
    await using server = await answering(
      json(200, { data: [output('a'), output('b', { sensitive: true, value: null })] })
    )
    const found = await client(server.origin).stateVersionOutputs.readCurrent('ws-1')
    expect(found?.map(({ sensitive, value }) => [sensitive, value])).toEqual([
      [false, 1],
      [true, null]
    ])
    expect(asked(server)).toEqual(['GET /workspaces/ws-1/current-state-version-outputs'])
  })

  test('of a workspace are waited for while the service extracts them', async () => {
    const busy = json(503, { errors: [{ title: 'service unavailable' }] })
    await using server = await answering(busy, busy, json(200, { data: [output('a')] }))
    const tfe = client(server.origin, recordingClock())
    expect(await tfe.stateVersionOutputs.readCurrent('ws-1')).toHaveLength(1)
  })

  test('of a workspace without a state are undefined', async () => {
    await using server = await answering(json(404, { errors: [{ title: 'not found' }] }))
    expect(await client(server.origin).stateVersionOutputs.readCurrent('ws-1')).toBeUndefined()
  })

  test('one by its id has its value also where it is sensitive', async () => {
    await using server = await answering(json(200, { data: output('password', { sensitive: true, value: 'hunter2' }) }))
    expect(await client(server.origin).stateVersionOutputs.read('password')).toEqual({
      id: 'password',
      name: 'password',
      sensitive: true,
      tellsSensitivity: true,
      type: undefined,
      detailedType: undefined,
      value: 'hunter2'
    })
    expect(asked(server)).toEqual(['GET /state-version-outputs/password'])
  })
})
