import { expect, test } from '@jest/globals'
import { serveGithub, type Comment, type Github, type TriggerName } from '../../../packages/github-server/src/index.ts'
import { serve, type Hcp } from '../../../packages/hcp-terraform-server/src/index.ts'
import { onGithub } from '../on-github.ts'
import { annotated, runStep } from '../on-a-runner.ts'
import { planOf } from '../plans.ts'

/**
 * Somebody who may edit comments, and run jobs again, shows people another plan than the one of the pull request. They approve it, and a new report
 * of the same commit takes no approval away.
 */

const PLAN = { 'review-key': 'the key of the jobs that plan and apply' }
const APPLY = { ...PLAN, operation: 'apply', 'apply-only-if': 'reviewed' }
const MERGED = { 'pull-request-comment': 'never' }

type Pull = ReturnType<Github['addPullRequest']>
type Step = Awaited<ReturnType<typeof runStep>>

interface Scene {
  readonly hcp: Hcp
  readonly github: Github
  readonly pull: Pull
  /** Plans the last commit, as the job of its event. */
  readonly plan: (event?: TriggerName) => Promise<Step>
  readonly report: () => Comment
}

/** A pull request whose plan is reported, and what then happens before it is merged and applied. */
async function applied(act: (scene: Scene) => Promise<void>): Promise<{ status: string | undefined; error: string }> {
  await using hcp = await serve()
  await using github = await serveGithub()
  const pull = github.addPullRequest({ number: 7, createdAt: before(600) })
  const plan = (event: TriggerName = 'pull_request') => {
    hcp.script(planOf('evil'))
    return runStep(hcp, onGithub(github.trigger(event, pull), { inputs: PLAN }))
  }
  const report = () => {
    const found = github.comments(7).find(({ body }) => body.startsWith('<!-- hcp-terraform-action key:'))
    if (found === undefined) throw new Error('no report')
    return found
  }
  await plan()
  await act({ hcp, github, pull, plan, report })
  github.merge(pull)
  hcp.script(planOf('evil'))
  const step = await runStep(hcp, onGithub(github.trigger('push', pull), { inputs: { ...APPLY, ...MERGED } }))
  return { status: step.outputs['run-status'], error: annotated(step, 'error').join('\n') }
}

const before = (seconds: number): string => new Date(Date.now() - seconds * 1_000).toISOString()

const harmless = ({ body }: Comment): string => body.replaceAll('evil', 'harmless')

/** As it would look without the marker by which later reports find it. */
const asAnyComment = (comment: Comment): string => harmless(comment).split('\n').slice(2).join('\n')

const NEXT = 'd'.repeat(40)

const REFUSED = { status: 'discarded', error: expect.stringContaining('No signed plan of') }
const APPLIED = { status: 'applied', error: '' }

test.each<[string, (scene: Scene) => Promise<void> | void]>([
  ['shows another plan', ({ github, report }) => github.editComment(report(), harmless(report()), 'mallory')],
  [
    'shows another plan for a time',
    ({ github, report }) => {
      const written = report().body
      github.editComment(report(), harmless(report()), 'mallory')
      github.editComment(report(), written, 'mallory')
    }
  ],
  [
    'shows another plan, and is then deleted',
    ({ github, report }) => {
      github.editComment(report(), harmless(report()), 'mallory')
      github.deleteComment(report(), 'mallory')
    }
  ],
  ['looks like any comment', ({ github, report }) => github.editComment(report(), asAnyComment(report()), 'mallory')],
  [
    'looks like any comment, and is deleted once there is another report',
    async ({ github, report, plan }) => {
      const first = report()
      github.editComment(first, asAnyComment(first), 'mallory')
      await plan()
      github.deleteComment(first, 'mallory')
    }
  ],
  [
    'names another commit',
    ({ github, report }) =>
      github.editComment(
        report(),
        harmless(report()).replace(/plan@\w+ [\d.]+/, `plan@${'c'.repeat(40)} 1.1.1`),
        'mallory'
      )
  ],
  [
    'looks like any comment, and like a report again once there is another',
    async ({ github, report, plan }) => {
      const first = report()
      const forged = harmless(first)
      github.editComment(first, asAnyComment(first), 'mallory')
      await plan()
      github.editComment(first, forged, 'mallory')
    }
  ],
  ['is changed by another app', ({ github, report }) => github.editComment(report(), harmless(report()), 'other[bot]')]
])('a plan of the same commit is not signed, if a report of it %s', async (_name, act) => {
  const found = await applied(async scene => {
    await act(scene)
    const steps = [await scene.plan(), await scene.plan()]
    expect(scene.report().body).toContain('evil')
    expect(scene.report().body).not.toContain('harmless')
    for (const step of steps) {
      expect(step.conclusion).toBe('success')
      expect(annotated(step, 'warning').join('\n')).toMatch(
        /^The report is not signed for review: the user `(?:mallory|other)` (?:edited|deleted) .* Plan the change in a new pull request/
      )
    }
  })
  expect(found).toEqual(REFUSED)
})

