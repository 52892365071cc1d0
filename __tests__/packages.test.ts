import { afterAll, beforeAll, expect, test } from '@jest/globals'
import { execFileSync, spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdirSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { createInterface } from 'node:readline'
import { gzipSync } from 'node:zlib'
import { Header } from 'tar'

const root = join(import.meta.dirname, '..')
const PACKAGES = ['hcp-terraform-server', 'github-server', 'workflow-runner']
const folder = mkdtempSync(join(tmpdir(), 'packed-'))
const bin = (name: string): string => join(folder, 'node_modules', '.bin', name)

/** As users have them: packed, and installed where nothing of the repository is. */
beforeAll(() => {
  // npm and tsc keep what they compile in the temporary folder.
  const env = { ...process.env, NODE_DISABLE_COMPILE_CACHE: '1' }
  const npm = (cwd: string, ...rest: string[]) =>
    execFileSync('npm', [...rest, '--no-audit', '--no-fund', '--prefer-offline'], { cwd, env, stdio: 'pipe' })
  for (const name of PACKAGES) npm(join(root, 'packages', name), 'pack', '--pack-destination', folder)
  writeFileSync(join(folder, 'package.json'), '{}')
  npm(folder, 'install', ...readdirSync(folder).filter(file => file.endsWith('.tgz')))
}, 400_000)

afterAll(() => rmSync(folder, { recursive: true, force: true }))

/** What a command prints on its first line, until it is disposed of. */
async function start(name: string, ...options: string[]) {
  const child = spawn(bin(name), options, { cwd: folder, stdio: ['ignore', 'pipe', 'inherit'] })
  const [line] = (await once(createInterface(child.stdout), 'line')) as [string]
  return {
    ...(JSON.parse(line) as Record<string, string>),
    [Symbol.asyncDispose]: async () => {
      child.kill()
      await once(child, 'exit')
    }
  } as AsyncDisposable & Readonly<Record<string, string>>
}

function archive(name: string, text: string): Uint8Array<ArrayBuffer> {
  const header = Buffer.alloc(512)
  new Header({ path: name, size: text.length, mode: 0o644, type: 'File', mtime: new Date(0) }).encode(header, 0)
  return Uint8Array.from(gzipSync(Buffer.concat([header, Buffer.from(text.padEnd(512, '\0')), Buffer.alloc(1024)])))
}

test('hcp-terraform-server plans what is uploaded by the simulated engine', async () => {
  await using hcp = await start('hcp-terraform-server', '--port', '0', '--engine', 'simulated', '--instant')
  const call = async (path: string, body?: unknown) => {
    const init = body === undefined ? {} : { method: 'POST', body: JSON.stringify(body) }
    const headers = { authorization: `Bearer ${hcp.token ?? ''}`, 'content-type': 'application/vnd.api+json' }
    const response = await fetch(`${hcp.address ?? ''}/api/v2${path}`, { ...init, headers })
    return ((await response.json()) as { data: { id: string; attributes: Record<string, string> } }).data
  }
  const workspace = await call('/organizations/demo/workspaces/demo')
  const version = await call(`/workspaces/${workspace.id}/configuration-versions`, {
    data: { type: 'configuration-versions', attributes: { 'auto-queue-runs': false } }
  })
  const configuration = 'output "greeting" {\n  value = "hello"\n}\n'
  await fetch(version.attributes['upload-url'] ?? '', { method: 'PUT', body: archive('main.tf', configuration) })
  const run = await call('/runs', {
    data: {
      type: 'runs',
      attributes: { 'auto-apply': true },
      relationships: { workspace: { data: { type: 'workspaces', id: workspace.id } } }
    }
  })
  let status: string | undefined
  for (let left = 200; left > 0 && status !== 'applied' && status !== 'errored'; left -= 1) {
    status = (await call(`/runs/${run.id}`)).attributes.status
    await new Promise(resolve => setTimeout(resolve, 50))
  }
  expect(status).toBe('applied')
})

test('github-server answers its token', async () => {
  await using github = await start('github-server', '--port', '0')
  const headers = { authorization: `Bearer ${github.GITHUB_TOKEN ?? ''}` }
  const response = await fetch(`${github.address ?? ''}/repos/example/infrastructure/pulls`, { headers })
  expect([response.status, (await response.json()) as unknown]).toEqual([200, [expect.objectContaining({ number: 1 })]])
})

test.each([
  ['test "$GREETING" = hello', 0],
  ['test "$GREETING" = goodbye', 1]
])('workflow-runner runs a workflow whose step is %s', (command, code) => {
  const workflow = join(folder, '.github', 'workflows', 'test.yml')
  mkdirSync(dirname(workflow), { recursive: true })
  writeFileSync(
    workflow,
    ['on: push', 'jobs:', '  test:', '    runs-on: ubuntu-latest', '    steps:', `      - run: ${command}`].join('\n')
  )
  const run = () =>
    execFileSync(bin('workflow-runner'), [workflow, '--env', 'GREETING=hello'], { cwd: folder, encoding: 'utf8' })
  if (code === 0) expect(run()).toContain('test: success')
  else expect(run).toThrow(expect.objectContaining({ status: code }))
})

test.each([
  ['hcp-terraform-server', 'serve'],
  ['github-server', 'serveGithub'],
  ['workflow-runner', 'runWorkflow']
])('%s can be imported by a program', (name, member) => {
  const program = `import { ${member} } from '${name}'; console.log(typeof ${member})`
  const options = { cwd: folder, encoding: 'utf8' } as const
  expect(execFileSync(process.execPath, ['--input-type=module', '--eval', program], options)).toBe('function\n')
})
