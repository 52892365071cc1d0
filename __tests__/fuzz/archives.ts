import assert from 'node:assert/strict'
import { mkdirSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { gunzipSync, gzipSync } from 'node:zlib'
import fc from 'fast-check'
import { RunFailed } from '../../src/errors.ts'
import { unpack } from '../../src/slug/unpack.ts'
import { archiveWith } from '../../packages/hcp-terraform-server/tests/archives.ts'
import type { Parser } from './parser.ts'

const name = fc.constantFrom(
  'a',
  'a/b',
  'a/b/c',
  'd/',
  '../x',
  '/x',
  'a/../..',
  '.',
  'x'.repeat(150),
  '\u0000',
  'C:\\x',
  'a\\..\\b'
)
const entry = fc.oneof(
  fc.record({ path: name, type: fc.constant('File' as const), content: fc.string({ maxLength: 2000 }) }),
  fc.record({ path: name, type: fc.constantFrom('Directory' as const, 'FIFO' as const) }),
  fc.record({ path: name, type: fc.constantFrom('SymbolicLink' as const, 'Link' as const), linkpath: name })
)
/** A byte anywhere, most of all in headers; their sums are fixed, or a header that is odd would not be looked at. */
const change = fc.record({
  record: fc.nat({ max: 20 }),
  at: fc.nat({ max: 511 }),
  byte: fc.nat({ max: 255 }),
  fixChecksum: fc.boolean()
})

function changed(
  tar: Buffer,
  { record, at, byte, fixChecksum }: { record: number; at: number; byte: number; fixChecksum: boolean }
): void {
  const header = tar.subarray((record * 512) % tar.length).subarray(0, 512)
  if (at < header.length) header[at] = byte
  if (!fixChecksum || header.length < 512) return
  header.fill(' ', 148, 156)
  header.write(
    `${header
      .reduce((sum, each) => sum + each, 0)
      .toString(8)
      .padStart(6, '0')}\0 `,
    148
  )
}

const archives = fc.asyncProperty(
  fc.array(entry, { maxLength: 5 }),
  fc.array(change, { maxLength: 4 }),
  fc.option(fc.double({ min: 0, max: 1, noNaN: true })),
  async (entries, changes, cut) => {
    const place = mkdtempSync(join(tmpdir(), 'fuzz-'))
    try {
      const tar = gunzipSync(archiveWith(entries))
      for (const each of changes) changed(tar, each)
      const directory = join(place, 'directory')
      writeFileSync(
        join(place, 'archive'),
        gzipSync(cut === null ? tar : tar.subarray(0, cut * tar.length), { level: 1 })
      )
      mkdirSync(directory)
      const failure = await unpack(join(place, 'archive'), directory, new AbortController().signal).then(
        () => undefined,
        (error: unknown) => error
      )
      assert(failure === undefined || failure instanceof RunFailed, String(failure))
      assert.equal(readdirSync(place).toSorted().join(), 'archive,directory')
      if (failure !== undefined) assert.equal(readdirSync(directory).length, 0)
    } finally {
      rmSync(place, { recursive: true, force: true })
    }
  }
)

export const archivesFrom: readonly Parser[] = [
  { name: 'archives: mutated, cut, hostile', share: 1, property: archives }
]
