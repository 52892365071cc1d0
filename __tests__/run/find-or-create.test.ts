import { describe, expect, test } from '@jest/globals'
import { serve, type Hcp } from '../../packages/hcp-terraform-server/src/index.ts'
import { originOf } from '../../src/run/marker.ts'
import { createRun, findRuns } from '../../src/run/find-or-create.ts'
import { Tfe } from '../../src/tfe/client.ts'
import type { NewRun } from '../../src/tfe/resources/runs.ts'
import { resourcesOf, rewritten, type Rewritable, type Rewriting } from '../actions/rewriting.ts'
import { version } from '../faults/given.ts'
import { network } from '../faults/network.ts'

const STEP = '0a1b2c3d'
const LOST = { on: 'POST /runs', do: { kind: 'answer', status: 504 } } as const

/** What a server does not show of runs. */
const without = (name: 'message' | 'configuration-version', document: Rewritable): void => {
  for (const { type, attributes, relationships } of resourcesOf(document)) {
    if (type !== 'runs') continue
    Reflect.deleteProperty(attributes, name)
    Reflect.deleteProperty(relationships ?? {}, name)
  }
}
const forgetful: Rewriting = { answer: document => without('message', document) }

interface Given {
  readonly rewriting?: Rewriting
  /** Whether the configuration version was made by the step itself. */
  readonly own?: boolean
  readonly planOnly?: boolean
}

/** A step that creates its run, where time passes at once. */
async function step(hcp: Hcp, { rewriting = {}, own = true, planOnly = false }: Given = {}) {
  const front = await rewritten(hcp, rewriting)
  const { fetch, clock } = network(hcp, undefined)
  const base = new URL(`${front.address}/api/v2`)
  const tfe = new Tfe({ base, token: hcp.token, tokenSource: 'the input `token`', fetch, clock })
  const configurationVersionId = await version(hcp)
  const workspaceId = hcp.find().id
  const asked: NewRun = {
    workspaceId,
    configurationVersionId,
    message: `Try it [1.1 ${STEP}]`,
    planOnly,
    autoApply: false,
    savePlan: false,
    isDestroy: false,
    refreshOnly: false,
    refresh: true,
    allowEmptyApply: false,
    allowConfigGeneration: false,
    targetAddrs: [],
    replaceAddrs: [],
    variables: [],
    terraformVersion: undefined
  }
  const traces = { workspaceId, planOnly, step: STEP, ownVersionId: own ? configurationVersionId : undefined }
  return {
    create: () => createRun(tfe, asked, traces),
    leftovers: () => findRuns(tfe, traces),
    [Symbol.asyncDispose]: () => front[Symbol.asyncDispose]()
  }
}

const posts = (hcp: Hcp): number => hcp.journal.lines.filter(line => line === 'POST /runs').length

/** The runs in the order in which they were created, each with whether it has been stopped. */
const runs = (hcp: Hcp) =>
  [...hcp.world.runs.values()].map(({ id, status, interrupt }) => ({
    id,
    isEnded: status === 'discarded' || status === 'canceled' || interrupt.signal.aborted
  }))

/** Hides the runs from lists until there are two of them, as a list does that lags behind. */
const lagging = (hcp: Hcp, more: Rewriting['answer'] = () => undefined): Rewriting => ({
  answer: async (document, request) => {
    await more(document, request)
    if (request.endsWith('/runs') && Array.isArray(document.data) && hcp.world.runs.size < 2) document.data = []
  }
})