test.each([
  ['the same workspace', (first: Comment) => first.body],
  ['another workspace', (first: Comment, other: Comment) => [other.body.split('\n')[0], asAnyComment(first)].join('\n')]
])('a forged report that looks like an earlier one of %s is replaced, and not forgotten', async (_name, marked) => {
  const found = await applied(async ({ hcp, github, pull, plan, report }) => {
    const first = report()
    hcp.script(planOf('other'))
    const inputs = { ...PLAN, 'comment-id': 'other' }
    const planOther = () => runStep(hcp, onGithub(github.trigger('pull_request', pull), { inputs }))
    await planOther()
    const forged = marked(first, github.comments(7)[1] ?? first)
    github.editComment(first, asAnyComment(first), 'mallory')
    await plan()
    github.editComment(first, forged.replaceAll('evil', 'harmless'), 'mallory')
    await plan()
    hcp.script(planOf('other'))
    await planOther()
    expect(first.body).toMatch(/^Another user edited this report\. .*another comment/)
    expect(annotated(await plan(), 'warning').join('\n')).toContain('the user `mallory` edited the comment')
    expect(
      github
        .comments(7)
        .map(({ body }) => body)
        .join('')
    ).not.toContain('harmless')
  })
  expect(found).toEqual(REFUSED)
})

/** What happens before the action's nth request for a page of comments. */
function beforePage(github: Github, page: string, nth: number, act: () => void): void {
  const add = github.journal.add.bind(github.journal)
  let left = nth
  github.journal.add = entry => {
    const isPage = entry.method === 'GET' && /\/issues\/\d+\/comments$/.test(entry.path) && entry.query.page === page
    if (isPage && --left === 0) act()
    add(entry)
  }
}

test('a forged report that moves to a page of comments which was read before is not missed', async () => {
  const found = await applied(async ({ github, plan, report }) => {
    github.deleteComment(report(), 'github-actions[bot]')
    const noise = Array.from({ length: 100 }, () => github.addComment(7, 'Hm', { user: 'mallory' }))
    await plan()
    github.editComment(report(), harmless(report()), 'mallory')
    beforePage(github, '2', 1, () => github.deleteComment(noise[0] ?? report(), 'mallory'))
    expect(annotated(await plan(), 'warning').join('\n')).toContain('the user `mallory` edited the comment')
  })
  expect(found).toEqual(REFUSED)
})

test('a report loses its signature where a forged one of the same plan is found after it was written', async () => {
  const found = await applied(async ({ github, plan, report }) => {
    const first = report()
    const forged = harmless(first).replace(/plan@(\w+) [\d.]+/, 'plan@$1 0.0.0')
    // Its marker comes back only before the comments are read again.
    github.editComment(first, asAnyComment(first), 'github-actions[bot]')
    beforePage(github, '1', 2, () => github.editComment(first, forged, 'mallory'))
    await plan()
    expect(github.comments(7).map(({ body }) => body.includes(' reviews:'))).toEqual([false, false])
  })
  expect(found).toEqual(REFUSED)
})

test('a report of the same commit that does not show the changes makes no edit undone', async () => {
  const found = await applied(async ({ hcp, github, pull, plan, report }) => {
    github.editComment(report(), harmless(report()), 'mallory')
    hcp.script({ plan: { status: 'errored' } })
    await runStep(hcp, onGithub(github.trigger('pull_request', pull), { inputs: PLAN }))
    expect(annotated(await plan(), 'warning').join('\n')).toContain('the user `mallory` edited the comment')
  })
  expect(found).toEqual(REFUSED)
})

