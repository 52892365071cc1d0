import { describe, expect, test } from '@jest/globals'
import { systemClock } from '../../src/clock.ts'
import { isPlanned, loggedActions } from '../../src/run/logged-actions.ts'
import { readActions, readPair } from '../../src/run/read-print.ts'
import { differences, applyRefusals } from '../../src/run/review.ts'
import { parseLine } from '../../src/terraform/log-events.ts'
import type { Run } from '../../src/tfe/resources/runs.ts'
import { aRun } from './a-run.ts'
import { answering, client, type Answer } from '../tfe/server.ts'

const signal = new AbortController().signal
const never = { isRefreshOnly: false, sensitiveValues: 'refuse' } as const
/** More than is ever read into memory at once. */
const RESOURCES = 61_000
const KILOBYTE = 'x'.repeat(1_000)

/** A plan of 68 MB, whose last resource opens a port to a network. */
function* largePlan(network: string): Generator<string> {
  yield '{"format_version":"1.2","configuration":{"root_module":{}},"prior_state":{"values":{"nothing":[1,{"of":"interest"}]}},"resource_changes":['
  for (let index = 0; index < RESOURCES; index++) {
    const after = { index, text: KILOBYTE, ...(index === RESOURCES - 1 && { cidr: network }) }
    const change = { actions: ['create'], before: null, after, before_sensitive: false, after_sensitive: {} }
    yield `${index === 0 ? '' : ','}${JSON.stringify({ address: `a.b[${index}]`, change })}`
  }
  yield '],"timestamp":"2026-01-01T00:00:00Z"}'
}

const sends =
  (pieces: () => Iterable<string>): Answer =>
  (_request, response) => {
    void (async () => {
      response.writeHead(200, { 'content-type': 'application/json' })
      let batch = ''
      for (const piece of pieces()) {
        batch += piece
        if (batch.length < 1_000_000) continue
        if (!response.write(batch)) await new Promise(resolve => response.once('drain', resolve))
        batch = ''
      }
      response.end(batch)
    })()
  }

/** A plan each: on a busy machine a request for a large one may be made again. */
const byPlan =
  (first: Answer, second: Answer): Answer =>
  (request, response) =>
    (request.url.includes('plan-1') ? first : second)(request, response)

const answers =
  (status: number): Answer =>
  (_request, response) =>
    response.writeHead(status).end()

/** An error of the API itself. */
const refuses =
  (status: number): Answer =>
  (_request, response) =>
    response.writeHead(status, { 'content-type': 'application/vnd.api+json' }).end('{"errors":[{"title":"not found"}]}')

const LOG = 'Plan: 1 to add, 0 to change, 0 to destroy.\n\u0003'
const withLog = (run: Run, origin: string): Run => {
  const plan = { id: 'plan-2', status: 'finished', additions: undefined, changes: undefined, destructions: undefined }
  const more = { imports: undefined, hasChanges: undefined, hasGeneratedConfiguration: false }
  return { ...run, plan: { ...plan, ...more, logReadUrl: `${origin}/log` } }
}
const [reviewed, planned] = [aRun('planned', { planId: 'plan-1' }), aRun('planned', { id: 'run-2', planId: 'plan-2' })]

const withLogs = (origin: string): readonly [Run, Run] => [withLog(reviewed, origin), withLog(planned, origin)]

/** Answers with the log where that is asked for. */
const logged =
  (other: Answer): Answer =>
  (request, response) => {
    if (request.url.includes('offset=')) response.end(request.url.includes('offset=0') ? LOG : '')
    else other(request, response)
  }

test('plans that are larger than what is read into memory are compared to their end', async () => {
  const pieces = [sends(() => largePlan('10.0.0.0/8')), sends(() => largePlan('0.0.0.0/0'))] as const
  await using server = await answering(byPlan(...pieces))
  const pair = await readPair(client(server.origin, systemClock), reviewed, planned, 'refuse', signal)
  if ('missing' in pair) throw new Error(pair.missing)
  expect(differences(pair[1], pair[0], never)).toEqual([
    `a.b[${RESOURCES - 1}]: create, but with values that differ from the reviewed plan`
  ])
}, 300_000)

