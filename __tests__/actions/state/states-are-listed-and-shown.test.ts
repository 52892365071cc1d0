import { expect, test } from '@jest/globals'
import { serve, type Hcp } from '../../../packages/hcp-terraform-server/src/index.ts'
import { annotated, NO_WORKSPACE, runStep } from '../on-a-runner.ts'
import { stateText } from '../states.ts'

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
