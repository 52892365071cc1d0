import { describe, expect, test } from '@jest/globals'
import { createHash } from 'node:crypto'
import { ApiError } from '../../src/errors.ts'
import { confirmCurrent } from '../../src/state/confirm-state.ts'
import type { StateFile } from '../../src/terraform/state-file.ts'
import { discardPendingVersion, finalized, finishUpload, uploadState } from '../../src/state/upload-state.ts'
import { answering, client, json, OCTETS, reset, text, type Answer, type Server } from '../tfe/server.ts'

const bytes = Buffer.from('{"version":4,"serial":1,"lineage":"l"}')
const file: StateFile = {
  path: 'x',
  bytes,
  md5: createHash('md5').update(bytes).digest('hex'),
  serial: 1,
  lineage: 'l'
}
const upload = {
  workspaceId: 'ws-1',
  organization: 'acme',
  workspace: 'web',
  file,
  force: false,
  runId: undefined,
  newestId: 'sv-0'
}

const version =
  (id: string, attributes: object): Answer =>
  (request, response) => {
    const urls = { 'hosted-state-upload-url': `http://${request.headers.host}/upload/${id}` }
    json(200, { data: { id, type: 'state-versions', attributes: { serial: 1, ...urls, ...attributes } } })(
      request,
      response
    )
  }
const PENDING = { status: 'pending' }
const done = version('sv-1', { status: 'finalized', 'hosted-state-upload-url': null })
const ok = text(200, '')
const refused = json(422, { errors: ['param is missing or the value is empty: state'] })
const OURS = { workspace: { data: { type: 'workspaces', id: 'ws-1' } } }
const listed = (...versions: readonly object[]): Answer =>
  json(200, { data: versions.map(each => ({ type: 'state-versions', relationships: OURS, ...each })) })

const asked = ({ received }: Server): readonly string[] =>
  received.map(({ method, url }) => `${method} ${url.split('?')[0] ?? ''}`)
const CREATE = 'POST /api/v2/workspaces/ws-1/state-versions'

test('a state goes up by the URL of its version, without the token; then the version is read until it is final', async () => {
  await using server = await answering(
    version('sv-1', PENDING),
    ok,
    version('sv-1', PENDING),
    version('sv-1', { status: 'frobbed' }),
    done
  )
  const tfe = client(server.origin)
  const created = await uploadState(tfe, upload)
  expect((await finalized(tfe, created)).id).toBe('sv-1')
  expect(asked(server)).toEqual([
    CREATE,
    'PUT /upload/sv-1',
    ...Array<string>(3).fill('GET /api/v2/state-versions/sv-1')
  ])
  expect(server.received[1]).toMatchObject({
    body: bytes.toString(),
    headers: { 'content-length': String(bytes.length) }
  })
  expect(server.received[1]?.headers).not.toHaveProperty('authorization')
})

describe('the state is sent with the request', () => {
  const inline = version('sv-2', { status: 'finalized', 'hosted-state-upload-url': null })
  test.each<[string, readonly [Answer, ...Answer[]], number]>([
    ['where the server wants it so', [refused, inline], 2],
    [
      'where it gives no URL',
      [
        version('sv-1', { ...PENDING, 'hosted-state-upload-url': null }),
        version('sv-1', { ...PENDING, 'hosted-state-upload-url': null }),
        inline
      ],
      3
    ]
  ])('%s', async (_name, answers, requests) => {
    await using server = await answering(...answers)
    expect((await uploadState(client(server.origin), upload)).id).toBe('sv-2')
    expect(server.received).toHaveLength(requests)
    const sent = JSON.parse(server.received.at(-1)?.body ?? '') as { data: { attributes: { state: string } } }
    expect(Buffer.from(sent.data.attributes.state, 'base64').equals(bytes)).toBe(true)
  })
})

