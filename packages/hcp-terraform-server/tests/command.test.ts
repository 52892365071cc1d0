import { expect, test } from '@jest/globals'
import { spawn, type ChildProcessWithoutNullStreams } from 'node:child_process'
import { once } from 'node:events'
import { existsSync, mkdtempSync, readdirSync, rmSync } from 'node:fs'
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
function command(...options: string[]): Command {
  const temporary = mkdtempSync(join(tmpdir(), 'hcp-command-'))
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
