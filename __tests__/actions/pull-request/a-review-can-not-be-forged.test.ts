import { expect, test } from '@jest/globals'
import { serveGithub, type Github } from '../../../packages/github-server/src/index.ts'
import { serve, type Hcp } from '../../../packages/hcp-terraform-server/src/index.ts'
import { onGithub } from '../on-github.ts'
import { annotated, NO_WORKSPACE, runStep } from '../on-a-runner.ts'
import { change, planOf, planWith } from '../plans.ts'

/**
 * What somebody may try who may plan in the workspace, or write comments, or both. Neither has the key of the job that plans pull requests. In each
 * attempt the apply would do something that was never reported for review.
 */

const KEY = 'the key of the jobs that plan and apply'
const OTHER_KEY = 'a key that somebody has made up by himself'
const PLAN = { 'review-key': KEY }
const APPLY = { ...PLAN, operation: 'apply', 'apply-only-if': 'reviewed' }

type Comment = ReturnType<Github['comments']>[number]
type Pull = ReturnType<Github['addPullRequest']>

/** A pull request whose plan is reported, and what then happens before it is merged and applied. */
async function attempt(
  forge: (world: { hcp: Hcp; github: Github; pull: Pull; comment: { body: string } }) => Promise<void>,
  planned = 'evil'
) {
  await using hcp = await serve({ script: planOf('reviewed') })
  await using github = await serveGithub()
  const pull = github.addPullRequest({ number: 7 })
  await runStep(hcp, onGithub(github.trigger('pull_request', pull), { inputs: PLAN }))
  const [comment] = github.comments(7)
  if (comment === undefined) throw new Error('no comment')
  await forge({ hcp, github, pull, comment })
  github.merge(pull)
  hcp.script(planOf(planned))
  const step = await runStep(hcp, onGithub(github.trigger('push', pull), { inputs: APPLY }))
  return { status: step.outputs['run-status'], error: annotated(step, 'error')[0] ?? '' }
}

/** Somebody plans the changes of the apply, with a message as the action writes it. */
async function ownRun(hcp: Hcp, github: Github, pull: Pull, inputs: Record<string, string> = {}): Promise<string> {
  hcp.script(planOf('evil'))
  const { event } = github.trigger('pull_request', pull)
  const { github: context } = github.trigger('pull_request', pull)
  const step = await runStep(hcp, { event, github: context, inputs: { 'pull-request-comment': 'never', ...inputs } })
  return step.outputs['run-id'] ?? ''
}

test('a reported plan is applied as it was reported', async () => {
  expect(await attempt(() => Promise.resolve(), 'reviewed')).toEqual({ status: 'applied', error: '' })
})

test('a run of the same commit and workspace, with a message as the action writes it', async () => {
  const { status, error } = await attempt(async ({ hcp, github, pull }) => {
    const [reviewed] = hcp.world.runs.values()
    const id = await ownRun(hcp, github, pull, { message: reviewed?.attributes.message ?? '' })
    expect(hcp.world.runs.get(id)?.attributes.message).toContain(reviewed?.attributes.message)
  })
  expect(status).toBe('discarded')
  expect(error).toContain('with values that differ from the reviewed plan')
})

test('a run of the same commit and workspace that the comment was edited to name', async () => {
  const { status, error } = await attempt(async ({ hcp, github, pull, comment }) => {
    const id = await ownRun(hcp, github, pull)
    comment.body = comment.body.replace(/run-\w{16}/g, id)
  })
  expect(status).toBe('discarded')
  expect(error).toContain('not signed with the `review-key` of this step')
})

test('a report that is signed with a key of somebody else', async () => {
  const { status, error } = await attempt(async ({ hcp, github, pull }) => {
    hcp.script(planOf('evil'))
    await runStep(hcp, onGithub(github.trigger('pull_request', pull), { inputs: { 'review-key': OTHER_KEY } }))
  })
  expect(status).toBe('discarded')
  expect(error).toContain('not signed with the `review-key` of this step')
})

test('a report by a job that does not get the key, as one that runs outside of the protected environment', async () => {
  const { status, error } = await attempt(async ({ hcp, github, pull }) => {
    hcp.script(planOf('evil'))
    await runStep(hcp, onGithub(github.trigger('pull_request', pull)))
  })
  expect(status).toBe('discarded')
  expect(error).toContain('not signed with the `review-key` of this step')
})

