import { describe, expect, test } from '@jest/globals'
import type { Run, RunScript, RunStatus } from '../src/index.ts'
import { archiveOf } from './archives.ts'
import type { Item } from './client.ts'
import { scene, type Scene } from './scene.ts'

/** The course of a run: https://developer.hashicorp.com/terraform/cloud-docs/run/states */

const PLANNING = ['pending', 'queuing', 'plan_queued', 'planning', 'planned']
const APPLYING = ['confirmed', 'queuing_apply', 'apply_queued', 'applying', 'applied']
const failing = { passes: false, name: 'no-surprises' }

interface Course {
  readonly name: string
  readonly attributes?: object
  readonly script?: RunScript
  readonly path: readonly string[]
  readonly plan?: string
  readonly apply?: string
}

const COURSES: readonly Course[] = [
  {
    name: 'auto-apply',
    attributes: { 'auto-apply': true },
    path: [...PLANNING, ...APPLYING],
    plan: 'finished',
    apply: 'finished'
  },
  {
    name: 'plan only',
    attributes: { 'plan-only': true },
    path: [...PLANNING, 'planned_and_finished'],
    plan: 'finished',
    apply: 'unreachable'
  },
  {
    name: 'no changes',
    script: { plan: { hasChanges: false } },
    path: [...PLANNING, 'planned_and_finished'],
    plan: 'finished',
    apply: 'unreachable'
  },
  {
    name: 'no changes, but an empty apply is allowed',
    attributes: { 'allow-empty-apply': true, 'auto-apply': true },
    script: { plan: { hasChanges: false } },
    path: [...PLANNING, ...APPLYING],
    apply: 'finished'
  },
  {
    name: 'a failed plan',
    script: { plan: { status: 'errored' } },
    path: [...PLANNING.slice(0, -1), 'errored'],
    plan: 'errored',
    apply: 'unreachable'
  },
  {
    name: 'a failed plan that might have been empty',
    attributes: { 'allow-empty-apply': true },
    script: { plan: { status: 'errored' } },
    path: [...PLANNING.slice(0, -1), 'errored']
  },
  {
    name: 'a failed apply',
    attributes: { 'auto-apply': true },
    script: { apply: { status: 'errored' } },
    path: [...PLANNING, ...APPLYING.slice(0, -1), 'errored'],
    apply: 'errored'
  },
  {
    name: 'every stage there is',
    attributes: { 'auto-apply': true },
    script: {
      costEstimate: { prior: '10.0', proposed: '12.5', delta: '2.5', matched: 2, unmatched: 1 },
      policies: [{ name: 'fine', enforcement: 'hard-mandatory', passes: true }],
      policySets: [{ name: 'house-rules', policies: [{ name: 'fine', enforcement: 'mandatory', passes: true }] }],
      tasks: (['pre_plan', 'post_plan', 'pre_apply', 'post_apply'] as const).map(stage => ({
        name: stage,
        stage,
        enforcement: 'mandatory',
        passes: true
      }))
    },
    path: [
      'pending',
      ...['pre_plan_running', 'pre_plan_completed', 'queuing', 'plan_queued', 'planning', 'planned'],
      ...['post_plan_running', 'post_plan_completed', 'cost_estimating', 'cost_estimated'],
      ...['policy_checking', 'policy_checked', 'confirmed', 'pre_apply_running', 'pre_apply_completed'],
      ...['queuing_apply', 'apply_queued', 'applying', 'post_apply_running', 'post_apply_completed', 'applied']
    ],
    apply: 'finished'
  },
  {
    name: 'an advisory policy fails',
    attributes: { 'auto-apply': true },
    script: { policies: [{ ...failing, enforcement: 'advisory' }] },
    path: [...PLANNING, 'policy_checking', 'policy_checked', ...APPLYING]
  },
  {
    name: 'a hard-mandatory policy fails',
    script: { policies: [{ ...failing, enforcement: 'hard-mandatory' }] },
    path: [...PLANNING, 'policy_checking', 'errored'],
    plan: 'finished',
    apply: 'unreachable'
  },
  {
    name: 'a soft-mandatory policy fails in a plan-only run',
    attributes: { 'plan-only': true },
    script: { policies: [{ ...failing, enforcement: 'soft-mandatory' }] },
    path: [...PLANNING, 'policy_checking', 'policy_soft_failed']
  },
  {
    name: 'a mandatory task fails',
    script: { tasks: [{ ...failing, stage: 'post_plan', enforcement: 'mandatory' }] },
    path: [...PLANNING, 'post_plan_running', 'errored'],
    apply: 'unreachable'
  },
  {
    name: 'an advisory task fails',
    attributes: { 'auto-apply': true },
    script: { tasks: [{ ...failing, stage: 'pre_apply', enforcement: 'advisory' }] },
    path: [...PLANNING, 'confirmed', 'pre_apply_running', 'pre_apply_completed', ...APPLYING.slice(1)]
  },
  {
    name: 'a policy without an override fails',
    script: {
      policySets: [{ name: 'house-rules', overridable: false, policies: [{ ...failing, enforcement: 'mandatory' }] }]
    },
    path: [...PLANNING, 'post_plan_running', 'errored']
  },
  {
    name: 'a failed cost estimate stops nothing',
    attributes: { 'auto-apply': true },
    script: { costEstimate: { status: 'errored' } },
    path: [...PLANNING, 'cost_estimating', 'cost_estimated', ...APPLYING]
  }
]

