import { expect, test } from '@jest/globals'
import { VirtualClock } from '../../benchmarks/pace/virtual-clock.ts'
import type { RunEvent } from '../../src/run/run-event.ts'
import { followRun, type FollowOptions } from '../../src/run/follow.ts'
import { Limits } from '../../src/run/limits.ts'
import type { Outcome } from '../../src/run/outcome.ts'
import { describeStall } from '../../src/run/stall.ts'
import { Tfe } from '../../src/tfe/client.ts'

const BASE = 'https://example.test/api/v2'
const never = new AbortController().signal

/** A service that answers each path with a document, or a text. */
function serving(answer: (path: string, now: number) => unknown) {
  const clock = new VirtualClock()
  const asked: { readonly at: number; readonly path: string }[] = []
  const fetch = (input: string | URL | Request): Promise<Response> => {
    const { pathname, searchParams } = new URL(input instanceof Request ? input.url : input)
    const path = pathname.replace('/api/v2', '')
    asked.push({ at: clock.now(), path })
    const said = answer(path, clock.now())
    // Nothing follows the end marker of a log.
    const given = said === '\u0003' && searchParams.get('offset') !== '0' ? '' : said
    // What answers everything with the run has nothing else that it was asked for by its id.
    const isOther =
      typeof given === 'object' && JSON.stringify(given).includes('"type":"runs"') && path !== '/runs/run-1'
    const body = isOther
      ? { data: { id: path.split('/').at(-1), type: 'x', attributes: { status: 'pending' } } }
      : given
    return Promise.resolve(
      new Response(typeof body === 'string' ? body : JSON.stringify(body), {
        headers: { 'content-type': 'application/vnd.api+json' }
      })
    )
  }
  const tfe = new Tfe({ base: new URL(BASE), token: 'x', tokenSource: 'a test', fetch, clock })
  return { tfe, asked, clock }
}

type Served = ReturnType<typeof serving>

const followed = ({ tfe, clock }: Served, options: Partial<FollowOptions> = {}) => clock.until(toTheEnd(tfe, options))

async function toTheEnd(tfe: Tfe, options: Partial<FollowOptions>): Promise<{ outcome: Outcome; events: RunEvent[] }> {
  const following = followRun(tfe, await tfe.runs.read('run-1'), { operation: 'plan', signal: never, ...options })
  const events: RunEvent[] = []
  for (;;) {
    const { done, value } = await following.next()
    if (done === true) return { outcome: value, events }
    events.push(value)
  }
}

const to = (type: string, ...ids: readonly string[]) => ({ data: ids.map(id => ({ type, id })) })
const stages = ['ts-1', 'ts-2', 'ts-3', 'ts-4']

const run = (status: string, plan: string) => ({
  data: {
    id: 'run-1',
    type: 'runs',
    attributes: { status, 'has-changes': true, 'plan-only': true },
    relationships: {
      plan: { data: { type: 'plans', id: 'plan-1' } },
      'cost-estimate': { data: { type: 'cost-estimates', id: 'ce-1' } },
      'policy-checks': to('policy-checks', 'polchk-1'),
      'task-stages': to('task-stages', ...stages)
    }
  },
  included: [{ id: 'plan-1', type: 'plans', attributes: { status: plan, 'log-read-url': 'https://example.test/log' } }]
})

test('following a run takes at most 60 requests a minute, whatever there is to read', async () => {
  const LONG = 600_000
  let reads = 0
  const served = serving((path, now) => {
    if (path === '/log') return now < LONG / 2 ? `line ${now}\n` : ''
    if (path === '/runs/run-1' && now > 2 * LONG) return run('planned_and_finished', 'finished')
    // Each reading has news, so that everything is looked at again.
    const status = (reads += 1) % 2 === 0 ? 'policy_checked' : 'cost_estimated'
    if (path === '/runs/run-1') return run(status, now < LONG / 2 ? 'running' : 'finished')
    if (path.endsWith('/policy-checks')) return { data: [{ id: 'polchk-1', attributes: { status: 'queued' } }] }
    return { data: { id: path.split('/').at(-1), type: 'x', attributes: { status: 'pending', stage: 'pre_plan' } } }
  })
  const endless = followed(served, { timeout: LONG })
  expect((await endless).outcome.ending).toBe('not-over-in-time')
  for (const [before, { at }] of served.asked.entries()) expect(before).toBeLessThan(Math.max(60, at / 1000))
  // All kinds of requests were among them, and the budget was made use of.
  expect(new Set(served.asked.map(({ path }) => path.split('/')[1]))).toEqual(
    new Set(['runs', 'log', 'cost-estimates', 'task-stages'])
  )
  expect(served.asked.length).toBeGreaterThan((LONG / 60_000) * 35)
})

