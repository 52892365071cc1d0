import { expect, test } from '@jest/globals'
import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { join } from 'node:path'
import { createInterface } from 'node:readline'
import { text } from 'node:stream/consumers'

const MAIN = join(import.meta.dirname, '..', 'src', 'main.ts')

function command(...options: readonly string[]) {
  const child = spawn(process.execPath, [MAIN, ...options])
  return {
    child,
    firstLine: async () => {
      for await (const line of createInterface(child.stdout)) return JSON.parse(line) as Record<string, string>
      throw new Error(await text(child.stderr))
    },
    [Symbol.asyncDispose]: async () => {
      if (child.exitCode === null && child.kill('SIGKILL')) await once(child, 'exit')
    }
  }
}

test.each(['SIGTERM', 'SIGINT'] as const)('prints where it is, serves, and ends at %s', async signal => {
  await using running = command('--repository', 'acme/prod', '--pull-requests', '2', '--permissions', 'issues:read')
  const { address = '', GITHUB_TOKEN = '', GITHUB_API_URL, GITHUB_REPOSITORY } = await running.firstLine()
  expect([GITHUB_API_URL, GITHUB_REPOSITORY]).toEqual([address, 'acme/prod'])
  const send = async (method: string, body?: string) => {
    const headers = { authorization: `Bearer ${GITHUB_TOKEN}` }
    const url = `${address}/repos/acme/prod/issues/2/comments`
    return (await fetch(url, { method, headers, ...(body === undefined ? {} : { body }) })).status
  }
  expect([await send('GET'), await send('POST', '{"body":"Hello"}')]).toEqual([200, 403])
  running.child.kill(signal)
  expect(await once(running.child, 'exit')).toEqual([0, null])
})

test('takes faults and shows its journal to clients in another process', async () => {
  await using running = command('--public')
  const { address = '', GITHUB_TOKEN = '' } = await running.firstLine()
  const dev = async (method: string, path: string, body?: unknown) => {
    const response = await fetch(`${address}/_dev/${path}`, {
      method,
      ...(body === undefined ? {} : { body: JSON.stringify(body) })
    })
    const answered = await response.text()
    return { status: response.status, body: (answered === '' ? undefined : JSON.parse(answered)) as unknown }
  }
  const pulls = async () =>
    (
      await fetch(`${address}/repos/example/infrastructure/pulls`, {
        headers: { authorization: `token ${GITHUB_TOKEN}` }
      })
    ).status
  expect((await dev('POST', 'faults', { name: 'bad-gateway' })).status).toBe(201)
  expect([await pulls(), await pulls()]).toEqual([502, 200])
  expect((await dev('GET', 'faults')).body).toMatchObject({ faults: [{ hits: 1 }] })
  expect((await dev('DELETE', 'faults')).status).toBe(204)
  expect((await dev('GET', 'faults')).body).toEqual({ faults: [] })
  for (const nonsense of [{ name: 'gremlins' }, { on: 'nowhere', do: {} }]) {
    const { status, body } = await dev('POST', 'faults', nonsense)
    expect(status).toBe(400)
    expect(body).toMatchObject({ message: expect.stringMatching(/no such fault/) })
  }
  expect((await dev('GET', 'journal')).body).toMatchObject({
    entries: [
      { status: 502, fault: 'answer before' },
      { status: 200, path: '/repos/example/infrastructure/pulls' }
    ]
  })
  expect((await dev('DELETE', 'journal')).status).toBe(204)
  expect((await dev('GET', 'journal')).body).toEqual({ entries: [], dropped: 0 })
})

test.each([
  [['--port', 'eighty'], /--port is a number/],
  [
    ['--permissions', 'issues:admin'],
    /--permissions takes actions, checks, contents, deployments, issues, pull-requests/
  ],
  [['--repository', 'infrastructure'], /owner\/name, not infrastructure/],
  [['--nonsense'], /--nonsense/]
])('refuses %j, and says what it takes', async (options, message) => {
  await using refused = command(...options)
  const [stderr, [code]] = await Promise.all([
    text(refused.child.stderr),
    once(refused.child, 'exit') as Promise<[number]>
  ])
  expect(code).toBe(2)
  expect(stderr).toMatch(message)
  expect(stderr).toMatch(/github-server \[options\]/)
})
