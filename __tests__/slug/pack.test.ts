import { describe, expect, test } from '@jest/globals'
import { execFileSync, spawnSync } from 'node:child_process'
import { randomBytes } from 'node:crypto'
import { chmodSync, linkSync, mkdirSync, readFileSync, statSync, symlinkSync, utimesSync } from 'node:fs'
import { setImmediate } from 'node:timers/promises'
import { gunzipSync } from 'node:zlib'
import { parseRules } from '../../src/slug/ignore.ts'
import { pack } from '../../src/slug/pack.ts'
import { walk } from '../../src/slug/walk.ts'
import { type Tree, type Unpacked, place, plant, unpack } from './trees.ts'

const BLOCK = 256 * 1024
const isWindows = process.platform === 'win32'

async function packed(tree: Tree): Promise<Unpacked[]> {
  using temporary = place()
  plant(temporary.at('root'), tree)
  const { path } = await pack(temporary.at('root'), { archive: temporary.at('archive') })
  return unpack(path)
}

/** Says so where a program of the system isn't there to judge. */
function has(program: string): boolean {
  const isThere = spawnSync(program, ['--version']).status === 0
  if (!isThere) console.warn(`${program} is not on this machine: what it says of archives is not tested`)
  return isThere
}

describe('the digest', () => {
  const tree: Tree = { 'a.tf': 'A', 'b.sh': 'B', 'c/': '', l: { link: 'a.tf' }, big: Buffer.alloc(3 * BLOCK, 'x') }
  const digest = async (changed: Tree, touch: (path: string) => void = () => undefined): Promise<string> => {
    using temporary = place()
    plant(temporary.at('root'), { ...tree, ...changed })
    touch(temporary.at('root'))
    return (await pack(temporary.at('root'), { archive: temporary.at('archive') })).digest
  }

  test('is the same for the same files, whenever they were written and whoever else may read them', async () => {
    const again = await digest({}, root => {
      utimesSync(`${root}/a.tf`, 1, 1)
      utimesSync(`${root}/c`, 1, 1)
      chmodSync(`${root}/a.tf`, 0o600)
    })
    expect(again).toBe(await digest({}))
    expect(again).toMatch(/^[\w-]{43}$/)
  })

  test.each<[string, Tree]>([
    ['the content of a file', { 'a.tf': 'a' }],
    ['the end of a big one', { big: Buffer.concat([Buffer.alloc(3 * BLOCK - 1, 'x'), Buffer.from('y')]) }],
    ['the length of a big one', { big: Buffer.alloc(3 * BLOCK + 1, 'x') }],
    ['where a link leads', { l: { link: 'b.sh' } }],
    ['that there is a file in place of a link', { l: 'a.tf' }],
    ['that there is another file', { d: '' }],
    ['that there is another directory', { 'd/': '' }],
    ['where a file ends and another begins', { 'a.tf': '', 'b.sh': 'AB' }]
  ])('is another one if somebody changes %s', async (_name, changed) => {
    expect(await digest(changed)).not.toBe(await digest({}))
  })

  test('is another one if a file may be run', async () => {
    if (isWindows) return
    expect(await digest({}, root => chmodSync(`${root}/b.sh`, 0o755))).not.toBe(await digest({}))
  })

  test('is not that of files whose content looks like other entries', async () => {
    const [one, two] = [{ x: 'X["file","y",false,1]\nY' }, { x: 'X', y: 'Y' }]
    expect(await digest(one)).not.toBe(await digest(two))
  })
})

