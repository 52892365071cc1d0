import { expect, test } from '@jest/globals'
import { readFileSync } from 'node:fs'
import { serve, type Hcp } from '../../../packages/hcp-terraform-server/src/index.ts'
import { annotated, NO_WORKSPACE, onARunner, runStep } from '../on-a-runner.ts'
import { stateText, stateWithResources } from '../states.ts'

interface Document {
  readonly id: string
  readonly type: string
  readonly attributes: Readonly<Record<string, unknown>>
}

const list = async (hcp: Hcp, inputs: Readonly<Record<string, string>> = {}): Promise<readonly Document[]> => {
  const { outputs } = await runStep(hcp, { action: 'state/list', inputs })
  return JSON.parse(outputs['state-versions'] ?? 'null') as readonly Document[]
}

test('state versions are listed newest first, up to the limit, a page at a time', async () => {
  await using hcp = await serve()
  for (let serial = 1; serial <= 130; serial++) hcp.seedState(stateText(serial))
  const serials = async (limit?: string) =>
    (await list(hcp, limit === undefined ? {} : { limit })).map(({ attributes }) => attributes.serial)
  expect(await serials('3')).toEqual([130, 129, 128])
  expect(await serials()).toHaveLength(20)
  const pages = () => hcp.journal.lines.filter(line => line === 'GET /state-versions')
  expect(pages()).toHaveLength(2)
  expect((await serials('125')).at(-1)).toBe(6)
  expect(pages()).toHaveLength(4)
  expect((await list(hcp, { limit: '1000' })).length).toBe(130)
})

test('no number of resources makes a list or a state version fail', async () => {
  await using hcp = await serve()
  for (let serial = 1; serial <= 20; serial++) hcp.seedState(stateWithResources(serial, 170))
  const read = async (action: string, name: string, inputs: Readonly<Record<string, string>> = {}) => {
    using run = onARunner(hcp, { action, inputs })
    const step = await run.ended
    const file = readFileSync(step.outputs[`${name}-file`] ?? '', 'utf8')
    return { ...step, inFile: JSON.parse(file) as unknown, warnings: annotated(step, 'warning') }
  }
  const listed = await read('state/list', 'state-versions')
  expect([listed.conclusion, listed.warnings]).toEqual(['success', []])
  expect(JSON.parse(listed.outputs['state-versions'] ?? '')).toEqual(listed.inFile)
  expect(listed.inFile).toHaveLength(20)
  expect(JSON.stringify(listed.inFile)).not.toMatch(/resource_with_a_name|"(resources|modules|providers)":/)

  const all = await read('state/list', 'state-versions', { include: 'resources\nmodules\nproviders' })
  expect([all.conclusion, all.outputs['state-versions']]).toEqual(['success', undefined])
  expect(all.warnings).toEqual([expect.stringContaining('`state-versions-file`')])
  for (const { attributes } of all.inFile as readonly Document[]) {
    expect(attributes.resources).toHaveLength(170)
    expect(attributes).toMatchObject({ modules: expect.anything(), providers: expect.anything() })
  }

  hcp.seedState(stateWithResources(21, 4_000))
  const shown = await read('state/show', 'state-version')
  expect([shown.conclusion, shown.outputs['state-version'], shown.outputs.serial]).toEqual(['success', undefined, '21'])
  expect(shown.warnings).toEqual([expect.stringContaining('`state-version-file`')])
  expect((shown.inFile as Document).attributes.resources).toHaveLength(4_000)
})

test('of some statuses only, and never with a URL that leads to a state', async () => {
  await using hcp = await serve()
  hcp.seedState(stateText(1))
  hcp.seedState(stateText(2)).status = 'discarded'
  const found = await list(hcp, { status: 'finalized\npending' })
  expect(found.map(({ type, attributes }) => [type, attributes.serial, attributes.status])).toEqual([
    ['state-versions', 1, 'finalized']
  ])
  expect(JSON.stringify(found)).not.toMatch(/hosted|_archivist/)
})

test('bad inputs of a list are reported all at once', async () => {
  await using hcp = await serve()
  const inputs = { workspace: '', limit: '0', status: 'finalised\npending' }
  const step = await runStep(hcp, { action: 'state/list', inputs })
  expect(annotated(step, 'error')).toEqual([
    expect.stringMatching(
      /`workspace` is missing.*\n`limit` must be a number between 1 and 1000, but is `0`\.\n`status` must be .*`finalized`.*, but is `finalised`\.$/
    )
  ])
  expect(hcp.journal.entries).toEqual([])
})

test('the current state is shown, or one by its id', async () => {
  await using hcp = await serve()
  const older = hcp.seedState(stateText(3))
  const current = hcp.seedState(stateText(4))
  const show = { action: 'state/show' }
  const shown = await runStep(hcp, show)
  expect(shown.outputs).toMatchObject({ 'state-version-id': current.id, serial: '4' })
  expect(JSON.parse(shown.outputs['state-version'] ?? '')).toMatchObject({
    id: current.id,
    attributes: { status: 'finalized', 'terraform-version': '1.11.4' }
  })
  expect(shown.transcript).not.toMatch(/hosted|_archivist/)
  const byId = await runStep(hcp, { ...show, inputs: { ...NO_WORKSPACE, 'state-version-id': older.id } })
  expect(byId.outputs).toMatchObject({ 'state-version-id': older.id, serial: '3' })
  const both = await runStep(hcp, { ...show, inputs: { 'state-version-id': older.id } })
  expect(annotated(both, 'error')).toEqual([
    '`organization` has no effect with `state-version-id`, which identifies the state. Remove one of them.\n' +
      '`workspace` has no effect with `state-version-id`, which identifies the state. Remove one of them.'
  ])
})