test('a signature of another pull request, or of another commit', async () => {
  const { status, error } = await attempt(async ({ hcp, github, comment }) => {
    const other = github.addPullRequest({ number: 8 })
    hcp.script(planOf('evil'))
    await runStep(hcp, onGithub(github.trigger('pull_request', other), { inputs: PLAN }))
    const theirs = github.comments(8)[0]?.body ?? ''
    const commit = /reviews:([0-9a-f]{12})\./.exec(comment.body)?.[1] ?? ''
    comment.body = theirs.replace(/reviews:[0-9a-f]{12}\./, `reviews:${commit}.`)
  })
  expect(status).toBe('discarded')
  expect(error).toContain('not signed with the `review-key` of this step')
})

test.each<[string, (body: string) => string]>([
  ['shows other values', body => body.replace('evil', 'harmless')],
  [
    'shows no changes',
    body => `${body.split('\n').slice(0, 2).join('\n')}\n### ✅ Plan for \`demo/demo\`: no changes\n`
  ],
  ['shows more', body => `${body}\n\nAll of this was discussed.`],
  ['names another commit', body => body.replace(/plan@\w+/, `plan@${'c'.repeat(40)}`)]
])('a comment that %s than was reported for review', async (_name, edit) => {
  const { status, error } = await attempt(async ({ hcp, github, pull, comment }) => {
    hcp.script(planOf('evil'))
    await runStep(hcp, onGithub(github.trigger('pull_request', pull), { inputs: PLAN }))
    expect(comment.body).not.toBe(edit(comment.body))
    comment.body = edit(comment.body)
    // What the merge queue reports takes no place of it, and makes none of it valid.
    hcp.script(planOf('evil'))
    await runStep(hcp, onGithub(github.trigger('merge_group', pull), { inputs: PLAN }))
  }, 'evil')
  expect([status, error.includes('was changed after the action wrote it')]).toEqual(['discarded', true])
})

test('a comment that somebody changes while it is reviewed, and restores before the merge', async () => {
  const { status, error } = await attempt(async ({ hcp, github, pull, comment }) => {
    const written = comment.body
    github.editComment(comment as Comment, written.replace('reviewed', 'harmless'), 'mallory')
    github.editComment(comment as Comment, written, 'mallory')
    // A report in between makes nothing of it valid.
    hcp.script(planOf('reviewed'))
    await runStep(hcp, onGithub(github.trigger('merge_group', pull), { inputs: PLAN }))
  }, 'reviewed')
  expect([status, error.includes('was changed after the action wrote it')]).toEqual(['discarded', true])
})

const inMinutes = (minutes: number): string => new Date(Date.now() + minutes * 60_000).toISOString()

test('a comment that shows something else for a time, and is restored, with the token of a workflow', async () => {
  const { status, error } = await attempt(({ github, comment }) => {
    const written = comment.body
    github.editComment(comment as Comment, written.replace('reviewed', 'harmless'), 'github-actions[bot]')
    github.editComment(comment as Comment, written, 'github-actions[bot]', inMinutes(6))
    return Promise.resolve()
  }, 'reviewed')
  expect([status, error.includes('was changed after the action wrote it')]).toEqual(['discarded', true])
})

test('a comment that another app changes and restores at once', async () => {
  const { status, error } = await attempt(({ github, comment }) => {
    const written = comment.body
    github.editComment(comment as Comment, written.replace('reviewed', 'harmless'), 'merge-helper[bot]')
    github.editComment(comment as Comment, written, 'merge-helper[bot]')
    return Promise.resolve()
  }, 'reviewed')
  expect([status, error.includes('was changed after the action wrote it')]).toEqual(['discarded', true])
})

test('another comment of the same user that is edited into the report, which is deleted', async () => {
  const { status, error } = await attempt(({ github, comment }) => {
    const other = github.addComment(7, 'Something else', { user: 'github-actions[bot]' })
    github.editComment(other, comment.body, 'github-actions[bot]', inMinutes(6))
    github.repository.comments.delete((comment as Comment).id)
    return Promise.resolve()
  }, 'reviewed')
  expect([status, error.includes('was changed after the action wrote it')]).toEqual(['discarded', true])
})

test('a comment that GitHub stores with other line ends, and without blanks at their ends', async () => {
  const stored = async ({ comment }: { comment: { body: string } }) => {
    comment.body = `${comment.body.replaceAll('\n', '\r\n').trimEnd()}  \r\n`
    return Promise.resolve()
  }
  expect(await attempt(stored, 'reviewed')).toEqual({ status: 'applied', error: '' })
})

