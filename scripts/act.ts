/**
 * Runs the examples in act (https://github.com/nektos/act), a runner that somebody else wrote: `npm run act -- [JEST OPTIONS]`. Uses the `act` on
 * the PATH if it is of this version, else installs it with Go.
 */
import { spawnSync } from 'node:child_process'
import { existsSync } from 'node:fs'
import { homedir } from 'node:os'
import { join } from 'node:path'

const VERSION = 'v0.2.89'
const root = join(import.meta.dirname, '..')

function installed(): string | undefined {
  const { error, stdout } = spawnSync('act', ['--version'], { encoding: 'utf8' })
  if (error === undefined && stdout.trim().endsWith(VERSION.slice(1))) return 'act'
  const folder = join(process.env.XDG_CACHE_HOME ?? join(homedir(), '.cache'), `hcp-terraform-act-${VERSION}`)
  const program = join(folder, 'act')
  if (existsSync(program)) return program
  const go = spawnSync('go', ['install', `github.com/nektos/act@${VERSION}`], {
    env: { ...process.env, GOBIN: folder },
    stdio: 'inherit'
  })
  if (go.error !== undefined)
    console.error(`act ${VERSION} is not on the PATH, and neither is Go, which would install it: https://go.dev/dl/`)
  return go.status === 0 ? program : undefined
}

const program = installed()
if (program === undefined) process.exitCode = 1
else {
  const test = join('__tests__', 'actions', 'workflows', 'every-example-runs.test.ts')
  const jest = [
    '--experimental-vm-modules',
    '--disable-warning=ExperimentalWarning',
    join('node_modules', 'jest', 'bin', 'jest.js')
  ]
  const { status } = spawnSync(process.execPath, [...jest, test, ...process.argv.slice(2)], {
    cwd: root,
    env: { ...process.env, ACT_PROGRAM: program },
    stdio: 'inherit'
  })
  process.exitCode = status ?? 1
}
