import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import type { OutsideCall } from './outside-calls.ts'

const PRELOAD = pathToFileURL(join(import.meta.dirname, 'hostile-process.ts')).href

/** The environment of a process whose calls are counted. With a call, that one throws, and no other name is counted. */
export function processCalls(call: OutsideCall | undefined): Disposable & {
  readonly env: Readonly<Record<string, string | undefined>>
  /** How often each was made. */
  readonly counts: () => ReadonlyMap<string, number>
} {
  const directory = mkdtempSync(join(tmpdir(), 'calls-'))
  const record = join(directory, 'record')
  return {
    env: { NODE_OPTIONS: `--import ${PRELOAD}`, HOSTILE_CALL: call, HOSTILE_RECORD: record },
    counts: () => new Map(existsSync(record) ? lines(readFileSync(record, 'utf8')) : []),
    [Symbol.dispose]: () => rmSync(directory, { recursive: true })
  }
}

const lines = (text: string): readonly [string, number][] =>
  text
    .trim()
    .split('\n')
    .map(line => [line.split(' ')[0] ?? '', Number(line.split(' ')[1])])
