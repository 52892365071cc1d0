import { expect, test } from '@jest/globals'
import { mkdtempSync, readFileSync, rmSync, statSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { writeList } from '../../src/steps/listed.ts'
import type { World } from '../../src/steps/world.ts'
import { Fields } from '../../src/tfe/document.ts'

const resource = (length: number) => ({
  resource: {
    id: 'sv-1',
    type: 'state-versions',
    attributes: new Fields({ resources: 'x'.repeat(length), 'hosted-state-download-url': 'https://secret' }),
    relationships: {},
    links: new Fields(undefined)
  }
})

async function written(lengths: readonly number[], include?: readonly string[]) {
  const directory = mkdtempSync(join(tmpdir(), 'listed-'))
  const warnings: string[] = []
  const world = { env: { RUNNER_TEMP: directory }, log: { warning: (text: string) => warnings.push(text) } }
  try {
    const { text, file } = await writeList(world as unknown as World, 'state-versions', lengths.map(resource), include)
    return { text, content: readFileSync(file, 'utf8'), mode: statSync(file).mode & 0o777, warnings }
  } finally {
    rmSync(directory, { recursive: true })
  }
}

test('a list is one JSON array, without secrets, as a text and in a file of its owner', async () => {
  const { text, content, mode } = await written([1, 2])
  expect(text).toBe(
    '[{"id":"sv-1","type":"state-versions","attributes":{"resources":"x"},"relationships":{}},' +
      '{"id":"sv-1","type":"state-versions","attributes":{"resources":"xx"},"relationships":{}}]'
  )
  expect([content, mode]).toEqual([text, 0o600])
  expect((await written([])).text).toBe('[]')
})

test('what is large is left out unless it is asked for', async () => {
  expect((await written([1], [])).text).not.toContain('resources')
  expect((await written([1], ['resources'])).text).toContain('"resources":"x"')
})

test('one that is too long for an output of GitHub is in the file, and the log says so', async () => {
  expect((await written([500_000])).warnings).toEqual([])
  const { text, content, warnings } = await written([300_000, 300_000])
  expect([text, (JSON.parse(content) as unknown[]).length]).toEqual([undefined, 2])
  expect(warnings).toEqual([expect.stringContaining('`state-versions-file`')])
})
