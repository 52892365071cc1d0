import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { expect, test } from '@jest/globals'
import { serve, type Hcp } from '../../../packages/hcp-terraform-server/src/index.ts'
import { onARunner } from '../on-a-runner.ts'
import { resourcesOf, rewritten } from '../rewriting.ts'
import { stateText } from '../states.ts'

/** Where an attribute of a resource leads. */
async function pathIn(hcp: Hcp, resource: string, attribute: string): Promise<string> {
  const answer = await fetch(`${hcp.address}/api/v2${resource}`, { headers: { authorization: `Bearer ${hcp.token}` } })
  const { data } = (await answer.json()) as { data: { attributes: Record<string, string> } }
  return new URL(data.attributes[attribute] ?? '').pathname
}

const secretOf = (path: string): string => path.split('/').at(-1) ?? ''

const quotes: readonly (readonly [string, (path: string) => string])[] = [
  ['its path', path => JSON.stringify({ errors: [`${path} is forbidden`] })],
  ['its last segment', path => JSON.stringify({ errors: [`object ${secretOf(path)} is forbidden`] })],
  ['its path with escaped slashes', path => JSON.stringify({ errors: [path] }).replaceAll('/', '\\/')]
]

test.each(quotes)('of a state on the host of the API, with %s', async (_name, quote) => {
  await using hcp = await serve({ product: 'enterprise' })
  const { id } = hcp.seedState(stateText(3))
  const path = await pathIn(hcp, `/state-versions/${id}`, 'hosted-state-download-url')
  hcp.faults.set({
    on: 'GET /_archivist/v1/state/:secret',
    do: { kind: 'answer', status: 403, body: quote(path) }
  })
  using run = onARunner(hcp, { action: 'state/download', files: {}, inputs: { path: 'a.tfstate' } })
  const { conclusion, transcript } = await run.ended
  expect(conclusion).toBe('failure')
  expect(transcript).toContain('403')
  expect(transcript).not.toContain(secretOf(path))
})

test.each(quotes)('of a log on storage, with %s', async (_name, quote) => {
  await using hcp = await serve({ separateArchivist: true })
  hcp.script({ hold: ['planning'] })
  using run = onARunner(hcp)
  await run.line('Run: planning')
  const [planned] = hcp.world.runs.values()
  const path = await pathIn(hcp, `/runs/${planned?.id}/plan`, 'log-read-url')
  hcp.faults.set({
    on: 'GET /_archivist/v1/log/:secret',
    do: { kind: 'answer', status: 403, body: quote(path) },
    times: 1_000
  })
  hcp.release()
  const { transcript } = await run.ended
  expect(transcript).toContain("can't be read just now: 403")
  expect(transcript).not.toContain(secretOf(path))
})

test('of a state, where another request quotes it', async () => {
  await using hcp = await serve()
  const { id } = hcp.seedState(stateText(3))
  hcp.seedState(stateText(4))
  const path = await pathIn(hcp, `/state-versions/${id}`, 'hosted-state-download-url')
  const body = JSON.stringify({ errors: [{ title: 'invalid', detail: `can't copy ${hcp.address}${path}` }] })
  hcp.faults.set({ on: 'PATCH /workspaces/:id/state-versions', times: 100, do: { kind: 'answer', status: 422, body } })
  using run = onARunner(hcp, { action: 'state/rollback', files: {}, inputs: { 'state-version-id': id } })
  const { conclusion, transcript } = await run.ended
  expect(conclusion).toBe('failure')
  expect(transcript).toContain("can't copy")
  expect(transcript).not.toContain(secretOf(path))
})

/** As of S3's version 2, whose signatures have 28 characters. */
const QUERY = 'AWSAccessKeyId=AKIDEXAMPLE01&Signature=vjbyPxybdZaNmGaxyT272YEAiv4%3D&Expires=1999999999'

test.each([
  ['as it is', QUERY],
  ['with its parameters in another order', QUERY.split('&').toSorted().join('&')]
])('of a state, where another request quotes the query %s', async (_how, quoted) => {
  await using hcp = await serve()
  const { id } = hcp.seedState(stateText(3))
  hcp.seedState(stateText(4))
  const storage = createServer((_request, answer) => answer.end(stateText(3)))
  await new Promise<void>(resolve => storage.listen(0, '127.0.0.1', resolve))
  const { port } = storage.address() as AddressInfo
  await using server = await rewritten(hcp, {
    answer(document) {
      for (const { type, attributes } of resourcesOf(document))
        if (type === 'state-versions')
          attributes['hosted-state-download-url'] = `http://127.0.0.1:${port}/state?${QUERY}`
    }
  })
  const body = JSON.stringify({ errors: [{ title: 'invalid', detail: `can't copy: storage refused ?${quoted}` }] })
  hcp.faults.set({ on: 'PATCH /workspaces/:id/state-versions', times: 100, do: { kind: 'answer', status: 422, body } })
  using run = onARunner(server, { action: 'state/rollback', files: {}, inputs: { 'state-version-id': id } })
  const { transcript } = await run.ended
  storage.closeAllConnections()
  storage.close()
  expect(transcript).toContain("can't copy")
  expect(transcript).not.toContain('vjbyPxybdZaNmGa')
})
