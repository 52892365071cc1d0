import { expect, test } from '@jest/globals'
import { serveGithub, type Github } from '../../../packages/github-server/src/index.ts'
import { serve, type Hcp } from '../../../packages/hcp-terraform-server/src/index.ts'
import { onGithub } from '../on-github.ts'
import { annotated, onARunner, runStep, type Options } from '../on-a-runner.ts'

type Pull = ReturnType<Github['addPullRequest']>

/** Something that happens, as a workflow receives it: `run` is its workflow run, later ones are higher. */
interface Happening {
  readonly event: 'pull_request' | 'push' | 'merge_group' | 'workflow_dispatch' | 'issue_comment'
  readonly run: number
  readonly attempt?: number
  readonly operation?: 'plan' | 'apply'
  /** The commit that it is of: the first or the second of the pull request. */
  readonly commit?: 1 | 2
}

const planned = (run: number, commit: 1 | 2 = 1, attempt = 1): Happening => ({
  event: 'pull_request',
  run,
  commit,
  attempt
})
const pushed = (run: number, operation: 'plan' | 'apply' = 'apply', attempt = 1): Happening => ({
  event: 'push',
  run,
  operation,
  attempt
})

const queuedAgain: Happening = { event: 'merge_group', run: 102, attempt: 2 }

/** What ends one after the other, and which of them stays. `merged` is whether the pull request is merged before. */
const CASES: readonly (readonly [name: string, ends: readonly Happening[], stays: number])[] = [
  ['an older commit that ends last', [planned(102, 2), planned(101, 1)], 0],
  ['a newer commit that ends last', [planned(101, 1), planned(102, 2)], 1],
  ['an older commit that is run again', [planned(102, 2), planned(101, 1, 2)], 0],
  ['a commit that is run again', [planned(101), planned(101, 1, 2)], 1],
  ['an attempt that ends after the one that follows it', [planned(101, 1, 2), planned(101)], 0],
  ['a later workflow run of the same commit', [planned(102), planned(101)], 0],
  ['the apply of the merge', [planned(101), pushed(103)], 1],
  ['a plan that ends after the apply of the merge', [pushed(103), planned(101)], 0],
  ['a plan on push after the apply', [pushed(103), pushed(104, 'plan')], 0],
  ['a plan on push and an apply', [pushed(104, 'plan'), pushed(103)], 1],
  ['an apply that is run again', [pushed(103), pushed(103, 'apply', 2)], 1],
  ['a plan of the merge queue', [planned(101), { event: 'merge_group', run: 102 }], 0],
  ['a plan of the merge queue that is run again', [{ event: 'merge_group', run: 102 }, queuedAgain], 1],
  ['a commit that is run again after the merge queue', [{ event: 'merge_group', run: 102 }, planned(101, 1, 2)], 1],
  [
    'an older commit that the merge queue plans, which is then run again',
    [planned(101), { event: 'merge_group', run: 102 }, planned(101, 1, 2)],
    2
  ],
  ['a commit that leaves the merge queue', [planned(103), { event: 'merge_group', run: 102 }], 0],
  ['a later plan of another commit, started by hand', [planned(101), { event: 'workflow_dispatch', run: 105 }], 0],
  ['a later plan of another commit, asked for in a comment', [planned(101), { event: 'issue_comment', run: 105 }], 0],
  ['a plan of the head after one of another commit', [{ event: 'workflow_dispatch', run: 105 }, planned(101)], 1],
  ['an older commit that ends before and after the newer', [planned(101), planned(102, 2), planned(101, 1, 2)], 1],
  ['a plan of the merge queue after the apply', [pushed(103), { event: 'merge_group', run: 102 }], 0]
]

async function happen(hcp: Hcp, github: Github, pull: Pull, happening: Happening, more: Options['inputs'] = {}) {
  const { event, run, attempt = 1, operation = 'plan' } = happening
  const trigger = github.trigger(event, pull)
  const github_ = { ...trigger.github, run_id: String(run), run_attempt: String(attempt) }
  return runStep(hcp, onGithub({ ...trigger, github: github_ }, { inputs: { operation, ...more } }))
}

