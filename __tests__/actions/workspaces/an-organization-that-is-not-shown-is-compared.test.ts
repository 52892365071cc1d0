import { expect, test } from '@jest/globals'
import { serve, type Hcp } from '../../../packages/hcp-terraform-server/src/index.ts'
import { annotated, runStep } from '../on-a-runner.ts'
import { resourcesOf, rewritten, type Rewriting } from '../rewriting.ts'
import { stateText } from '../states.ts'

/** A server that shows the organization of no workspace. */
const HIDDEN: Rewriting = {
  answer: document => {
    for (const { type, relationships = {} } of resourcesOf(document))
      if (type === 'workspaces') delete relationships.organization
  }
}
const OTHER = 'other'

async function create(hcp: Hcp, path: string, type: string, attributes: object): Promise<void> {
  const response = await fetch(`${hcp.address}/api/v2/${path}`, {
    method: 'POST',
    headers: { authorization: `Bearer ${hcp.token}`, 'content-type': 'application/vnd.api+json' },
    body: JSON.stringify({ data: { type, attributes } })
  })
  expect(response.status).toBe(201)
}

/** A server with a second organization, and a workspace there of the name of the first one's. */
async function withOther(): Promise<Hcp> {
  const hcp = await serve({ stateDownload: 'archivist' })
  hcp.seedState(stateText(3))
  await create(hcp, 'organizations', 'organizations', { name: OTHER, email: 'owner@example.com' })
  await create(hcp, `organizations/${OTHER}/workspaces`, 'workspaces', { name: hcp.workspace })
  return hcp
}

type Inputs = Readonly<Record<string, string>>
const FOUND = { operation: 'plan_only', timeout: '1s', required: 'false' }
const ROWS: readonly [string, (hcp: Hcp) => Inputs][] = [
  ['.', () => ({ operation: 'apply' })],
  ['configuration/list', () => ({})],
  ['configuration/upload', () => ({})],
  ['outputs', () => ({})],
  ['run/find', () => FOUND],
  ['run/list', () => ({})],
  ['state/download', () => ({ path: 'here.tfstate' })],
  ['state/list', () => ({})],
  ['state/rollback', hcp => ({ 'state-version-id': hcp.find().currentStateVersion?.id ?? '' })],
  ['state/show', () => ({})],
  ['state/upload', () => ({ path: 'new.tfstate' })],
  ['workspaces/lock', () => ({ release: 'never' })],
  ['workspaces/unlock', () => ({ force: 'true' })],
  ['workspaces/ensure', () => ({ description: 'changed' })],
  ['workspaces/set-variables', () => ({ variables: 'region = "eu"' })],
  ['workspaces/delete', () => ({ force: 'true' })]
]
const files = { 'main.tf': '', 'new.tfstate': stateText(4) }

test.each(ROWS)('%s: the id of a workspace of another organization is refused', async (action, inputsOf) => {
  await using hcp = await withOther()
  await using hiding = await rewritten(hcp, HIDDEN)
  const before = hcp.journal.writes.length
  const inputs = { ...inputsOf(hcp), organization: OTHER, workspace: hcp.find().id }
  const step = await runStep(hiding, { action, files, inputs })
  expect([step.conclusion, step.outputs]).toEqual(['failure', {}])
  expect(annotated(step, 'error')).toEqual([
    '`organization` must be the organization of the workspace ws-…. The server does not show which one it is, and `other` has no workspace "demo" with this id that the token can see. Correct it, or use a workspace of other'
  ])
  expect(hcp.journal.writes.slice(before)).toEqual([])
})

test.each(ROWS)('%s: the id of a workspace of the organization is accepted', async (action, inputsOf) => {
  await using hcp = await withOther()
  await using hiding = await rewritten(hcp, HIDDEN)
  const step = await runStep(hiding, { action, files, inputs: { ...inputsOf(hcp), workspace: hcp.find().id } })
  expect(annotated(step, 'error')).toEqual([])
})

test('the id of a workspace of a name that the organization does not have is neither deleted nor called absent', async () => {
  await using hcp = await withOther()
  await using hiding = await rewritten(hcp, HIDDEN)
  const { id } = hcp.createWorkspace('nowhere-else')
  const before = hcp.journal.writes.length
  const step = await runStep(hiding, { action: 'workspaces/delete', inputs: { organization: OTHER, workspace: id } })
  expect(annotated(step, 'error')).toEqual([expect.stringContaining('has no workspace "nowhere-else" with this id')])
  expect(hcp.journal.writes.slice(before)).toEqual([])
})

test('a workspace is read once more only by its id, with an organization that the server does not show', async () => {
  await using hcp = await serve()
  await using hiding = await rewritten(hcp, HIDDEN)
  const { id } = hcp.find()
  const reads = async (server: Parameters<typeof runStep>[0], inputs: Readonly<Record<string, string | undefined>>) => {
    const before = hcp.journal.lines.length
    const step = await runStep(server, { action: 'configuration/list', inputs })
    expect(annotated(step, 'error')).toEqual([])
    return hcp.journal.lines.slice(before).filter(line => /\/workspaces\/[^/]+$/.test(line))
  }
  const inOrganization = `GET /organizations/${hcp.organization}/workspaces`
  const [absent, byId, byName] = [`${inOrganization}/:id`, 'GET /workspaces/:id', `${inOrganization}/${hcp.workspace}`]
  expect(await reads(hiding, { workspace: id })).toEqual([absent, byId, byName])
  expect(await reads(hiding, {})).toEqual([byName])
  expect(await reads(hiding, { workspace: id, organization: undefined })).toEqual([byId])
  expect(await reads(hcp, { workspace: id })).toEqual([absent, byId])
})
