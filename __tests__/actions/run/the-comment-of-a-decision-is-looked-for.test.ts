import { expect, test } from '@jest/globals'
import { serve, type Hcp } from '../../../packages/hcp-terraform-server/src/index.ts'
import { run as runElsewhere } from '../../faults/given.ts'
import { annotated, NO_WORKSPACE, plain, runStep } from '../on-a-runner.ts'
import { rewritten } from '../rewriting.ts'

const REASON = 'CHG-4711 approved by risk'
const UNCHECKED = /^`comment`: the action can't check whether the run run-… shows it: .*no such route/
const NOT_SHOWN = '`comment`: the run run-… does not show it. Keep the reason in another place.'

const bodies = (hcp: Hcp): readonly string[] => [...hcp.world.comments.values()].map(({ body }) => body)

/** A server that takes comments, and shows none. */
const forgetful = (hcp: Hcp) =>
  rewritten(hcp, {
    query: (_query, request) => {
      if (/^GET .*\/comments$/.test(request)) for (const run of hcp.world.runs.values()) run.comments.length = 0
    }
  })

const said = (step: Parameters<typeof annotated>[0]): readonly string[] =>
  annotated(step, 'warning').filter(text => text.startsWith('`comment`'))

const DECISIONS = [
  ['run/discard', 'planned', 'discarded', {}],
  ['run/apply', 'planned', 'applied', { 'pull-request-comment': 'never' }],
  ['run/cancel', 'planning', 'canceled', {}]
] as const

test.each(DECISIONS)('%s: the run shows the comment, and nothing is warned of', async (action, status, end, more) => {
  await using hcp = await serve(status === 'planning' ? { script: { hold: ['planning'] } } : {})
  const begun = await runElsewhere(hcp, status)
  const step = await runStep(hcp, { action, inputs: { ...NO_WORKSPACE, ...begun, ...more, comment: REASON } })
  expect([step.outputs['run-status'], step.annotations, bodies(hcp)]).toEqual([end, [], [REASON]])
})

test.each(DECISIONS)('%s: a comment that the run does not show is warned of', async (action, status, end, more) => {
  await using hcp = await serve(status === 'planning' ? { script: { hold: ['planning'] } } : {})
  await using server = await forgetful(hcp)
  const begun = await runElsewhere(hcp, status)
  const step = await runStep(server, { action, inputs: { ...NO_WORKSPACE, ...begun, ...more, comment: REASON } })
  expect([step.conclusion, step.outputs['run-status']]).toEqual(['success', end])
  expect(said(step)).toEqual([NOT_SHOWN])
})

test.each(DECISIONS)('%s: a server without comments of runs is warned of', async (action, status, end, more) => {
  await using hcp = await serve({ like: 'otf', ...(status === 'planning' && { script: { hold: ['planning'] } }) })
  const begun = await runElsewhere(hcp, status)
  const step = await runStep(hcp, { action, inputs: { ...NO_WORKSPACE, ...begun, ...more, comment: REASON } })
  expect([step.conclusion, step.outputs['run-status']]).toEqual(['success', end])
  expect(said(step)).toEqual([expect.stringMatching(UNCHECKED)])
})

test.each(DECISIONS)('%s: an equal comment of somebody else is not taken for it', async (action, status, end, more) => {
  await using hcp = await serve(status === 'planning' ? { script: { hold: ['planning'] } } : {})
  await using dropping = await rewritten(hcp, {
    request: (document, request) => {
      if (request.includes('/actions/')) delete document.comment
    }
  })
  const begun = await runElsewhere(hcp, status)
  const token = hcp.addToken('user', 'somebody-else')
  await runStep(hcp, { action: 'run/comment', inputs: { ...NO_WORKSPACE, ...begun, body: REASON, token } })
  const step = await runStep(dropping, { action, inputs: { ...NO_WORKSPACE, ...begun, ...more, comment: REASON } })
  expect([step.outputs['run-status'], bodies(hcp)]).toEqual([end, [REASON]])
  expect(said(step)).toEqual([NOT_SHOWN])
})