test('a plan that the comment does not show any more, since it shows one of another commit', async () => {
  const { status, error } = await attempt(async ({ hcp, github, pull }) => {
    const first = pull.head.sha
    hcp.script(planOf('evil'), planOf('harmless'))
    await runStep(hcp, onGithub(github.trigger('pull_request', pull), { inputs: PLAN }))
    github.push(pull)
    await runStep(hcp, onGithub(github.trigger('pull_request', pull), { inputs: PLAN }))
    // Its job is cancelled: nothing is reported.
    github.push(pull, first)
  })
  expect([status, error.includes('No signed plan of')]).toEqual(['discarded', true])
})

test('another comment of the same author that is edited into an earlier report', async () => {
  const { status, error } = await attempt(async ({ hcp, github, pull, comment }) => {
    const other = github.addComment(7, 'The tests passed.', { user: 'github-actions[bot]' })
    hcp.script(planOf('evil'), planOf('harmless'))
    await runStep(hcp, onGithub(github.trigger('pull_request', pull), { inputs: PLAN }))
    const earlier = comment.body
    await runStep(hcp, onGithub(github.trigger('pull_request', pull), { inputs: PLAN }))
    other.body = earlier
  })
  expect([status, error.includes('has 2 reports')]).toEqual(['discarded', true])
})

test('a report that does not show the values of its plan', async () => {
  const { status, error } = await attempt(async ({ hcp, github, pull, comment }) => {
    const log = [
      { type: 'planned_change', change: { resource: { addr: 'a.a' }, action: 'create' } },
      { type: 'change_summary', changes: { add: 1, change: 0, remove: 0, operation: 'plan' } }
    ].map(line => `${JSON.stringify({ '@level': 'info', '@message': 'a line', ...line })}\n`)
    hcp.script({ plan: { ...planOf('evil').plan, log: log.join('') } })
    for (const on of ['GET /plans/:id/json-output', 'GET /plans/:id/json-output-redacted'])
      hcp.faults.set({ on, do: { kind: 'answer', status: 404 }, times: 100 })
    await runStep(hcp, onGithub(github.trigger('pull_request', pull), { inputs: PLAN }))
    expect(comment.body).toContain('a.a')
    hcp.faults.clear()
  })
  expect([status, error.includes('No signed plan of')]).toEqual(['discarded', true])
})

test.each([
  ['refresh-only', { ...PLAN, mode: 'refresh-only' }],
  ['saved', { ...PLAN, operation: 'save-plan' }]
])('a plan that the comment does not show any more, since it shows a %s one of the same commit', async (_, inputs) => {
  const { status, error } = await attempt(async ({ hcp, github, pull, comment }) => {
    hcp.script(planOf('evil'), planOf('harmless'))
    await runStep(hcp, onGithub(github.trigger('pull_request', pull), { inputs: PLAN }))
    const step = await runStep(hcp, onGithub(github.trigger('pull_request', pull), { inputs }))
    expect(comment.body).toContain(step.outputs['run-id'])
  })
  expect([status, error.includes('No signed plan of')]).toEqual(['discarded', true])
})

test('a plan whose changes the comment has no room for', async () => {
  const { status, error } = await attempt(async ({ hcp, github, pull, comment }) => {
    const many = Array.from({ length: 1_500 }, (_, at) => change(`a.a${at}`, 'create', { input: `value ${at}` }))
    hcp.script(planWith(many))
    const step = await runStep(hcp, onGithub(github.trigger('pull_request', pull), { inputs: PLAN }))
    expect(comment.body).not.toContain('value 1499')
    expect(annotated(step, 'warning').join('\n')).toContain('The report is not signed for review')
  })
  expect([status, error.includes('No signed plan of')]).toEqual(['discarded', true])
})

test.each([
  ['stays hidden', false],
  ['a merge queue reports again', true]
])('a report that somebody hides, and that %s', async (_name, isQueued) => {
  const { status, error } = await attempt(async ({ hcp, github, pull, comment }) => {
    ;(comment as Comment).minimized = 'outdated'
    hcp.script(planOf('reviewed'))
    if (isQueued) await runStep(hcp, onGithub(github.trigger('merge_group', pull), { inputs: PLAN }))
  }, 'reviewed')
  expect([status, error.includes('is hidden')]).toEqual(['discarded', true])
})

