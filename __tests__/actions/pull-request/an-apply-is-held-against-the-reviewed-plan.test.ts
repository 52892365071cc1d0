import { expect, test } from '@jest/globals'
import { serveGithub } from '../../../packages/github-server/src/index.ts'
import { serve } from '../../../packages/hcp-terraform-server/src/index.ts'
import { onGithub } from '../on-github.ts'
import { annotated, runStep } from '../on-a-runner.ts'
import { change, NO_CONFIGURATION, planOf, planWith, refused } from '../plans.ts'

const reviewed = planOf('x')
const other = planWith([change('a.a', 'create', { input: 'y' }), change('a.b', 'delete', {})])
const inputs = { operation: 'apply', 'apply-only-if': 'reviewed' }

test('an apply whose changes are the reviewed ones is confirmed', async () => {
  await using hcp = await serve({ script: reviewed })
  await using github = await serveGithub()
  const pull = github.addPullRequest({ number: 7 })
  await runStep(hcp, onGithub(github.trigger('pull_request', pull)))
  github.merge(pull)
  const step = await runStep(hcp, onGithub(github.trigger('push', pull), { inputs }))
  expect([step.conclusion, step.outputs['run-status']]).toEqual(['success', 'applied'])
  expect(annotated(step, 'notice')).toEqual([])
})

test('an apply whose changes differ is refused, its run discarded, and the difference reported', async () => {
  await using hcp = await serve({ script: reviewed })
  await using github = await serveGithub()
  const pull = github.addPullRequest({ number: 7 })
  await runStep(hcp, onGithub(github.trigger('pull_request', pull)))
  github.merge(pull)
  hcp.script(other)
  const step = await runStep(hcp, onGithub(github.trigger('push', pull), { inputs }))
  expect(step.outputs['run-status']).toBe('discarded')
  expect(annotated(step, 'error')[0]?.split('\n').slice(1)).toEqual([
    'a.a: create, but with values that differ from the reviewed plan',
    'a.b: delete, which was not in the reviewed plan'
  ])
  expect(hcp.journal.writes).not.toContain('POST /runs/:id/actions/apply')
})

test.each([
  ['without a pull request', false],
  ['without a report', true]
])('an apply %s is refused', async (_name, merged) => {
  await using hcp = await serve({ script: reviewed })
  await using github = await serveGithub()
  const pull = github.addPullRequest({ number: 7 })
  if (merged) github.merge(pull)
  const step = await runStep(hcp, onGithub(github.trigger('push', pull), { inputs }))
  expect([step.conclusion, step.outputs['run-status']]).toEqual(['failure', 'discarded'])
  expect(annotated(step, 'error')[0]).toMatch(
    merged
      ? /No plan of this workspace was reported on pull request #7/
      : /No pull request was merged into the branch main as the commit/
  )
})

test('a plan that destroys is refused where nothing may be destroyed', async () => {
  await using hcp = await serve({ script: other })
  const refused = await runStep(hcp, { inputs: { operation: 'apply', 'apply-only-if': 'no-destroys' } })
  expect(annotated(refused, 'error')[0]?.split('\n').slice(1)).toEqual(['a.b would be destroyed'])
  hcp.script(reviewed)
  expect(
    (await runStep(hcp, { inputs: { operation: 'apply', 'apply-only-if': 'no-destroys' } })).outputs['run-status']
  ).toBe('applied')
})

test('a plan that has changes, and lists none, is refused by each condition, and not called one without changes', async () => {
  await using hcp = await serve({ script: planWith([]) })
  await using github = await serveGithub()
  const pull = github.addPullRequest({ number: 7 })
  await runStep(hcp, onGithub(github.trigger('pull_request', pull)))
  const title = () =>
    github
      .comments(7)[0]
      ?.body.split('\n')
      .find(line => line.startsWith('###'))
  expect(title()).toBe('### 📝 Plan for `demo/demo`: changes that the plan does not list')
  hcp.script(reviewed)
  await runStep(hcp, onGithub(github.trigger('pull_request', pull)))
  github.merge(pull)
  for (const condition of ['reviewed', 'no-destroys']) {
    hcp.script(planWith([]))
    const conditions = { ...inputs, 'apply-only-if': condition }
    const step = await runStep(hcp, onGithub(github.trigger('push', pull), { inputs: conditions }))
    expect(step.outputs['run-status']).toBe('discarded')
    expect(annotated(step, 'error')[0]).toContain('the service says that the plan has changes')
    expect(title()).not.toContain('no changes')
  }
})

test('what a refresh-only run would take over is held against what was reviewed', async () => {
  const drifted = (input: string) => ({
    plan: {
      hasChanges: true,
      json: {
        format_version: '1.2',
        resource_changes: [],
        resource_drift: [change('a.a', 'update', { input })],
        ...NO_CONFIGURATION
      }
    }
  })
  await using hcp = await serve({ script: drifted('x') })
  await using github = await serveGithub()
  const pull = github.addPullRequest({ number: 7 })
  const mode = { mode: 'refresh-only' }
  await runStep(hcp, onGithub(github.trigger('pull_request', pull), { inputs: mode }))
  github.merge(pull)
  hcp.script(drifted('y'))
  const step = await runStep(hcp, onGithub(github.trigger('push', pull), { inputs: { ...inputs, ...mode } }))
  expect(step.outputs['run-status']).toBe('discarded')
  expect(annotated(step, 'error')[0]?.split('\n').slice(1)).toEqual([
    'a.a (changed outside of Terraform): update, but with values that differ from the reviewed plan'
  ])
})

