import { expect, test } from '@jest/globals'
import { putBlob, readSlice } from '../../src/tfe/blobs.ts'
import { answering, client, OCTETS, text } from './server.ts'

const { signal } = new AbortController()

test.each([301, 302, 303, 307, 308])('a log is read where a %d leads, without the token', async status => {
  await using storage = await answering(text(200, 'line\n', OCTETS))
  await using server = await answering(text(status, '', { location: `${storage.origin}/log?key=1` }))
  const bytes = await readSlice(client(server.origin).http, `${server.origin}/log`, 0, 100, signal)
  expect(Buffer.from(bytes).toString()).toBe('line\n')
  expect(storage.received).toHaveLength(1)
  for (const { headers } of [...server.received, ...storage.received]) expect(headers.authorization).toBeUndefined()
})

test.each([307, 308])('an upload is sent again where a %d leads, whole and without the token', async status => {
  await using storage = await answering(text(200, ''))
  await using server = await answering(text(status, '', { location: `${storage.origin}/there` }))
  await putBlob(client(server.origin).http, `${server.origin}/upload`, new Blob(['x'.repeat(200_000)]))
  expect(storage.received.map(({ method, body }) => [method, body.length])).toEqual([['PUT', 200_000]])
  expect(storage.received[0]?.headers.authorization).toBeUndefined()
})

test.each([301, 302, 303])('an upload does not follow a %d, which would lose its body', async status => {
  await using server = await answering(text(status, '', { location: '/there' }))
  const upload = putBlob(client(server.origin).http, `${server.origin}/upload`, new Blob(['x']))
  await expect(upload).rejects.toThrow(String(status))
  expect(server.received).toHaveLength(1)
})

test('a circle of redirects ends', async () => {
  await using server = await answering((request, response) =>
    response.writeHead(307, { location: `/next?${Number(request.url.split('?')[1] ?? 0) + 1}` }).end()
  )
  const upload = putBlob(client(server.origin).http, `${server.origin}/upload`, new Blob(['x']))
  await expect(upload).rejects.toThrow('more than 5 redirects')
  expect(server.received).toHaveLength(6)
})
