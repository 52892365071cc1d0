/** Directories to pack, made the same each time. */
import { closeSync, mkdirSync, openSync, writeFileSync, writeSync } from 'node:fs'
import { dirname, join } from 'node:path'

export interface Tree {
  readonly name: string
  readonly what: string
  /** What .terraformignore leaves out, as the other programs get it. */
  readonly excluded?: string
  readonly make: (directory: string) => void
}

const MIB = 2 ** 20

/** Files of 1 to 18 kB, every other one incompressible. */
export const filesTree = (count: number): Tree => ({
  name: `files-${count}`,
  what: `${count} files of 1 to 18 kB, every other one incompressible`,
  make: directory => files(directory, count, at => (at % 2 === 0 ? text(at, size(at)) : noise(at, size(at))))
})

export const TREES: readonly Tree[] = [
  {
    name: 'small',
    what: '20 files of 1.5 kB, as most configurations are',
    make: directory => files(directory, 20, at => text(at, 1500))
  },
  filesTree(20_000),
  {
    name: 'halves',
    what: '20000 files of 1 to 18 kB, one half of each incompressible',
    make: directory => files(directory, 20_000, at => Buffer.concat([text(at, size(at) / 2), noise(at, size(at) / 2)]))
  },
  {
    name: 'mixed',
    what: '20000 files of 200 B to 19 kB, every other one incompressible, the rest of 500 words',
    make: directory => files(directory, 20_000, at => (at % 2 === 0 ? noise(at, anySize(at)) : prose(at, anySize(at))))
  },
  {
    name: 'ignored',
    what: '20 files, and 200000 in node_modules, which is excluded',
    excluded: 'node_modules',
    make: directory => {
      files(directory, 20, at => text(at, 1500))
      files(join(directory, 'node_modules'), 200_000, () => Buffer.from('x'))
      put(join(directory, '.terraformignore'), 'node_modules/\n')
    }
  },
  {
    name: 'large',
    what: 'one file of 1 GiB, every other MiB incompressible',
    make: directory => large(join(directory, 'large.bin'), 1024)
  },
  {
    name: 'deep',
    what: '2000 files, ten in each of 200 directories below each other',
    make: directory => {
      for (let at = 0; at < 2000; at++) put(join(directory, 'd/'.repeat(at / 10), `f${at}`), text(at, 1500))
    }
  }
]

function files(directory: string, count: number, content: (at: number) => Buffer): void {
  for (let at = 0; at < count; at++) {
    const folder = Math.floor(at / 100)
    put(join(directory, `m${folder % 20}`, `d${folder}`, `f${at}`), content(at))
  }
}

function large(path: string, mebibytes: number): void {
  const parts = [text(1, MIB), noise(1, MIB)]
  const file = openSync(path, 'w')
  for (let at = 0; at < mebibytes; at++) writeSync(file, parts[at % 2] ?? Buffer.alloc(0))
  closeSync(file)
}

function put(path: string, content: Buffer | string): void {
  mkdirSync(dirname(path), { recursive: true })
  writeFileSync(path, content)
}

const WORDS =
  'resource variable output module provider = { } "name" tags local var each.value type string for_each true'.split(' ')
const anySize = (at: number) => 200 + ((at * 7919) % 18_800)
const size = (at: number) => 1000 + ((at * 7919) % 17_200)

const text = (seed: number, length: number): Buffer => written(WORDS, seed, length)

/** 500 words that are made up, of two to ten letters. */
const VOCABULARY = Array.from({ length: 500 }, (_, at) => {
  const next = random(at + 1)
  return Array.from({ length: 2 + (next() % 9) }, () => String.fromCharCode(97 + (next() % 26))).join('')
})
const prose = (seed: number, length: number): Buffer => written(VOCABULARY, seed, length)

function written(words: readonly string[], seed: number, length: number): Buffer {
  const next = random(seed)
  let text = ''
  while (text.length < length) text += `${words[next() % words.length] ?? ''}${next() % 6 === 0 ? '\n  ' : ' '}`
  return Buffer.from(text.slice(0, length))
}

function noise(seed: number, length: number): Buffer {
  const next = random(seed)
  const bytes = Buffer.alloc(Math.ceil(length / 4) * 4)
  for (let at = 0; at < bytes.length; at += 4) bytes.writeUInt32LE(next(), at)
  return bytes.subarray(0, length)
}

/** xorshift: https://www.jstatsoft.org/article/view/v008i14 */
function random(seed: number): () => number {
  let state = (Math.imul(seed, 2654435761) ^ 0x9e3779b9) >>> 0 || 1
  return () => {
    state ^= state << 13
    state ^= state >>> 17
    state ^= state << 5
    return (state >>>= 0)
  }
}