const reported = (github: Github): readonly string[] =>
  github.comments(7).map(({ body }) => / of:(run-\w+) /.exec(body)?.[1] ?? '')

test.each(CASES)('%s', async (_name, ends, stays) => {
  await using hcp = await serve()
  await using github = await serveGithub()
  const pull = github.addPullRequest({ number: 7 })
  const first = pull.head
  if (ends.some(({ commit }) => commit === 2)) github.push(pull)
  if (ends.some(({ event }) => event === 'push')) github.merge(pull)
  const head = pull.head
  const runs: string[] = []
  for (const happening of ends) {
    // The event of a pull request names the commit that was its head then.
    pull.head = happening.commit === 1 ? first : head
    const trigger = github.trigger(happening.event, pull)
    pull.head = head
    const { run, attempt = 1, operation = 'plan' } = happening
    const github_ = { ...trigger.github, run_id: String(run), run_attempt: String(attempt) }
    const byHand = happening.event === 'workflow_dispatch' && { 'pull-request-number': '7' }
    const inputs = { operation, ...byHand }
    const step = await runStep(hcp, onGithub({ ...trigger, github: github_ }, { inputs }))
    expect(step.conclusion).toBe('success')
    runs.push(step.outputs['run-id'] ?? '')
  }
  expect(reported(github)).toEqual([runs[stays]])
})

test('a plan that a newer commit has ended is not the last word', async () => {
  await using hcp = await serve()
  await using github = await serveGithub()
  const pull = github.addPullRequest({ number: 7 })
  const trigger = (run: string) => {
    const { event, github: context } = github.trigger('pull_request', pull)
    return onGithub({ event, github: { ...context, run_id: run } })
  }
  hcp.script({ hold: ['planning'] })
  using older = onARunner(hcp, trigger('101'))
  await hcp.until('planning')
  github.push(pull)
  const newer = await runStep(hcp, trigger('102'))
  const ended = await older.ended
  expect(ended.outputs['run-status']).toBe('canceled')
  expect(reported(github)).toEqual([newer.outputs['run-id']])
})

test('a plan that the token may not cancel ends late, when its commit is not the head any more, and is not the last word', async () => {
  await using hcp = await serve()
  await using github = await serveGithub()
  const pull = github.addPullRequest({ number: 7 })
  const trigger = (run: string) => {
    const { event, github: context } = github.trigger('pull_request', pull)
    return onGithub({ event, github: { ...context, run_id: run } })
  }
  hcp.faults.set({ on: 'POST /runs/:id/actions/cancel', do: { kind: 'answer', status: 403 }, times: 1_000 })
  hcp.script({ hold: ['planning'] })
  // Speculative plans of one workspace run at the same time.
  using older = onARunner(hcp, trigger('101'))
  await hcp.until('planning')
  github.push(pull)
  const newer = await runStep(hcp, trigger('102'))
  expect(newer.conclusion).toBe('success')
  hcp.release()
  const ended = await older.ended
  expect(ended.outputs['run-status']).toBe('planned_and_finished')
  expect(ended.log).toContain('No comment: pull request #7 has a newer commit or report than this run.')
  expect(reported(github)).toEqual([newer.outputs['run-id']])
})

test('a report that another step writes over is written again', async () => {
  await using hcp = await serve()
  await using github = await serveGithub()
  const pull = github.addPullRequest({ number: 7 })
  const first = await happen(hcp, github, pull, { event: 'pull_request', run: 101 })
  const [comment] = github.comments(7)
  const stale = comment?.body ?? ''
  github.push(pull)
  // What the other step has read, it writes as soon as this one has written.
  const second = happen(hcp, github, pull, { event: 'pull_request', run: 102 })
  const written = setInterval(() => {
    if (comment === undefined || comment.body === stale) return
    comment.body = stale
    clearInterval(written)
  }, 1)
  const { outputs } = await second
  clearInterval(written)
  expect(reported(github)).toEqual([outputs['run-id']])
  expect(first.outputs['run-id']).not.toBe(outputs['run-id'])
})

