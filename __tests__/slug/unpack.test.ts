import { afterAll, describe, expect, test } from '@jest/globals'
import {
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  readlinkSync,
  rmSync,
  statSync,
  writeFileSync
} from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { gunzipSync, gzipSync } from 'node:zlib'
import { RunFailed } from '../../src/errors.ts'
import { pack } from '../../src/slug/pack.ts'
import { unpack, type Unpacked } from '../../src/slug/unpack.ts'
import { archiveWith } from '../../packages/hcp-terraform-server/tests/archives.ts'

const root = mkdtempSync(join(tmpdir(), 'unpack-'))
afterAll(() => rmSync(root, { recursive: true }))

let count = 0
/** Unpacks bytes in a directory of their own. */
async function unpacked(bytes: Uint8Array): Promise<Unpacked & { readonly directory: string; readonly place: string }> {
  const place = join(root, String(count++))
  mkdirSync(place)
  writeFileSync(join(place, 'archive'), bytes)
  const directory = join(place, 'directory')
  return { ...(await unpack(join(place, 'archive'), directory, new AbortController().signal)), directory, place }
}
const refused = async (bytes: Uint8Array): Promise<string> => {
  const place = join(root, String(count))
  const error = await unpacked(bytes).then(
    () => new Error('it was unpacked'),
    (failure: unknown) => failure as Error
  )
  expect(error).toBeInstanceOf(RunFailed)
  expect(readdirSync(place)).toEqual(['archive'])
  return error.message
}
type Entries = Parameters<typeof archiveWith>[0]
const FILE = { path: 'main.tf', type: 'File', content: 'x' } as const
const link = (path: string, linkpath: string): Entries[number] => ({ path, type: 'SymbolicLink', linkpath })

test('what pack makes comes out as it was, links and modes included', async () => {
  const place = mkdtempSync(join(root, 'packed-'))
  const directory = join(place, 'directory')
  mkdirSync(join(directory, 'modules', 'net'), { recursive: true })
  writeFileSync(join(directory, 'main.tf'), '# main')
  writeFileSync(join(directory, 'run.sh'), '#!/bin/sh', { mode: 0o755 })
  writeFileSync(join(directory, 'modules', 'net', `${'long-'.repeat(40)}ö.tf`), '# net')
  const archive = join(place, 'archive')
  const { files } = await pack(directory, { archive })
  const out = await unpacked(readFileSync(archive))
  expect([out.files, out.leftOut]).toEqual([files, []])
  expect(readdirSync(out.directory, { recursive: true }).toSorted()).toEqual(
    readdirSync(directory, { recursive: true }).toSorted()
  )
  expect(statSync(join(out.directory, 'run.sh')).mode & 0o777).toBe(0o755)
  expect(readdirSync(out.place).toSorted()).toEqual(['archive', 'directory'])
})

test('links that stay inside are kept', async () => {
  const entries: Entries = [
    FILE,
    { path: './a/b/', type: 'Directory' },
    link('a/b/up', '../../main.tf'),
    link('a/to', 'b/up'),
    link('self', '.')
  ]
  const { directory, leftOut } = await unpacked(archiveWith(entries))
  expect(leftOut).toEqual([])
  expect(readlinkSync(join(directory, 'a/b/up'))).toBe('../../main.tf')
  expect(readFileSync(join(directory, 'a/to'), 'utf8')).toBe('x')
})

describe('left out, and reported', () => {
  test.each<[string, Entries, string]>([
    ['an absolute link', [link('l', '/etc/passwd')], 'l (a link to /etc/passwd, which may lead elsewhere)'],
    ['a link upwards', [link('a/l', '../../x')], 'a/l (a link to ../../x, which may lead elsewhere)'],
    ['a link through a link', [link('d', '.'), link('l', 'd/../x')], 'l (a link to d/../x, which may lead elsewhere)'],
    ['a link upwards as on Windows', [link('l', '..\\..\\x')], 'l (a link to ..\\..\\x, which may lead elsewhere)'],
    ['a link through both', [link('a/l', '..\\../x')], 'a/l (a link to ..\\../x, which may lead elsewhere)'],
    [
      'a link of Windows through a link',
      [link('d', '.'), link('l', 'd\\..\\x')],
      'l (a link to d\\..\\x, which may lead elsewhere)'
    ],
    [
      'a part of a repository',
      [{ path: 'sub/.Git/config', type: 'File' }],
      'sub/.Git/config (a part of a git repository)'
    ],
    ['a hard link', [{ path: 'l', type: 'Link', linkpath: 'main.tf' }], 'l (a hard link)'],
    ['a pipe', [{ path: 'p', type: 'FIFO' }], 'p (neither a file, a directory nor a link)'],
    ['a device', [{ path: 'd', type: 'CharacterDevice' }], 'd (neither a file, a directory nor a link)']
  ])('%s', async (_name, entries, reported) => {
    const { directory, files, leftOut } = await unpacked(archiveWith([FILE, ...entries]))
    expect(leftOut).toEqual([reported])
    expect(files).toBe(entries.length)
    expect(existsSync(join(directory, 'main.tf'))).toBe(true)
  })
})

