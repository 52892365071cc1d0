import { archiveOf } from './archives.ts'
import { document, type Item } from './client.ts'
import { scene, type Scene } from './scene.ts'
import type { Options } from '../src/index.ts'

/** A world with one of everything that a link can lead to, and where each is. */
export async function everything(
  options: Options = {}
): Promise<Scene & { readonly ids: Readonly<Record<string, string>> }> {
  const world = await scene(options)
  const { api, hcp, workspaceId } = world
  const ids: Record<string, string> = { organization: 'demo', workspace: workspaceId, name: 'demo' }
  const post = async (path: string, type: string, attributes: object, of: Record<string, [string, string]> = {}) => {
    const { status, data, text } = await api.post(path, document(type, attributes, of))
    if (status >= 300) throw new Error(`POST ${path}: ${status} ${text}`)
    return data
  }
  const workspace: [string, string] = ['workspaces', workspaceId]
  ids.project = hcp.find().project.id
  ids.pool = (await post('/organizations/demo/agent-pools', 'agent-pools', { name: 'pool' })).id
  const set = await post('/organizations/demo/varsets', 'varsets', { name: 'set', global: true })
  ids.varset = set.id
  const variable = { key: 'size', value: '1', category: 'terraform' }
  ids.setVariable = (await post(`/varsets/${set.id}/relationships/vars`, 'vars', variable)).id
  ids.variable = (await post(`/workspaces/${workspaceId}/vars`, 'vars', variable)).id
  const other = hcp.createWorkspace('other', { tags: ['flat', 'env=prod'] })
  const source = { sourceable: ['workspaces', other.id] as [string, string] }
  ids.trigger = (await post(`/workspaces/${workspaceId}/run-triggers`, 'run-triggers', {}, source)).id
  const hook = { 'destination-type': 'generic', name: 'hook', enabled: false, url: 'http://127.0.0.1/' }
  const configurations = `/workspaces/${workspaceId}/notification-configurations`
  ids.configuration = (await post(configurations, 'notification-configurations', hook)).id
  hcp.script({
    plan: { additions: 1, json: { format_version: '1.2', resource_changes: [] }, schemas: {} },
    apply: { outputs: { url: { value: 'https://example.com' } } },
    costEstimate: {},
    policies: [{ name: 'policy', enforcement: 'advisory', passes: false }],
    policySets: [{ name: 'set', policies: [{ name: 'policy', enforcement: 'advisory', passes: true }] }],
    terraformPolicies: [{ name: 'set', policies: [{ name: 'policy', enforcement: 'advisory', status: 'failed' }] }],
    tasks: [{ name: 'task', stage: 'post_plan', enforcement: 'advisory', passes: true }]
  })
  const commit = await hcp.commit(archiveOf({ 'main.tf': '' }), { 'commit-sha': '0a1b2c' })
  const version = await world.upload()
  const created = await post(
    '/runs',
    'runs',
    {},
    { workspace, 'configuration-version': ['configuration-versions', version.id] }
  )
  await hcp.until(() => hcp.world.runs.get(created.id)?.awaiting === 'confirmation')
  await api.post(`/runs/${created.id}/actions/apply`, { comment: 'Go' })
  await hcp.until('applied')
  const run = hcp.world.runs.get(created.id)
  const state = hcp.find().currentStateVersion
  const [stage] = run?.taskStages ?? []
  Object.assign(ids, {
    run: created.id,
    version: version.id,
    attributes: commit.ingressAttributes?.id,
    plan: run?.plan.id,
    apply: run?.apply.id,
    event: run?.events[0]?.id,
    comment: run?.comments[0]?.id,
    estimate: run?.costEstimate?.id,
    check: run?.policyChecks[0]?.id,
    stage: stage?.id,
    result: stage?.results[0]?.id,
    evaluation: stage?.evaluations[0]?.id,
    terraformEvaluation: run?.terraformPolicies[0]?.id,
    terraformOutcome: run?.terraformPolicies[0]?.sets[0]?.id,
    outcome: stage?.evaluations[0]?.sets[0]?.id,
    state: state?.id,
    output: state?.outputs[0]?.id,
    user: run?.createdBy.id,
    set: hcp.find().organization.id
  } satisfies Record<string, string | undefined>)
  const plan: [string, string] = ['plans', ids.plan ?? '']
  ids.export = (await post('/plan-exports', 'plan-exports', { 'data-type': 'sentinel-mock-bundle-v0' }, { plan })).id
  // Something that still waits, and something that failed.
  await world.run({}, (await world.upload()) satisfies Item)
  return { ...world, ids }
}
