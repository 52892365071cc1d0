import { readFileSync } from 'node:fs'
import { availableParallelism, cpus, release, totalmem, type } from 'node:os'

/** What the figures were made on, and when: they mean nothing without. */
export function machine(): string {
  const memory = `${Math.round(totalmem() / 2 ** 30)} GiB of memory`
  const processor = `${availableParallelism()} cores of ${cpus()[0]?.model.trim() ?? 'an unknown model'}`
  return `${new Date().toISOString().slice(0, 10)}; ${processor}, ${memory}; ${system()}; Node ${process.version}.`
}

function system(): string {
  const kernel = `${type()} ${release()}`
  if (process.platform !== 'linux') return kernel
  const name = /^PRETTY_NAME="(.*)"$/m.exec(readFileSync('/etc/os-release', 'utf8'))?.[1]
  return name === undefined ? kernel : `${name}, ${kernel}`
}
