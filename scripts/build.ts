/** Builds `dist`, the one bundle that every action runs. A build that fails leaves the old one as it was. */
import { execFileSync } from 'node:child_process'
import { renameSync, rmSync } from 'node:fs'
import { join } from 'node:path'

const root = join(import.meta.dirname, '..')
const [dist, next] = [join(root, 'dist'), join(root, 'dist.next')]
const ncc = join(root, 'node_modules', '@vercel', 'ncc', 'dist', 'ncc', 'cli.js')

rmSync(next, { recursive: true, force: true })
try {
  const build = ['build', 'src/index.ts', '--out', next, '--license', 'licenses.txt']
  execFileSync(process.execPath, [ncc, ...build], { cwd: root, stdio: 'inherit' })
  rmSync(dist, { recursive: true, force: true })
  renameSync(next, dist)
} finally {
  rmSync(next, { recursive: true, force: true })
}