test('of redacted plans that are larger than that, only the values without a mark are compared where somebody says so', async () => {
  const redacted = (digest: string, network: string) =>
    sends(function* () {
      for (const piece of largePlan(network))
        yield piece
          .replaceAll('"text":"x', `"text":"${digest}x`)
          .replaceAll('"after_sensitive":{}', '"after_sensitive":{"text":true}')
    })
  const compared = async (network: string) => {
    const redactedOnes = byPlan(redacted('1', '10.0.0.0/8'), redacted('2', network))
    await using server = await answering(refuses(403), refuses(403), logged(redactedOnes))
    const [first, second] = withLogs(server.origin)
    const pair = await readPair(client(server.origin, systemClock), first, second, 'ignore', signal)
    if ('missing' in pair) throw new Error(pair.missing)
    return differences(pair[1], pair[0], { isRefreshOnly: false, sensitiveValues: 'ignore' })
  }
  expect(await compared('10.0.0.0/8')).toEqual([])
  expect(await compared('0.0.0.0/0')).toEqual([
    `a.b[${RESOURCES - 1}]: create, but with values that differ from the reviewed plan`
  ])
}, 300_000)

const CREATES = ',"resource_changes":[{"address":"a.a","change":{"actions":["create"]}}]'
const small = (more = CREATES) => sends(() => [`{"format_version":"1.2","configuration":{"root_module":{}}${more}}`])
const without = (configuration: string) => sends(() => [`{"format_version":"1.2"${configuration}${CREATES}}`])

test('the whole plans are compared where both can be read, and the redacted ones elsewhere', async () => {
  await using whole = await answering(small())
  expect(await readPair(client(whole.origin), reviewed, planned, 'refuse', signal)).toMatchObject([
    { isRedacted: false },
    { isRedacted: false }
  ])
  await using redacted = await answering(refuses(403), refuses(404), logged(small()))
  const [first, second] = withLogs(redacted.origin)
  expect(await readPair(client(redacted.origin), first, second, 'refuse', signal)).toMatchObject([
    { isRedacted: true },
    { isRedacted: true }
  ])
  const plans = redacted.received.map(({ url }) => url.replace('/api/v2', '')).filter(url => url.startsWith('/plans/'))
  expect(plans).toEqual([
    '/plans/plan-1/json-output',
    '/plans/plan-2/json-output',
    '/plans/plan-1/json-output-redacted',
    '/plans/plan-2/json-output-redacted'
  ])
})

test.each([
  ['some seconds late, is waited for', 5, true],
  ['never, is not believed', 1_000, false]
])('a log whose end marker comes %s', async (_name, late, isReadable) => {
  let asked = 0
  const answer: Answer = (request, response) => {
    const offset = Number(new URL(request.url, 'http://x').searchParams.get('offset') ?? NaN)
    if (offset === 0) response.end(LOG.slice(0, -1))
    else if (offset > 0) response.end(offset < LOG.length && (asked += 1) > late ? LOG.slice(-1) : '')
    else (request.url.includes('redacted') ? small() : refuses(403))(request, response)
  }
  await using server = await answering(answer)
  const actions = await readActions(client(server.origin), withLog(planned, server.origin), signal)
  expect('missing' in actions).toBe(!isReadable)
  if ('missing' in actions) expect(actions.missing).toContain('run the job again')
})

test('a redacted plan in place of the whole one counts as redacted', async () => {
  await using server = await answering(logged(sends(() => [`{"plan_format_version":"1.2"${CREATES}}`])))
  const [first, second] = withLogs(server.origin)
  expect(await readPair(client(server.origin), first, second, 'refuse', signal)).toMatchObject([
    { isRedacted: true },
    { isRedacted: true }
  ])
})

test.each([
  ['of the reviewed run', 0],
  ['of the run to apply', 1]
])('a whole plan %s without a configuration is not whole', async (_name, at) => {
  for (const configuration of ['', ',"configuration":{}', ',"configuration":null']) {
    const answer =
      at === 0 ? ([without(configuration), small()] as const) : ([small(), without(configuration)] as const)
    await using server = await answering(byPlan(...answer))
    const pair = await readPair(client(server.origin), reviewed, planned, 'refuse', signal)
    expect(pair).toEqual({ missing: expect.stringContaining(`${at === 0 ? 'run-1' : 'run-2'} has no configuration`) })
    expect(server.received.filter(({ url }) => url.endsWith('redacted'))).toEqual([])
  }
})