test('the job of an earlier commit makes no edit undone', async () => {
  const found = await applied(async ({ hcp, github, pull, plan, report }) => {
    const earlier = github.trigger('pull_request', pull)
    github.push(pull, 'd'.repeat(40), before(300))
    await plan()
    // It outranks what the comment claims to be.
    const forged = harmless(report()).replace(/plan@\w+ [\d.]+/, `plan@${'c'.repeat(40)} 0.0.0`)
    github.editComment(report(), forged, 'mallory')
    hcp.script(planOf('earlier'))
    await runStep(hcp, onGithub(earlier, { inputs: PLAN }))
    expect(report().body).toContain('earlier')
    expect(annotated(await plan(), 'warning').join('\n')).toContain('the user `mallory` edited the comment')
  })
  expect(found).toEqual(REFUSED)
})

test('an editor whose account does not exist any more is not the job', async () => {
  const found = await applied(async ({ github, plan, report }) => {
    github.editComment(report(), harmless(report()), undefined)
    expect(annotated(await plan(), 'warning').join('\n')).toContain('somebody edited the comment')
  })
  expect(found).toEqual(REFUSED)
})

test.each([
  ['somebody else', 'mallory', REFUSED],
  ['the job itself', 'github-actions[bot]', APPLIED]
])('an edit is seen in a history of more than a page: of %s', async (_name, user, expected) => {
  const found = await applied(async ({ github, plan, report }) => {
    const comment = report()
    const written = comment.body
    github.editComment(comment, harmless(comment), user)
    for (let edits = 0; edits < 150; edits++) github.editComment(comment, written, 'github-actions[bot]')
    await plan()
  })
  expect(found).toEqual(expected)
})

test.each<[string, (scene: Scene) => void]>([
  ['nothing is changed', () => undefined],
  [
    'another comment of the same user was edited',
    ({ github }) => {
      const other = github.addComment(7, '- [ ] Checked', { user: 'github-actions[bot]' })
      github.editComment(other, '- [x] Checked', 'reviewer')
    }
  ],
  ['the comment of a person was deleted', ({ github }) => github.deleteComment(github.addComment(7, 'Oh'), 'reviewer')],
  [
    'the job has deleted a comment',
    ({ github }) =>
      github.deleteComment(github.addComment(7, 'Old', { user: 'github-actions[bot]' }), 'github-actions[bot]')
  ],
  ['somebody has hidden it', ({ report }) => void (report().minimized = 'outdated')]
])('a plan is signed, and applied, if %s', async (_name, act) => {
  const found = await applied(async scene => {
    act(scene)
    const steps = [await scene.plan(), await scene.plan()]
    expect(steps.flatMap(step => annotated(step, 'warning'))).toEqual([])
  })
  expect(found).toEqual(APPLIED)
})

test('a plan is signed after one that failed', async () => {
  const found = await applied(async ({ hcp, github, pull, plan }) => {
    github.push(pull)
    hcp.script({ plan: { status: 'errored' } })
    await runStep(hcp, onGithub(github.trigger('pull_request', pull), { inputs: PLAN }))
    expect(annotated(await plan(), 'warning')).toEqual([])
  })
  expect(found).toEqual(APPLIED)
})

