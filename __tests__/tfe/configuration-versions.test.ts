import { describe, expect, test } from '@jest/globals'
import { ApiError } from '../../src/errors.ts'
import { archivePath } from '../../src/tfe/resources/configuration-versions.ts'
import { firstOf } from '../../src/tfe/pages.ts'
import { answering, client, json, text, type Answer } from './server.ts'

const version = { id: 'cv-1', type: 'configuration-versions', attributes: { status: 'uploaded', speculative: true } }
const commit = { id: 'ia-1', type: 'ingress-attributes', attributes: { branch: 'main' } }
const failed = async (promise: Promise<unknown>): Promise<unknown> =>
  promise.then(
    () => new Error('it succeeded'),
    (error: unknown) => error
  )

test('a list is asked for in pages no larger than what is wanted', async () => {
  await using server = await answering(
    json(200, { data: [version, { ...version, id: 'cv-2' }], meta: { pagination: { 'next-page': 2 } } })
  )
  const found = await firstOf(client(server.origin).configurationVersions.list('ws-1', 2), 2)
  expect(found).toMatchObject([{ id: 'cv-1', status: 'uploaded', speculative: true }, { id: 'cv-2' }])
  expect(server.received.map(({ url }) => decodeURIComponent(url))).toEqual([
    '/api/v2/workspaces/ws-1/configuration-versions?page[size]=2&page[number]=1'
  ])
})

test('a new one is made as it was asked for', async () => {
  await using server = await answering(json(201, { data: version }))
  const flags = { speculative: false, provisional: true, autoQueueRuns: false }
  await client(server.origin).configurationVersions.create('ws-1', flags)
  expect(JSON.parse(server.received[0]?.body ?? '')).toEqual({
    data: {
      type: 'configuration-versions',
      attributes: { speculative: false, provisional: true, 'auto-queue-runs': false }
    }
  })
})

describe('the commit of a version', () => {
  test.each<[string, Answer, string | undefined]>([
    ['in a document', json(200, { data: commit }), 'ia-1'],
    ['as a bare resource', json(200, commit), 'ia-1'],
    ['null', json(200, { data: null }), undefined],
    ['not known', json(404, { errors: [{ title: 'not found' }] }), undefined]
  ])('%s', async (_name, answer, id) => {
    await using server = await answering(answer)
    expect((await client(server.origin).configurationVersions.ingressAttributes('cv-1'))?.id).toBe(id)
    expect(server.received[0]?.url).toBe('/api/v2/configuration-versions/cv-1/ingress-attributes')
  })
})

test('actions are asked for once, by the words of their routes', async () => {
  await using server = await answering(text(202, ''), text(200, ''), json(409, { errors: [{ title: 'conflict' }] }))
  const { configurationVersions } = client(server.origin)
  await configurationVersions.archive('cv-1')
  await configurationVersions.changeBackingData('cv-1', 'soft_delete')
  expect(ApiError.is(await failed(configurationVersions.changeBackingData('cv-1', 'permanently_delete')), 409)).toBe(
    true
  )
  expect(
    server.received.map(({ method, url }) => `${method} ${url.replace('/api/v2/configuration-versions/', '')}`)
  ).toEqual([
    'POST cv-1/actions/archive',
    'POST cv-1/actions/soft_delete_backing_data',
    'POST cv-1/actions/permanently_delete_backing_data'
  ])
  for (const { headers } of server.received) expect(headers['content-type']).toBe('application/vnd.api+json')
})

test('an archive is found by the version or by a run of it', () => {
  expect(archivePath({ id: 'cv-1' })).toBe('/configuration-versions/cv-1/download')
  expect(archivePath({ runId: 'run-1' })).toBe('/runs/run-1/configuration-version/download')
  expect(() => archivePath({ id: '' })).toThrow('"" must be an id')
})

test('a server says what it is, or nothing', async () => {
  await using server = await answering(
    text(204, '', { 'tfp-appname': 'Terraform Enterprise' }),
    text(404, '', { 'tfp-appname': 'HCP Terraform' }),
    text(200, '')
  )
  const tfe = client(server.origin)
  expect(await tfe.product()).toBe('Terraform Enterprise')
  expect(await tfe.product()).toBe('HCP Terraform')
  expect(await tfe.product()).toBeUndefined()
})