test('two runs with one plan are not compared', async () => {
  await using server = await answering(small())
  const pair = await readPair(client(server.origin), reviewed, { ...planned, planId: 'plan-1' }, 'refuse', signal)
  expect(pair).toMatchObject({ missing: expect.stringContaining('the same plan') })
  expect(server.received).toEqual([])
})

test.each<[string, readonly [Answer, ...Answer[]]]>([
  ['one fails', [refuses(422), small(), small()]],
  ['only the first can be read', [small(), refuses(404), small(), small()]],
  ['only the second can be read', [refuses(403), small(), small(), small()]],
  ['something other than the API refuses one', [answers(403), refuses(403), small(), small()]],
  ['something other than the API refuses both', [answers(403), answers(404), small(), small()]],
  ['one is not a plan', [sends(() => ['{}']), small(), small()]]
])('the redacted plans are not compared where of the whole plans %s', async (_name, all) => {
  await using server = await answering(...all)
  expect(await readPair(client(server.origin), reviewed, planned, 'refuse', signal)).toHaveProperty('missing')
  expect(server.received.filter(({ url }) => url.endsWith('redacted'))).toEqual([])
})

test('a plan that does not exist yet is asked for again', async () => {
  await using server = await answering(answers(204), small(), small())
  expect(await readPair(client(server.origin), reviewed, planned, 'refuse', signal)).toHaveLength(2)
})