const secret = (input: string) => planWith([change('a.a', 'create', { input }, { input: true })])

test.each<[string, boolean, Record<string, string>, string, RegExp | undefined]>([
  ['compared where the token may read them', true, {}, 'x', undefined],
  ['compared, and refused where they differ', true, {}, 'y', /a\.a: create, but with values that differ/],
  [
    'refused where the token may not read them',
    false,
    {},
    'x',
    /a\.a has sensitive values.*Admin.*`reviewed-sensitive-values`/
  ]
])('sensitive values are %s', async (_name, isAdmin, more, value, why) => {
  await using hcp = await serve({ script: secret('x') })
  await using github = await serveGithub()
  hcp.createWorkspace('web', { permissions: { 'can-update': isAdmin } })
  const pull = github.addPullRequest({ number: 7 })
  await runStep(hcp, onGithub(github.trigger('pull_request', pull), { inputs: { workspace: 'web' } }))
  github.merge(pull)
  hcp.script(secret(value))
  const step = await runStep(
    hcp,
    onGithub(github.trigger('push', pull), { inputs: { ...inputs, ...more, workspace: 'web' } })
  )
  expect(step.outputs['run-status']).toBe(why === undefined ? 'applied' : 'discarded')
  if (why !== undefined) expect(annotated(step, 'error')[0]).toMatch(why)
})

/** A resource of which `password` is sensitive and `cidr` is not. */
const open = (password: string, cidr: string, sensitive: unknown = { password: true }) =>
  planWith([change('a.a', 'create', { password, cidr }, sensitive)], {
    output_changes: {
      key: { actions: ['create'], before: null, after: password, before_sensitive: true, after_sensitive: true }
    }
  })

const CHANGED = /a\.a: create, but with values that differ from the reviewed plan/

test.each<[string, ReturnType<typeof open>, RegExp | undefined]>([
  ['the same', open('x', '10.0.0.0/8'), undefined],
  ['other sensitive values', open('y', '10.0.0.0/8'), undefined],
  ['another value that is not sensitive', open('x', '0.0.0.0/0'), CHANGED],
  ['a value that is not set any more', open(null as never, '10.0.0.0/8'), CHANGED],
  ['another value, which is sensitive by now', open('x', '0.0.0.0/0', { password: true, cidr: true }), CHANGED],
  ['the same, with a value that is not sensitive any more', open('x', '10.0.0.0/8', {}), CHANGED]
])('with `reviewed-sensitive-values` ignore, a redacted plan is compared without them: %s', async (_name, now, why) => {
  await using hcp = await serve({ script: open('x', '10.0.0.0/8') })
  await using github = await serveGithub()
  hcp.createWorkspace('web', { permissions: { 'can-update': false } })
  const pull = github.addPullRequest({ number: 7 })
  await runStep(hcp, onGithub(github.trigger('pull_request', pull), { inputs: { workspace: 'web' } }))
  github.merge(pull)
  hcp.script(now)
  const step = await runStep(
    hcp,
    onGithub(github.trigger('push', pull), {
      inputs: { ...inputs, 'reviewed-sensitive-values': 'ignore', workspace: 'web' }
    })
  )
  expect(step.outputs['run-status']).toBe(why === undefined ? 'applied' : 'discarded')
  if (why !== undefined) expect(annotated(step, 'error')[0]).toMatch(why)
})

test.each([
  ['does not exist yet', { status: 204 }, 'Fix that'],
  ['does not exist', refused(), 'role Admin'],
  ['is refused', refused(403), 'role Admin'],
  ['is refused by something other than the API', { status: 403 }, 'Fix that'],
  ['can not be had', { status: 500 }, 'Fix that']
])(
  'an apply whose plan %s is refused, however alike its log is',
  async (_name, answer, fix) => {
    await using hcp = await serve({ script: reviewed })
    await using github = await serveGithub()
    const pull = github.addPullRequest({ number: 7 })
    await runStep(hcp, onGithub(github.trigger('pull_request', pull)))
    github.merge(pull)
    for (const on of ['GET /plans/:id/json-output', 'GET /plans/:id/json-output-redacted'])
      hcp.faults.set({ on, do: { kind: 'answer', ...answer }, times: 1_000 })
    const step = await runStep(hcp, onGithub(github.trigger('push', pull), { inputs }))
    expect(step.outputs['run-status']).toBe('discarded')
    expect(annotated(step, 'error')[0]).toMatch(
      /The action can't compare the values of the plan.*`apply-only-if: reviewed`/
    )
    expect(annotated(step, 'error')[0]).toContain(fix)
  },
  120_000
)

test('an apply is refused in words where GitHub can not be asked what was reviewed', async () => {
  await using hcp = await serve({ script: reviewed })
  await using github = await serveGithub()
  const pull = github.addPullRequest({ number: 7 })
  await runStep(hcp, onGithub(github.trigger('pull_request', pull)))
  github.merge(pull)
  const { github: context, ...trigger } = github.trigger('push', pull)
  const unreachable = { ...trigger, github: { ...context, api_url: 'http://127.0.0.1:9' } }
  const step = await runStep(hcp, onGithub(unreachable, { inputs: { ...inputs, 'pull-request-comment': 'never' } }))
  expect([step.conclusion, step.outputs['run-status']]).toEqual(['failure', 'discarded'])
  expect(annotated(step, 'error')[0]).toContain("GitHub can't be asked for the reviewed plan")
  expect(annotated(step, 'error')[0]).not.toContain('defect of the action')
})