test('tasks of one stage are reported as they end', async () => {
  let reads = 0
  const task = (id: string, status: string) => ({ id, type: 'task-results', attributes: { status, 'task-name': id } })
  const served = serving(path => {
    if (path === '/runs/run-1') return run((reads += 1) < 40 ? 'post_plan_running' : 'planned_and_finished', 'finished')
    if (path === '/log') return '\u0003'
    if (path !== '/task-stages/ts-1') return { data: [] }
    return {
      data: {
        id: 'ts-1',
        type: 'task-stages',
        attributes: { stage: 'post_plan', status: 'running' },
        relationships: { 'task-results': to('task-results', 'quick', 'slow') }
      },
      included: [task('quick', reads > 3 ? 'passed' : 'running'), task('slow', reads > 30 ? 'passed' : 'running')]
    }
  })
  const { events } = await followed(served)
  const reported = events.flatMap(event =>
    event.kind === 'status'
      ? event.run.status
      : event.kind === 'finding' && event.finding.kind === 'task'
        ? event.finding.task.name
        : []
  )
  expect(reported).toEqual(['post_plan_running', 'quick', 'slow', 'planned_and_finished'])
})

test('the log of an apply that was never reached is not asked for', async () => {
  const served = serving(path => (path === '/log' ? '' : run('planned_and_finished', 'unreachable')))
  await followed(served)
  expect(served.asked.map(({ path }) => path)).not.toContain('/log')
})

test.each<[string, number, number]>([
  ['a log that says nothing', 300, 0],
  ['a log that says something at each look', 1, 0],
  ['answers that take an hour', 300, 3_600_000]
])('a limit is kept within a second: %s', async (_name, quiet, slow) => {
  const served = serving((path, now) =>
    path === '/log' ? (Math.floor(now / 1_000) % quiet === 0 ? `line ${now}\n` : '') : run('planning', 'running')
  )
  const began = served.clock.now()
  const tfe = served.tfe.sendingBy(fetch => async (url, request) => {
    if (url.pathname === '/log') await served.clock.sleep(slow, request.signal)
    return fetch(url, request)
  })
  const { outcome } = await followed({ ...served, tfe }, { timeout: 5_000 })
  expect(outcome.ending).toBe('not-over-in-time')
  expect(served.clock.now() - began).toBeLessThanOrEqual(6_000)
})

const HOUR = 3_600_000
const waiting = {
  data: {
    id: 'run-1',
    type: 'runs',
    attributes: { status: 'planned', 'has-changes': true, actions: { 'is-confirmable': true, 'is-discardable': true } },
    relationships: { plan: { data: { type: 'plans', id: 'plan-1' } } }
  },
  included: [{ id: 'plan-1', type: 'plans', attributes: { status: 'finished', 'resource-destructions': 1 } }]
}
const unsure = {
  ...run('planned_and_finished', 'finished'),
  data: { ...run('planned_and_finished', 'finished').data, attributes: { status: 'planned_and_finished' } }
}
const queued = {
  data: {
    id: 'run-1',
    type: 'runs',
    attributes: { status: 'pending' },
    relationships: { workspace: { data: { type: 'workspaces', id: 'ws-1' } } }
  }
}
const refusing: Partial<FollowOptions> = {
  operation: 'apply',
  conditions: ['no-destroys'],
  examine: () => Promise.resolve({ actions: [{ address: 'a.b', actions: 'delete' }], reviewed: undefined })
}
const reading: Partial<FollowOptions> = {
  ...refusing,
  examine: async (tfe, { planId = '' }, signal) => {
    await tfe.plans.read(planId, { signal })
    return { actions: [], reviewed: undefined }
  }
}

test.each<[string, string, object, Partial<FollowOptions>, readonly RegExp[]]>([
  ['the confirmation', '/runs/run-1/actions/apply', waiting, { operation: 'apply' }, []],
  ['the discard of a refused plan', '/runs/run-1/actions/discard', waiting, refusing, [/a\.b/]],
  ['what the conditions are about', '/plans/plan-1', waiting, reading, []],
  ['the plan as JSON', '/plans/plan-1/json-output-redacted', unsure, {}, []],
  ['who holds the workspace', '/workspaces/ws-1', queued, { failIfBusy: true }, []]
])('a limit is kept within a second: no answer to %s', async (_name, slow, document, options, refusals) => {
  const served = serving(path => (path === '/log' ? '\u0003' : document))
  const tfe = served.tfe.sendingBy(fetch => async (url, request) => {
    if (url.pathname === `/api/v2${slow}`) await served.clock.sleep(HOUR, request.signal)
    return fetch(url, request)
  })
  const began = served.clock.now()
  const limits = { timeout: 5_000, queueTimeout: 5_000 }
  const { outcome } = await followed({ ...served, tfe }, { ...limits, ...options })
  expect(outcome.ending).toMatch(/^not-(over|begun)-in-time$/)
  expect(served.clock.now() - began).toBeLessThanOrEqual(6_000)
  // Why a plan was refused is not lost.
  expect(outcome.refusals).toEqual(refusals.map(refusal => expect.stringMatching(refusal)))
})

