import { expect, test } from '@jest/globals'
import { RunFailed } from '../../src/errors.ts'
import type { Tfe } from '../../src/tfe/client.ts'
import { answering, client, json } from './server.ts'

/** Whatever is asked for: with the name that every question of these is about. */
const resource = (id: string, relationships: object) => ({
  id,
  type: 'anything',
  attributes: { name: 'web', key: 'web', category: 'env', action: 'web', outcomes: [{ policy_name: 'web' }] },
  relationships
})
const naming = (relationship: string, id: unknown) => ({ [relationship]: { data: { type: 'anything', id } } })
const linking = (relationship: string) => ({ [relationship]: { links: { related: '/elsewhere' } } })

const all = async (list: AsyncIterable<unknown>): Promise<number> => (await Array.fromAsync(list)).length
const isFound = (found: unknown): number => (found === undefined ? 0 : 1)

const NO_SETTINGS = { attributes: {}, projectId: undefined }
const NEW_VERSION = { speculative: true, provisional: false, autoQueueRuns: false }
const VARIABLE = { key: 'web', category: 'env', value: 'x', hcl: false, sensitive: false } as const

type List = (tfe: Tfe) => Promise<number>
const LISTS: readonly [string, string, string, List][] = [
  [
    'workspaces',
    'organization',
    'acme',
    tfe => all(tfe.workspaces.list('acme', { name: 'w*', projectId: undefined, tags: [] }))
  ],
  ['a project', 'organization', 'acme', async tfe => isFound(await tfe.projects.findByName('acme', 'web'))],
  [
    'any project',
    'organization',
    'acme',
    async tfe => isFound(await tfe.projects.anyId('acme', { signal: undefined }))
  ],
  ['an agent pool', 'organization', 'acme', async tfe => isFound(await tfe.agentPools.findByName('acme', 'web'))],
  ['a variable set', 'organization', 'acme', async tfe => isFound(await tfe.variableSets.findByName('acme', 'web'))],
  ['runs', 'workspace', 'ws-1', tfe => all(tfe.runs.list('ws-1', { planOnly: true }))],
  ['runs that are searched for', 'workspace', 'ws-1', tfe => all(tfe.runs.search('ws-1', {}))],
  ['configuration versions', 'workspace', 'ws-1', tfe => all(tfe.configurationVersions.list('ws-1'))],
  ['variables', 'configurable', 'ws-1', async tfe => (await tfe.variables.list('ws-1')).length],
  [
    'current outputs',
    'configurable',
    'ws-1',
    async tfe => (await tfe.stateVersionOutputs.readCurrent('ws-1'))?.length ?? 0
  ],
  ['policy checks', 'run', 'run-1', async tfe => (await tfe.policyChecks.list('run-1')).length],
  ['task stages', 'run', 'run-1', async tfe => (await tfe.taskStages.names('run-1')).size],
  ['Terraform policies', 'run', 'run-1', async tfe => (await tfe.terraformPolicies.list('run-1')).length],
  ['events', 'run', 'run-1', async tfe => (await tfe.comments.events('run-1')).length],
  [
    'outcomes of policies',
    'policy-evaluation',
    'poleval-1',
    async tfe => (await tfe.taskStages.outcomes('poleval-1')).length
  ],
  [
    'outcomes of Terraform policies',
    'tf-policy-evaluation',
    'tfpe-1',
    async tfe => (await tfe.terraformPolicies.outcomes('tfpe-1')).length
  ]
]

test.each(LISTS)('%s that belong to another are left out of a list', async (_name, relationship, owner, list) => {
  const data = [
    resource('x-1', naming(relationship, owner)),
    resource('x-2', naming(relationship, 'another')),
    resource('x-3', naming(relationship, '')),
    resource('x-4', naming(relationship, 7))
  ]
  const pagination = { 'current-page': 1, 'total-pages': 1, 'total-count': data.length }
  await using server = await answering(json(200, { data, meta: { pagination } }))
  expect(await list(client(server.origin))).toBe(1)
  await using other = await answering(
    json(200, { data: data.slice(1), meta: { pagination: { ...pagination, 'total-count': 3 } } })
  )
  expect(await list(client(other.origin))).toBe(0)
})

test.each(LISTS)('%s that show no owner stay in the list', async (_name, relationship, _owner, list) => {
  for (const shown of [{}, linking(relationship), { [relationship]: { data: null } }]) {
    await using server = await answering(json(200, { data: [resource('x-1', shown)] }))
    expect(await list(client(server.origin))).toBe(1)
  }
})

test('the case of an organization means nothing', async () => {
  await using server = await answering(json(200, { data: [resource('x-1', naming('organization', 'ACME'))] }))
  expect((await client(server.origin).projects.findByName('acme', 'web'))?.id).toBe('x-1')
})

type Single = (tfe: Tfe) => Promise<{ readonly id: string } | undefined>
const NEW_STATE = { serial: 1, md5: 'x' }
test.each<[string, string, string, Single]>([
  ['the current state', 'workspace', 'ws-1', tfe => tfe.stateVersions.readCurrent('ws-1')],
  ['a new state', 'workspace', 'ws-1', tfe => tfe.stateVersions.create('ws-1', NEW_STATE)],
  ['a copy of a state', 'workspace', 'ws-1', tfe => tfe.stateVersions.rollback('ws-1', 'sv-1')],
  ['a state', 'workspace', 'ws-1', tfe => tfe.stateVersions.read('x-1', { of: { workspace: 'ws-1' } })],
  ['a run', 'workspace', 'ws-1', tfe => tfe.runs.read('x-1', { of: { workspace: 'ws-1' } })],
  ['a new configuration version', 'workspace', 'ws-1', tfe => tfe.configurationVersions.create('ws-1', NEW_VERSION)],
  ['a new variable', 'configurable', 'ws-1', tfe => tfe.variables.create('ws-1', VARIABLE)],
  ['a changed variable', 'configurable', 'ws-1', tfe => tfe.variables.update('ws-1', 'x-1', VARIABLE)],
  ['a new workspace', 'organization', 'acme', tfe => tfe.workspaces.create('acme', 'web', NO_SETTINGS)]
])('%s that belongs to another is refused', async (_name, relationship, owner, ask) => {
  for (const shown of [naming(relationship, owner), {}]) {
    await using server = await answering(json(200, { data: resource('x-1', shown) }))
    expect((await ask(client(server.origin)))?.id).toBe('x-1')
  }
  for (const id of ['another', '', 7]) {
    await using server = await answering(json(200, { data: resource('x-1', naming(relationship, id)) }))
    const refused = expect(ask(client(server.origin))).rejects
    await refused.toThrow(RunFailed)
    await refused.toThrow(/^The action requested .*, but the service returned /)
  }
})

test.each<[string, Single]>([
  ['a state version', tfe => tfe.stateVersions.read('asked-1')],
  ['a task stage', tfe => tfe.taskStages.read('asked-1')],
  ['a cost estimate', tfe => tfe.costEstimates.read('asked-1')],
  ['a changed workspace', tfe => tfe.workspaces.update('asked-1', NO_SETTINGS)],
  ['a changed variable', tfe => tfe.variables.update('ws-1', 'asked-1', VARIABLE)]
])('%s has the id that was asked for', async (_name, ask) => {
  await using server = await answering(json(200, { data: resource('x-1', {}) }))
  await expect(ask(client(server.origin))).rejects.toThrow('The action requested asked-1, but the service returned x-1')
})
