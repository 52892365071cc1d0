import { expect, test } from '@jest/globals'
import { setTimeout as sleep } from 'node:timers/promises'
import { serve, type Hcp } from '../../../packages/hcp-terraform-server/src/index.ts'
import { annotated, onARunner, runStep, type Options } from '../on-a-runner.ts'

const remove = (hcp: Hcp, inputs: NonNullable<Options['inputs']> = {}) =>
  runStep(hcp, { action: 'workspaces/delete', inputs })
const WITH_RESOURCE = JSON.stringify({
  version: 4,
  terraform_version: '1.11.4',
  serial: 1,
  lineage: '5fd1e2b8-6c0f-4a4e-9d59-0c8a3b1f7e21',
  outputs: {},
  resources: [
    {
      mode: 'managed',
      type: 'terraform_data',
      name: 'x',
      provider: 'provider["terraform.io/builtin/terraform"]',
      instances: [{ schema_version: 0, attributes: { id: '1' } }]
    }
  ],
  check_results: null
})

test('an empty one is deleted, and one that is gone is a success', async () => {
  await using hcp = await serve()
  expect((await remove(hcp)).outputs).toEqual({ deleted: 'true' })
  expect(hcp.world.workspaces.size).toBe(0)
  expect((await remove(hcp)).outputs).toEqual({ deleted: 'false' })
})

test('nothing is called gone where the token can not read the organization', async () => {
  await using hcp = await serve()
  const step = await remove(hcp, { organization: 'elsewhere' })
  expect([step.outputs, annotated(step, 'error')]).toEqual([{}, [expect.stringMatching(/^`organization`: /)]])
})

test('a missing permission is not taken for a deletion', async () => {
  await using hcp = await serve()
  for (const force of ['false', 'true']) {
    const token = hcp.addToken('team', `readers-${force}`, { 'can-destroy': false })
    const step = await remove(hcp, { token, force })
    expect([step.outputs, annotated(step, 'error')]).toEqual([
      {},
      [expect.stringMatching(/may read .* but not delete it/)]
    ])
  }
  expect(hcp.world.workspaces.size).toBe(1)
})

test('what keeps it is named: resources, a lock and its holder, a run', async () => {
  await using hcp = await serve({ script: { hold: ['planning'] } })
  hcp.seedState(WITH_RESOURCE)
  expect(annotated(await remove(hcp), 'error')).toEqual([expect.stringMatching(/it manages 1 resource\./)])
  hcp.lock()
  expect(annotated(await remove(hcp), 'error')).toEqual([
    expect.stringMatching(/locked by the user somebody-else \("Locked by a test"\)/)
  ])
  hcp.find().lock = undefined
  await runStep(hcp, { inputs: { operation: 'save-plan', wait: 'false' } })
  using run = onARunner(hcp, { inputs: { operation: 'apply' } })
  await hcp.until(() => hcp.find().lock?.by === 'run')
  expect(annotated(await remove(hcp), 'error')).toEqual([
    expect.stringMatching(/a run is not over: it is locked by the run run-…/)
  ])
  run.kill()
  await run.ended
  expect(hcp.world.workspaces.size).toBe(1)
})

test('a run that ends in time is waited for', async () => {
  await using hcp = await serve({ script: { hold: ['planning'], plan: { status: 'errored' } } })
  using run = onARunner(hcp, { inputs: { operation: 'apply' } })
  await hcp.until('planning')
  using deleting = onARunner(hcp, { action: 'workspaces/delete', inputs: { timeout: '2m' } })
  while (!hcp.journal.lines.some(line => line.includes('safe-delete'))) await sleep(20)
  hcp.release()
  expect((await deleting.ended).outputs.deleted).toBe('true')
  run.kill()
  await run.ended
})

test('force says first what is abandoned', async () => {
  await using hcp = await serve()
  hcp.seedState(WITH_RESOURCE)
  const step = await remove(hcp, { force: 'true' })
  expect([step.outputs.deleted, annotated(step, 'warning')]).toEqual(['true', [expect.stringContaining('1 resource,')]])
})

test.each(['before', 'after'] as const)('an answer that is lost %s the deletion is not a failure', async when => {
  await using hcp = await serve()
  hcp.faults.set({ on: 'POST /workspaces/:id/actions/safe-delete', do: { kind: 'reset' }, when })
  expect((await remove(hcp)).outputs.deleted).toBe('true')
  expect(hcp.world.workspaces.size).toBe(0)
})

test('with `force`, resources that the server does not count are not said to be none', async () => {
  await using hcp = await serve({ like: 'otf' })
  const step = await runStep(hcp, { action: 'workspaces/delete', inputs: { force: 'true' } })
  expect(annotated(step, 'warning')).toEqual([expect.stringContaining('If it has resources, they continue to exist')])
  expect(step.outputs.deleted).toBe('true')
})