test.each<[string, (scene: Scene) => Promise<void> | void]>([
  ['was changed', ({ github, report }) => github.editComment(report(), harmless(report()), 'mallory')],
  [
    'was changed, and written over by the job, which ran again',
    async ({ github, report, plan }) => {
      github.editComment(report(), harmless(report()), 'mallory')
      await plan()
    }
  ],
  [
    'was changed to look like any comment, before another one was written',
    async ({ github, report, plan }) => {
      const first = report()
      github.editComment(first, asAnyComment(first), 'mallory')
      await plan()
    }
  ],
  [
    'was changed to be one of a commit that was not pushed yet',
    ({ github, report }) =>
      github.editComment(report(), harmless(report()).replace(/plan@\w+/, `plan@${NEXT}`), 'mallory')
  ],
  ['was deleted', ({ github, report }) => github.deleteComment(report(), 'mallory')]
])('a plan of a later commit is not signed, if a report %s', async (_name, act) => {
  const found = await applied(async scene => {
    const { github, pull, plan } = scene
    await act(scene)
    // GitHub gives times in seconds.
    await new Promise(resolve => setTimeout(resolve, 1_100))
    github.push(pull, NEXT)
    for (const event of ['pull_request', 'workflow_run'] as const)
      expect(annotated(await plan(event), 'warning').join('\n')).toMatch(
        /not signed .* the user `mallory` .* Plan the change in a new pull request/
      )
  })
  expect(found).toEqual(REFUSED)
})

test.each([
  ['which comments were deleted', { data: { repository: { pullRequest: null } } }],
  ['what the timeline is', { errors: [{ message: "Field 'timelineItems' doesn't exist on type 'PullRequest'" }] }]
])('a server that does not say %s gets the report, without a signature', async (_name, body) => {
  await using hcp = await serve({ script: planOf('evil') })
  await using github = await serveGithub()
  const pull = github.addPullRequest({ number: 7 })
  // The first request says who the token's user is.
  const answer = { kind: 'answer', status: 200, body: JSON.stringify(body) } as const
  github.faults.set({ on: 'POST /graphql', nth: 2, do: answer })
  const step = await runStep(hcp, onGithub(github.trigger('pull_request', pull), { inputs: PLAN }))
  expect(annotated(step, 'warning').join('\n')).toContain('The report is not signed for review: ')
  expect(github.comments(7)[0]?.body).toContain('evil')
  expect(github.comments(7)[0]?.body).not.toContain('reviews:')
})

test('what others did to a report costs no request, but for two where there is no report yet', async () => {
  await using hcp = await serve()
  await using github = await serveGithub()
  const pull = github.addPullRequest({ number: 7 })
  const asked = async () => {
    const from = github.journal.lines.length
    hcp.script(planOf('evil'))
    await runStep(hcp, onGithub(github.trigger('pull_request', pull), { inputs: PLAN }))
    return github.journal.lines.slice(from).filter(line => line === 'POST /graphql').length
  }
  for (let other = 0; other < 30; other++) {
    const comment = github.addComment(7, 'Another workspace', { user: 'github-actions[bot]' })
    github.editComment(comment, 'Its second report', 'github-actions[bot]')
  }
  // Who the token's user is, what others have edited, and what they have deleted.
  expect(await asked()).toBe(3)
  // Who the token's user is, the state of the comment, and showing it.
  expect(await asked()).toBe(3)
  github.push(pull)
  expect(await asked()).toBe(3)
})

test.each<[string, (scene: Scene, twin: Comment) => void, boolean]>([
  ['changes', ({ github }, twin) => github.editComment(twin, harmless(twin), 'mallory'), true],
  [
    'changes to look like any comment',
    ({ github }, twin) => github.editComment(twin, asAnyComment(twin), 'mallory'),
    false
  ],
  ['deletes', ({ github }, twin) => github.deleteComment(twin, 'mallory'), false]
])(
  'of two reports that jobs have left which ran at the same time, one that somebody %s is seen where it is still a report',
  async (_name, act, isSeen) => {
    const found = await applied(async scene => {
      const { github, plan, report } = scene
      act(scene, github.addComment(7, report().body, { user: 'github-actions[bot]' }))
      const step = await plan()
      expect(annotated(step, 'warning').join('\n').includes('the user `mallory` edited')).toBe(isSeen)
      expect(step.outputs['comment-url']).toContain('#issuecomment-')
    })
    expect(found).toEqual(isSeen ? REFUSED : APPLIED)
  }
)

test('an apply sees an edit that the token of a workflow has taken back at once', async () => {
  const { status, error } = await applied(({ github, report }) => {
    const written = report().body
    github.editComment(report(), harmless(report()), 'mallory')
    github.editComment(report(), written, 'github-actions[bot]')
    return Promise.resolve()
  })
  expect([status, error.includes('was changed after the action wrote it')]).toEqual(['discarded', true])
})
