import { describe, expect, test } from '@jest/globals'
import type { Item } from './client.ts'
import { scene, type Scene } from './scene.ts'

describe('the queue of a workspace', () => {
  test('one run at a time, in order, each under the lock', async () => {
    await using world = await scene()
    const runs = [await world.run(), await world.run(), await world.run()]
    const [first, second, third] = runs as [Item, Item, Item]
    await confirmable(world, first)
    expect(await statuses(world, runs)).toEqual(['planned', 'pending', 'pending'])
    expect((await world.read(third)).data.attributes['position-in-queue']).toBe(2)
    const { data } = await world.api.get(`/workspaces/${world.workspaceId}`)
    expect(data.attributes).toMatchObject({ locked: true })
    expect(data.relationships['locked-by']?.data).toEqual({ type: 'runs', id: first.id })

    await world.api.post(`/runs/${first.id}/actions/discard`)
    await confirmable(world, second)
    await world.api.post(`/runs/${second.id}/actions/apply`)
    await confirmable(world, third)
    expect(await statuses(world, runs)).toEqual(['discarded', 'applied', 'planned'])
  })

  test('speculative and saved plans run next to it', async () => {
    await using world = await scene()
    const first = await world.run()
    await confirmable(world, first)
    const speculative = await world.run({}, await world.upload({ speculative: true }))
    const saved = await world.run({ 'save-plan': true }, await world.upload({ provisional: true }))
    await confirmable(world, saved)
    await world.hcp.until('planned_and_finished')
    expect(await statuses(world, [first, speculative, saved])).toEqual([
      'planned',
      'planned_and_finished',
      'planned_and_saved'
    ])
    expect((await world.read(speculative)).data.attributes['plan-only']).toBe(true)
  })

  test('a confirmed saved plan waits for the lock', async () => {
    await using world = await scene()
    const saved = await world.run({ 'save-plan': true }, await world.upload({ provisional: true }))
    await confirmable(world, saved)
    const first = await world.run()
    await confirmable(world, first)
    await world.api.post(`/runs/${saved.id}/actions/apply`)
    await world.hcp.until('confirmed')
    expect(await statuses(world, [saved, first])).toEqual(['confirmed', 'planned'])
    await world.api.post(`/runs/${first.id}/actions/discard`)
    await world.hcp.until(({ runs }) => runs.get(saved.id)?.status === 'applied')
  })

  test('of two saved plans that are confirmed at a time one is applied, and the other is stale', async () => {
    await using world = await scene()
    world.hcp.lock()
    const saved = []
    for (let time = 0; time < 2; time += 1)
      saved.push(await world.run({ 'save-plan': true }, await world.upload({ provisional: true })))
    for (const run of saved) {
      await confirmable(world, run)
      await world.api.post(`/runs/${run.id}/actions/apply`)
    }
    await world.api.post(`/workspaces/${world.workspaceId}/actions/force-unlock`)
    await world.hcp.until('applied')
    expect((await statuses(world, saved)).toSorted()).toEqual(['applied', 'discarded'])
    expect(world.hcp.world.stateVersions.size).toBe(1)
  })

  test('a locked workspace keeps normal runs pending, and plan-only ones not', async () => {
    await using world = await scene()
    world.hcp.lock()
    const normal = await world.run()
    const speculative = await world.run({ 'plan-only': true })
    await world.hcp.until('planned_and_finished')
    expect(await statuses(world, [normal, speculative])).toEqual(['pending', 'planned_and_finished'])
    await world.api.post(`/workspaces/${world.workspaceId}/actions/force-unlock`)
    await confirmable(world, normal)
  })

  test('a forced run goes first, at the expense of those before it', async () => {
    await using world = await scene()
    const runs = [await world.run(), await world.run(), await world.run()]
    const [first, , third] = runs as [Item, Item, Item]
    await confirmable(world, first)
    expect((await world.api.post(`/runs/${first.id}/actions/force-execute`)).status).toBe(403)
    expect((await world.api.post(`/runs/${third.id}/actions/force-execute`)).status).toBe(202)
    await confirmable(world, third)
    expect(await statuses(world, runs)).toEqual(['discarded', 'discarded', 'planned'])
  })

  test('nor while the run that holds the lock is at work', async () => {
    await using world = await scene()
    world.hcp.script({ plan: { log: [{ hold: true }] } })
    await world.run()
    const second = await world.run()
    await world.hcp.until('planning')
    expect((await world.api.post(`/runs/${second.id}/actions/force-execute`)).status).toBe(409)
  })

  test('so many plans and applies at a time; the others are queued', async () => {
    await using world = await scene({ concurrency: 1 })
    world.hcp.script({ plan: { log: [{ hold: true }] } })
    const [first, second] = [await world.run({ 'plan-only': true }), await world.run({ 'plan-only': true })]
    await world.hcp.until(({ runs }) => runs.get(second.id)?.status === 'plan_queued')
    expect(await statuses(world, [first, second])).toEqual(['planning', 'plan_queued'])
    const capacity = await world.api.get('/organizations/demo/capacity')
    expect(capacity.data).toMatchObject({ type: 'organization-capacity', attributes: { pending: 0, running: 2 } })
    expect((await world.api.get('/organizations/demo/runs/queue')).list.map(({ id }) => id)).toEqual([
      first.id,
      second.id
    ])
    world.hcp.release()
    await world.hcp.until(({ runs }) => [...runs.values()].every(({ status }) => status === 'planned_and_finished'))
  })
})

