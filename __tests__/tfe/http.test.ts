import { describe, expect, test } from '@jest/globals'
import { ApiError, NetworkError } from '../../src/errors.ts'
import { answering, client, json, recordingClock, reset, text, type Answer } from './server.ts'

const workspace = { data: { id: 'ws-1', type: 'workspaces', attributes: { name: 'web' } } }
const failed = async (promise: Promise<unknown>): Promise<Error> =>
  promise.then(
    () => Promise.reject(new Error('it succeeded')),
    (error: unknown) => error as Error
  )

test('asks with the token, for JSON:API', async () => {
  await using server = await answering(json(200, workspace))
  expect((await client(server.origin).workspaces.readByName('acme', 'web')).id).toBe('ws-1')
  expect(server.received[0]).toMatchObject({
    method: 'GET',
    url: '/api/v2/organizations/acme/workspaces/web?include=locked_by',
    headers: { authorization: 'Bearer the-token', accept: 'application/vnd.api+json' }
  })
})

test.each<[string, object]>([
  ['of another name', { id: 'ws-1', type: 'workspaces', attributes: { name: 'prod' } }],
  ['without a name', { id: 'ws-1', type: 'workspaces' }],
  [
    'of another organization',
    {
      id: 'ws-1',
      type: 'workspaces',
      attributes: { name: 'web' },
      relationships: { organization: { data: { id: 'other', type: 'organizations' } } }
    }
  ]
])('a workspace %s is not the one that was asked for', async (_name, data) => {
  await using server = await answering(json(200, { data }))
  expect((await failed(client(server.origin).workspaces.readByName('acme', 'web'))).message).toContain(
    'The action requested the workspace acme/web, but the service returned'
  )
})

test('what is asked for by its id has that id', async () => {
  await using server = await answering(json(200, workspace))
  const tfe = client(server.origin)
  const reads = [tfe.workspaces, tfe.runs, tfe.plans, tfe.configurationVersions].map(kind => kind.read('other-1'))
  for (const read of reads)
    expect((await failed(read)).message).toContain('The action requested other-1, but the service returned ws-1')
})

test('a name is one segment of the path, whatever is in it', async () => {
  const named = { ...workspace, data: { ...workspace.data, attributes: { name: 'a/../b?c#d%2F' } } }
  await using server = await answering(json(200, named))
  await client(server.origin).workspaces.readByName('acme', 'a/../b?c#d%2F')
  expect(server.received[0]?.url).toBe(
    '/api/v2/organizations/acme/workspaces/a%2F..%2Fb%3Fc%23d%252F?include=locked_by'
  )
})

test.each(['', '.', '..'])('"%s" is not an id, and nothing is asked', async id => {
  await using server = await answering(json(200, workspace))
  expect((await failed(client(server.origin).runs.read(id))).message).toContain(`"${id}" must be an id`)
  expect(server.received).toEqual([])
})

test('a write has its content type, also without a body', async () => {
  await using server = await answering(text(202, ''))
  await client(server.origin).runs.cancel('run-1')
  expect(server.received[0]).toMatchObject({ method: 'POST', headers: { 'content-type': 'application/vnd.api+json' } })
})

describe('errors', () => {
  const answer = async (reply: Answer): Promise<Error> => {
    await using server = await answering(reply)
    return await failed(client(server.origin).configurationVersions.read('cv-1'))
  }
  const errors = (...list: unknown[]): unknown => ({ errors: list })

  test('say how to fix it first, then what was asked and what the service said', async () => {
    const error = await answer(json(401, errors({ status: '401', title: 'unauthorized' })))
    expect(error).toBeInstanceOf(ApiError)
    expect(error.message).toMatch(
      /^127\.0\.0\.1:\d+ does not accept the token from the input `token`: .*\n\(GET \/configuration-versions\/cv-1: 401 unauthorized\)$/
    )
    expect(error.message).not.toContain('the-token')
  })

  test.each([
    [{ code: 'forbidden' }, '403 forbidden'],
    [
      { title: 'invalid attribute', detail: 'Name is taken', source: { pointer: '/data/attributes/name' } },
      '403 Name is taken (/data/attributes/name)'
    ],
    [{ title: 'bad', source: { parameter: 'filter[x]' } }, '403 bad (parameter filter[x])'],
    [{ status: '403', title: 'no', code: 'E42' }, '403 no (code E42)'],
    [{ title: 'no', code: '403' }, '403 no']
  ])('show all that the service says: %j', async (entry, expected) => {
    const lines = (await answer(json(403, errors(entry)))).message.split('\n')
    expect(lines).toEqual([
      'The token from the input `token` may not do this.',
      `(GET /configuration-versions/cv-1: ${expected})`
    ])
  })

  test('say that a 404 may be a matter of permissions', async () => {
    const error = await answer(json(404, errors({ status: '404', title: 'not found' })))
    expect(error.message).toContain("It was not found, or the token from the input `token` can't access it")
  })

  test('say that organization tokens can not create configuration versions', async () => {
    await using server = await answering(json(404, errors({ status: '404', title: 'not found' })))
    const version = { speculative: true, provisional: false, autoQueueRuns: false }
    const error = await failed(client(server.origin).configurationVersions.create('ws-1', version))
    expect(error.message).toContain("Organization tokens can't do this: use a team token or a user token.")
  })

  test('keep each detail and pointer', async () => {
    const list = errors(
      {
        status: '422',
        title: 'invalid attribute',
        detail: 'Name is taken',
        source: { pointer: '/data/attributes/name' }
      },
      { status: 422, title: 'invalid attribute', detail: 'Version is bad' }
    )
    const error = await answer(json(422, list))
    expect(error.message).toBe(
      '422 Name is taken (/data/attributes/name); Version is bad (GET /configuration-versions/cv-1)'
    )
    expect(error).toHaveProperty('problems.0', {
      title: 'invalid attribute',
      detail: 'Name is taken',
      pointer: '/data/attributes/name'
    })
  })

  test('may be strings, as old servers send them', async () => {
    const error = await answer(json(422, errors('param is missing or the value is empty: state')))
    expect(error.message).toBe('422 param is missing or the value is empty: state (GET /configuration-versions/cv-1)')
  })

  test.each(['', 'null', '{"errors": null}', '{"errors": [null, 7]}', '[]'])(
    'may be nothing at all: %s',
    async body => {
      expect((await answer(text(409, body))).message).toMatch(
        /^(status )?409( .+)? \(GET \/configuration-versions\/cv-1\)$/
      )
    }
  )

  test('may be a page of a proxy, of which the text is reported', async () => {
    const page = '<html><head><style>b{}</style><title>403</title></head><body><h1>Access   denied</h1></body></html>'
    expect((await answer(text(403, page))).message).toContain(': 403 Access denied')
  })

  test('do not follow a redirect of the API, which would take the token elsewhere', async () => {
    const error = await answer(text(302, '', { location: 'http://127.0.0.1:1/' }))
    expect(error).toBeInstanceOf(ApiError)
    expect(error.message).toContain('Set `hostname` to the address of the API itself.')
  })
})

