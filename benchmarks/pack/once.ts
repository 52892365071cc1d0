/** Packs one directory, once, and prints what it took: node once.ts ours|tar DIRECTORY ARCHIVE [EXCLUDED] */
import { readFileSync, statSync } from 'node:fs'

const [packer = '', directory = '', archive = '', excluded = ''] = process.argv.slice(2)
const packing = packer === 'ours' ? await ours() : await tar()
const started = performance.now()
await packing()
const ms = performance.now() - started
console.log(JSON.stringify({ ms, bytes: statSync(archive).size, memory: peakMemory() }))

async function ours(): Promise<() => Promise<unknown>> {
  const { pack } = await import('../../src/slug/pack.ts')
  return () => pack(directory, { archive })
}

async function tar(): Promise<() => Promise<unknown>> {
  const { create } = await import('tar')
  const filter = (path: string) => excluded === '' || !path.startsWith(`./${excluded}`)
  return () => create({ cwd: directory, file: archive, gzip: { level: 1 }, portable: true, filter }, ['.'])
}

/** `maxRSS` begins with what the process had that started this one; Linux also gives the peak of only this one. */
function peakMemory(): number {
  if (process.platform !== 'linux') return process.resourceUsage().maxRSS * 1024
  return Number(/^VmHWM:\s+(\d+) kB$/m.exec(readFileSync('/proc/self/status', 'utf8'))?.[1]) * 1024
}