/** Another pull request, into a branch that no person watches: its own plan is signed, too. */
async function otherBase(hcp: Hcp, github: Github, commit: string): Promise<void> {
  const theirs = github.addPullRequest({ number: 5, base: 'scratch' })
  github.push(theirs, commit)
  hcp.script(planOf('evil'), planOf('evil'))
  await runStep(hcp, onGithub(github.trigger('pull_request', theirs), { inputs: PLAN }))
  theirs.mergeCommitSha = commit
  github.merge(theirs)
}

test('a commit that was pushed without a pull request, and merged into another branch', async () => {
  await using hcp = await serve({ script: planOf('evil') })
  await using github = await serveGithub()
  const direct = github.addPullRequest({ number: 9 })
  const push = github.trigger('push', direct)
  github.repository.pullRequests.delete(9)
  await otherBase(hcp, github, direct.mergeCommitSha)
  const step = await runStep(hcp, onGithub(push, { inputs: APPLY }))
  expect(step.outputs['run-status']).toBe('discarded')
  expect(annotated(step, 'error')[0]).toContain('No pull request was merged into the branch main as the commit')
})

test('two pull requests that were merged into one branch as the same commit', async () => {
  const { status, error } = await attempt(({ github, pull }) => {
    const second = github.addPullRequest({ number: 8 })
    second.mergeCommitSha = pull.mergeCommitSha
    github.merge(second)
    return Promise.resolve()
  }, 'reviewed')
  expect([status, error.includes('#7, #8') || error.includes('#8, #7')]).toEqual(['discarded', true])
})

test('a pull request of a fork, which somebody merged there as the same commit', async () => {
  const { status } = await attempt(({ github, pull }) => {
    const theirs = github.addPullRequest({ number: 8 })
    theirs.mergeCommitSha = pull.mergeCommitSha
    theirs.base = { ...theirs.base, repository: 'someone/repository' }
    github.merge(theirs)
    return Promise.resolve()
  }, 'reviewed')
  expect(status).toBe('applied')
})

test.each([
  ['removed', (body: string) => body.replace(/^<!-- hcp-terraform-action reviews:.*\n/m, '')],
  ['emptied', (body: string) => body.replace(/reviews:\S+/, 'reviews:')],
  ['cut off', (body: string) => body.replace(/(reviews:\S{30})\S*/, '$1')]
])('a signature that was %s', async (_name, edit) => {
  const { status, error } = await attempt(({ comment }) => {
    comment.body = edit(comment.body)
    return Promise.resolve()
  }, 'reviewed')
  expect([status, error.includes('No signed plan of')]).toEqual(['discarded', true])
})

test('a comment by somebody else that copies the report', async () => {
  const { status } = await attempt(async ({ hcp, github, pull, comment }) => {
    const id = await ownRun(hcp, github, pull)
    github.addComment(7, comment.body.replace(/run-\w{16}/g, id), { user: 'mallory' })
  })
  expect(status).toBe('discarded')
})

test.each([
  ['the key', PLAN],
  ['another key', { 'review-key': OTHER_KEY }]
])('what a merge queue plans in between, with %s, takes nothing away', async (_name, inputs) => {
  const found = await attempt(async ({ hcp, github, pull, comment }) => {
    hcp.script(planOf('queued'))
    const reviewed = comment.body
    await runStep(hcp, onGithub(github.trigger('merge_group', pull), { inputs }))
    expect(comment.body).toBe(reviewed)
  }, 'reviewed')
  expect(found).toEqual({ status: 'applied', error: '' })
})

test.each([
  ['with the key', PLAN],
  ['with another key', { 'review-key': OTHER_KEY }]
])('a push that plans before it applies takes nothing away, %s', async (_name, inputs) => {
  await using hcp = await serve({ script: planOf('reviewed') })
  await using github = await serveGithub()
  const pull = github.addPullRequest({ number: 7 })
  await runStep(hcp, onGithub(github.trigger('pull_request', pull), { inputs: PLAN }))
  github.merge(pull)
  hcp.script(planOf('reviewed'), planOf('reviewed'))
  const push = github.trigger('push', pull)
  await runStep(hcp, onGithub(push, { inputs }))
  const step = await runStep(hcp, onGithub(push, { inputs: APPLY }))
  expect([annotated(step, 'error'), step.outputs['run-status']]).toEqual([[], 'applied'])
})

