import { expect, test } from '@jest/globals'
import { createServer, request } from 'node:http'
import type { AddressInfo } from 'node:net'
import { serveGithub, type Comment, type Github, type TriggerName } from '../../../packages/github-server/src/index.ts'
import { serve, type Hcp } from '../../../packages/hcp-terraform-server/src/index.ts'
import { onGithub } from '../on-github.ts'
import { annotated, runStep } from '../on-a-runner.ts'
import { planOf } from '../plans.ts'

/** Between two requests of a job, another job of the same push or pull request writes or deletes a comment. */

const BOT = 'github-actions[bot]'
const PLAN = { 'review-key': 'the key of the jobs that plan and apply' }
const APPLY = { ...PLAN, operation: 'apply', 'apply-only-if': 'reviewed' }
const ERRORED = { plan: { status: 'errored' } } as const

type Script = Parameters<Hcp['script']>[0]
type Step = Awaited<ReturnType<typeof runStep>>

interface Job {
  readonly script?: Script
  readonly run?: string
  /** Where the job finds GitHub, if not where it is. */
  readonly at?: string
}

async function scene() {
  const hcp = await serve()
  const github = await serveGithub()
  const pull = github.addPullRequest({ number: 7, createdAt: ago(3_600) })
  const job = (event: TriggerName, inputs: Record<string, string>, { script, run, at }: Job = {}) => {
    hcp.script(script ?? planOf('reviewed'))
    const trigger = github.trigger(event, pull)
    const elsewhere = at !== undefined && { api_url: at, graphql_url: `${at}/graphql` }
    const context = { ...trigger.github, ...elsewhere, ...(run !== undefined && { run_id: run }) }
    return runStep(hcp, onGithub({ ...trigger, github: context }, { inputs }))
  }
  const report = (): Comment => {
    const [first] = github.comments(7)
    if (first === undefined) throw new Error('no report')
    return first
  }
  return {
    github,
    pull,
    job,
    report,
    async [Symbol.asyncDispose]() {
      await github.close()
      await hcp.close()
    }
  }
}

const ago = (seconds: number): string => `${new Date(Date.now() - seconds * 1_000).toISOString().slice(0, 19)}Z`

/** The same server, whose clock is ten minutes slow. */
async function tenMinutesAgo({ address }: Github) {
  const server = createServer((asked, response) => {
    const sent = request(address + (asked.url ?? ''), { method: asked.method, headers: asked.headers }, answer => {
      const date = new Date(Date.now() - 600_000).toUTCString()
      response.writeHead(answer.statusCode ?? 500, { ...answer.headers, date })
      answer.pipe(response)
    })
    asked.pipe(sent)
  })
  await new Promise<void>(resolve => void server.listen(0, '127.0.0.1', resolve))
  const { port } = server.address() as AddressInfo
  return { at: `http://127.0.0.1:${port}`, [Symbol.dispose]: () => server.close() }
}

const isList = (method: string, path: string): boolean => method === 'GET' && /\/issues\/\d+\/comments$/.test(path)

/** What happens after the action's nth list of comments, before it asks what others did to them. */
function afterList(github: Github, nth: number, act: () => void): void {
  const add = github.journal.add.bind(github.journal)
  let left = nth
  github.journal.add = entry => {
    if (isList(entry.method, entry.path)) left--
    else if (left <= 0 && entry.path.endsWith('/graphql')) {
      left = Infinity
      act()
    }
    add(entry)
  }
}

const isSigned = ({ body }: Comment): boolean => /reviews:\w/.test(body)
const warnings = (step: Step): string => annotated(step, 'warning').join('\n')
const leadsTo = (step: Step, { id }: Comment): boolean =>
  step.outputs['comment-url']?.endsWith(`#issuecomment-${id}`) === true

/** A report that people have read, and what another job of the push with the same key writes in its place. */
async function merged() {
  const own = await scene()
  const { github, pull, job, report } = own
  {
    using earlier = await tenMinutesAgo(github)
    await job('pull_request', PLAN, { at: earlier.at })
  }
  const comment = report()
  Object.assign(comment, { createdAt: ago(600), updatedAt: ago(600) })
  github.merge(pull, ago(300))
  const before = { body: comment.body, updatedAt: comment.updatedAt, edits: comment.edits }
  await job('push', PLAN, { run: '4242424243' })
  const after = { body: comment.body, updatedAt: comment.updatedAt, edits: comment.edits }
  expect(after.body).not.toBe(before.body)
  Object.assign(comment, before)
  return { ...own, comment, write: () => void Object.assign(comment, after) }
}

test.each<[string, (comment: Comment, github: Github) => void, string | undefined, boolean]>([
  ['no other user changes it', () => undefined, 'applied', false],
  [
    'somebody else changes it',
    (comment, github) => github.editComment(comment, `${comment.body}!`, 'mallory'),
    'discarded',
    true
  ],
  [
    'somebody else changes it, and restores it with the token of a workflow',
    (comment, github) => {
      const { body } = comment
      github.editComment(comment, `${body}!`, 'mallory')
      github.editComment(comment, body, BOT)
    },
    'discarded',
    true
  ]
])(
  'a plan that is reported while the apply looks up the review is not taken for a change, where %s',
  async (...[, act, ...ended]) => {
    await using found = await merged()
    afterList(found.github, 1, () => {
      found.write()
      act(found.comment, found.github)
    })
    const step = await found.job('push', APPLY)
    const isChanged = annotated(step, 'error').join('\n').includes('was changed after the action wrote it')
    expect([step.outputs['run-status'], isChanged]).toEqual(ended)
  }
)

