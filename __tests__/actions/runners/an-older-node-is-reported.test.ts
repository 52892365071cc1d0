import { expect, test } from '@jest/globals'
import { spawnSync } from 'node:child_process'
import { globSync } from 'node:fs'
import { join } from 'node:path'

const BIN = join(import.meta.dirname, '..', '..', '..', 'bin')
const stubs = globSync('*.js', { cwd: BIN }).filter(name => name !== 'require-node.js')

/** Starts a stub with a Node that says it is of a version. */
const start = (stub: string, version: string) => {
  const versions = `{ ...process.versions, node: '${version}' }`
  const older = `data:text/javascript,Object.defineProperty(process, 'versions', { value: ${versions} })`
  return spawnSync(process.execPath, ['--import', older, join(BIN, stub)], { encoding: 'utf8', env: {} })
}

test.each(stubs)('%s says in one line which Node it needs', stub => {
  const { status, stdout, stderr } = start(stub, '20.20.2')
  const isPost = stub.endsWith('-post.js')
  expect([status, stderr]).toEqual([isPost ? 0 : 1, ''])
  expect(stdout).toMatch(isPost ? /^$/ : /^::error::This action needs Node 22\.19 or later, .*\n$/)
})

test.each(['22.18.0', '16.20.2'])('Node %s is too old', version => {
  expect(start('run.js', version).stdout).toContain('needs Node 22.19')
})

test.each(['22.19.0', '22.20.0', '24.0.0', '26.1.0'])('Node %s is not', version => {
  expect(start('run.js', version).stdout).not.toContain('needs Node')
})
