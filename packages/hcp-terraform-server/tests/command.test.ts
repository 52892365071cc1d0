import { expect, test } from '@jest/globals'
import { spawn, type ChildProcessWithoutNullStreams } from 'node:child_process'
import { once } from 'node:events'
import { existsSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { createInterface } from 'node:readline'
import { text } from 'node:stream/consumers'
import { client } from './client.ts'

const MAIN = join(import.meta.dirname, '..', 'src', 'main.ts')

interface Command extends AsyncDisposable {
  readonly child: ChildProcessWithoutNullStreams
  readonly temporary: string
}

/** The command in a process, with a directory for temporary files of its own. */
const command = (...options: string[]): Command => started(temporaryDirectory(), options)

/** The command with a file of this content. */
function commandOf(world: object, ...options: string[]): Command {
  const temporary = temporaryDirectory()
  const file = join(temporary, 'world.json')
  writeFileSync(file, JSON.stringify(world))
  return started(temporary, ['--world', file, ...options])
}

const temporaryDirectory = (): string => mkdtempSync(join(tmpdir(), 'hcp-command-'))

function started(temporary: string, options: readonly string[]): Command {
  const child = spawn(process.execPath, [MAIN, ...options], { env: { ...process.env, TMPDIR: temporary } })
  return {
    child,
    temporary,
    [Symbol.asyncDispose]: async () => {
      if (child.exitCode === null && child.kill('SIGKILL')) await once(child, 'exit')
      rmSync(temporary, { recursive: true, force: true })
    }
  }
}

async function firstLine({ child }: Command): Promise<Record<string, string>> {
  for await (const line of createInterface(child.stdout)) return JSON.parse(line) as Record<string, string>
  throw new Error(await text(child.stderr))
}

test.each(['SIGTERM', 'SIGINT'] as const)(
  'prints where it is, serves, and ends at %s, leaving nothing',
  async signal => {
    await using running = command('--engine', 'scripted', '--organization', 'acme', '--workspace', 'prod')
    const { address = '', token = '', ...rest } = await firstLine(running)
    expect(rest).toEqual({ organization: 'acme', workspace: 'prod' })
    const { status, data } = await client({ address }, token).get('/organizations/acme/workspaces/prod')
    expect([status, data.attributes.name]).toEqual([200, 'prod'])
    expect(readdirSync(running.temporary)).toHaveLength(1)
    running.child.kill(signal)
    const [code] = (await once(running.child, 'exit')) as [number | null]
    expect(code).toBe(0)
    expect(readdirSync(running.temporary)).toEqual([])
  }
)

test('is what its options say', async () => {
  await using running = command(
    '--engine',
    'simulated',
    '--product',
    'enterprise',
    '--token',
    'my-token',
    '--rate-limit'
  )
  const { address = '', token = '' } = await firstLine(running)
  expect(token).toBe('my-token')
  const { headers } = await client({ address }, token).get('/organizations/demo')
  expect([headers.get('tfp-appname'), headers.get('x-ratelimit-limit')]).toEqual(['Terraform Enterprise', '30'])
})

test.each([
  [['--engine', 'magic'], /--engine is one of auto, terraform, simulated, scripted/],
  [['--port', 'eighty'], /--port is a number/],
  [['--product', 'cloud'], /--product is one of hcp, enterprise/],
  [['--nonsense'], /--nonsense/]
])('refuses %j, and says what it takes', async (options, message) => {
  await using refused = command(...options)
  const [stderr, [code]] = await Promise.all([
    text(refused.child.stderr),
    once(refused.child, 'exit') as Promise<[number]>
  ])
  expect(code).toBe(2)
  expect(stderr).toMatch(message)
  expect(stderr).toMatch(/hcp-terraform-server \[options\]/)
  expect(existsSync(join(refused.temporary, 'hcp'))).toBe(false)
})

test('has what a file says: workspaces with tags, variables, outputs and locks', async () => {
  const world = {
    organization: 'acme',
    workspaces: [
      {
        name: 'web',
        tags: ['env=prod', 'flat'],
        attributes: { 'auto-apply': true },
        variables: [{ key: 'size', value: '2', category: 'env' }],
        outputs: { url: { value: 'https://example.com' } }
      },
      { name: 'data', locked: true, permissions: { 'can-queue-run': false } }
    ]
  }
  await using running = commandOf(world, '--engine', 'scripted', '--instant')
  const { address = '', token = '', ...rest } = await firstLine(running)
  expect(rest).toEqual({ organization: 'acme', workspace: 'web' })
  const api = client({ address }, token)
  const web = await api.get('/organizations/acme/workspaces/web?include=outputs,effective_tag_bindings')
  expect(web.data.attributes).toMatchObject({ 'auto-apply': true, 'tag-names': ['flat'] })
  expect(web.included.map(({ attributes }) => attributes)).toEqual([
    expect.objectContaining({ name: 'url', value: 'https://example.com' }),
    { key: 'env', value: 'prod' }
  ])
  const variables = await api.get(`/workspaces/${web.data.id}/vars`)
  expect(variables.list.map(({ attributes }) => attributes)).toMatchObject([
    { key: 'size', value: '2', category: 'env' }
  ])
  const data = await api.get('/organizations/acme/workspaces/data')
  expect(data.data.attributes).toMatchObject({ locked: true, permissions: { 'can-queue-run': false } })
})

test.each([
  [{ workspaces: [] }, /at least one workspace/],
  [{ workspaces: [{ name: 'a', colour: 'red' }] }, /workspace a has colour/],
  [{ workspaces: [{ name: 'a' }], worksapces: [] }, /has worksapces/]
])('refuses the file %j', async (world, message) => {
  await using refused = commandOf(world)
  expect(await text(refused.child.stderr)).toMatch(message)
})

test('has several workspaces, faults, and answers like another server', async () => {
  const workspaces = ['--workspace', 'web', '--workspace', 'data']
  const faults = ['--fault', 'plaintext-sensitive-values', '--fault', '{"on":"GET /runs/:id","do":{"kind":"close"}}']
  await using running = command('--engine', 'scripted', ...workspaces, ...faults, '--like', 'tfe-v202206')
  const { address = '', token = '' } = await firstLine(running)
  const api = client({ address }, token)
  const { list, headers } = await api.get('/organizations/demo/workspaces')
  expect(list.map(({ attributes }) => attributes.name)).toEqual(['data', 'web'])
  expect(headers.get('x-tfe-version')).toBe('v202206-1')
  const { faults: set } = (await (await fetch(`${address}/_dev/faults`)).json()) as { faults: unknown[] }
  expect(set).toHaveLength(2)
})

test('serves in the background until it is stopped', async () => {
  await using started = command('--engine', 'scripted', '--detach', '--token', 'local')
  const [output, [code]] = await Promise.all([
    text(started.child.stdout),
    once(started.child, 'exit') as Promise<[number]>
  ])
  expect([code, output.trimEnd().split('\n')]).toEqual([0, [expect.stringContaining('"token":"local"')]])
  const { address } = JSON.parse(output) as { address: string }
  const ping = () => fetch(`${address}/api/v2/ping`).then(({ status }) => status)
  expect(await ping()).toBe(204)
  await using stopped = command('--stop', address)
  expect(((await once(stopped.child, 'exit')) as [number])[0]).toBe(0)
  await expect(ping()).rejects.toThrow()
  await using again = command('--stop', address)
  expect(((await once(again.child, 'exit')) as [number])[0]).toBe(2)
})

test('in the background, too, says what it takes', async () => {
  await using refused = command('--detach', '--port', 'eighty')
  expect(await text(refused.child.stderr)).toMatch(/--port is a number/)
})