test.each(COURSES)('$name', async ({ attributes, script, path, plan, apply }) => {
  await using world = await scene()
  world.hcp.script(script ?? {})
  const { id } = await world.run(attributes)
  const run = await world.hcp.until(({ runs }) => over(runs.get(id)))
  expect(pathOf(run)).toEqual(path)
  expect(run.awaiting).toBeUndefined()
  if (plan !== undefined) expect(run.plan.status).toBe(plan)
  if (apply !== undefined) expect(run.apply.status).toBe(apply)
  expect(world.hcp.find().lock).toBeUndefined()
})

describe('what waits for somebody', () => {
  test('a confirmation: applied once it is given', async () => {
    await using world = await scene()
    const run = await paused(world, {}, 'planned')
    expect((await world.read(run)).data.attributes.actions).toEqual({
      'is-cancelable': false,
      'is-confirmable': true,
      'is-discardable': true,
      'is-force-cancelable': false
    })
    const { status, text } = await world.api.post(`/runs/${run.id}/actions/apply`, { comment: 'Looks good' })
    expect([status, text]).toEqual([202, ''])
    await world.hcp.until('applied')
    expect((await world.read(run)).data.relationships['confirmed-by']?.data.type).toBe('users')
    expect((await world.api.get(`/runs/${run.id}/comments`)).list.map(({ attributes }) => attributes)).toEqual([
      { body: 'Looks good' }
    ])
    expect((await world.api.post(`/runs/${run.id}/actions/apply`)).status).toBe(409)
  })

  test('a soft-mandatory policy: discarded, or overridden and confirmed', async () => {
    await using world = await scene()
    const script: RunScript = { policies: [{ ...failing, enforcement: 'soft-mandatory' }] }
    const first = await paused(world, script, 'policy_override')
    expect((await world.api.post(`/runs/${first.id}/actions/apply`)).status).toBe(409)
    expect((await world.api.post(`/runs/${first.id}/actions/discard`)).status).toBe(202)

    const second = await paused(world, script, 'policy_override')
    const [check] = (await world.api.get(`/runs/${second.id}/policy-checks`)).list
    expect(check?.attributes).toMatchObject({
      status: 'soft_failed',
      result: { result: false, passed: 0, 'total-failed': 1, 'soft-failed': 1, 'hard-failed': 0, 'advisory-failed': 0 },
      actions: { 'is-overridable': true },
      permissions: { 'can-override': true }
    })
    const override = `/policy-checks/${check?.id ?? ''}/actions/override`
    const overridden = await world.api.post(override, { comment: 'This once' })
    expect([overridden.status, overridden.data.attributes.status]).toEqual([200, 'overridden'])
    expect((await world.api.post(override)).status).toBe(409)
    await waiting(world, second, 'policy_checked')
    expect((await world.api.get(`/runs/${second.id}/comments`)).list).toEqual([])
    const printed = await world.api.get(`/policy-checks/${check?.id ?? ''}/output`)
    expect(printed.text).toMatch(/no-surprises \(soft-mandatory\)\s+Result: false/)
    await world.api.post(`/runs/${second.id}/actions/apply`)
    await world.hcp.until(({ runs }) => runs.get(second.id)?.status === 'applied')
  })

  test('a mandatory policy of an agent: the stage is overridden, and the run goes on', async () => {
    await using world = await scene()
    const policySets = [{ name: 'house-rules', policies: [{ ...failing, enforcement: 'mandatory' as const }] }]
    const run = await paused(world, { policySets }, 'post_plan_awaiting_decision')
    const stages = await world.api.get(`/runs/${run.id}/task-stages?include=policy_evaluations`)
    const [stage] = stages.list
    expect(stage?.attributes).toMatchObject({
      status: 'awaiting_override',
      stage: 'post_plan',
      actions: { 'is-overridable': true }
    })
    expect(
      stages.included.map(({ type, attributes }) => [type, attributes.status, attributes['result-count']])
    ).toEqual([
      ['policy-evaluations', 'failed', { 'advisory-failed': 0, 'mandatory-failed': 1, passed: 0, errored: 0 }]
    ])
    const evaluation = stages.included[0]?.id ?? ''
    const outcomes = await world.api.get(`/policy-evaluations/${evaluation}/policy-set-outcomes`)
    expect(outcomes.list.map(({ attributes }) => attributes['policy-set-name'])).toEqual(['house-rules'])
    const override = `/task-stages/${stage?.id ?? ''}/actions/override`
    const overridden = await world.api.post(override)
    expect([overridden.status, overridden.data.attributes.status]).toEqual([200, 'running'])
    await waiting(world, run, 'post_plan_completed')
    expect((await world.api.get(`/policy-evaluations/${evaluation}`)).data.attributes.status).toBe('overridden')
    expect((await world.api.post(override)).status).toBe(409)
  })
})