test('setuid bits are dropped, and no mode locks the owner out', async () => {
  const entries: Entries = [
    { ...FILE, mode: 0o4755 },
    { path: 'shut', type: 'Directory', mode: 0o000 },
    { path: 'shut/f', type: 'File', content: 'y', mode: 0o000 }
  ]
  const { directory } = await unpacked(archiveWith(entries))
  expect((statSync(join(directory, 'main.tf')).mode & 0o7777).toString(8)).toBe('755')
  expect(readFileSync(join(directory, 'shut/f'), 'utf8')).toBe('y')
})

describe('refused whole, and nothing is left', () => {
  test.each<[string, Entries, string]>([
    ['a name with ..', [{ ...FILE, path: '../evil' }], 'its entry "../evil" leads out of the directory'],
    ['.. in the middle', [{ ...FILE, path: 'a/../../evil' }], 'its entry "a/../../evil" leads out of the directory'],
    ['an absolute name', [{ ...FILE, path: '/tmp/evil' }], 'its entry "/tmp/evil" leads out of the directory'],
    [
      'a file through a link',
      [{ path: 'd', type: 'Directory' }, link('l', 'd'), { ...FILE, path: 'l/x' }],
      'its link "l" is something else as well'
    ]
  ])('%s', async (_name, entries, says) => {
    expect(await refused(archiveWith([FILE, ...entries]))).toContain(says)
  })

  test.each<[string, () => Uint8Array, string]>([
    ['a file that is not gzip', () => Buffer.from('hello'), 'incorrect header check'],
    ['a file that is not tar', () => gzipSync(Buffer.alloc(2048, 'x')), 'TAR_ENTRY_INVALID'],
    ['half an archive', () => archiveWith([FILE]).subarray(0, 60), 'unexpected end of file'],
    ['half a tar in a whole gzip', () => gzipSync(Buffer.concat([tarOf(FILE), Buffer.alloc(100)])), 'TAR_BAD_ARCHIVE'],
    [
      'a small archive that is huge unpacked',
      () => gzipSync(Buffer.alloc(80 * 2 ** 20)),
      'more than 200 times as large'
    ]
  ])('%s', async (_name, bytes, says) => {
    expect(await refused(bytes())).toContain(says)
  })
})

test('ten billion zeros behind ten million bytes are refused before they are all unpacked', async () => {
  const member = gzipSync(Buffer.alloc(2 ** 26))
  expect(await refused(Buffer.concat(Array<Buffer>(150).fill(member)))).toContain('more than 200 times as large')
})

test('an archive of many names has an end', async () => {
  const { directory, leftOut } = await unpacked(
    archiveWith([FILE, ...Array.from({ length: 2_000 }, (_, index) => link(`l${index}`, `/x/${index}`))])
  )
  expect([leftOut.length, readdirSync(directory)]).toEqual([2_000, ['main.tf']])
})

/** A tar whose last file is longer than its data. */
function tarOf(file: Entries[number]): Buffer {
  const gzip = archiveWith([{ ...file, size: 4096 }])
  return gunzipSync(gzip).subarray(0, 512)
}

test('a cancelled job leaves nothing', async () => {
  const place = mkdtempSync(join(root, 'cancelled-'))
  writeFileSync(join(place, 'archive'), archiveWith([FILE]))
  const reason = new Error('cancelled')
  await expect(unpack(join(place, 'archive'), join(place, 'd'), AbortSignal.abort(reason))).rejects.toBe(reason)
  expect(readdirSync(place)).toEqual(['archive'])
})

test('an empty directory is taken, one with something in it is not', async () => {
  const place = mkdtempSync(join(root, 'there-'))
  writeFileSync(join(place, 'archive'), archiveWith([FILE]))
  mkdirSync(join(place, 'd'))
  const { signal } = new AbortController()
  await unpack(join(place, 'archive'), join(place, 'd'), signal)
  expect(readdirSync(join(place, 'd'))).toEqual(['main.tf'])
  await expect(unpack(join(place, 'archive'), join(place, 'd'), signal)).rejects.toThrow("can't be unpacked")
  expect(readdirSync(join(place, 'd'))).toEqual(['main.tf'])
})
