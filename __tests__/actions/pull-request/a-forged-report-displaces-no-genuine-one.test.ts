import { expect, test } from '@jest/globals'
import { serveGithub, type Comment, type Github, type TriggerName } from '../../../packages/github-server/src/index.ts'
import { serve, type Hcp } from '../../../packages/hcp-terraform-server/src/index.ts'
import { onGithub } from '../on-github.ts'
import { annotated, NO_WORKSPACE, runStep } from '../on-a-runner.ts'
import { planOf } from '../plans.ts'

/** Somebody writes a comment whose marker says that it is newer than every report. The report stays, and is where `comment-url` leads. */

const BOT = 'github-actions[bot]'
const KEY = { 'review-key': 'the key of the jobs that plan and apply' }
const UNSIGNED = { plan: { additions: 1 } }
const ERRORED = { plan: { status: 'errored' } } as const
const LATEST = '9999999999.9.9'
const LATER = '8000000001'
const LAST = '8000000002'

type Script = Parameters<Hcp['script']>[0]
type Step = Awaited<ReturnType<typeof runStep>>

interface Scene {
  readonly hcp: Hcp
  readonly github: Github
  readonly pull: ReturnType<Github['addPullRequest']>
  /** Its workflow run may be a later one. */
  readonly plan: (script?: Script, event?: TriggerName, run?: string) => Promise<Step>
  readonly real: Comment
}

/** A pull request whose plan is reported, and what happens then. */
async function scene(act: (scene: Scene) => Promise<void>, inputs: Record<string, string> = KEY, first?: Script) {
  await using hcp = await serve()
  await using github = await serveGithub()
  const pull = github.addPullRequest({ number: 7 })
  const plan = (script: Script = planOf('evil'), event: TriggerName = 'pull_request', run?: string) => {
    hcp.script(script)
    const trigger = github.trigger(event, pull)
    const context = { ...trigger.github, ...(run !== undefined && { run_id: run }) }
    return runStep(hcp, onGithub({ ...trigger, github: context }, { inputs }))
  }
  await plan(first)
  const [real] = github.comments(7)
  if (real === undefined) throw new Error('no report')
  await act({ hcp, github, pull, plan, real })
}

/** A report as somebody writes it who has no key. */
const forge = ({ body }: Comment, says = `apply@$1 ${LATEST}`): string =>
  body
    .replace(/ (?:plan|apply)@(\w+) [\d.]+/, ` ${says}`)
    .split('\n')
    .filter(line => !line.includes(' reviews:'))
    .join('\n')
    .replaceAll('evil', 'harmless')

const addForged = (github: Github, real: Comment, body = forge(real)): Comment =>
  github.addComment(7, body, { user: BOT })

const addEdited = (github: Github, real: Comment): Comment => {
  const other = github.addComment(7, 'The tests passed.', { user: BOT })
  github.editComment(other, forge(real), 'mallory')
  return other
}

const warnings = (step: Step): string => annotated(step, 'warning').join('\n')
const idsOf = (github: Github): readonly number[] => github.comments(7).map(({ id }) => id)
const urlOf = (step: Step): string => step.outputs['comment-url'] ?? ''
const leadsTo = (step: Step, { id }: Comment): boolean => urlOf(step).endsWith(`#issuecomment-${id}`)
const isSigned = ({ body }: Comment): boolean => /reviews:\w/.test(body)

/** What happens before the action's nth request for the comments. */
function beforeReading(github: Github, nth: number, act: () => void): void {
  const add = github.journal.add.bind(github.journal)
  let left = nth
  github.journal.add = entry => {
    if (entry.method === 'GET' && /\/issues\/\d+\/comments$/.test(entry.path) && --left === 0) act()
    add(entry)
  }
}

test.each([
  ['signed', planOf('evil'), true],
  ['not signed, as the plan failed', ERRORED, false]
])(
  'a forged comment does not outrank a signed report, and the next one, which is %s, takes its place',
  async (...[, script, signed]) => {
    await scene(async ({ github, plan, real }) => {
      const before = real.body
      const forged = addForged(github, real)
      const step = await plan(script)
      expect(idsOf(github)).toEqual([real.id, forged.id])
      expect(real.body).not.toBe(before)
      expect(isSigned(real)).toBe(signed)
      expect(leadsTo(step, real)).toBe(true)
      expect(warnings(step)).toContain(`#issuecomment-${forged.id} says that it is a newer report than the signed one`)
    })
  }
)

