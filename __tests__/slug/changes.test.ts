import { describe, expect, test } from '@jest/globals'
import { appendFileSync, openSync, symlinkSync, truncateSync } from 'node:fs'
import { OpenFile } from '../../src/slug/file-reader.ts'
import { GzipFile } from '../../src/slug/gzip.ts'
import { pack } from '../../src/slug/pack.ts'
import { TarWriter } from '../../src/slug/tar-writer.ts'
import { place, plant, unpack } from './trees.ts'

/** Says that it is empty, and is not. */
const RESTLESS = '/proc/self/status'
const isLinux = process.platform === 'linux'

async function taped(entry: { readonly name: string; readonly path: string }): Promise<string[]> {
  using temporary = place()
  const gzip = new GzipFile(openSync(temporary.at('archive'), 'wx'))
  try {
    const tape = new TarWriter(gzip, undefined)
    await tape.add(Object.assign(entry, { kind: 'file' as const }))
    await tape.finish()
  } finally {
    await gzip.close()
  }
  return unpack(temporary.at('archive')).map(({ name, content }) => `${name}: ${content.toString()}`)
}

describe('a file that changes after it was opened', () => {
  test.each<[string, (path: string) => void]>([
    ['grows', path => appendFileSync(path, 'x')],
    ['shrinks', path => truncateSync(path, 99)]
  ])('and %s: a small one must be tried again', (_how, change) => {
    using temporary = place()
    plant(temporary.path, { f: Buffer.alloc(100, 'f') })
    const file = new OpenFile({ kind: 'file', name: 'f', path: temporary.at('f') })
    change(temporary.at('f'))
    expect(file.whole(Buffer.alloc(2000))).toBeUndefined()
    file.close()
  })

  test.each<[string, (path: string) => void, string]>([
    ['grows', path => appendFileSync(path, 'x'), 'grew'],
    ['shrinks', path => truncateSync(path, 99), 'was cut short']
  ])('and %s: of a big one, a part is on the tape already', (_how, change, what) => {
    using temporary = place()
    plant(temporary.path, { f: Buffer.alloc(100, 'f') })
    const file = new OpenFile({ kind: 'file', name: 's/f', path: temporary.at('f') })
    change(temporary.at('f'))
    expect(() => [...file.parts(Buffer.alloc(30), () => undefined)]).toThrow(
      `\`directory\`: "s/f" ${what} while it was being packed. Wait until the program that writes it has finished, or exclude it in .terraformignore`
    )
    file.close()
  })

  test('is tried twice', async () => {
    if (!isLinux) {
      console.warn(`${process.platform} has no ${RESTLESS}, a file that always changes`)
      return
    }
    using temporary = place()
    plant(temporary.path, { f: 'calm' })
    const paths = [RESTLESS, temporary.at('f')]
    expect(await taped({ name: 'f', path: RESTLESS }).catch(String)).toMatch(/"f" changed its size while/)
    const calmsDown = {
      name: 'f',
      get path() {
        return paths.shift() ?? ''
      }
    }
    expect(await taped(calmsDown)).toEqual(['f: calm'])
  })

  test('fails the whole', async () => {
    if (!isLinux) {
      console.warn(`${process.platform} has no ${RESTLESS}, a file that always changes`)
      return
    }
    using temporary = place()
    plant(temporary.at('root'), { a: 'A' })
    symlinkSync(RESTLESS, temporary.at('root', 'l'))
    await expect(pack(temporary.at('root'), { archive: temporary.at('archive') })).rejects.toThrow(
      /"l" changed its size/
    )
  })
})

describe('a file that is no more when its turn comes', () => {
  test('has vanished', async () => {
    using temporary = place()
    await expect(taped({ name: 's/f', path: temporary.at('f') })).rejects.toThrow(
      /"s\/f" vanished while it was being packed/
    )
  })

  test('has become a directory', async () => {
    using temporary = place()
    await expect(taped({ name: 'f', path: temporary.path })).rejects.toThrow(/"f" became something else/)
  })

  test('has become a link, which is not followed', async () => {
    if (process.platform === 'win32') {
      console.warn('Windows has no way to open a file and not follow links')
      return
    }
    using temporary = place()
    plant(temporary.path, { f: { link: 'g' }, g: 'secret' })
    await expect(taped({ name: 'f', path: temporary.at('f') })).rejects.toThrow(/"f" can't be read \(ELOOP\)/)
  })
})

test('a full disk fails the whole, at the end or long before it', async () => {
  if (!isLinux) {
    console.warn(`${process.platform} has no /dev/full, where nothing can be written`)
    return
  }
  using temporary = place()
  plant(temporary.path, { f: Buffer.alloc(20e6), g: 'x' })
  for (const name of ['f', 'g']) {
    const gzip = new GzipFile(openSync('/dev/full', 'w'))
    const tape = new TarWriter(gzip, undefined)
    const writing = tape.add({ kind: 'file', name, path: temporary.at(name) }).then(() => tape.finish())
    await expect(writing).rejects.toMatchObject({ code: 'ENOSPC' })
    await expect(gzip.close()).rejects.toMatchObject({ code: 'ENOSPC' })
  }
})