describe('locks', () => {
  test('a lock by the plain body, by a document, and by nothing', async () => {
    await using world = await scene()
    const bodies = [
      { reason: 'Locked for maintenance' },
      { data: { type: '', attributes: { reason: 'Locked by Terraform' } } },
      undefined
    ]
    const reasons: unknown[] = []
    for (const body of bodies) {
      const { status, data } = await act(world, 'lock', body)
      expect(status).toBe(200)
      expect(data.attributes.locked).toBe(true)
      expect(data.relationships['locked-by']?.data.type).toBe('users')
      reasons.push(data.attributes['locked-reason'])
      expect((await act(world, 'unlock')).data.attributes.locked).toBe(false)
    }
    expect(reasons).toEqual(['Locked for maintenance', 'Locked by Terraform', ''])
  })

  test("what is locked can't be locked, and what is not can't be unlocked", async () => {
    await using world = await scene()
    for (const action of ['unlock', 'force-unlock']) expect((await act(world, action)).status).toBe(409)
    await act(world, 'lock')
    const again = await act(world, 'lock')
    expect(again.status).toBe(409)
    expect(again.errors[0]?.detail).toBe('Unable to lock workspace. The workspace is already locked.')
  })

  test('only who locked it unlocks it, by the token of whoever; others by force', async () => {
    await using world = await scene()
    const team = world.as(world.hcp.addToken('team', 'platform'))
    await team.post(`/workspaces/${world.workspaceId}/actions/lock`)
    const { data } = await world.api.get(`/workspaces/${world.workspaceId}`)
    const locker = data.relationships['locked-by']?.data
    expect(locker?.type).toBe('teams')
    const refused = await act(world, 'unlock')
    expect(refused.status).toBe(409)
    expect(refused.errors[0]?.detail).toBe(
      `Unable to unlock workspace. The workspace is locked by Team ${locker?.id ?? ''} and may not be unlocked except by them.`
    )
    expect((await act(world, 'force-unlock')).status).toBe(200)
  })

  test("a run's own lock is not for anybody to open", async () => {
    await using world = await scene()
    const run = await world.run()
    await confirmable(world, run)
    for (const action of ['unlock', 'force-unlock']) {
      const refused = await act(world, action)
      expect(refused.status).toBe(409)
      expect(refused.errors[0]?.detail).toContain(`locked by Run ${run.id}`)
    }
  })

  test.each([
    ['1.11.4', 400],
    ['1.9.8', 503],
    [undefined, 400]
  ])('not while the newest state is still to be uploaded: Terraform %s gets %i', async (version, status) => {
    await using world = await scene()
    await act(world, 'lock')
    await world.api.post(`/workspaces/${world.workspaceId}/state-versions`, {
      data: { type: 'state-versions', attributes: { serial: 1, md5: 'd41d8cd98f00b204e9800998ecf8427e' } }
    })
    const headers: Record<string, string> = version === undefined ? {} : { 'terraform-version': version }
    const answer = await world.api.send('POST', `/workspaces/${world.workspaceId}/actions/unlock`, undefined, headers)
    expect(answer.status).toBe(status)
    expect(answer.errors[0]?.detail).toMatch(/latest state version is still pending/)
  })
})

function act({ api, workspaceId }: Scene, action: string, body?: unknown) {
  return api.post(`/workspaces/${workspaceId}/actions/${action}`, body)
}

async function confirmable({ hcp }: Scene, { id }: Item): Promise<void> {
  await hcp.until(({ runs }) => runs.get(id)?.awaiting === 'confirmation')
}

async function statuses({ api }: Scene, runs: readonly Item[]): Promise<unknown[]> {
  return Promise.all(runs.map(async ({ id }) => (await api.get(`/runs/${id}`)).data.attributes.status))
}
