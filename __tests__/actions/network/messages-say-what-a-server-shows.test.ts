import { describe, expect, test } from '@jest/globals'
import { serve } from '../../../packages/hcp-terraform-server/src/index.ts'
import { run as runElsewhere } from '../../faults/given.ts'
import { ARCHIVE, COMMIT } from '../configurations.ts'
import { annotated, onARunner, plain, runStep } from '../on-a-runner.ts'
import { resourcesOf, rewritten } from '../rewriting.ts'
import { stateAndLock, stateText, uploadOf } from '../states.ts'

describe('on a server that is like OTF', () => {
  test.concurrent.each([
    ['of any operation', {}],
    ['of several operations', { operation: 'save_plan\nplan_and_apply\nplan_only' }]
  ])('a run %s is found, though the server lists none for several operations', async (_name, inputs) => {
    await using hcp = await serve({ like: 'otf' })
    const applied = await runStep(hcp, { inputs: { operation: 'apply' } })
    const planned = await runStep(hcp)
    const find = async (status: string) =>
      (await runStep(hcp, { action: 'run/find', inputs: { status, timeout: '5s', ...inputs } })).outputs['run-id']
    expect(await find('applied')).toBe(applied.outputs['run-id'])
    expect(await find('planned_and_finished')).toBe(planned.outputs['run-id'])
  })

  test.concurrent('a lock whose holder is not shown may be that of a run', async () => {
    await using hcp = await serve({ like: 'otf' })
    await runElsewhere(hcp, 'planned')
    const step = await runStep(hcp, { inputs: { operation: 'apply', 'queue-timeout': '1s' } })
    expect(annotated(step, 'warning')).toEqual([
      'The workspace demo is locked by a run or a person. The run waits until it is unlocked.'
    ])
    expect(annotated(step, 'error')[0]).toMatch(/The workspace is held by a lock of a run or a person\.$/)
  })

  test.concurrent('outputs that are not known to be of the run are called the current ones', async () => {
    const said =
      /^The outputs are the workspace's current ones: the service does not show which state the run wrote\.$/m
    const script = { apply: { outputs: { url: { value: 'x' } } } }
    await using hcp = await serve({ script })
    expect((await runStep(hcp, { inputs: { operation: 'apply' } })).log).not.toMatch(said)
    await using otf = await serve({ like: 'otf', script })
    const step = await runStep(otf, { inputs: { operation: 'apply' } })
    expect(step.log).toMatch(said)
    expect(step.outputs.url).toBe('x')
  })

  test.concurrent('a plan without counts and changes is called one without changes', async () => {
    await using hcp = await serve({ like: 'otf', script: { plan: { hasChanges: false } } })
    const step = await runStep(hcp, { inputs: { operation: 'apply' } })
    expect(step.summary).toContain('### ✅ No changes in `demo/demo`')
  })
})

describe('on a server that is like OTF, of locks', () => {
  test.concurrent(
    'one that ends with the job is given back by the post step, since its request was answered',
    async () => {
      await using hcp = await serve({ like: 'otf' })
      const step = await runStep(hcp, { action: 'workspaces/lock', inputs: { release: 'job-end' } })
      expect(stateAndLock(hcp).lock).toBeUndefined()
      expect(step.post?.log).toContain('Unlocked the workspace demo.')
    }
  )

  test.concurrent('one of somebody else is named once, and the post step has nothing to do', async () => {
    await using hcp = await serve({ like: 'otf' })
    hcp.lock()
    const step = await runStep(hcp, uploadOf(stateText(4)))
    expect(annotated(step, 'error')).toEqual([
      'The workspace demo is locked by a run or a person. Nothing was written: run this again when it is unlocked.'
    ])
    expect(step.post?.annotations).toEqual([])
    expect(stateAndLock(hcp).lock).toBeDefined()
  })
})

test('a state version that shows no workspace is not rolled back to', async () => {
  await using hcp = await serve({ like: 'otf' })
  hcp.seedState(stateText(3))
  const { id } = hcp.seedState(stateText(4))
  const step = await runStep(hcp, { action: 'state/rollback', inputs: { 'state-version-id': id } })
  expect(annotated(step, 'error')).toEqual([expect.stringMatching(/^`state-version-id`: sv-… has no workspace/)])
  expect(hcp.journal.entries.filter(({ method }) => method !== 'GET')).toEqual([])
})

test('a workspace that was created otherwise than asked for is said to be there', async () => {
  await using hcp = await serve()
  await using server = await rewritten(hcp, {
    answer(document) {
      for (const { attributes } of resourcesOf(document)) attributes['auto-destroy-activity-duration'] = null
    }
  })
  const inputs = { workspace: 'made', 'auto-destroy-after': '14d' }
  const step = await runStep(server, { action: 'workspaces/ensure', inputs })
  expect(annotated(step, 'error').join()).toMatch(/^The server accepted `auto-destroy-after`, but did not set it/)
  expect(step.log).toContain('Created the workspace made.')
  expect(step.outputs).toMatchObject({ created: 'true', 'workspace-id': hcp.find('made').id })
})

test('the key of a sensitive variable is not sent again: some servers refuse that', async () => {
  await using hcp = await serve()
  const set = (value: string) =>
    runStep(hcp, { action: 'workspaces/set-variables', inputs: { 'sensitive-variables': `s = ${value}` } })
  await set('first')
  expect((await set('second')).conclusion).toBe('success')
  const patched = hcp.journal.entries.find(({ method }) => method === 'PATCH')
  expect(patched?.body).toMatchObject({ data: { attributes: { value: 'second', sensitive: true } } })
  expect(patched?.body).not.toHaveProperty('data.attributes.key')
})

test('an output that is left out is not among those that are exported', async () => {
  await using hcp = await serve()
  hcp.seedState({ url: { value: 'x' }, key: { value: 'hush', sensitive: true } })
  expect((await runStep(hcp, { action: 'outputs' })).log).toMatch(/^Outputs: url$/m)
})

test('one entry of a list is not called the newest where the server lists the oldest first', async () => {
  await using hcp = await serve()
  await hcp.commit(ARCHIVE, COMMIT)
  await hcp.commit(ARCHIVE, COMMIT)
  await using server = await rewritten(hcp, {
    answer(document) {
      for (const [index, { attributes }] of resourcesOf(document).entries())
        attributes['status-timestamps'] = { 'queued-at': `2026-01-0${index + 1}T00:00:00Z` }
    }
  })
  const step = await runStep(server, { action: 'configuration/list', inputs: { limit: '1' } })
  expect(step.log).toContain("1 of the configuration versions of demo, in the server's order")
})

test('the outputs of a workspace without state are not called its current ones', async () => {
  await using hcp = await serve()
  const { log } = await runStep(hcp)
  expect(log).toContain('The workspace has no state yet, and so no outputs.')
  expect(log).not.toContain('current ones')
})

test('a cancel that was only asked for is not called done', async () => {
  await using hcp = await serve({
    script: { plan: { log: ['deaf\n', { hold: true }], ignoresCancel: true } }
  })
  using run = onARunner(hcp)
  await run.line('deaf')
  run.interrupt()
  const { log } = await run.ended
  expect(plain(log)).toContain('Run run-…: cancellation requested.')
  expect(plain(log)).not.toContain('run-…: cancelled')
})