test('of two comments of one key the newer is kept, and one that is hidden is shown again', async () => {
  await using hcp = await serve()
  await using github = await serveGithub()
  const pull = github.addPullRequest({ number: 7 })
  await happen(hcp, github, pull, { event: 'pull_request', run: 101 })
  const [first] = github.comments(7)
  const second = github.addComment(7, (first?.body ?? '').replace('101.', '102.'), { user: 'github-actions[bot]' })
  second.minimized = 'outdated'
  const step = await happen(hcp, github, pull, { event: 'pull_request', run: 103 })
  expect(github.comments(7)).toEqual([second])
  expect(second.minimized).toBeUndefined()
  expect(reported(github)).toEqual([step.outputs['run-id']])
})

const planOf = (input: string) => ({
  format_version: '1.2',
  configuration: { root_module: {} },
  resource_changes: [
    {
      address: 'a.a',
      change: { actions: ['create'], before: null, after: { input }, before_sensitive: false, after_sensitive: {} }
    }
  ]
})

test('a plan of the merge queue leaves the reviewed plan, and the plan that goes on', async () => {
  const planned = { plan: { additions: 1, json: planOf('reviewed') } }
  await using hcp = await serve()
  await using github = await serveGithub()
  const pull = github.addPullRequest({ number: 7 })
  hcp.script({ ...planned, hold: ['planning'] }, planned, { plan: { additions: 1, json: planOf('queued') } }, planned)
  const running = await happen(
    hcp,
    github,
    pull,
    { event: 'pull_request', run: 101 },
    { wait: 'false', 'pull-request-comment': undefined }
  )
  const reviewed = await happen(hcp, github, pull, { event: 'pull_request', run: 102 })
  await happen(hcp, github, pull, { event: 'merge_group', run: 103 })
  expect(hcp.world.runs.get(running.outputs['run-id'] ?? '')?.status).toBe('planning')
  hcp.release()
  expect(github.comments(7)[0]?.body).toContain(`run:${reviewed.outputs['run-id']} `)
  github.merge(pull)
  const apply = await happen(
    hcp,
    github,
    pull,
    { event: 'push', run: 104, operation: 'apply' },
    { 'apply-only-if': 'reviewed' }
  )
  expect(apply.outputs['run-status']).toBe('applied')
})

test.each<[string, object, Options['inputs']]>([
  ['failed', { plan: { status: 'errored' } }, {}],
  ['had no changes to report', { plan: { hasChanges: false } }, { 'pull-request-comment': 'on-changes' }]
])(
  'after a plan of the merge queue, a plan that %s is run again, reported, signed and applied',
  async (_name, first, more) => {
    const planned = { plan: { additions: 1, json: planOf('reviewed') } }
    await using hcp = await serve({ script: first })
    await using github = await serveGithub()
    const pull = github.addPullRequest({ number: 7 })
    const inputs = { ...more, 'review-key': 'the key of the jobs that plan and apply' }
    await happen(hcp, github, pull, { event: 'pull_request', run: 101 }, inputs)
    hcp.script({ plan: { additions: 1, json: planOf('queued') } }, planned, planned)
    await happen(hcp, github, pull, { event: 'merge_group', run: 102 }, inputs)
    const again = await happen(hcp, github, pull, { event: 'pull_request', run: 101, attempt: 2 }, inputs)
    expect(annotated(again, 'warning')).toEqual([])
    expect(reported(github)).toEqual([again.outputs['run-id']])
    github.merge(pull)
    const conditions = { ...inputs, 'apply-only-if': 'reviewed' }
    const apply = await happen(hcp, github, pull, { event: 'push', run: 103, operation: 'apply' }, conditions)
    expect(apply.outputs['run-status']).toBe('applied')
  }
)
