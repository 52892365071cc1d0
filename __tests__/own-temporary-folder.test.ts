import { expect, test } from '@jest/globals'
import { spawnSync } from 'node:child_process'
import { mkdirSync, readdirSync } from 'node:fs'
import { join } from 'node:path'
import { place, plant } from './slug/trees.ts'

const ROOT = join(import.meta.dirname, '..')
const LEAVE = "require('node:fs').mkdtempSync(require('node:path').join(require('node:os').tmpdir(), 'left-'))"

test.each([
  ['leaves a folder', `test('x', () => { ${LEAVE} })`, /the test file leaves left-\* in the temporary folder/],
  ['fails as well', `test('x', () => { ${LEAVE}; throw new Error('as it is') })`, /as it is/],
  ['leaves nothing', "test('x', () => {})", /1 passed, 1 total/]
])(
  'after a test file that %s, the temporary folder is empty, and the output names the reason',
  (name, text, output) => {
    using folder = place()
    plant(folder.at('project'), { 'a.test.js': text, 'package.json': '{}' })
    const temporary = folder.at('temporary')
    mkdirSync(temporary)
    const config = { testEnvironment: join(ROOT, 'scripts', 'jest', 'own-temporary-folder.js'), transform: {} }
    const { status, stderr } = spawnSync(
      process.execPath,
      [
        '--experimental-vm-modules',
        join(ROOT, 'node_modules', 'jest', 'bin', 'jest.js'),
        '--config',
        JSON.stringify({ ...config, rootDir: folder.at('project'), cacheDirectory: folder.at('cache') })
      ],
      { encoding: 'utf8', cwd: folder.at('project'), env: { ...process.env, TMPDIR: temporary } }
    )
    expect(stderr).toMatch(output)
    expect(status).toBe(name === 'leaves nothing' ? 0 : 1)
    expect(readdirSync(temporary)).toEqual([])
  }
)
