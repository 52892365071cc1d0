import { expect, test } from '@jest/globals'
import { existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { serve, type Hcp } from '../../../packages/hcp-terraform-server/src/index.ts'
import { ARCHIVE, COMMIT, FILES } from '../configurations.ts'
import { annotated, NO_WORKSPACE, onARunner, runStep, type Options } from '../on-a-runner.ts'

const download = (hcp: Hcp, inputs: Readonly<Record<string, string | undefined>>, files: Options['files'] = {}) =>
  onARunner(hcp, { action: 'configuration/download', files, inputs: { ...NO_WORKSPACE, path: 'down', ...inputs } })

test.concurrent.each([{}, { separateArchivist: true, strictArchivist: true }])(
  'as an archive, by its id: %p',
  async options => {
    await using hcp = await serve(options)
    const { id } = await hcp.commit(ARCHIVE, COMMIT)
    using run = download(hcp, { 'configuration-version-id': id, path: 'a/b.tar.gz' })
    const step = await run.ended
    expect([step.conclusion, step.outputs.path]).toEqual(['success', join(run.workspace, 'a/b.tar.gz')])
    expect(readFileSync(join(run.workspace, 'a/b.tar.gz')).equals(ARCHIVE)).toBe(true)
  }
)

test('as a directory, by the run that ran it', async () => {
  await using hcp = await serve()
  const planned = await runStep(hcp, { files: FILES })
  using run = download(hcp, { 'run-id': planned.outputs['run-id'], extract: 'true' })
  const step = await run.ended
  expect([step.conclusion, step.annotations]).toEqual(['success', []])
  for (const [name, text] of Object.entries(FILES)) {
    expect(readFileSync(join(run.workspace, 'down', name), 'utf8')).toBe(text)
  }
  expect(readdirSync(run.workspace)).toEqual(['down'])
})

test('by a run, where the server leads only from the version to its archive', async () => {
  await using hcp = await serve()
  const planned = await runStep(hcp, { files: FILES })
  const of = { 'run-id': planned.outputs['run-id'], extract: 'true' }
  const route = 'GET /runs/:id/configuration-version/download'
  hcp.faults.set({ on: route, do: { kind: 'answer', status: 404 }, times: 9 })
  using run = download(hcp, of)
  expect((await run.ended).conclusion).toBe('success')
  for (const [name, text] of Object.entries(FILES))
    expect(readFileSync(join(run.workspace, 'down', name), 'utf8')).toBe(text)
  for (const version of hcp.world.configurationVersions.values()) version.status = 'archived'
  using later = download(hcp, of)
  expect(annotated(await later.ended, 'error')).toEqual([expect.stringContaining('it is archived')])
})

test.concurrent.each<[string, Readonly<Record<string, string | undefined>>, string]>([
  ['neither version nor run', {}, '`configuration-version-id` is missing'],
  ['both', { 'configuration-version-id': 'cv-1', 'run-id': 'run-1' }, "`run-id` can't be combined with"],
  ['no path', { 'run-id': 'run-1', path: undefined }, '`path` is missing'],
  ['a directory for a file', { 'run-id': 'run-1', path: 'full' }, 'must be the path of a file'],
  [
    'a directory with something in it',
    { 'run-id': 'run-1', path: 'full', extract: 'true' },
    'must be a new or empty directory'
  ],
  ['a file on the way', { 'run-id': 'run-1', path: 'full/of/more' }, 'full/of is a file'],
  [
    'a file on the way of a directory',
    { 'run-id': 'run-1', path: 'full/of/more', extract: 'true' },
    'full/of is a file'
  ],
  ['the checkout', { 'run-id': 'run-1', path: '.', extract: 'true' }, 'must be a new or empty directory']
])('%s: reported before anything is asked', async (_name, inputs, says) => {
  await using hcp = await serve()
  using run = download(hcp, inputs, { 'full/of': 'something' })
  const step = await run.ended
  expect(annotated(step, 'error')).toEqual([expect.stringContaining(says)])
  expect(hcp.journal.entries).toEqual([])
})

test('one that has no archive any more is reported', async () => {
  await using hcp = await serve()
  const { id } = await hcp.commit(ARCHIVE, COMMIT)
  const version = hcp.world.configurationVersions.get(id)
  if (version !== undefined) version.status = 'archived'
  using run = download(hcp, { 'configuration-version-id': id })
  expect(annotated(await run.ended, 'error')).toEqual([
    "Configuration version cv-… can't be downloaded, because it is archived. Only an uploaded configuration version has an archive."
  ])
})

test.concurrent.each([
  ['cut off each time', { kind: 'truncate' } as const],
  ['no archive at all', { kind: 'answer', status: 200, body: 'hello' } as const]
])('%s: nothing is left', async (_name, fault) => {
  await using hcp = await serve()
  const { id } = await hcp.commit(ARCHIVE, COMMIT)
  hcp.faults.set({ on: 'GET /_archivist/v1/configuration/:secret', do: fault, times: 9 })
  using run = download(hcp, { 'configuration-version-id': id, extract: 'true' })
  writeFileSync(join(run.workspace, 'here'), '')
  expect((await run.ended).conclusion).toBe('failure')
  expect(readdirSync(run.workspace)).toEqual(['here'])
  expect(readdirSync(run.temp).filter(name => name.startsWith('configuration-'))).toEqual([])
  expect(existsSync(join(run.workspace, 'down'))).toBe(false)
})