describe('entries', () => {
  test('come in bytewise order, a directory before what is in it', async () => {
    const tree = { 'b/x': 'x', 'b.tf': 'x', 'b-': 'x', B: 'x', é: 'x', '\u{10ffff}': 'x', '\uffee': 'x', 'a/': '' }
    const names = (await packed(tree)).map(({ name }) => name)
    expect(names).toEqual(['B', 'a/', 'b/', 'b/x', 'b-', 'b.tf', 'é', '\uffee', '\u{10ffff}'])
  })

  test('belong to no one', async () => {
    expect((await packed({ a: 'A', 'd/': '', l: { link: 'a' } })).map(({ owner }) => owner)).toEqual(
      Array.from({ length: 3 }, () => '0:0::')
    )
  })

  test('may have names of any length, and in any script', async () => {
    const names = [99, 100, 101, 155, 156, 250].map(length => 'n'.repeat(length))
    const directories = [98, 99, 100, 101].map(length => `${'d'.repeat(length)}/`)
    const deep = [...names.map(name => `p/${name}`), `${'p'.repeat(120)}/x`, `${'p/'.repeat(200)}x`]
    const all = [...names, ...directories, ...deep, 'é'.repeat(60), 'é/', '日/本', 'a b\t"*?', '...', '-x']
    const found = (await packed(Object.fromEntries(all.map(name => [name, 'x'])))).map(({ name }) => name)
    expect(all.filter(name => !found.includes(name))).toEqual([])
  })

  test('links may say anything', async () => {
    const texts = ['x'.repeat(100), 'x'.repeat(101), 'é', `${'x/'.repeat(100)}y`]
    const tree = Object.fromEntries(texts.map((link, index) => [`l${index}`, { link }]))
    expect((await packed({ ...tree, z: 'x' })).flatMap(({ link }) => link ?? [])).toEqual(texts)
  })

  test('keep their time, to the second', async () => {
    using temporary = place()
    const times = [1.49, 1.5, 1e9 + 0.999, -1.5, -2.6, 4e9, 2 ** 33 + 1]
    for (const time of times) {
      plant(temporary.at('root'), { [`f${time}`]: 'x' })
      const date = new Date(time * 1000) // A negative number would mean now.
      utimesSync(temporary.at('root', `f${time}`), date, date)
    }
    const { path } = await pack(temporary.at('root'), { archive: temporary.at('archive') })
    const kept = new Map(unpack(path).map(({ name, seconds }) => [name, seconds]))
    expect(times.map(time => kept.get(`f${time}`))).toEqual([1, 2, 1e9 + 1, -1, -3, 4e9, 2 ** 33 + 1])
  })

  test('keep their permissions, and nothing beyond them', async () => {
    if (isWindows) {
      console.warn('Windows has no permission bits: paths.test.ts has what is packed there')
      return
    }
    using temporary = place()
    for (const mode of [0o600, 0o644, 0o755, 0o4755, 0o1777]) {
      plant(temporary.at('root'), { [`f${mode}`]: 'x', [`d${mode}/`]: '' })
      for (const kind of ['f', 'd']) chmodSync(temporary.at('root', `${kind}${mode}`), mode)
    }
    symlinkSync(`f384`, temporary.at('root', 'l'))
    const { path } = await pack(temporary.at('root'), { archive: temporary.at('archive') })
    const modes = unpack(path).map(({ name, mode }) => [name.replace(/\/$/, ''), mode])
    expect(Object.fromEntries(modes)).toEqual({
      ...{ f384: '600', f420: '644', f493: '755', f2541: '755', f1023: '777' },
      ...{ d384: '600', d420: '644', d493: '755', d2541: '755', d1023: '777' },
      l: '777'
    })
  })

  test('of hard links are files of their own', async () => {
    using temporary = place()
    plant(temporary.at('root'), { a: 'A' })
    linkSync(temporary.at('root', 'a'), temporary.at('root', 'b'))
    const { path } = await pack(temporary.at('root'), { archive: temporary.at('archive') })
    expect(unpack(path).map(({ name, type, content }) => `${name} ${type} ${content.toString()}`)).toEqual([
      'a File A',
      'b File A'
    ])
  })

  test('are not made of pipes', async () => {
    if (isWindows) {
      console.warn('Windows has no pipes in directories')
      return
    }
    using temporary = place()
    plant(temporary.at('root'), { a: 'A' })
    execFileSync('mkfifo', [temporary.at('root', 'pipe')])
    const { path, files } = await pack(temporary.at('root'), { archive: temporary.at('archive') })
    expect([unpack(path).map(({ name }) => name), files]).toEqual([['a'], 1])
  })

  test('hold what the files hold, whatever their size', async () => {
    const sizes = [
      0,
      1,
      511,
      512,
      513,
      BLOCK - 1537,
      BLOCK - 1536,
      BLOCK - 1024,
      BLOCK - 512,
      BLOCK,
      BLOCK + 1,
      5 * BLOCK
    ]
    const tree = Object.fromEntries(
      sizes.flatMap(size => [
        [`text ${size}`, Buffer.alloc(size, 'resource ')],
        [`noise ${size}`, randomBytes(size)]
      ])
    )
    const contents = new Map((await packed(tree)).map(({ name, content }) => [name, content]))
    expect([...contents.keys()].sort()).toEqual(Object.keys(tree).sort())
    for (const [name, content] of Object.entries(tree))
      expect([name, contents.get(name)?.equals(content)]).toEqual([name, true])
  })
})

/** Enough of both kinds to fill several blocks of each, in turn. */
const manyFiles = (): Tree =>
  Object.fromEntries(
    Array.from({ length: 300 }, (_, index) => {
      const size = (index * 7919) % 30_000
      return [`d${index % 7}/f${index}`, index % 2 === 0 ? randomBytes(size) : Buffer.alloc(size, `count = ${index}\n`)]
    })
  )

