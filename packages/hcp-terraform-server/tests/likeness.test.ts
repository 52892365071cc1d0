import { expect, test } from '@jest/globals'
import type { LikenessName } from '../src/likeness.ts'
import { document } from './client.ts'
import { scene } from './scene.ts'

/** Servers that know less than HCP Terraform does. */

test.each([
  ['tfe-v202206', ['search[wildcard-name]=w*', 'filter[tagged][0][key]=env']],
  ['tfe-v202409', ['filter[tagged][0][key]=env']],
  ['otf', ['search[wildcard-name]=w*', 'filter[tagged][0][key]=env', 'filter[project][id]=prj-1']]
] as const)('%s lists everything where it does not know the question', async (like, questions) => {
  await using world = await scene({ like })
  world.hcp.createWorkspace('web', { tags: ['env=prod'] })
  for (const question of questions)
    expect((await world.api.get(`/organizations/demo/workspaces?${question}`)).list).toHaveLength(2)
  expect((await world.api.get('/organizations/demo/workspaces?search[name]=web')).list).toHaveLength(1)
})

test.each([
  ['tfe-v202206', false, false],
  ['tfe-v202409', true, true],
  ['otf', false, true],
  ['samples', true, false]
] as const)('%s shows the reason of a lock: %s, the status of a state: %s', async (like, reason, status) => {
  await using world = await scene({ like })
  world.hcp.seedState({ a: { value: 1 } })
  const locked = await world.api.post(`/workspaces/${world.workspaceId}/actions/lock`, { reason: 'mine' })
  expect(locked.data.attributes['locked-reason']).toBe(reason ? 'mine' : undefined)
  expect(locked.data.attributes.locked).toBe(true)
  const state = await world.api.get(`/workspaces/${world.workspaceId}/current-state-version`)
  expect(state.data.attributes.status).toBe(status ? 'finalized' : undefined)
  expect(state.data.attributes.serial).toBe(1)
})

test.each([
  ['tfe-v202206', 404, 'document'],
  ['tfe-v202409', 200, 'document'],
  ['otf', 404, 'text']
] as const)('%s answers %i for a redacted plan', async (like, expected, form) => {
  await using world = await scene({ like })
  world.hcp.script({ plan: { additions: 1, json: { format_version: '1.2' } } })
  const run = await world.run({ 'save-plan': true, message: 'Ship it' })
  await world.hcp.until(() => world.hcp.world.runs.get(run.id)?.awaiting === 'confirmation')
  const { data, included } = await world.read(run, 'plan')
  const [status, text] = await answer(like, world.hcp, data.relationships.plan?.data.id ?? '')
  expect(status).toBe(expected)
  if (form === 'text') expect(text).toBe('404 page not found\n')
  expect(data.attributes.status).toBe(like === 'tfe-v202409' ? 'planned_and_saved' : 'planned')
  expect(data.attributes.message === 'Ship it').toBe(like !== 'otf')
  expect(included).toHaveLength(like === 'otf' ? 0 : 1)
})

test.each([
  ['otf', true, 500],
  ['tfe-v202409', false, 409]
] as const)('%s offers a forced cancel before its time: %s, and answers it %i', async (like, offered, status) => {
  await using world = await scene({ like, timings: { coolOff: 3_600_000 } })
  world.hcp.script({ plan: { log: [{ hold: true }], ignoresCancel: true } })
  const run = await world.run()
  await world.hcp.until('planning')
  const force = async () => {
    const { data } = await world.read(run)
    return (data.attributes.actions as Record<string, unknown>)['is-force-cancelable']
  }
  expect(await force()).toBe(false)
  await world.api.post(`/runs/${run.id}/actions/cancel`)
  expect(await force()).toBe(offered)
  expect((await world.api.post(`/runs/${run.id}/actions/force-cancel`)).status).toBe(status)
  world.hcp.release()
})

async function answer(_: LikenessName, { address, token }: { address: string; token: string }, plan: string) {
  const headers = { authorization: `Bearer ${token}` }
  const response = await fetch(`${address}/api/v2/plans/${plan}/json-output-redacted`, { headers })
  return [response.status, await response.text()] as const
}

test('the samples of the pages have what their documents show, in lists and included as well', async () => {
  await using world = await scene({ like: 'samples' })
  const version = await world.upload()
  expect(Object.keys(version.attributes)).toContain('upload-url')
  const read = await world.api.get(`/configuration-versions/${version.id}`)
  expect(Object.keys(read.data.attributes).sort()).toEqual([
    'auto-queue-runs',
    'error',
    'error-message',
    'provisional',
    'source',
    'speculative',
    'status',
    'status-timestamps'
  ])
  world.hcp.seedState({ a: { value: 1 } })
  const query = 'filter[organization][name]=demo&filter[workspace][name]=demo&include=outputs'
  const { list, included } = await world.api.get(`/state-versions?${query}`)
  expect(list.map(({ attributes }) => Object.keys(attributes).sort())).toEqual([
    ['created-at', 'hosted-state-download-url', 'hosted-state-upload-url', 'serial', 'vcs-commit-sha', 'vcs-commit-url']
  ])
  expect(included.map(({ attributes }) => Object.keys(attributes).sort())).toEqual([
    ['name', 'sensitive', 'type', 'value']
  ])
})

test('a rollback of OTF is refused as it refuses it', async () => {
  await using world = await scene({ like: 'otf' })
  const { id } = world.hcp.seedState({ a: { value: 1 } })
  await world.api.post(`/workspaces/${world.workspaceId}/actions/lock`)
  const sent = document('state-versions', {}, { 'rollback-state-version': ['state-versions', id] })
  expect((await world.api.patch(`/workspaces/${world.workspaceId}/state-versions`, sent)).status).toBe(500)
})