test('so is the comment of an apply of the main action, and nothing where there is no comment', async () => {
  await using hcp = await serve({ script: { plan: { additions: 1 } } })
  await using server = await forgetful(hcp)
  const silent = await runStep(server, { inputs: { operation: 'apply' } })
  const step = await runStep(server, { inputs: { operation: 'apply', comment: REASON } })
  expect([said(silent), said(step)]).toEqual([[], [NOT_SHOWN]])
  expect(step.outputs['run-status']).toBe('applied')
})

test('a comment for a run that somebody else has confirmed is warned of', async () => {
  await using hcp = await serve({ script: { plan: { additions: 1 } } })
  const begun = await runElsewhere(hcp, 'planned')
  await fetch(`${hcp.address}/api/v2/runs/${begun['run-id']}/actions/apply`, {
    method: 'POST',
    headers: { authorization: `Bearer ${hcp.token}`, 'content-type': 'application/vnd.api+json' }
  })
  const inputs = { ...NO_WORKSPACE, ...begun, 'pull-request-comment': 'never', comment: REASON }
  const step = await runStep(hcp, { action: 'run/apply', inputs })
  expect([step.outputs['run-status'], bodies(hcp)]).toEqual(['applied', []])
  expect(said(step)).toEqual([NOT_SHOWN])
})

const POLICIES = {
  policies: [{ name: 'cheap', enforcement: 'soft-mandatory', passes: false }],
  tasks: [{ name: 'scan', stage: 'pre_plan', enforcement: 'mandatory', passes: true }]
} as const

async function overridden(hcp: Hcp, server: Parameters<typeof runStep>[0]) {
  const begun = await runStep(hcp, { inputs: { operation: 'apply', 'on-policy-override': 'succeed' } })
  const runId = begun.outputs['run-id'] ?? ''
  const inputs = { ...NO_WORKSPACE, 'run-id': runId, comment: REASON }
  const step = await runStep(server, { action: 'run/override', inputs })
  return { step, status: hcp.world.runs.get(runId)?.status }
}

test('the reason of an override is a comment of the run, written before the override', async () => {
  await using hcp = await serve({ script: POLICIES })
  const { step, status } = await overridden(hcp, hcp)
  expect([step.conclusion, step.annotations, status]).toEqual(['success', [], 'policy_checked'])
  expect(bodies(hcp)).toEqual([REASON])
  const written = hcp.journal.entries.filter(({ method, path }) => method === 'POST' && /comments|override/.test(path))
  expect(written.map(({ path, body }) => [path.split('/').at(-1), body])).toEqual([
    ['comments', expect.objectContaining({})],
    ['override', undefined]
  ])
})

test.each(['shown', 'taken'])('nothing is overridden where the reason is not %s', async what => {
  await using hcp = await serve({ script: POLICIES })
  await using server = await forgetful(hcp)
  if (what === 'taken')
    hcp.faults.set({
      on: '* /runs/:id/comments',
      do: { kind: 'answer', status: 404, headers: { 'content-type': 'text/plain' }, body: '404 page not found\n' },
      times: 100
    })
  const { step, status } = await overridden(hcp, server)
  expect([step.conclusion, status, step.outputs['run-status']]).toEqual([
    'failure',
    'policy_override',
    'policy_override'
  ])
  expect(annotated(step, 'error').map(plain)).toEqual([
    expect.stringMatching(
      /^Nothing was overridden, because `comment` can't be kept as a comment on the run: .*(no such route|don't have the new one)/
    )
  ])
  expect(hcp.journal.writes.filter(line => line.includes('override'))).toEqual([])
})

test('no reason is written where nothing waits for an override', async () => {
  await using hcp = await serve()
  const begun = await runElsewhere(hcp, 'planned')
  const step = await runStep(hcp, { action: 'run/override', inputs: { ...NO_WORKSPACE, ...begun, comment: REASON } })
  expect([step.conclusion, bodies(hcp)]).toEqual(['failure', []])
})