describe('an archive', () => {
  test('is reported, and only for its owner', async () => {
    using temporary = place()
    plant(temporary.at('root'), {
      'm/a.tf': '12345',
      b: '123',
      'm/l': { link: '../b' },
      ...Object.fromEntries(Array.from({ length: 5 }, (_, index) => [`f${index}`, 'x'.repeat(10 + index)]))
    })
    const archive = await pack(temporary.at('root'), { archive: temporary.at('archive') })
    expect(archive).toEqual({
      path: temporary.at('archive'),
      digest: archive.digest,
      bytes: statSync(archive.path).size,
      files: 8,
      warnings: [],
      largest: [14, 13, 12, 11, 10].map((bytes, index) => ({ name: `f${4 - index}`, bytes }))
    })
    if (!isWindows) expect(statSync(archive.path).mode & 0o777).toBe(0o600)
  })

  test('is the same for the same directory', async () => {
    using temporary = place()
    plant(temporary.at('root'), manyFiles())
    await pack(temporary.at('root'), { archive: temporary.at('one') })
    await pack(temporary.at('root'), { archive: temporary.at('two') })
    expect(readFileSync(temporary.at('one')).equals(readFileSync(temporary.at('two')))).toBe(true)
  })

  test('does not hold itself, where it is made in the directory', async () => {
    using temporary = place()
    plant(temporary.at('root'), { a: 'A' })
    const { path } = await pack(temporary.at('root'), { archive: temporary.at('root', 'archive') })
    expect(unpack(path).map(({ name }) => name)).toEqual(['a'])
  })

  test('is compressed where that helps, and is never much bigger than its files', async () => {
    using temporary = place()
    plant(temporary.at('text'), { a: Buffer.alloc(1e6, 'resource ') })
    plant(temporary.at('noise'), { a: randomBytes(1e6), ...manyFiles() })
    const text = await pack(temporary.at('text'), { archive: temporary.at('text.gz') })
    const noise = await pack(temporary.at('noise'), { archive: temporary.at('noise.gz') })
    expect(text.bytes).toBeLessThan(20_000)
    expect(noise.bytes).toBeLessThan(gunzipSync(readFileSync(noise.path)).length)
  })

  test('is read by the programs of the system as well', async () => {
    using temporary = place()
    const tree = {
      ...manyFiles(),
      'é/日': 'x',
      l: { link: 'd1' },
      [`${'d'.repeat(120)}/${'n'.repeat(120)}`]: 'x',
      'e/': ''
    }
    plant(temporary.at('root'), tree)
    const { path } = await pack(temporary.at('root'), { archive: temporary.at('archive.tar.gz') })
    if (has('gzip')) expect(execFileSync('gzip', ['-tv', path], { stdio: 'pipe' }).toString()).toBe('')
    if (!has('tar')) return
    mkdirSync(temporary.at('out'))
    execFileSync('tar', ['-xpf', path, '-C', temporary.at('out')], { stdio: 'ignore' })
    if (has('diff')) execFileSync('diff', ['-r', '--no-dereference', temporary.at('root'), temporary.at('out')])
    for (const name of ['d1/f1', 'e', 'é/日']) {
      const [before, after] = ['root', 'out'].map(side => statSync(temporary.at(side, name)))
      expect([after?.mode, Math.round((after?.mtimeMs ?? 0) / 1000)]).toEqual([
        before?.mode,
        Math.round((before?.mtimeMs ?? 0) / 1000)
      ])
    }
  })
})

describe('an aborted job', () => {
  test.each([0, 1, 5])('leaves no archive after %d turns of the event loop', async turns => {
    using temporary = place()
    plant(temporary.at('root'), { ...manyFiles(), big: Buffer.alloc(100 * BLOCK) })
    const abort = new AbortController()
    const reason = new Error('cancelled')
    if (turns === 0) abort.abort(reason)
    const packing = pack(temporary.at('root'), { archive: temporary.at('archive'), signal: abort.signal })
    const outcome = expect(packing).rejects.toBe(reason)
    for (let turn = 0; turn < turns; turn++) await setImmediate()
    abort.abort(reason)
    await outcome
    expect(statSync(temporary.at('archive'), { throwIfNoEntry: false })).toBeUndefined()
  })

  test('is heard of where nothing is packed, too: what is left out counts as a step', () => {
    using temporary = place()
    plant(temporary.at('root'), { 'd/a': '', 'd/b': '', 'n/a': '', 'x/': '' })
    const rules = parseRules('d/*\nn/\n!/d/x')
    const root = temporary.at('root')
    const steps = [...walk({ root, alias: root, rules, confine: undefined })]
    expect(steps.map(entry => entry?.name)).toEqual([undefined, undefined, undefined, undefined, 'x/'])
  })
})
