import { expect, test } from '@jest/globals'
import { serve, type Hcp } from '../../../packages/hcp-terraform-server/src/index.ts'
import { annotated, onARunner, runStep, type Options } from '../on-a-runner.ts'
import { ARCHIVE, COMMIT } from '../configurations.ts'
import { resourcesOf, rewritten, type Rewriting } from '../rewriting.ts'

const SHA = COMMIT['commit-sha']
const OTHER = '0f0f0f0fd1bbc0b8517d072718e0d87c1a0eda95'

const find = (hcp: Parameters<typeof runStep>[0], inputs: Record<string, string>, rest: Partial<Options> = {}) =>
  runStep(hcp, { action: 'run/find', inputs, ...rest })

/** A push to the workspace's repository, which starts a run. */
const pushed = (hcp: Hcp, sha: string, speculative = false) =>
  hcp.commit(ARCHIVE, { ...COMMIT, 'commit-sha': sha, 'sender-username': 'mona' }, { autoQueueRuns: true, speculative })

const idsOf = ({ world }: Hcp): readonly string[] => [...world.runs.keys()]

const RUN_OPERATIONS = 'plan_only,plan_and_apply,save_plan,refresh_only,destroy,empty_apply'

/** A server that ignores filters, searches and includes. */
const deaf: Rewriting = {
  query: (query, request) => {
    if (!request.endsWith('/runs')) return
    for (const name of [...query.keys()]) if (/^(filter|search|include)/.test(name)) query.delete(name)
    query.set('filter[operation]', RUN_OPERATIONS)
  }
}

test('the run of the event’s commit is found: of a pull request its head, also where its plan is speculative', async () => {
  await using hcp = await serve()
  await pushed(hcp, OTHER)
  await pushed(hcp, SHA, true)
  await hcp.until('planned_and_finished')
  const [, wanted = ''] = idsOf(hcp)
  const event = { name: 'pull_request', payload: { number: 7, pull_request: { number: 7, head: { sha: SHA } } } }
  const { outputs } = await find(hcp, {}, { event })
  expect(outputs).toMatchObject({
    'run-id': wanted,
    'run-ids': JSON.stringify([wanted]),
    'run-status': 'planned_and_finished',
    'run-url': `${hcp.address}/app/${hcp.organization}/workspaces/${hcp.workspace}/runs/${wanted}`
  })
  expect(JSON.parse(outputs.run ?? '')).toMatchObject({ id: wanted, type: 'runs' })
})

test('the newest of several wins, and all are named', async () => {
  await using hcp = await serve()
  await pushed(hcp, SHA, true)
  await pushed(hcp, SHA, true)
  const step = await find(hcp, { commit: SHA.slice(0, 8) })
  const { outputs } = step
  expect(JSON.parse(outputs['run-ids'] ?? '')).toEqual(idsOf(hcp).toReversed())
  expect(outputs['run-id']).toBe(idsOf(hcp).at(-1))
  expect(annotated(step, 'warning')).toEqual([expect.stringContaining('2 runs match')])
})

test('a run of another kind that somebody queues for the commit is not the one of its push', async () => {
  await using hcp = await serve()
  await pushed(hcp, SHA)
  const [wanted] = idsOf(hcp)
  await hcp.until('planned')
  const { 'configuration-version-id': version = '' } = (await find(hcp, { commit: SHA })).outputs
  const destroy = await runStep(hcp, {
    inputs: {
      'configuration-version-id': version,
      mode: 'destroy',
      operation: 'save-plan',
      wait: 'false'
    }
  })
  expect(destroy.outputs['run-id']).toBe(idsOf(hcp).at(-1))
  expect((await find(hcp, { commit: SHA })).outputs['run-id']).toBe(wanted)
  const found = await find(hcp, { commit: SHA, operation: 'save_plan', timeout: '5s' })
  expect(found.outputs['run-id']).toBe(destroy.outputs['run-id'])
})

test('a run that appears later is waited for', async () => {
  await using hcp = await serve()
  using step = onARunner(hcp, { action: 'run/find', inputs: { commit: SHA } })
  await step.line(/Looking for a run/)
  await pushed(hcp, SHA)
  expect((await step.ended).outputs['run-id']).toBe(idsOf(hcp)[0])
})

test('a server that ignores the search, and shows no commits, is asked for each one, and nothing else is found', async () => {
  await using hcp = await serve()
  for (const sha of [SHA, OTHER]) await pushed(hcp, sha)
  await using front = await rewritten(hcp, deaf)
  expect((await find(front, { commit: SHA })).outputs['run-ids']).toBe(JSON.stringify([idsOf(hcp)[0]]))
  const planOnly = await find(front, { commit: SHA, operation: 'plan_only', timeout: '1s', required: 'false' })
  expect(planOnly.outputs['run-ids']).toBe('[]')
})

test('by configuration version, and by status', async () => {
  await using hcp = await serve()
  const versions = [await pushed(hcp, SHA), await pushed(hcp, OTHER)]
  await hcp.until('planned')
  const [first, second] = idsOf(hcp)
  for (const [at, { id }] of versions.entries())
    expect((await find(hcp, { 'configuration-version-id': id })).outputs['run-id']).toBe([first, second][at])
  expect((await find(hcp, { status: 'planned\npolicy_override' })).outputs['run-ids']).toBe(JSON.stringify([first]))
})

test('no run is a failure unless none is required', async () => {
  await using hcp = await serve()
  await pushed(hcp, OTHER)
  const failed = await find(hcp, { commit: SHA, timeout: '1s' })
  expect([failed.conclusion, failed.outputs['run-ids'], failed.outputs['run-id']]).toEqual(['failure', '[]', undefined])
  expect(annotated(failed, 'error')).toEqual([expect.stringContaining(`no run of the commit ${SHA}`)])
  const fine = await find(hcp, { commit: SHA, timeout: '1s', required: 'false' })
  expect([fine.conclusion, fine.outputs['run-ids'], fine.outputs['run-id']]).toEqual(['success', '[]', undefined])
})

test('a version that does not exist is reported at once, and two ways to find are refused', async () => {
  await using hcp = await serve()
  const missing = await find(hcp, { 'configuration-version-id': 'cv-ntv3HbhJqvFzamy7' })
  expect(annotated(missing, 'error')).toEqual([expect.stringContaining('404')])
  const both = await find(hcp, { commit: SHA, status: 'planned', operation: 'aply' })
  expect(annotated(both, 'error')).toEqual([
    expect.stringMatching(/^`operation` must be [^]*\n`status` can't be combined with `commit`/)
  ])
  expect(annotated(await find(hcp, { commit: 'main' }), 'error')).toEqual([
    expect.stringMatching(/^`commit` must be the hash/)
  ])
})

test('a run whose configuration is not shown is not taken for the one of a commit', async () => {
  await using hcp = await serve()
  await pushed(hcp, OTHER)
  await using front = await rewritten(hcp, {
    ...deaf,
    answer: document => {
      for (const { type, relationships = {} } of resourcesOf(document))
        if (type === 'runs') delete relationships['configuration-version']
    }
  })
  expect(annotated(await find(front, { commit: SHA }), 'error')).toEqual([
    expect.stringContaining('does not return the configuration version of the run')
  ])
})