test.each([
  ['pre_plan', ['pre_plan_running', 'pre_plan_awaiting_decision', 'pre_plan_completed', 'queuing']],
  [
    'pre_apply',
    ['confirmed', 'pre_apply_running', 'pre_apply_awaiting_decision', 'pre_apply_completed', 'queuing_apply']
  ]
] as const)('a mandatory %s task that may be overridden waits for that', async (stage, path) => {
  await using world = await scene()
  world.hcp.script({ tasks: [{ ...failing, stage, enforcement: 'mandatory', overridable: true }] })
  const { id } = await world.run({ 'auto-apply': true })
  await world.hcp.until(({ runs }) => runs.get(id)?.awaiting === 'decision')
  const [waitingStage] = (await world.api.get(`/runs/${id}/task-stages`)).list
  await world.api.post(`/task-stages/${waitingStage?.id ?? ''}/actions/override`)
  const run = await world.hcp.until(({ runs }) => over(runs.get(id)))
  expect(run.status).toBe('applied')
  expect(pathOf(run).join(' ')).toContain(path.join(' '))
})

test('a plan-only run waits for no override', async () => {
  await using world = await scene()
  world.hcp.script({ policySets: [{ name: 'house-rules', policies: [{ ...failing, enforcement: 'mandatory' }] }] })
  const { id } = await world.run({ 'plan-only': true })
  expect((await world.hcp.until(({ runs }) => over(runs.get(id)))).status).toBe('errored')
})