test.each([
  ['with the key leaves', PLAN, 'applied'],
  ['without it takes away', {}, 'discarded']
])('an apply of a saved plan by its id, %s the review', async (_name, inputs, status) => {
  const found = await attempt(async ({ hcp, github, pull, comment }) => {
    github.merge(pull)
    hcp.script(planOf('reviewed'))
    const push = github.trigger('push', pull)
    const saved = await runStep(hcp, onGithub(push, { inputs: { ...PLAN, operation: 'save-plan' } }))
    const run = { 'run-id': saved.outputs['run-id'] ?? '', ...NO_WORKSPACE }
    await runStep(hcp, onGithub(push, { action: 'run/apply', inputs: { ...run, ...inputs } }))
    expect(comment.body).toContain('Applied')
  }, 'reviewed')
  expect(found.status).toBe(status)
})

test('a plan that fails and prints its review in the report', async () => {
  const { status, error } = await attempt(async ({ hcp, github, pull, comment }) => {
    const [, marker = ''] = comment.body.split('\n')
    expect(marker).toContain('reviews:')
    hcp.script({ plan: { status: 'errored', log: `╷\n│ Error: it failed\n│ \n│ ${marker}\n╵\n` } })
    await runStep(hcp, onGithub(github.trigger('pull_request', pull), { inputs: PLAN }))
    expect(comment.body).toContain(marker)
  }, 'reviewed')
  expect([status, error.includes('No signed plan of')]).toEqual(['discarded', true])
})

test('an answer of the service that repeats the token, as the reason why a plan can not be read', async () => {
  await using hcp = await serve({ script: planOf('reviewed') })
  await using github = await serveGithub()
  const pull = github.addPullRequest({ number: 7 })
  await runStep(hcp, onGithub(github.trigger('pull_request', pull), { inputs: PLAN }))
  github.merge(pull)
  const body = JSON.stringify({ errors: [{ title: 'bad request', detail: `Bearer ${hcp.token} is odd` }] })
  for (const on of ['GET /plans/:id/json-output', 'GET /plans/:id/json-output-redacted'])
    hcp.faults.set({ on, do: { kind: 'answer', status: 400, body }, times: 1_000 })
  // That no secret is in the comment, `runStep` sees.
  const step = await runStep(hcp, onGithub(github.trigger('push', pull), { inputs: APPLY }))
  expect(step.outputs['run-status']).toBe('discarded')
  expect(github.comments(7)[0]?.body).toContain('Bearer *** is odd')
})

test('a plan of the same commit that fails takes its review away', async () => {
  const { status, error } = await attempt(async ({ hcp, github, pull }) => {
    hcp.script({ plan: { status: 'errored' } })
    await runStep(hcp, onGithub(github.trigger('pull_request', pull), { inputs: PLAN }))
  }, 'reviewed')
  expect([status, error.includes('No signed plan of')]).toEqual(['discarded', true])
})

test.each([
  ['by a pull request job that runs again', 'pull_request'],
  ['by a workflow of the push', 'push']
] as const)('a plan that is made after the merge, %s', async (_, event) => {
  await using hcp = await serve({ script: planOf('reviewed') })
  await using github = await serveGithub()
  const pull = github.addPullRequest({ number: 7 })
  const earlier = github.trigger('pull_request', pull)
  await runStep(hcp, onGithub(earlier, { inputs: PLAN }))
  github.merge(pull)
  const push = github.trigger('push', pull)
  hcp.script(planOf('evil'), planOf('evil'))
  await runStep(hcp, onGithub(event === 'push' ? push : earlier, { inputs: PLAN }))
  const step = await runStep(hcp, onGithub(push, { inputs: APPLY }))
  expect(step.outputs['run-status']).toBe('discarded')
  expect(annotated(step, 'error')[0]).toContain('with values that differ from the reviewed plan')
})

test('a comment that is edited after a refused apply, so that a plan is reported again', async () => {
  await using hcp = await serve({ script: planOf('reviewed') })
  await using github = await serveGithub()
  const pull = github.addPullRequest({ number: 7 })
  const earlier = github.trigger('pull_request', pull)
  await runStep(hcp, onGithub(earlier, { inputs: PLAN }))
  github.merge(pull)
  hcp.script(planOf('evil'), planOf('evil'), planOf('evil'))
  const push = github.trigger('push', pull)
  const apply = () => runStep(hcp, onGithub(push, { inputs: APPLY }))
  expect((await apply()).outputs['run-status']).toBe('discarded')
  const [comment] = github.comments(7)
  if (comment === undefined) throw new Error('no comment')
  comment.body = comment.body.replace(/apply@\w+ \d+/, `plan@${pull.head.sha} 1`)
  await runStep(hcp, onGithub(earlier, { inputs: PLAN }))
  expect((await apply()).outputs['run-status']).toBe('discarded')
})
