import { spawnSync } from 'node:child_process'
import { mkdirSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { EXAMPLES } from '../src/example.ts'
import type { Leaf } from './go-tfe.ts'

const MAIN = join(import.meta.dirname, '..', 'src', 'main.ts')
const ROOT = join(import.meta.dirname, '..', '..', '..')

/** The two commands of the README for each client, from an empty folder to a plan that adds one resource. */
export function runExamples(): Leaf[] {
  return EXAMPLES.map(name => {
    const root = mkdtempSync(join(tmpdir(), 'example-'))
    const [folder, temporary] = [join(root, 'folder'), join(root, 'temporary')]
    for (const each of [folder, temporary]) mkdirSync(each)
    const env = { ...process.env, TMPDIR: temporary }
    const started = spawnSync(process.execPath, [MAIN, '--example', name], { cwd: folder, env, encoding: 'utf8' })
    try {
      const { status, stdout, stderr } = spawnSync('sh', ['plan.sh', ROOT], { cwd: folder, encoding: 'utf8' })
      const output = started.stderr + stdout + stderr
      // eslint-disable-next-line no-control-regex -- colours are control characters
      const plans = status === 0 && /\b1 to add/.test(output.replaceAll(/\x1b\[[0-9;]*m/g, ''))
      return { family: name, name: `example ${name}`, outcome: plans ? 'pass' : 'fail', output }
    } finally {
      if (started.status === 0) {
        const { address } = JSON.parse(started.stdout) as { address: string }
        spawnSync(process.execPath, [MAIN, '--stop', address], { stdio: 'ignore' })
      }
      rmSync(root, { recursive: true, force: true })
    }
  })
}