describe('what ends it early', () => {
  test.each<RunStatus>(['pending', 'queuing', 'plan_queued', 'cost_estimating', 'policy_checking', 'apply_queued'])(
    'a cancel while %s',
    async held => {
      await using world = await scene()
      const policies = [{ name: 'fine', enforcement: 'advisory', passes: true }] as const
      world.hcp.script({ hold: [held], costEstimate: {}, policies })
      const run = await world.run({ 'auto-apply': true })
      await world.hcp.until(({ runs }) => runs.get(run.id)?.status === held)
      expect((await world.api.post(`/runs/${run.id}/actions/cancel`)).status).toBe(202)
      const { data } = await world.read(run)
      expect(data.attributes).toMatchObject({ status: 'canceled', 'canceled-at': expect.any(String) })
      expect((await world.api.post(`/runs/${run.id}/actions/cancel`)).status).toBe(409)
      expect(world.hcp.find().lock).toBeUndefined()
    }
  )

  test.each([
    ['planning', 'canceled', 'unreachable'],
    ['applying', 'finished', 'canceled']
  ] as const)('a cancel while %s interrupts Terraform, and its phase is canceled', async (held, plan, apply) => {
    await using world = await scene()
    world.hcp.script(
      held === 'planning' ? { plan: { log: ['Working\n', { hold: true }] } } : { apply: { log: [{ hold: true }] } }
    )
    const { id } = await world.run({ 'auto-apply': true })
    await world.hcp.until(({ runs }) => runs.get(id)?.status === held)
    await world.api.post(`/runs/${id}/actions/cancel`)
    const run = await world.hcp.until(({ runs }) => over(runs.get(id)))
    expect([run.status, run.plan.status, run.apply.status]).toEqual(['canceled', plan, apply])
    const log = held === 'planning' ? run.plan.log : run.apply.log
    expect(log.text).toMatch(/Interrupt received/)
    expect(log.text.at(-1)).toBe('\x03')
  })

  test('a forced cancel: only after a cancel and its cool-off', async () => {
    const cancelled = async (coolOff: number) => {
      const world = await scene({ timings: { coolOff } })
      world.hcp.script({ plan: { log: [{ hold: true }], ignoresCancel: true } })
      const run = await world.run()
      await world.hcp.until('planning')
      const force = async () => (await world.api.post(`/runs/${run.id}/actions/force-cancel`)).status
      expect(await force()).toBe(409)
      await world.api.post(`/runs/${run.id}/actions/cancel`)
      return { world, run, force, [Symbol.asyncDispose]: () => world[Symbol.asyncDispose]() }
    }
    {
      await using early = await cancelled(3_600_000)
      const { world, run, force } = early
      const { data } = await world.read(run)
      expect(data.attributes).toMatchObject({
        status: 'planning',
        actions: { 'is-cancelable': false, 'is-force-cancelable': false },
        'force-cancel-available-at': expect.any(String)
      })
      expect(await force()).toBe(409)
      world.hcp.release()
    }
    await using late = await cancelled(1)
    const { world, run, force } = late
    await until(async () => forceable((await world.read(run)).data))
    expect(await force()).toBe(202)
    const after = (await world.read(run)).data.attributes
    expect(after).toMatchObject({
      status: 'canceled',
      'status-timestamps': { 'force-canceled-at': expect.any(String) }
    })
    world.hcp.release()
  })

  test('a discard: of what is pending or waits for somebody, and of nothing else', async () => {
    await using world = await scene()
    const first = await paused(world, {}, 'planned')
    const second = await world.run()
    expect((await world.api.post(`/runs/${second.id}/actions/discard`)).status).toBe(202)
    expect((await world.api.post(`/runs/${first.id}/actions/discard`, { comment: 'No' })).status).toBe(202)
    for (const run of [first, second]) {
      const { data } = await world.read(run)
      expect(data.attributes.status).toBe('discarded')
      expect((await world.api.post(`/runs/${run.id}/actions/discard`)).status).toBe(409)
    }
    world.hcp.script({ plan: { log: [{ hold: true }] } })
    const third = await world.run()
    await world.hcp.until(({ runs }) => runs.get(third.id)?.status === 'planning')
    expect((await world.api.post(`/runs/${third.id}/actions/discard`)).status).toBe(409)
  })
})

