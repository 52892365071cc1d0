import { expect, test } from '@jest/globals'
import { createHash } from 'node:crypto'
import { once } from 'node:events'
import { createServer as createTcpServer, type AddressInfo, type Socket } from 'node:net'
import { gzipSync } from 'node:zlib'
import { fetchFor } from '../../src/network/send.ts'
import { classifyFailure } from '../../src/tfe/retry.ts'
import { answering, type Answer } from '../tfe/server.ts'

const GET = { method: 'GET', headers: {}, redirect: 'manual', signal: new AbortController().signal } as const

const textOf = async (body: AsyncIterable<Uint8Array> | null): Promise<string> =>
  Buffer.concat(await Array.fromAsync(body ?? [])).toString()

const failed = async (promise: Promise<unknown>): Promise<NodeJS.ErrnoException> =>
  promise.then(
    () => Promise.reject(new Error('it succeeded')),
    (error: unknown) => error as Error
  )

const plain =
  (status: number, body: string | Buffer, headers: Record<string, string | string[]> = {}): Answer =>
  (_request, response) =>
    response.writeHead(status, headers).end(body)

/** What both give for one answer: Node's own is what this one replaces. */
async function both(answer: Answer): Promise<readonly unknown[]> {
  await using server = await answering(answer)
  const url = new URL(server.origin)
  const failureOf = async (asked: ReturnType<ReturnType<typeof fetchFor>>) => {
    const { status, headers, body } = await asked
    const names = ['content-type', 'LOCATION', 'retry-after', 'set-cookie', 'x-none']
    return [status, names.map(name => headers.get(name)), await textOf(body)]
  }
  return [await failureOf(fetchFor({})(url, GET)), await failureOf(fetch(url, GET))]
}

test.each<[string, Answer]>([
  ['a document', plain(200, '{"a":"é😀"}', { 'content-type': 'application/vnd.api+json' })],
  ['nothing', plain(204, '')],
  ['a redirect, which is not followed', plain(302, '', { location: 'http://127.0.0.1:1/' })],
  ['a header given twice', plain(200, 'x', { 'set-cookie': ['a=1', 'b=2'] })],
  ['an error', plain(429, 'later', { 'retry-after': '2' })],
  ['what is packed', plain(200, gzipSync('packed '.repeat(50_000)), { 'content-encoding': 'gzip' })],
  ['nothing, packed', plain(200, '', { 'content-encoding': 'gzip' })]
])('reads %s as fetch does', async (_name, answer) => {
  const [ours, theirs] = await both(answer)
  expect(ours).toEqual(theirs)
})

test('asks for what is packed, and sends what it is given', async () => {
  await using server = await answering(plain(200, ''))
  const url = new URL(`${server.origin}/a%2Fb?c=d`)
  for (const body of ['{}', undefined]) {
    await fetchFor({})(url, { ...GET, method: 'POST', headers: { 'x-a': 'b' }, ...(body !== undefined && { body }) })
  }
  const headers = { 'x-a': 'b', 'accept-encoding': 'gzip' }
  expect(server.received).toMatchObject([
    { method: 'POST', url: '/a%2Fb?c=d', body: '{}', headers: { ...headers, 'content-length': '2' } },
    { method: 'POST', body: '', headers: { ...headers, 'content-length': '0' } }
  ])
})

test('streams a body of a length that is known', async () => {
  await using server = await answering(plain(200, ''))
  const content = Buffer.alloc(3_000_000, 'terraform ')
  const { size } = new Blob([content])
  const { status } = await fetchFor({})(new URL(server.origin), {
    ...GET,
    method: 'PUT',
    headers: { 'content-length': String(size) },
    body: new Blob([content]).stream(),
    duplex: 'half'
  })
  const [{ headers, body } = { headers: {}, body: '' }] = server.received
  const hash = (data: Buffer): string => createHash('sha256').update(data).digest('hex')
  expect([status, headers['content-length'], headers['transfer-encoding']]).toEqual([200, String(size), undefined])
  expect(hash(Buffer.from(body, 'latin1'))).toBe(hash(content))
})

test('tells why a body could not be read', async () => {
  await using server = await answering(plain(200, ''))
  const body = new ReadableStream<Uint8Array>({
    pull: controller => controller.error(new Error('the file has changed'))
  })
  const put = { ...GET, method: 'PUT', headers: { 'content-length': '5' }, body, duplex: 'half' } as const
  expect((await failed(fetchFor({})(new URL(server.origin), put))).message).toBe('the file has changed')
})

test.each<[string, Answer]>([
  [
    'cut off',
    (_request, response) => void response.writeHead(200, { 'content-length': 9 }).write('abc', () => response.destroy())
  ],
  [
    'cut off where it is packed',
    (_request, response) => {
      response.writeHead(200, { 'content-length': 999, 'content-encoding': 'gzip' })
      response.write(gzipSync('packed '.repeat(50_000)).subarray(0, 60), () => response.destroy())
    }
  ]
])('an answer that is %s is none', async (_name, answer) => {
  await using server = await answering(answer)
  const { body } = await fetchFor({})(new URL(server.origin), GET)
  expect(classifyFailure(await failed(textOf(body)), false)).toBe('unanswered')
})

test('a server that does not exist was sent nothing', async () => {
  const server = await answering(plain(200, ''))
  await server[Symbol.asyncDispose]()
  const error = await failed(fetchFor({})(new URL(server.origin), GET))
  expect((error.cause as NodeJS.ErrnoException).code).toBe('ECONNREFUSED')
  expect([classifyFailure(error, false), classifyFailure(error, true)]).toEqual(['doubtful', 'unsent'])
})

test.each(['before it is sent', 'while nothing comes', 'while the answer comes'])(
  'ends when it is asked to, %s',
  async when => {
    await using server = await answering((_request, response) => {
      if (when === 'while the answer comes') response.writeHead(200).write('abc')
      else if (when === 'while nothing comes') abort.abort(reason)
    })
    const abort = new AbortController()
    const reason = new Error('by request')
    if (when === 'before it is sent') abort.abort(reason)
    const asked = fetchFor({})(new URL(server.origin), { ...GET, signal: abort.signal })
    if (when === 'while the answer comes') {
      const { body } = await asked
      abort.abort(reason)
      expect(await failed(textOf(body))).toBe(reason)
    } else expect(await failed(asked)).toBe(reason)
  }
)

test('keeps a connection for the next request, and does without one that the server has closed', async () => {
  const connections: Socket[] = []
  const server = createTcpServer(socket => {
    connections.push(socket)
    let requests = 0
    socket.on('error', () => undefined)
    socket.on('data', () => {
      socket.write('HTTP/1.1 200 OK\r\ncontent-length: 2\r\n\r\nok')
      if (++requests === 2) socket.end()
    })
  })
  await once(server.listen(0, '127.0.0.1'), 'listening')
  const url = new URL(`http://127.0.0.1:${(server.address() as AddressInfo).port}`)
  const ask = fetchFor({})
  for (let request = 0; request < 4; request++) {
    expect(await textOf((await ask(url, GET)).body)).toBe('ok')
    await new Promise(resolve => setTimeout(resolve, 50))
  }
  expect(connections).toHaveLength(2)
  for (const socket of connections) socket.destroy()
  server.close()
})