test('nothing is confirmed after a limit has passed', async () => {
  const served = serving(() => waiting)
  const limits = new Limits(served.clock, { timeout: 5_000 })
  const following = followRun(served.tfe, await served.clock.until(served.tfe.runs.read('run-1')), {
    operation: 'apply',
    signal: never,
    limits
  })
  const first = await served.clock.until(following.next())
  expect(first.value).toMatchObject({ kind: 'status' })
  // Whoever logs the status takes longer than the run may.
  await served.clock.until(served.clock.sleep(6_000))
  const { value } = await served.clock.until(following.next())
  expect(value).toMatchObject({ ending: 'not-over-in-time' })
  expect(served.asked.map(({ path }) => path)).not.toContain('/runs/run-1/actions/apply')
})

test('the limit of a queued run ends when the run begins', async () => {
  const served = serving((path, now) => {
    if (path === '/log') return '\u0003'
    if (now < 4_000) return run('pending', 'pending')
    return now < 60_000 ? run('planning', 'running') : run('planned_and_finished', 'finished')
  })
  const { outcome } = await followed(served, { queueTimeout: 5_000, timeout: 120_000 })
  expect(outcome.ending).toBe('planned')
})

test('a run that is queued for longer than it may is not followed any further', async () => {
  const served = serving(() => run('pending', 'pending'))
  const { outcome } = await followed(served, { queueTimeout: 5_000, timeout: 1_000 })
  expect(outcome.ending).toBe('not-begun-in-time')
  expect(served.clock.now()).toBeLessThanOrEqual(6_000)
})

test('a log whose URL has ended is read on from the URL that the run has then, and no warning is repeated', async () => {
  const text = Array.from({ length: 40 }, (_, at) => `line ${at}\n`).join('')
  const signed = (status: string, plan: string, now: number) => {
    const document = run(status, plan)
    const included = document.included.map(each => ({
      ...each,
      attributes: { ...each.attributes, 'log-read-url': `https://example.test/log?until=${now + 8_000}` }
    }))
    return { ...document, included }
  }
  const END = 40_000
  let asked = new URL('https://example.test')
  const served = serving((path, now) => {
    if (path === '/runs/run-1')
      return now < END ? signed('planning', 'running', now) : signed('planned_and_finished', 'finished', now)
    const written = `\u0002${text.slice(0, now < END ? Math.floor((text.length * now) / END) : undefined)}${now < END ? '' : '\u0003'}`
    const from = Number(asked.searchParams.get('offset'))
    return path === '/log' ? written.slice(from) : { data: [] }
  })
  const tfe = served.tfe.sendingBy(fetch => (url, request) => {
    asked = url
    if (url.pathname !== '/log' || Number(url.searchParams.get('until')) > served.clock.now())
      return fetch(url, request)
    return Promise.resolve(new Response('expired', { status: 403 }))
  })
  const { events } = await followed({ ...served, tfe })
  const lines = events.flatMap(event => (event.kind === 'log' ? event.lines : []))
  expect(lines).toHaveLength(40)
  const messages = events.flatMap(event => (event.kind === 'trouble' ? event.message : []))
  expect(new Set(messages).size).toBe(messages.length)
  expect(messages.filter(message => message.includes('The log of'))).toEqual([])
})

test('of a line that was read in part when its log is given up, nothing is shown: it may end inside of a secret', async () => {
  let reads = 0
  const served = serving((path, now) => {
    if (path === '/runs/run-1') return run(now < 3_600_000 ? 'planning' : 'planned_and_finished', 'running')
    if (path !== '/log') return { data: [] }
    if ((reads += 1) === 1) return '\u0002whole\npassword = correct hor'
    throw new TypeError('fetch failed', { cause: Object.assign(new Error('gone'), { code: 'ECONNREFUSED' }) })
  })
  const { events } = await followed(served)
  expect(reads).toBeGreaterThan(3)
  expect(events.flatMap(event => (event.kind === 'log' ? event.lines : []))).toEqual([{ kind: 'text', text: 'whole' }])
})

test('a run that the service leaves as it is says once a minute what it waits for', async () => {
  const served: Served = serving((path, now) => {
    if (path === '/log') return '\u0003'
    return path.startsWith('/runs/') ? run(now < 280_000 ? 'cost_estimated' : 'errored', 'finished') : { data: [] }
  })
  const { events } = await followed(served, { operation: 'apply' })
  const stalls = events.filter(event => event.kind === 'stalled')
  expect(stalls.map(({ waited }) => Math.floor(waited / 60_000))).toEqual([1, 2, 3, 4])
  expect(stalls.map(describeStall)[0]).toMatch(
    /^The run has been `cost_estimated` for 1 min, and the action waits until /
  )
})

test('a run whose discard stays without an answer is named as not discarded, and may have changed', async () => {
  const served = serving(path => {
    if (path === '/log') return '\u0003'
    if (path === '/runs/run-1/actions/discard') throw new TypeError('fetch failed')
    return run('policy_override', 'finished')
  })
  const actions = [{ address: 'a.b', actions: 'delete' }]
  const { outcome } = await followed(served, {
    operation: 'apply',
    onOverride: 'succeed',
    conditions: ['no-destroys'],
    examine: () => Promise.resolve({ actions, reviewed: undefined })
  })
  expect(outcome).toMatchObject({ ending: 'not-discarded', isStale: true })
  expect(outcome.refusals).toEqual(['a.b would be destroyed', expect.stringContaining('/actions/discard')])
})
