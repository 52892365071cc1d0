import { expect, test } from '@jest/globals'
import { VirtualClock } from '../../benchmarks/pace/virtual-clock.ts'
import { uploadConfiguration } from '../../src/configuration/upload-version.ts'
import type { Fetch } from '../../src/network/fetch.ts'
import { Tfe } from '../../src/tfe/client.ts'

const VERSION = '/api/v2/configuration-versions/cv-1'
const version = (status: string) => ({
  data: {
    id: 'cv-1',
    type: 'configuration-versions',
    attributes: {
      status,
      speculative: true,
      provisional: false,
      'auto-queue-runs': false,
      'upload-url': 'https://example.test/upload'
    }
  }
})

/** Uploads to a service that takes so many milliseconds for the archive. Gives when each request was sent, and what the step lost. */
async function uploadedAfter(processing: number): Promise<{ lost: number; sentAt: readonly number[] }> {
  const clock = new VirtualClock()
  const sentAt: number[] = []
  const uploaded = Promise.withResolvers<number>()
  const answer = (body: unknown): Response =>
    new Response(JSON.stringify(body), { headers: { 'content-type': 'application/vnd.api+json' } })
  const fetch: Fetch = (url, { method }) => {
    sentAt.push(clock.now())
    if (method === 'PUT') uploaded.resolve(clock.now())
    if (url.pathname !== VERSION) return Promise.resolve(new Response(''))
    return Promise.resolve(answer(version(clock.now() < processing ? 'pending' : 'uploaded')))
  }
  const tfe = new Tfe({ base: new URL('https://example.test/api/v2'), token: 'x', tokenSource: 'a test', fetch, clock })
  const first = await clock.until(tfe.configurationVersions.read('cv-1'))
  sentAt.length = 0
  const work = uploadConfiguration(tfe, {
    workspaceId: 'ws-1',
    wanted: { speculative: true, provisional: false, autoQueueRuns: false },
    first,
    created: () => undefined,
    archive: { path: import.meta.filename, bytes: 1 },
    sent: () => undefined,
    signal: new AbortController().signal
  })
  // The file is opened in real time.
  await uploaded.promise
  await clock.until(work)
  return { lost: clock.now() - processing, sentAt }
}

test('a version that takes up to half a second is seen within a tenth of a second', async () => {
  for (let processing = 0; processing <= 540; processing += 5)
    expect((await uploadedAfter(processing)).lost).toBeLessThanOrEqual(100)
})

test('one that takes longer is seen within two fifths of that time, and within a second', async () => {
  for (const processing of [541, 700, 741, 999, 1_001, 1_400, 2_300, 5_000, 12_345, 60_000])
    expect((await uploadedAfter(processing)).lost).toBeLessThanOrEqual(Math.min(1_000, processing * 0.4))
})

test('with the creation, at most ten requests are sent in any second, and one a second in the long run', async () => {
  for (const processing of [0, 300, 1_000, 60_000]) {
    const { sentAt } = await uploadedAfter(processing)
    const all = [0, ...sentAt]
    for (const [at, time] of all.entries()) expect(time - (all[at - 10] ?? -Infinity)).toBeGreaterThanOrEqual(1_000)
    expect(all.length).toBeLessThanOrEqual(15 + processing / 1_000)
  }
})
