import { describe, expect, test } from '@jest/globals'
import { putBlob, readSlice } from '../../src/tfe/blobs.ts'
import { Tfe } from '../../src/tfe/client.ts'
import { download } from '../../src/tfe/download.ts'
import type { Http } from '../../src/tfe/http.ts'
import { linkedUrl } from '../../src/tfe/secret-urls.ts'
import { answering, client, json, recordingClock, text, type Answer } from './server.ts'

const { signal } = new AbortController()
const SEGMENT = 'dmF1bHQ6djE6c2VjcmV0'
const SIGNATURE = 's1gn/4ture&of+th3-url'
const PATH = `/_archivist/v1/object/${SEGMENT}?X-Expires=900&X-Signature=${encodeURIComponent(SIGNATURE)}`

const consume = (): Promise<undefined> => Promise.resolve(undefined)
const ways: readonly (readonly [string, (http: Http, url: string) => Promise<unknown>])[] = [
  ['a state', (http, url) => download(http, linkedUrl(http.url(''), url, 'a state'), 'the state of sv-1', consume)],
  ['a log', (http, url) => readSlice(http, url, 0, 10, signal)],
  ['an upload', (http, url) => putBlob(http, url, new Blob(['x']))]
]
const quotes: readonly (readonly [string, (url: string) => string])[] = [
  ['whole', url => `Cannot open ${url}`],
  ['as its last segment', () => JSON.stringify({ errors: [`object ${SEGMENT} is forbidden`] })],
  ['as its signature', () => JSON.stringify({ errors: [{ title: 'no', detail: `not signed by ${SIGNATURE}` }] })],
  ['as its signature, encoded', () => `not signed by ${encodeURIComponent(SIGNATURE)}`],
  ['in JSON with escaped slashes', url => JSON.stringify({ errors: [url] }).replaceAll('/', '\\/')],
  ['in JSON of another form, as Go writes it', url => JSON.stringify({ message: url }).replaceAll('&', '\\u0026')],
  ['in a page', url => `<p>${url.replaceAll('&', '&amp;').replaceAll('/', '&#x2F;')}</p>`]
]
const cases = ways.flatMap(([what, ask]) => quotes.map(([how, quoted]) => [what, how, ask, quoted] as const))

const messageOf = async (asked: Promise<unknown>): Promise<string> =>
  asked.then(
    () => 'nothing was wrong',
    (error: unknown) => (error as Error).message
  )

const expectNoPart = (message: string): void => {
  for (const part of [SEGMENT, SIGNATURE, encodeURIComponent(SIGNATURE), 's1gn', 'th3-url'])
    expect(message).not.toContain(part)
}

describe.each(cases)('the URL of %s that an error quotes %s', (_what, _how, ask, quoted) => {
  const forbidden: Answer = ({ url }, response) => response.writeHead(403).end(quoted(url))

  test('is not shown, on the server of the API and elsewhere', async () => {
    await using server = await answering(forbidden)
    await using storage = await answering(forbidden)
    for (const { origin } of [server, storage]) {
      const message = await messageOf(ask(client(server.origin).http, origin + PATH))
      expect(message).toContain('403 ')
      expect(message).toContain('***')
      expectNoPart(message)
    }
  })
})

test('what a redirect comes from and leads to is not shown, the route of the API is', async () => {
  const quoteBoth: Answer = ({ url }, response) =>
    response.writeHead(403).end(JSON.stringify({ errors: [`${url} after ${SEGMENT}`] }))
  await using storage = await answering(quoteBoth)
  await using server = await answering(
    text(307, '', { location: `${storage.origin}/other-secret-segment` }),
    text(307, '', { location: storage.origin + PATH }),
    json(403, { errors: ['/plans/plan-CZcmD7eagjhyX0vN/json-output is forbidden'] })
  )
  const { http } = client(server.origin)
  const chain = await messageOf(readSlice(http, server.origin + PATH, 0, 10, signal))
  expect(chain).toContain('403 *** after ***')
  const route = '/plans/plan-CZcmD7eagjhyX0vN/json-output'
  const redirected = await messageOf(download(http, http.url(route), route, consume))
  expect(redirected).toContain('403 *** after ***')
  expect(await messageOf(download(http, http.url(route), route, consume))).toContain(`403 ${route} is forbidden`)
})

test('a failure without an answer whose message names the URL is shown without it', async () => {
  const base = new URL('http://127.0.0.1:1/api/v2')
  const fetch = (url: URL) => Promise.reject(new Error(`can't get ${url.href}`))
  const { http } = new Tfe({ base, token: 't', tokenSource: 'x', fetch, clock: recordingClock() })
  const message = await messageOf(putBlob(http, `http://127.0.0.1:1${PATH}`, new Blob(['x'])))
  expect(message).toContain("No valid response: can't get http://127.0.0.1:1***")
  expectNoPart(message)
})

test.each(['http://storage.example/x', 'ftp://storage.example/x', 'https://[', 'data:x'])(
  'a state is not read from %s where the API is asked by https',
  url => {
    const base = new URL('https://tfe.example.com/api/v2')
    const fetch = () => Promise.reject(new Error('nothing is sent'))
    const { http } = new Tfe({ base, token: 't', tokenSource: 'x', fetch, clock: recordingClock() })
    expect(() => linkedUrl(http.url(''), url, 'a state')).toThrow('It must begin with https, like the URL of the API.')
  }
)
