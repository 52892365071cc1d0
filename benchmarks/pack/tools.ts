/** The programs that are compared: each packs a directory and says how long that took. */
import { execFile, spawnSync } from 'node:child_process'
import { rmSync, statSync } from 'node:fs'
import { promisify } from 'node:util'
import type { Tree } from './trees.ts'

export interface Measure {
  readonly ms: number
  readonly bytes: number
  /** The most memory it had at any time, in bytes; unknown where several processes do it. */
  readonly memory: number | undefined
}

export interface Tool {
  readonly name: string
  readonly isThere: () => boolean
  readonly measure: (directory: string, tree: Tree, archive: string) => Promise<Measure>
}

const run = promisify(execFile)
const ONCE = new URL('once.ts', import.meta.url).pathname

const has = (program: string) => spawnSync(program, ['--version']).status === 0

export const TOOLS: readonly Tool[] = [
  { name: 'ours', isThere: () => true, measure: inNode('ours') },
  { name: 'tar + pigz -1', isThere: () => has('tar') && has('pigz'), measure: piped('pigz -1') },
  { name: 'tar + gzip -1', isThere: () => has('tar') && has('gzip'), measure: piped('gzip -1') },
  { name: 'npm tar', isThere: () => true, measure: inNode('tar') }
]

/** In a fresh process, of which the time to start isn't counted. */
function inNode(packer: string): Tool['measure'] {
  return async (directory, { excluded = '' }, archive) => {
    rmSync(archive, { force: true })
    const { stdout } = await run(process.execPath, [ONCE, packer, directory, archive, excluded])
    return JSON.parse(stdout) as Measure
  }
}

function piped(compressor: string): Tool['measure'] {
  return async (directory, { excluded }, archive) => {
    const options = excluded === undefined ? '' : `--exclude=${excluded}`
    const started = performance.now()
    await run('sh', ['-c', `tar -C "$1" ${options} -cf - . | ${compressor} > "$2"`, 'sh', directory, archive])
    return { ms: performance.now() - started, bytes: statSync(archive).size, memory: undefined }
  }
}