describe('an answer that is lost', () => {
  const NEW = { id: 'sv-1', attributes: { serial: 1, status: 'pending' } }
  const OLD = { id: 'sv-0', attributes: { serial: 1, status: 'pending' } }

  test('is looked for among the versions that are newer, of the same serial', async () => {
    const found = {
      ...NEW,
      attributes: { ...NEW.attributes, status: 'finalized', 'hosted-state-download-url': '/state' }
    }
    const other = { id: 'sv-2', attributes: { serial: 2, status: 'finalized' } }
    await using server = await answering(reset, listed(other, found, OLD), text(200, bytes.toString(), OCTETS))
    expect((await uploadState(client(server.origin), upload)).id).toBe('sv-1')
    expect(asked(server)).toEqual([CREATE, 'GET /api/v2/state-versions', 'GET /state', 'GET /state'])
  })

  test('is not taken for another state of the same serial', async () => {
    const found = {
      ...NEW,
      attributes: { ...NEW.attributes, status: 'finalized', 'hosted-state-download-url': '/state' }
    }
    const other: Answer = (request, response) =>
      (request.url === '/state' ? text(200, 'other', OCTETS) : listed(found, OLD))(request, response)
    await using server = await answering(reset, other, other, other, other, other, other, done)
    expect((await uploadState(client(server.origin), upload)).id).toBe('sv-1')
    // The answer to the second says that it is final, and shows no state: the third has it in itself.
    expect(asked(server).filter(line => line === CREATE)).toHaveLength(3)
    expect(server.received.at(-1)?.body).toContain(bytes.toString('base64'))
  })

  test('is asked for again where nothing is found, once', async () => {
    const answer: Answer = (request, response) => (request.method === 'GET' ? listed(OLD) : reset)(request, response)
    await using server = await answering(answer)
    await expect(uploadState(client(server.origin), upload)).rejects.toThrow('No valid response')
    expect(asked(server).filter(line => line === CREATE)).toHaveLength(2)
  })
})

test('what the service discards, or never finishes, is not a success', async () => {
  await using server = await answering(version('sv-1', { status: 'discarded' }))
  const tfe = client(server.origin)
  await expect(finalized(tfe, await tfe.stateVersions.read('sv-1'))).rejects.toThrow('a newer one took its place')
  await using slow = await answering(version('sv-1', PENDING))
  const patient = client(slow.origin)
  await expect(finalized(patient, await patient.stateVersions.read('sv-1'))).rejects.toThrow(
    'is pending, 5 minutes after its upload'
  )
})

test('a refusal has the text of the service', async () => {
  await using server = await answering(
    json(409, { errors: [{ title: 'Conflict', detail: 'lineage provided does not match' }] })
  )
  const error: unknown = await uploadState(client(server.origin), upload).catch((failure: unknown) => failure)
  expect(ApiError.is(error, 409)).toBe(true)
  expect(String(error)).toContain('409 lineage provided does not match')
  expect(server.received).toHaveLength(1)
})

test('a state that is not seen to be the current one is not a success', async () => {
  const place = { workspaceId: 'ws-1', organization: 'acme', workspace: 'web' }
  const wanted = { done: 'x was uploaded', what: 'it', isIt: (state: Buffer) => state.equals(bytes) }
  const other: Answer = (request, response) =>
    (request.url === '/state'
      ? text(200, 'other', OCTETS)
      : version('sv-9', { 'hosted-state-download-url': '/state' }))(request, response)
  await using server = await answering(other)
  await expect(confirmCurrent(client(server.origin), place, wanted)).rejects.toThrow(
    'its current state is sv-9 (serial 1), with another content'
  )
  await using silent = await answering(json(404, { errors: [{ title: 'not found' }] }))
  await expect(confirmCurrent(client(silent.origin), place, wanted)).rejects.toThrow(
    'its current state can not be read'
  )
  await using same = await answering((request, response) =>
    (request.url === '/state'
      ? text(200, bytes.toString(), OCTETS)
      : version('sv-9', { 'hosted-state-download-url': '/state' }))(request, response)
  )
  await confirmCurrent(client(same.origin), place, wanted)
})

test('an upload URL may be relative to the API', async () => {
  await using server = await answering(version('sv-1', { ...PENDING, 'hosted-state-upload-url': '/upload/sv-1' }), ok)
  expect((await uploadState(client(server.origin), upload)).id).toBe('sv-1')
  expect(asked(server)).toEqual([CREATE, 'PUT /upload/sv-1'])
})

test.each<[string, object]>([
  ['of another workspace', { workspace: { data: { type: 'workspaces', id: 'ws-2' } } }],
  ['that does not show its workspace', {}]
])('nothing is written because of a state version %s', async (_name, relationships) => {
  const URLS = { 'hosted-state-upload-url': '/upload', 'hosted-state-download-url': '/state' }
  const pending = { id: 'sv-8', attributes: { serial: 1, status: 'pending', ...URLS }, relationships }
  const before = { id: 'sv-7', attributes: { serial: 0, status: 'finalized', ...URLS }, relationships }
  const ours = { id: 'sv-6', attributes: { serial: 0, status: 'finalized', ...URLS } }
  const answer: Answer = (request, response) =>
    (request.url === '/state' ? text(200, bytes.toString(), OCTETS) : listed(pending, before, ours))(request, response)
  await using server = await answering(answer)
  const tfe = client(server.origin)
  expect(await finishUpload(tfe, upload, file)).toBeUndefined()
  expect(await discardPendingVersion(tfe, upload, 1)).toBe(false)
  expect(new Set(server.received.map(({ method }) => method))).toEqual(new Set(['GET']))
})
