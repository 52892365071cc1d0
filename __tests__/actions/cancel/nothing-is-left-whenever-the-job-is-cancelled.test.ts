import { expect, test } from '@jest/globals'
import { serve, type Hcp } from '../../../packages/hcp-terraform-server/src/index.ts'
import { onARunner, type Options } from '../on-a-runner.ts'

const ROUTE = 'PUT /_archivist/v1/configuration/:secret'

/** Looks at the server's journal until the moment exists. */
async function seen(hcp: Hcp, moment: (line: string) => boolean): Promise<void> {
  const signal = AbortSignal.timeout(200_000)
  while (!hcp.journal.lines.some(moment)) {
    signal.throwIfAborted()
    await new Promise(resolve => setTimeout(resolve, 20))
  }
}

/** Cancels an apply when its server has seen something, and looks at what is left after the job. */
async function cancelWhen(hcp: Hcp, moment: (line: string) => boolean, options: Options = {}) {
  const before = hcp.seedState({ written: { value: false } })
  using run = onARunner(hcp, { ...options, inputs: { operation: 'apply', ...options.inputs } })
  await seen(hcp, moment)
  run.interrupt()
  const main = await run.ended
  const post = await main.post()
  const workspace = hcp.find()
  return {
    conclusion: [main.conclusion, post.conclusion],
    says: main.log.includes('The job was cancelled'),
    statuses: hcp.world.runsOf(workspace).map(({ status }) => status),
    lock: workspace.lock,
    wrote: (workspace.currentStateVersion?.serial ?? 0) - before.serial
  }
}
const nothing = { conclusion: ['cancelled', 'success'], says: true, lock: undefined }

test('while the workspace is looked up', async () => {
  await using hcp = await serve()
  hcp.faults.set({ on: 'GET /organizations/*', do: { kind: 'hang' } })
  const left = await cancelWhen(hcp, line => line.startsWith('GET /organizations/'))
  expect(left).toEqual({ ...nothing, statuses: [], wrote: 0 })
})

test('while the configuration is uploaded', async () => {
  await using hcp = await serve()
  hcp.faults.set({ on: ROUTE, do: { kind: 'hang' } })
  const left = await cancelWhen(hcp, line => line.startsWith('PUT '))
  expect(left).toEqual({ ...nothing, statuses: [], wrote: 0 })
})

test('while the service looks at the configuration', async () => {
  await using hcp = await serve({ timings: { processing: 60_000 } })
  const left = await cancelWhen(hcp, line => line.startsWith('GET /configuration-versions/:'))
  expect(left).toEqual({ ...nothing, statuses: [], wrote: 0 })
})

test('while the run is created, whose answer is still to come', async () => {
  await using hcp = await serve()
  hcp.faults.set({ on: 'POST /runs', do: { kind: 'delay', milliseconds: 1_000 }, when: 'after' })
  const left = await cancelWhen(hcp, line => line === 'POST /runs')
  expect(left).toMatchObject({ ...nothing, wrote: 0 })
  expect(left.statuses).toEqual([expect.stringMatching(/^(canceled|discarded)$/)])
})

test('while the rest of the log of an apply that has finished is read', async () => {
  await using hcp = await serve({ script: { apply: { log: 'applied\n', outputs: { written: { value: true } } } } })
  // The log is asked for, and does not come.
  const isLog = 'GET /_archivist/v1/log/:secret'
  hcp.faults.set({ on: isLog, do: { kind: 'hang' }, nth: 3, times: 99 })
  await expect(cancelWhen(hcp, () => hcp.find().currentRun?.status === 'applied')).resolves.toEqual({
    ...nothing,
    statuses: ['applied'],
    wrote: 1
  })
})

test('while the outputs are waited for', async () => {
  await using hcp = await serve({
    timings: { outputs: 60_000 },
    script: { apply: { outputs: { written: { value: true } } } }
  })
  const left = await cancelWhen(hcp, line => line.startsWith('GET /state-versions/:id'))
  expect(left).toEqual({ ...nothing, statuses: ['applied'], wrote: 1 })
})

test('while the outputs are read', async () => {
  await using hcp = await serve({ script: { apply: { outputs: { written: { value: true } } } } })
  hcp.faults.set({ on: 'GET /state-versions/*', do: { kind: 'hang' } })
  const left = await cancelWhen(hcp, line => line.startsWith('GET /state-versions/'))
  expect(left).toEqual({ ...nothing, statuses: ['applied'], wrote: 1 })
})