describe('saved plans', () => {
  test('take no lock until they are confirmed, and become current then', async () => {
    await using world = await scene()
    const version = await world.upload({ provisional: true })
    const run = await world.run({ 'save-plan': true }, version)
    await waiting(world, run, 'planned_and_saved')
    expect(world.hcp.find().lock).toBeUndefined()
    expect(world.hcp.find().currentConfigurationVersion).toBeUndefined()
    world.hcp.script({})
    await world.api.post(`/runs/${run.id}/actions/apply`)
    const applied = await world.hcp.until('applied')
    expect(pathOf(applied)).toEqual([...PLANNING, 'planned_and_saved', ...APPLYING])
    expect(world.hcp.find().currentRun).toBe(applied)
    expect(world.hcp.find().currentConfigurationVersion?.id).toBe(version.id)
  })

  test('are discarded when another run is applied', async () => {
    await using world = await scene()
    const saved = await world.run({ 'save-plan': true }, await world.upload({ provisional: true }))
    await waiting(world, saved, 'planned_and_saved')
    await world.run({ 'auto-apply': true })
    await world.hcp.until('applied')
    expect((await world.read(saved)).data.attributes.status).toBe('discarded')
  })
})

test('a configuration from VCS is fetched, archived after its run, and fetched again', async () => {
  await using world = await scene()
  const version = await world.hcp.commit(archiveOf({ 'main.tf': '' }), {
    'commit-sha': 'abc',
    'commit-url': 'https://example.com/abc'
  })
  for (let time = 0; time < 2; time += 1) {
    const { id } = await world.run({ 'plan-only': true }, { id: version.id } as Item)
    const run = await world.hcp.until(({ runs }) => over(runs.get(id)))
    expect(pathOf(run)).toEqual([
      'pending',
      'fetching',
      'fetching_completed',
      ...PLANNING.slice(1),
      'planned_and_finished'
    ])
    await world.hcp.until(() => version.status === 'archived')
  }
})

test('an uploaded configuration queues a run of its own, unless set otherwise', async () => {
  await using world = await scene()
  await world.upload({ 'auto-queue-runs': true })
  const run = await world.hcp.until('planned')
  expect(run.attributes).toMatchObject({ source: 'tfe-configuration-version', 'plan-only': false })
})

test('a state that could not be handed in waits at the apply', async () => {
  await using world = await scene()
  world.hcp.script({ apply: { losesState: true, outputs: { a: { value: 1 } } } })
  const run = await world.run({ 'auto-apply': true })
  await world.hcp.until('errored')
  const { id } = (await world.read(run)).data.relationships.apply?.data ?? { id: '' }
  const answer = await world.api.get(`/applies/${id}/errored-state`)
  expect(answer.status).toBe(307)
  const state = (await (await fetch(answer.headers.get('location') ?? '')).json()) as { outputs: unknown }
  expect(state.outputs).toEqual({ a: { value: 1, type: 'number' } })
  expect((await world.api.get(`/workspaces/${world.workspaceId}/current-state-version`)).status).toBe(404)
})

function over(run: Run | undefined): Run | undefined {
  const final = ['applied', 'planned_and_finished', 'policy_soft_failed', 'discarded', 'errored', 'canceled']
  return run !== undefined && final.includes(run.status) ? run : undefined
}

/** In the order in which it went through them. */
function pathOf({ statusTimestamps }: Run): string[] {
  return Object.keys(statusTimestamps).map(key =>
    key.replace(/-at$/, '').replaceAll('-', '_').replace('plan_queueable', 'pending')
  )
}

async function paused(world: Scene, script: RunScript, status: RunStatus): Promise<Item> {
  world.hcp.script(script)
  const run = await world.run()
  await waiting(world, run, status)
  return run
}

async function waiting(world: Scene, { id }: Item, status: RunStatus): Promise<void> {
  await world.hcp.until(({ runs }) => runs.get(id)?.status === status && runs.get(id)?.awaiting !== undefined)
}

function forceable({ attributes }: Item): boolean {
  return (attributes.actions as Record<string, boolean>)['is-force-cancelable'] === true
}

async function until(condition: () => Promise<boolean>): Promise<void> {
  while (!(await condition())) await new Promise(resolve => setTimeout(resolve, 10))
}
