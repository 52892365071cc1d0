import { afterAll, describe, expect, test } from '@jest/globals'
import { mkdtempSync, readdirSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { gzipSync } from 'node:zlib'
import { RunFailed } from '../../src/errors.ts'
import { putBlob, readSlice } from '../../src/tfe/blobs.ts'
import { Tfe } from '../../src/tfe/client.ts'
import { Secrets } from '../../src/secrets/secrets.ts'
import { parseProblems } from '../../src/tfe/api-error.ts'
import { save } from '../../src/tfe/save.ts'
import { headOf } from '../../src/terraform/state-file.ts'
import { answering, client, json, recordingClock, text, type Answer } from './server.ts'

const root = mkdtempSync(join(tmpdir(), 'hostile-'))
afterAll(() => rmSync(root, { recursive: true }))
const { signal } = new AbortController()

const failureOf = async (promise: Promise<unknown>): Promise<Error> => {
  const failed = await promise.then(
    value => new Error(`it gave ${JSON.stringify(value)}`),
    (error: unknown) => error as Error
  )
  return failed
}
const deep = (levels: number): string => '['.repeat(levels) + ']'.repeat(levels)
const output = (value: string): string =>
  `{"data":{"id":"wsout-1","type":"state-version-outputs","attributes":{"name":"a","value":${value}}}}`

describe('a value of many levels', () => {
  test('is read as long as it may be real', async () => {
    await using server = await answering(text(200, output(deep(990))))
    const { value } = await client(server.origin).stateVersionOutputs.read('wsout-1')
    expect(JSON.stringify(value)).toBe(deep(990))
  })

  test.each([1_001, 100_000])('%i of them end with a sentence, and are not asked for again', async levels => {
    await using server = await answering(text(200, output(deep(levels))))
    const error = await failureOf(client(server.origin).stateVersionOutputs.read('wsout-1'))
    expect(error).toBeInstanceOf(RunFailed)
    expect(error.message).toBe('JSON that is nested more than 1000 levels deep is not read.')
    expect(server.received).toHaveLength(1)
  })

  test('is not a state, and no error document', async () => {
    expect(headOf(Buffer.from(deep(100_000)))).toContain('is not a state file')
    await using server = await answering(text(400, deep(100_000)))
    expect((await failureOf(client(server.origin).runs.read('run-1'))).message).toMatch(
      /^400 .*\(GET \/runs\/run-1\)$/s
    )
  })
})

test('names that are those of JavaScript itself are names', async () => {
  const names = ['__proto__', 'constructor', 'toString']
  const value = `{${names.map(name => `"${name}":{"polluted":true}`).join(',')}}`
  await using server = await answering(text(200, output(value)))
  const read = await client(server.origin).stateVersionOutputs.read('wsout-1')
  expect(Object.keys(read.value as object)).toEqual(names)
  expect(({} as Record<string, unknown>).polluted).toBeUndefined()
})

/** A client whose answers have zeros for a body, ten billion of them, and a count of those that were taken. */
function zeros(status: number): { readonly tfe: Tfe; taken: () => number } {
  let taken = 0
  const chunk = new Uint8Array(2 ** 20)
  const body = () =>
    new ReadableStream<Uint8Array>(
      {
        pull(controller) {
          if (taken >= 1e10) controller.close()
          else controller.enqueue(chunk)
          taken += chunk.length
        }
      },
      { highWaterMark: 0 }
    )
  const answer = () => Promise.resolve(new Response(body(), { status }))
  const base = new URL('http://127.0.0.1:1/api/v2')
  const clock = recordingClock()
  return {
    tfe: new Tfe({ base, token: 'the-token', tokenSource: 'the input `token`', fetch: answer, clock }),
    taken: () => taken
  }
}

describe('ten billion zeros are not all taken', () => {
  test('of a document', async () => {
    const { tfe, taken } = zeros(200)
    expect((await failureOf(tfe.http.write('POST', '/runs', {}))).message).toContain('200 with more than 128 MiB')
    expect(taken()).toBeLessThan(200e6)
  })

  test('of an error', async () => {
    const { tfe, taken } = zeros(400)
    expect((await failureOf(tfe.runs.read('run-1'))).message).toMatch(/^400 .*\(GET \/runs\/run-1\)$/)
    expect(taken()).toBeLessThan(4e6)
  })

  test('of an answer that says nothing', async () => {
    const { tfe, taken } = zeros(202)
    await tfe.http.act('/runs/run-1/actions/apply')
    await putBlob(tfe.http, 'http://127.0.0.1:1/upload', new Blob(['x']))
    expect(taken()).toBeLessThan(8e6)
  })

  test('of a log', async () => {
    const { tfe, taken } = zeros(200)
    expect((await readSlice(tfe.http, 'http://127.0.0.1:1/log', 0, 1e6, signal)).length).toBeLessThan(2e6)
    expect(taken()).toBeLessThan(4e6)
  })

  test('of a plan as JSON, which counts as there is none', async () => {
    const { tfe, taken } = zeros(200)
    expect(await tfe.planOutputs.json('plan-1')).toEqual({ missing: 'too large', source: 'redacted' })
    expect(taken()).toBeLessThan(200e6)
  })

  test('of a download, of which nothing is left', async () => {
    const { tfe, taken } = zeros(200)
    const saving = { target: join(root, 'state'), signal, most: 2 ** 22 }
    const error = await failureOf(save(tfe.http, new URL('http://127.0.0.1:1/x'), 'the state', saving))
    expect(error.message).toBe(`${saving.target} is not written: it would have more than 0.00390625 GiB.`)
    expect(taken()).toBeLessThan(10e6)
    expect(readdirSync(root)).toEqual([])
  })

  test('behind a small body that is compressed', async () => {
    const bomb = Buffer.concat(Array<Buffer>(160).fill(gzipSync(Buffer.alloc(2 ** 26))))
    const answer: Answer = (_request, response) =>
      response.writeHead(200, { 'content-encoding': 'gzip', 'content-type': 'application/json' }).end(bomb)
    await using server = await answering(answer)
    expect(await client(server.origin).planOutputs.json('plan-1')).toMatchObject({ missing: 'too large' })
    // The whole plan may be smaller: it lacks the schemas. It has the sensitive values.
    expect(server.received.map(({ url }) => url)).toEqual(['/api/v2/plans/plan-1/json-output-redacted'])
  })
})

test('a list that says of each page that another one follows is given up', async () => {
  let page = 0
  const answer = () => {
    page += 1
    const meta = { pagination: { 'current-page': page, 'next-page': page + 1 } }
    return Promise.resolve(Response.json({ data: [{ id: `sv-${page}`, type: 'state-versions' }], meta }))
  }
  const base = new URL('http://127.0.0.1:1/api/v2')
  const tfe = new Tfe({ base, token: 't', tokenSource: 'x', fetch: answer, clock: recordingClock() })
  const listed = Array.fromAsync(tfe.stateVersionOutputs.list('sv-1'))
  expect((await failureOf(listed)).message).toContain('the list does not end: there are more than 10000 pages')
  expect(page).toBe(10_000)
})

test('an error whose text repeats a URL that is a secret is shown without it', async () => {
  const echo: Answer = ({ method, url }, response) =>
    response.writeHead(403).end(`<pre>Cannot ${method} ${url}</pre><p>${new URL(url, 'http://x').search.slice(1)}</p>`)
  await using server = await answering(echo)
  const { http } = client(server.origin)
  const error = await failureOf(putBlob(http, `${server.origin}/v1/c4p4b1l1ty?signature=s3cr3t`, new Blob(['x'])))
  expect(error.message).toBe(`403 Cannot PUT *** *** (PUT ${server.origin}/…)`)
  const log = await failureOf(readSlice(http, `${server.origin}/v1/c4p4b1l1ty`, 0, 10, signal))
  expect(log.message).not.toContain('c4p4b1l1ty')
})

test.each(['<', '<style', '</style><style', '<script>x', '<a <', ' '])('a page of nothing but %j is read', piece => {
  expect(parseProblems(piece.repeat(262_144 / piece.length)).length).toBeLessThan(2)
})

test('an id that is half a character is none', async () => {
  await using server = await answering(json(200, {}))
  const tfe = client(server.origin)
  await expect(tfe.runs.read('\ud800')).rejects.toThrow('must be an id')
})

test.each(['Bearer ', '<b>', '  '])('a secret in a long text is removed before the text is shortened: %s', before => {
  const secret = 'correct  <horse>  battery  staple  and  much  more'
  const secrets = new Secrets()
  secrets.add(secret)
  const body = `${'x'.repeat(180)} ${before}${secret} y`
  const [problem] = parseProblems(body, text => secrets.removeFrom(text))
  expect(problem?.title).toContain('***')
  expect(problem?.title).not.toMatch(/correct|horse|battery/)
})

test.each([16, 17, 18, 19, 20])(
  'an error that is cut off shows no part of a secret: after 2 to the power of %i bytes',
  async power => {
    const token = 'correct-horse-battery-staple'
    const body = `${'<b>'.repeat((2 ** power - 20) / 3)}Bearer ${token}`
    const secrets = new Secrets()
    secrets.add(token)
    const tfe = new Tfe({
      base: new URL('http://127.0.0.1:1/api/v2'),
      token,
      tokenSource: 'x',
      fetch: () => Promise.resolve(new Response(body, { status: 422 })),
      clock: recordingClock(),
      secrets
    })
    const { message } = await failureOf(tfe.http.get('/runs'))
    expect(message).toContain('422')
    expect(message).not.toContain('correct')
  }
)
