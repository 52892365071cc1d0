import { expect, test } from '@jest/globals'
import { readFileSync } from 'node:fs'
import { serve, type Hcp } from '../../../packages/hcp-terraform-server/src/index.ts'
import { annotated, onARunner, runStep } from '../on-a-runner.ts'
import { ARCHIVE, COMMIT } from '../configurations.ts'
import { resourcesOf, rewritten, type Rewriting } from '../rewriting.ts'

const RUN_OPERATIONS = 'plan_only,plan_and_apply,save_plan,refresh_only,destroy,empty_apply'

const deaf: Rewriting = {
  query: (query, request) => {
    if (!request.endsWith('/runs')) return
    for (const name of [...query.keys()]) if (/^(filter|search)/.test(name)) query.delete(name)
    query.set('filter[operation]', RUN_OPERATIONS)
  }
}

/** A run of a commit that waits, a speculative one of the API, and one of a destruction that was discarded. */
async function given(hcp: Hcp): Promise<Readonly<Record<string, string>>> {
  const known = new Set<string>()
  const newest = (): string => {
    const [id = ''] = [...hcp.world.runs.keys()].filter(each => !known.has(each))
    known.add(id)
    return id
  }
  await runStep(hcp, { inputs: { message: 'Look at it' } })
  const plan = newest()
  await runStep(hcp, { inputs: { operation: 'save-plan', message: 'Take it away' } })
  const saved = newest()
  Object.assign(hcp.world.runs.get(saved)?.attributes ?? {}, { 'is-destroy': true })
  await hcp.commit(ARCHIVE, { ...COMMIT, 'sender-username': 'mona' }, { autoQueueRuns: true })
  await hcp.until('planned')
  return { [plan]: 'plan', [saved]: 'saved', [newest()]: 'commit' }
}

async function listed(
  hcp: Parameters<typeof runStep>[0],
  names: Readonly<Record<string, string>>,
  inputs: Record<string, string>
) {
  const step = await runStep(hcp, { action: 'run/list', inputs })
  const runs = JSON.parse(step.outputs.runs ?? 'null') as { id: string }[] | null
  return runs?.map(({ id }) => names[id]) ?? annotated(step, 'error')
}

const SEARCHES: [Record<string, string>, readonly string[]][] = [
  [{}, ['commit', 'saved']],
  [{ limit: '1' }, ['commit']],
  [{ operation: 'plan_only' }, ['plan']],
  [{ operation: 'plan_only\nplan_and_apply' }, ['commit', 'plan']],
  [{ operation: 'save_plan' }, ['saved']],
  [{ operation: 'destroy' }, ['saved']],
  [{ operation: 'refresh_only\nempty_apply' }, []],
  [{ status: 'planned' }, ['commit']],
  [{ status: 'planned\nplanned_and_saved' }, ['commit', 'saved']],
  [{ 'status-group': 'discardable' }, ['commit', 'saved']],
  [{ 'status-group': 'non_final' }, ['commit', 'saved']],
  [{ 'status-group': 'final' }, []],
  [{ 'status-group': 'final', operation: 'plan_only' }, ['plan']],
  [{ source: 'tfe-configuration-version' }, ['commit']],
  [{ commit: COMMIT['commit-sha'] }, ['commit']],
  [{ commit: COMMIT['commit-sha'].slice(0, 7).toUpperCase() }, ['commit']],
  [{ commit: '0000000' }, []],
  [{ search: 'take it' }, ['saved']]
]

/** A text is looked for in names of users, too. */
const USER_SEARCHES: typeof SEARCHES = [
  [{ user: 'mona' }, ['commit']],
  [{ user: 'stranger' }, []],
  [{ search: 'mona' }, ['commit']],
  [{ search: COMMIT['commit-sha'], user: 'stranger' }, []],
  [{ search: 'away', operation: 'plan_only' }, []]
]

test.each([
  ['runs are', SEARCHES],
  ['runs that may be of a user are', USER_SEARCHES]
])('%s listed as was asked for, also by a server that ignores every filter', async (_what, searches) => {
  await using hcp = await serve()
  const names = await given(hcp)
  await using front = await rewritten(hcp, deaf)
  for (const [inputs, expected] of searches) {
    expect([inputs, await listed(hcp, names, inputs)]).toEqual([inputs, expected])
    expect(['deaf', inputs, await listed(front, names, inputs)]).toEqual(['deaf', inputs, expected])
  }
})

test('what is more than an output holds is in the file', async () => {
  await using hcp = await serve()
  await runStep(hcp, {})
  for (const { attributes } of hcp.world.runs.values()) Object.assign(attributes, { message: 'x'.repeat(600_000) })
  using run = onARunner(hcp, { action: 'run/list', inputs: { operation: 'plan_only' } })
  const step = await run.ended
  expect([step.conclusion, step.outputs.runs]).toEqual(['success', undefined])
  expect(JSON.parse(readFileSync(step.outputs['runs-file'] ?? '', 'utf8'))).toHaveLength(1)
})

test('a server that does not show who queued a run can not be searched for users', async () => {
  await using hcp = await serve()
  await runStep(hcp, {})
  await using front = await rewritten(hcp, { query: query => query.delete('include') })
  const step = await runStep(front, {
    action: 'run/list',
    inputs: { operation: 'plan_only', user: hcp.world.runs.values().next().value?.createdBy.name ?? '' }
  })
  expect(annotated(step, 'error')).toEqual([expect.stringContaining('does not return the user')])
})

test.each([
  ['plan-only', { operation: 'plan_only' }, '`plan-only`'],
  ['source', { source: 'tfe-api' }, 'source'],
  ['status', { status: 'planned' }, 'status']
])('a server that does not show %s can not be filtered by it', async (attribute, inputs, named) => {
  await using hcp = await serve()
  await runStep(hcp, {})
  await using front = await rewritten(hcp, {
    ...deaf,
    answer: document => {
      for (const { type, attributes } of resourcesOf(document))
        if (type === 'runs') Reflect.deleteProperty(attributes, attribute)
    }
  })
  const step = await runStep(front, { action: 'run/list', inputs })
  expect(annotated(step, 'error')).toEqual([expect.stringMatching(`does not return the .*${named}`)])
})

test('a run that does not show whether it only plans is not taken for one that applies', async () => {
  await using hcp = await serve()
  await runStep(hcp, { inputs: { message: 'Look at it' } })
  await using front = await rewritten(hcp, {
    ...deaf,
    answer: document => {
      for (const { type, attributes } of resourcesOf(document)) if (type === 'runs') delete attributes['plan-only']
    }
  })
  expect(await listed(front, {}, {})).toEqual([expect.stringContaining('does not return the attribute `plan-only`')])
})