describe.each([
  ['on a server that keeps messages', {}],
  ['on a server that stores no messages', forgetful]
])('a run whose creation was not answered, %s', (_where, rewriting) => {
  test('is found by the configuration version that the step made, and not sent again', async () => {
    await using hcp = await serve({ script: { hold: ['planning'] } })
    await using it = await step(hcp, { rewriting })
    hcp.faults.set({ ...LOST, when: 'after' })
    const { id } = await it.create()
    expect([runs(hcp), posts(hcp)]).toEqual([[{ id, isEnded: false }], 1])
  })

  test('is sent again where it was not created', async () => {
    await using hcp = await serve({ script: { hold: ['planning'] } })
    await using it = await step(hcp, { rewriting })
    hcp.faults.set({ ...LOST, when: 'before', times: 2 })
    const { id } = await it.create()
    expect([runs(hcp), posts(hcp)]).toEqual([[{ id, isEnded: false }], 3])
  })

  test.each([true, false])(
    'is kept, and the second discarded, where it is listed too late (plan only: %s)',
    async planOnly => {
      await using hcp = await serve({ script: { hold: ['planning'] } })
      await using it = await step(hcp, { planOnly, rewriting: lagging(hcp, rewriting.answer) })
      hcp.faults.set({ ...LOST, when: 'after' })
      const { id } = await it.create()
      const [first, second] = runs(hcp)
      expect([first, second?.isEnded, posts(hcp)]).toEqual([{ id, isEnded: false }, true, 2])
    }
  )

  test('is discarded where it is created only after the second', async () => {
    await using hcp = await serve({ script: { hold: ['planning'] } })
    let sent: Rewritable | undefined
    const late: Rewriting = {
      request: (document, request) => {
        if (request === 'POST /runs') sent = structuredClone(document)
      },
      // The request whose answer was lost gets through.
      answer: async (document, request) => {
        if (request === 'POST /runs' && hcp.world.runs.size === 1) await post(hcp, sent)
        await rewriting.answer?.(document, request)
      }
    }
    await using it = await step(hcp, { rewriting: late })
    hcp.faults.set({ ...LOST, when: 'before' })
    const { id } = await it.create()
    const [first, second] = runs(hcp)
    expect([first, second?.isEnded]).toEqual([{ id, isEnded: false }, true])
  })
})

describe('a run of a configuration version that others may use', () => {
  test('is found by its message', async () => {
    await using hcp = await serve({ script: { hold: ['planning'] } })
    await using it = await step(hcp, { own: false })
    hcp.faults.set({ ...LOST, when: 'after' })
    const { message } = await it.create()
    expect([originOf(message ?? '')?.step, runs(hcp).length, posts(hcp)]).toEqual([STEP, 1, 1])
  })

  test.each(['before', 'after'] as const)(
    'is not sent again where no message tells, and the error says to look (lost %s it was created)',
    async when => {
      await using hcp = await serve({ script: { hold: ['planning'] } })
      await using it = await step(hcp, { own: false, rewriting: forgetful })
      hcp.faults.set({ ...LOST, when })
      await expect(it.create()).rejects.toThrow(/may have created the run or not.*Look at the runs of the workspace/s)
      expect(posts(hcp)).toBe(1)
    }
  )
})

test('a run is not sent again where lists show neither its message nor its configuration version', async () => {
  await using hcp = await serve({ script: { hold: ['planning'] } })
  const blind: Rewriting = {
    answer: document => {
      without('message', document)
      without('configuration-version', document)
    }
  }
  await using it = await step(hcp, { rewriting: blind })
  hcp.faults.set({ ...LOST, when: 'after' })
  await expect(it.create()).rejects.toThrow('Look at the runs of the workspace')
  expect(posts(hcp)).toBe(1)
})

test('a post step finds all that a step has created', async () => {
  await using hcp = await serve({ script: { hold: ['planning'] } })
  await using it = await step(hcp, { rewriting: lagging(hcp) })
  hcp.faults.set({ ...LOST, when: 'after' })
  // Neither can be stopped, so that both are left.
  hcp.faults.set({ on: 'POST /runs/:id/actions/*', do: { kind: 'answer', status: 409 }, times: 1_000 })
  const said = it.create()
  await expect(said).rejects.toThrow(/created two runs for this step, (run-\w+) and (run-\w+).*Discard \2/s)
  expect((await it.leftovers()).map(({ id }) => id).toSorted()).toEqual(
    runs(hcp)
      .map(({ id }) => id)
      .toSorted()
  )
})

async function post(hcp: Hcp, document: Rewritable | undefined): Promise<void> {
  const headers = { 'content-type': 'application/vnd.api+json', authorization: `Bearer ${hcp.token}` }
  await fetch(`${hcp.address}/api/v2/runs`, { method: 'POST', headers, body: JSON.stringify(document) })
}

test('a configuration version that the service still processes is asked for again', async () => {
  await using hcp = await serve({ script: { hold: ['planning'] } })
  await using it = await step(hcp)
  const detail = 'Invalid run parameters: Configuration version is still being processed.'
  const body = JSON.stringify({ errors: [{ status: '422', title: 'invalid attribute', detail }] })
  hcp.faults.set({ on: 'POST /runs', do: { kind: 'answer', status: 422, body }, times: 3 })
  const { id } = await it.create()
  expect([runs(hcp), posts(hcp)]).toEqual([[{ id, isEnded: false }], 4])
  hcp.faults.set({ on: 'POST /runs', do: { kind: 'answer', status: 422, body }, times: 1000 })
  await expect(it.create()).rejects.toThrow('still being processed')
})