test.each([
  ['not there', refuses(404), 'role Admin'],
  ['refused', refuses(403), 'role Admin'],
  ['not there, as a proxy says', answers(404), 'the response 404 is not from the API. Fix that'],
  ['never there', answers(204), 'the service returns 204. Fix that'],
  ['not of that version', refuses(422), 'the service returns 422. Fix that'],
  ['something else', sends(() => ['{"errors":[]}']), 'is not in a format that the action can read. Fix that'],
  ['cut off', sends(() => ['{"format_version":"1.2","resource_changes":[{"address":"a']), "can't be read: "]
])(
  'a plan that is %s can not be compared, and that is said',
  async (_name, answer, fix) => {
    await using server = await answering(answer)
    const pair = await readPair(client(server.origin), reviewed, planned, 'refuse', signal)
    expect(pair).toEqual({
      missing: expect.stringMatching(/^The action can't compare the values of the plan.*`apply-only-if: reviewed`/)
    })
    expect(pair).toEqual({ missing: expect.stringContaining(fix) })
  },
  60_000
)

const UPDATES = '[{"address":"a.a","change":{"actions":["update"]}}]'
const FAILED = '[{"address":{"to_display":"check.a"},"status":"fail"}]'

test.each<[string, string, Partial<Run>, boolean]>([
  ['has no list', '', {}, false],
  ['lists nothing', ',"resource_changes":[],"output_changes":{}', {}, false],
  ['lists a check only', `,"checks":${FAILED}`, {}, false],
  ['lists what has changed outside only', `,"resource_drift":${UPDATES}`, {}, false],
  ['lists what has changed outside, and takes it over', `,"resource_drift":${UPDATES}`, { isRefreshOnly: true }, true],
  ['lists an output', ',"output_changes":{"o":{"actions":["update"]}}', {}, true],
  ['lists nothing, and has no changes', '', { hasChanges: false }, true],
  ['lists nothing, and may have changes', '', { hasChanges: undefined }, true]
])('a plan that %s', async (_name, more, said, isReadable) => {
  await using server = await answering(small(more))
  const tfe = client(server.origin)
  const [first, second] = [reviewed, planned].map(run => ({ ...run, ...said }))
  if (first === undefined || second === undefined) throw new Error('no run')
  const pair = await readPair(tfe, first, second, 'refuse', signal)
  const actions = await readActions(tfe, second, signal)
  expect(['missing' in pair, 'missing' in actions]).toEqual([!isReadable, !isReadable])
  if ('missing' in pair) expect(pair.missing).toContain('the service says that the plan has changes')
  if ('missing' in actions) expect(actions.missing).toContain('the service says that the plan has changes')
})

test('what a plan does is read from the whole plan, and from the redacted one only where the whole one is denied', async () => {
  const bySource =
    (whole: Answer, redacted: Answer): Answer =>
    (request, response) =>
      (request.url.includes('redacted') ? redacted : whole)(request, response)
  const acts = async (whole: Answer, redacted: Answer) => {
    await using server = await answering(logged(bySource(whole, redacted)))
    return await readActions(client(server.origin), withLog(planned, server.origin), signal)
  }
  const more = small(`${CREATES},"action_invocations":[{"address":"action.a.a"}]`)
  const some = [{ address: 'a.a', actions: 'create' }]
  expect(await acts(more, small())).toHaveLength(2)
  expect(await acts(refuses(403), small())).toEqual(some)
  expect(await acts(small(''), small())).toHaveProperty('missing')
  expect(await acts(answers(400), small())).toHaveProperty('missing')
})

test('what a plan does includes deferred changes and actions of providers, and no outputs', async () => {
  const changing = (actions: readonly string[]) => ({ address: 'a.a', change: { actions } })
  const plan = {
    resource_changes: [changing(['update'])],
    output_changes: { o: { actions: ['delete'] } },
    deferred_changes: [{ reason: 'x', resource_change: changing(['delete']) }],
    action_invocations: [
      { address: 'action.aws_x.stop', lifecycle_action_trigger: { triggering_resource_address: 'a.a' } }
    ]
  }
  await using server = await answering(small(`,${JSON.stringify(plan).slice(1, -1)}`))
  const actions = await readActions(client(server.origin), planned, signal)
  if ('missing' in actions) throw new Error(actions.missing)
  const reasons = applyRefusals(
    { actions, reviewed: undefined },
    { ...never, conditions: ['no-destroys'], destructions: 0 }
  )
  expect(reasons).toEqual([
    'a.a (deferred) would be destroyed',
    'action action.aws_x.stop of a.a would be run by its provider, which may destroy something'
  ])
})

describe('what a plan does is read from its log', () => {
  const line = (type: string, more: object): string => JSON.stringify({ '@message': type, type, ...more })
  const change = (action: string): string => line('planned_change', { change: { resource: { addr: 'a.a' }, action } })
  const summary = (more: object = {}): string =>
    line('change_summary', { changes: { add: 1, change: 0, import: 0, remove: 0, operation: 'plan', ...more } })
  const logged = (lines: readonly string[]) => loggedActions(lines.map(parseLine).filter(isPlanned))

  test('where the summary counts what it lists', () => {
    expect(logged([change('create'), summary()])).toEqual([{ address: 'a.a', actions: 'create' }])
    expect(logged([change('read'), change('replace'), summary({ remove: 1 })])).toHaveLength(2)
  })

  test.each<[string, readonly string[], string]>([
    [
      'has an action of a provider',
      [line('planned_action_invocation', {}), change('create'), summary()],
      'planned_action'
    ],
    ['has a deferred change', [line('deferred_change', {}), change('create'), summary()], 'deferred_change'],
    ['counts actions of providers', [change('create'), summary({ action_invocation: 1 })], '"action_invocation"'],
    [
      'counts a removal that it does not list',
      [change('create'), summary({ remove: 5 })],
      'the counts in its summary differ'
    ],
    [
      'has a broken line',
      [change('create'), change('delete').slice(0, -9), summary({ remove: 1 })],
      'counts in its summary differ'
    ],
    ['has no summary', [change('create')], 'no summary'],
    // The id of a resource is printed as it is, with the lines that it may have.
    [
      'prints its plan as text',
      ['x.y: Refreshing state... [id=a', summary({ add: 0 }), 'b]', 'Plan: 0 to add, 0 to change, 1 to destroy.'],
      'shows its plan as text'
    ],
    ['has two', [change('create'), summary(), summary()], 'several']
  ])('and not where it %s', (_name, lines, why) => {
    expect(logged(lines)).toContain(why)
  })
})
