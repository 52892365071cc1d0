import { expect, test } from '@jest/globals'
import { spawnSync } from 'node:child_process'
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { EXAMPLES } from '../src/example.ts'
import { hasTerraform } from './terraform-cli.ts'

const MAIN = join(import.meta.dirname, '..', 'src', 'main.ts')
const ROOT = join(import.meta.dirname, '..', '..', '..')
const present = hasTerraform()
if (!present) console.warn('SKIPPED: terraform is not on PATH; its example was not run.')

interface Folder extends Disposable {
  readonly path: string
  run(command: string, ...args: readonly string[]): { readonly status: number | null; readonly output: string }
}

function emptyFolder(): Folder {
  const root = mkdtempSync(join(tmpdir(), 'example-'))
  const [path, temporary] = [join(root, 'folder'), join(root, 'temporary')]
  for (const each of [path, temporary]) mkdirSync(each)
  // The log of a server in the background stays.
  const env = { ...process.env, TMPDIR: temporary }
  const addresses: string[] = []
  return {
    path,
    run: (command, ...args) => {
      const { status, stdout, stderr } = spawnSync(command, args, { cwd: path, env, encoding: 'utf8' })
      if (stdout.startsWith('{"address"')) addresses.push((JSON.parse(stdout) as { address: string }).address)
      return { status, output: stdout + stderr }
    },
    [Symbol.dispose]: () => {
      for (const address of addresses) spawnSync(process.execPath, [MAIN, '--stop', address])
      rmSync(root, { recursive: true, force: true })
    }
  }
}

/** Go and Python need packages of others: `npm run conformance -- --pass E` runs their examples. */
test.each([
  ['terraform', /Plan:.* 1 to add, 0 to change, 0 to destroy/, present],
  ['action', /The plan has changes/, true]
] as const)('two commands lead from an empty folder to a plan by %s', (name, plan, runs) => {
  using folder = emptyFolder()
  expect(folder.run(process.execPath, MAIN, '--example', name).status).toBe(0)
  if (!runs) return
  const { status, output } = folder.run('sh', 'plan.sh', ROOT)
  expect([status, output]).toEqual([0, expect.stringMatching(plan)])
})

test.each(EXAMPLES)('the example %s names the server that it starts, and nothing else is left open', name => {
  using folder = emptyFolder()
  const { output } = folder.run(process.execPath, MAIN, '--example', name, '--token', 'my-token', '--workspace', 'web')
  const { address } = JSON.parse(output.slice(0, output.indexOf('\n'))) as { address: string }
  const file = { terraform: 'terraformrc', go: 'main.go', python: 'plan.py', action: 'plan.yml' }[name]
  const text = readFileSync(join(folder.path, file), 'utf8')
  expect(text).toContain(address)
  expect(text).toContain('my-token')
  expect(text).not.toMatch(/__[A-Z]+__/)
})

test('nothing is overwritten, and no server starts', () => {
  using folder = emptyFolder()
  writeFileSync(join(folder.path, 'main.tf'), '# mine')
  const { status, output } = folder.run(process.execPath, MAIN, '--example', 'terraform')
  expect([status, output]).toEqual([2, expect.stringContaining('main.tf exists')])
  expect(readFileSync(join(folder.path, 'main.tf'), 'utf8')).toBe('# mine')
  expect(output).not.toContain('{"address":"http')
})