describe('a server in trouble', () => {
  test.each<[string, Answer]>([
    ['reset', reset],
    ['500', text(500, 'oops')],
    ['502 with a page', text(502, '<html>Bad gateway</html>')],
    ['503', json(503, { errors: [{ title: 'service unavailable' }] })],
    ['a page instead of a document', text(200, '<html>Please log in</html>')],
    ['half a document', (_request, response) => response.writeHead(200).end('{"data":{"id":"ws')],
    [
      'a document cut off',
      (_request, response) => {
        response.writeHead(200, { 'content-length': 1000 }).write('{"data":')
        setImmediate(() => response.destroy())
      }
    ]
  ])('is asked again for a read: %s', async (_name, trouble) => {
    await using server = await answering(trouble, trouble, json(200, workspace))
    const clock = recordingClock()
    expect((await client(server.origin, clock).workspaces.readByName('acme', 'web')).name).toBe('web')
    expect(clock.slept).toHaveLength(2)
  })

  test('is given up after six attempts, and the last failure is reported', async () => {
    await using server = await answering(text(503, ''))
    expect((await failed(client(server.origin).runs.read('run-1'))).message).toBe('status 503 (GET /runs/run-1)')
    expect(server.received).toHaveLength(6)
  })

  test('is not asked again for a write that may have been done', async () => {
    await using server = await answering(reset)
    expect(await failed(client(server.origin).runs.apply('run-1'))).toBeInstanceOf(NetworkError)
    expect(server.received).toHaveLength(1)
  })

  test('may be asked again for a configuration version, of which nothing comes until its upload', async () => {
    await using server = await answering(
      reset,
      json(201, { data: { id: 'cv-1', type: 'configuration-versions', attributes: {} } })
    )
    const version = { speculative: true, provisional: false, autoQueueRuns: false }
    expect((await client(server.origin).configurationVersions.create('ws-1', version)).id).toBe('cv-1')
  })

  test('that never answers is given up in time', async () => {
    await using server = await answering(() => undefined, json(200, workspace))
    expect((await client(server.origin).workspaces.readByName('acme', 'web')).id).toBe('ws-1')
  })

  test('that does not exist says so, with the reason', async () => {
    const server = await answering(reset)
    await server[Symbol.asyncDispose]()
    expect((await failed(client(server.origin).runs.apply('run-1'))).message).toMatch(
      /^No connection to 127\.0\.0\.1:\d+: connect ECONNREFUSED 127\.0\.0\.1:\d+\. Check `hostname`, .*\n\(POST \/runs\/run-1\/actions\/apply\)$/
    )
  })

  test('that was never reached is tried three times: its address may be wrong', async () => {
    const server = await answering(reset)
    await server[Symbol.asyncDispose]()
    const clock = recordingClock()
    await failed(client(server.origin, clock).runs.read('run-1'))
    expect(clock.slept).toHaveLength(2)
  })

  test.each(['the same client', 'a client that paces the requests of a run'])(
    'that has answered before is tried six times by %s: it may be away for some seconds',
    async which => {
      const server = await answering(json(200, workspace))
      const clock = recordingClock()
      const first = client(server.origin, clock)
      await first.workspaces.readByName('acme', 'web')
      await server[Symbol.asyncDispose]()
      await failed((which === 'the same client' ? first : first.sendingBy(through => through)).runs.read('run-1'))
      expect(clock.slept).toHaveLength(5)
    }
  )
})

test('a rate limit is waited for as long as the server says, for writes too', async () => {
  const limited = json(429, { errors: [{ status: 429, title: 'Too many requests' }] }, { 'x-ratelimit-reset': '0.4' })
  await using server = await answering(limited, limited, text(202, ''))
  const clock = recordingClock()
  await client(server.origin, clock).runs.apply('run-1')
  expect(server.received).toHaveLength(3)
  for (const delay of clock.slept) expect(delay).toBeGreaterThanOrEqual(400)
})

test('a cancelled job asks no more', async () => {
  await using server = await answering(reset)
  const reason = new Error('cancelled')
  const signal = AbortSignal.abort(reason)
  expect(await failed(client(server.origin).runs.read('run-1', { signal }))).toBe(reason)
})