test('a second report that a job deletes while the apply looks up the review does not count', async () => {
  await using found = await scene()
  const { github, pull, job, report } = found
  await job('pull_request', PLAN)
  const second = github.addComment(7, report().body, { user: BOT })
  github.merge(pull)
  afterList(github, 1, () => github.deleteComment(second, BOT))
  expect((await job('push', APPLY)).outputs['run-status']).toBe('applied')
})

test('a plan that is reported while a failed apply is reported leaves the review for the job that runs again', async () => {
  await using found = await merged()
  // The first two lists are for the condition, the next two for the report: that of the last page counts.
  afterList(found.github, 3, found.write)
  const run = '4242424244'
  const failed = await found.job('push', APPLY, {
    script: { ...planOf('reviewed'), apply: { status: 'errored' } },
    run
  })
  expect([failed.outputs['run-status'], isSigned(found.comment)]).toEqual(['errored', true])
  expect((await found.job('push', APPLY, { run })).outputs['run-status']).toBe('applied')
})

test('a comment that another workflow deletes while the first report is written is not taken for a change', async () => {
  await using found = await scene()
  const { github, job, report } = found
  const other = github.addComment(7, 'Cost estimate: 1 $', { user: BOT })
  afterList(github, 1, () => github.deleteComment(other, BOT))
  const step = await job('pull_request', PLAN)
  expect([isSigned(report()), leadsTo(step, report()), warnings(step)]).toEqual([true, true, ''])
})

test('a comment that a person deletes while the first report is written may have been a report', async () => {
  await using found = await scene()
  const { github, job, report } = found
  const other = github.addComment(7, 'Plan', { user: BOT })
  afterList(github, 1, () => github.deleteComment(other, 'mallory'))
  const step = await job('pull_request', PLAN)
  expect(isSigned(report())).toBe(false)
  expect(warnings(step)).toContain('the user `mallory` deleted a comment')
})

test('a signed report that a person deletes while the next one is written is not forgotten', async () => {
  await using found = await scene()
  const { github, job, report } = found
  await job('pull_request', PLAN)
  const first = report()
  afterList(github, 1, () => github.deleteComment(first, 'mallory'))
  const step = await job('pull_request', PLAN, { run: '9000000000' })
  expect([report().id === first.id, isSigned(report()), leadsTo(step, report())]).toEqual([false, false, true])
  expect(warnings(step)).toContain('the user `mallory` deleted a comment')
})

test('the newest commit is reported, though another job deletes its own report at the same time', async () => {
  await using found = await scene()
  const { github, pull, job, report } = found
  await job('pull_request', PLAN)
  const second = github.addComment(7, report().body, { user: BOT })
  github.push(pull, 'd'.repeat(40))
  afterList(github, 1, () => github.deleteComment(second, BOT))
  const step = await job('pull_request', PLAN, { script: planOf('newest'), run: '9000000000' })
  expect([report().body.includes('newest'), leadsTo(step, report()), warnings(step)]).toEqual([true, true, ''])
})

test('of two jobs that report at once, the newer one gives the address of its report, though the older one deletes its own', async () => {
  await using found = await scene()
  const { github, job, report } = found
  await job('pull_request', PLAN, { run: '4000000001' })
  const older = report()
  github.repository.comments.delete(older.id)
  const add = github.journal.add.bind(github.journal)
  github.journal.add = entry => {
    add(entry)
    // It is created right before this one.
    if (entry.method === 'POST' && entry.path.endsWith('/comments')) {
      github.repository.comments.set(older.id, older)
      afterList(github, 1, () => github.deleteComment(older, BOT))
    }
  }
  const step = await job('pull_request', PLAN, { run: '4000000002' })
  expect(github.comments(7).map(({ body }) => / of:run-\w+ plan@\w+ (\d+)/.exec(body)?.[1])).toEqual(['4000000002'])
  expect([isSigned(report()), leadsTo(step, report()), warnings(step)]).toEqual([true, true, ''])
})

test('a report is created once, though GitHub lists it late', async () => {
  await using found = await scene()
  const { github, job, report } = found
  const { comments } = github.repository
  const all = comments.values.bind(comments)
  const add = github.journal.add.bind(github.journal)
  let isListed = false
  github.journal.add = entry => {
    isListed = isList(entry.method, entry.path)
    add(entry)
  }
  comments.values = () => (isListed ? [].values() : all())
  const step = await job('pull_request', PLAN)
  isListed = false
  expect(github.comments(7)).toHaveLength(1)
  expect([isSigned(report()), leadsTo(step, report()), warnings(step)]).toEqual([true, true, ''])
})

test.each<[string, Record<string, string>, string]>([
  ['`review-key`', PLAN, 'The report is signed with `review-key`.'],
  ['the token, where `review-key` is empty', { 'review-key': '' }, 'The report is signed with the HCP Terraform token']
])('the log says that a report is signed with %s', async (_name, inputs, said) => {
  await using found = await scene()
  expect((await found.job('pull_request', inputs)).log).toContain(said)
  expect((await found.job('pull_request', inputs, { script: ERRORED })).log).not.toContain('The report is signed')
})
