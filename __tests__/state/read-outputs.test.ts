import { expect, test } from '@jest/globals'
import { serve, type Hcp } from '../../packages/hcp-terraform-server/src/index.ts'
import { readOutputs } from '../../src/state/read-outputs.ts'
import { Tfe } from '../../src/tfe/client.ts'
import { WITH_OUTPUTS } from '../../src/tfe/resources/state-versions.ts'
import { recordingClock } from '../tfe/server.ts'

/** So many outputs, of which the first ones are sensitive. */
const outputs = (count: number, sensitive: number) =>
  Object.fromEntries(
    Array.from({ length: count }, (_, at) => [
      `output_${1000 + at}`,
      { value: `value ${at}`, sensitive: at < sensitive }
    ])
  )

/** What is read, and what is asked for after the state version. */
async function read(hcp: Hcp, { reveal = true, options = WITH_OUTPUTS }: { reveal?: boolean; options?: object } = {}) {
  const base = new URL(`${hcp.address}/api/v2`)
  const tfe = new Tfe({ base, token: hcp.token, tokenSource: 'the input `token`', fetch, clock: recordingClock() })
  const current = await tfe.stateVersions.readCurrent(hcp.find().id, options)
  if (current === undefined) throw new Error('there is no state')
  hcp.journal.clear()
  const found = await readOutputs(tfe, current, () => reveal, AbortSignal.timeout(30_000))
  return { values: found.outputs.map(({ value }) => value), asked: hcp.journal.lines }
}

const values = (count: number) => Array.from({ length: count }, (_, at) => `value ${at}`)
const BY_ID = 'GET /state-version-outputs/:id'
const LIST = 'GET /state-versions/:id/outputs'

test('outputs come with their state version, and sensitive values only where they are asked for', async () => {
  await using hcp = await serve()
  hcp.seedState(outputs(250, 20))
  const { values: found, asked } = await read(hcp, { reveal: false })
  expect(found).toEqual([...Array<null>(20).fill(null), ...values(250).slice(20)])
  expect(asked).toEqual([])
})

test('a few sensitive values are asked for by their ids', async () => {
  await using hcp = await serve()
  hcp.seedState(outputs(10, 5))
  expect(await read(hcp)).toEqual({ values: values(10), asked: Array<string>(5).fill(BY_ID) })
})

test('more of them are in the state, which is one answer', async () => {
  await using hcp = await serve()
  hcp.seedState(outputs(300, 200))
  const { values: found, asked } = await read(hcp)
  expect(found).toEqual(values(300))
  expect(asked).toEqual(['GET /api/state-versions/:id/hosted_state', 'GET /_archivist/v1/state/:secret'])
})

test('where the state is not to be had, each is asked for by its id', async () => {
  await using hcp = await serve()
  hcp.seedState(outputs(30, 20))
  hcp.faults.set({ on: 'GET /_archivist/v1/state/:secret', do: { kind: 'answer', status: 403 }, times: 9 })
  const { values: found, asked } = await read(hcp)
  expect(found).toEqual(values(30))
  expect(asked.filter(line => line === BY_ID)).toHaveLength(20)
})

test('a server that gives no outputs with the state version is asked for the list of them, page by page', async () => {
  await using hcp = await serve()
  hcp.seedState(outputs(250, 3))
  const { values: found, asked } = await read(hcp, { options: {} })
  expect(found).toEqual(values(250))
  expect(asked).toEqual([...Array<string>(3).fill(LIST), ...Array<string>(3).fill(BY_ID)])
})

test('a server whose lists hold sensitive values is asked for no more', async () => {
  await using hcp = await serve({ sensitiveValues: 'plaintext' })
  hcp.seedState(outputs(30, 20))
  expect(await read(hcp)).toEqual({ values: values(30), asked: [] })
})

test('outputs are waited for where the server does not say whether it has extracted them', async () => {
  await using hcp = await serve({ like: 'samples' })
  hcp.seedState(outputs(3, 0))
  hcp.faults.set({ name: 'resources-unprocessed', times: 3 })
  expect((await read(hcp)).values).toEqual(values(3))
})

test('a state without outputs has none, whether the server says that it has looked for them or not', async () => {
  for (const like of [undefined, 'samples'] as const) {
    await using hcp = await serve({ like })
    hcp.seedState({})
    const { values: found, asked } = await read(hcp)
    expect([found, asked.length > 1]).toEqual([[], like === 'samples'])
  }
})