test('a comment that another user edits does not outrank a signed report, and loses its text', async () => {
  await scene(async ({ github, plan, real }) => {
    const forged = addEdited(github, real)
    const step = await plan()
    expect(idsOf(github)).toEqual([real.id, forged.id])
    expect([real.body.includes('evil'), isSigned(real)]).toEqual([true, false])
    expect(forged.body).toContain('Another user edited this report.')
    expect(leadsTo(step, real)).toBe(true)
    expect(warnings(step)).toContain(`Another user edited the comment ${new URL(urlOf(step)).origin}`)
    expect(warnings(step)).toContain(`#issuecomment-${forged.id}, which says that it is a newer report`)
  })
})

test('a comment that another user edits does not outrank a report without a signature', async () => {
  await scene(
    async ({ github, plan, real }) => {
      const forged = addEdited(github, real)
      const step = await plan(UNSIGNED)
      expect(idsOf(github)).toEqual([real.id, forged.id])
      expect(real.body).toContain('1 to add')
      expect(forged.body).toContain('Another user edited this report.')
      expect(leadsTo(step, real)).toBe(true)
      expect(warnings(step)).toContain(`#issuecomment-${forged.id}, which says that it is a newer report`)
    },
    {},
    UNSIGNED
  )
})

test('a report that another user edits to outrank all others is written over', async () => {
  await scene(
    async ({ github, plan, real }) => {
      github.editComment(real, forge(real), 'mallory')
      const step = await plan({ plan: { additions: 3 } })
      expect(idsOf(github)).toEqual([real.id])
      expect(real.body).toContain('3 to add')
      expect(leadsTo(step, real)).toBe(true)
      expect(warnings(step)).toContain(`#issuecomment-${real.id}, which says that it is a newer report`)
    },
    {},
    UNSIGNED
  )
})

test('a forged comment that appears once the report is written does not displace it', async () => {
  await scene(async ({ github, plan, real }) => {
    let forged = real
    beforeReading(github, 2, () => void (forged = addForged(github, real)))
    const step = await plan()
    expect(idsOf(github)).toEqual([real.id, forged.id])
    expect([isSigned(real), leadsTo(step, real)]).toEqual([true, true])
    expect(warnings(step)).toContain(`#issuecomment-${forged.id} says that it is a newer report than the signed one`)
  })
})

test('the address of a forged comment is not given where there is no signed report, and nothing is deleted', async () => {
  await scene(
    async ({ github, plan, real }) => {
      const forged = addForged(github, real)
      const step = await plan()
      expect(step.conclusion).toBe('success')
      expect(idsOf(github)).toEqual([real.id, forged.id])
      expect(urlOf(step)).toBe('')
      expect(warnings(step)).toMatch(
        new RegExp(`The comment \\S+#issuecomment-${forged.id} may not be a genuine report: it has no valid signature`)
      )
    },
    KEY,
    ERRORED
  )
})

test('a newer report is deferred to where it is signed, without a warning', async () => {
  await scene(async ({ plan, real }) => {
    await plan(planOf('last'), 'pull_request', LAST)
    const older = await plan(planOf('later'), 'pull_request', LATER)
    expect(real.body).toContain('last')
    expect([leadsTo(older, real), warnings(older)]).toEqual([true, ''])
  })
})

test('where the server does not say who edited a newer report, nothing is deleted, and the address is not given', async () => {
  await scene(
    async ({ github, plan, real }) => {
      const newer = addForged(github, real)
      const headers = { 'content-type': 'application/json' }
      const answer = {
        kind: 'answer',
        status: 200,
        headers,
        body: JSON.stringify({ data: { nodes: [{}, {}] } })
      } as const
      // The first request says who the token's user is.
      github.faults.set({ on: 'POST /graphql', nth: 2, times: 2, do: answer })
      const step = await plan(UNSIGNED)
      expect(step.conclusion).toBe('success')
      expect(idsOf(github)).toEqual([real.id, newer.id])
      expect([real.body.includes('Plan for'), newer.body.includes('Plan for')]).toEqual([true, true])
      expect(urlOf(step)).toBe('')
      expect(warnings(step)).toMatch(
        new RegExp(
          `The comment \\S+#issuecomment-${newer.id} may not be a genuine report: GitHub does not say who edited it`
        )
      )
    },
    {},
    UNSIGNED
  )
})

test.each<[string, TriggerName]>([
  ['of a merge queue', 'merge_group'],
  ['of a push', 'push']
])('a plan %s does not take the place of a signed report next to a forged one', async (_name, event) => {
  await scene(async ({ github, pull, plan, real }) => {
    const before = real.body
    const forged = addForged(github, real)
    if (event === 'push') github.merge(pull)
    const step = await plan(planOf('later'), event)
    expect(real.body).toBe(before)
    expect(idsOf(github)).toEqual([real.id, forged.id])
    expect(warnings(step)).toContain(`#issuecomment-${forged.id} says that it is a newer report than the signed one`)
  })
})

test.each<[string, (github: Github, saved: Comment, other: Comment) => void, string]>([
  [
    'another user edits its comment to be another report',
    (github, saved, other) => github.editComment(saved, withKeyOf(other, saved), 'mallory'),
    'another user edited the comment'
  ],
  [
    'two comments name the run',
    (github, saved, other) => void addForged(github, saved, withKeyOf(other, saved)),
    'is named by several reports'
  ]
])('run/apply writes in no other report, where %s', async (_name, act, why) => {
  await scene(async ({ hcp, github, pull, real }) => {
    const other = real
    const before = other.body
    const inputs = { operation: 'save-plan', 'comment-id': 'saved' }
    hcp.script(planOf('saved'))
    const saved = await runStep(hcp, onGithub(github.trigger('pull_request', pull), { inputs }))
    act(github, github.comments(7)[1] ?? other, other)
    github.merge(pull)
    const run = { ...NO_WORKSPACE, ...KEY, 'run-id': saved.outputs['run-id'] ?? '' }
    const step = await runStep(hcp, onGithub(github.trigger('push', pull), { action: 'run/apply', inputs: run }))
    expect(step.outputs['run-status']).toBe('applied')
    expect(other.body).toBe(before)
    expect(urlOf(step)).toBe('')
    expect(warnings(step)).toContain(why)
  })
})

/** A report that says that it is another one. */
const withKeyOf = (other: Comment, { body }: Comment): string =>
  body.replace(/ key:\w+ /, / key:\w+ /.exec(other.body)?.[0] ?? '')

test('of two jobs that report at the same time, the newer report stays, and both jobs give its address', async () => {
  await scene(
    async ({ github, plan, real }) => {
      github.deleteComment(real, BOT)
      let newer = real
      beforeReading(github, 2, () => void (newer = addForged(github, real, real.body)))
      newer.body = newer.body.replace(/plan@(\w+) [\d.]+/, `plan@$1 ${LATEST}`)
      const step = await plan(UNSIGNED)
      expect(idsOf(github)).toEqual([newer.id])
      expect([leadsTo(step, newer), warnings(step)]).toEqual([true, ''])
    },
    {},
    UNSIGNED
  )
})

test('a newer report that is not signed takes the place of an older one, which another job has signed at the same time', async () => {
  await scene(async ({ github, plan, real }) => {
    github.deleteComment(real, BOT)
    let older = real
    beforeReading(github, 2, () => void (older = addForged(github, real, real.body)))
    const step = await plan(ERRORED, 'pull_request', LATER)
    expect(idsOf(github)).toEqual([older.id])
    expect([older.body.includes('evil'), leadsTo(step, older), warnings(step)]).toEqual([false, true, ''])
  })
})

test('what two jobs have left that reported at the same time, with and without a signature, is one report after the next job', async () => {
  await scene(async ({ github, plan, real }) => {
    addForged(github, real, forge(real, `plan@$1 ${LATER}.1.1`))
    const step = await plan(planOf('last'), 'pull_request', LAST)
    expect(idsOf(github)).toEqual([real.id])
    expect([isSigned(real), leadsTo(step, real), warnings(step)]).toEqual([true, true, ''])
  })
})
