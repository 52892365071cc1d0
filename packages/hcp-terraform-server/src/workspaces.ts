import { followDefaults, followsDefaults } from './execution.ts'
import { newId } from './ids.ts'
import { end } from './transitions.ts'
import { invalid } from './refusal.ts'
import type { AgentPool, Organization, Project, Run, Tag, Workspace, WorkspaceAttributes } from './resources.ts'
import type { Sent } from './routes/exchange.ts'
import type { Service } from './service.ts'
import { checked, readBindings } from './tags.ts'
import { variablesOf } from './variables.ts'
import type { World } from './world.ts'

/** What may be set, and to what. */
const KINDS: Readonly<Record<keyof WorkspaceAttributes, (value: unknown) => boolean>> = {
  name: value => typeof value === 'string' && /^[\w-]{1,90}$/.test(value),
  description: isText,
  'execution-mode': value => ['remote', 'local', 'agent'].includes(value as string),
  'auto-apply': isFlag,
  'auto-apply-run-trigger': isFlag,
  'auto-destroy-activity-duration': value =>
    value === null || (typeof value === 'string' && /^[1-9]\d{0,3}[dh]$/.test(value)),
  'auto-destroy-at': value => value === null || (typeof value === 'string' && !Number.isNaN(Date.parse(value))),
  'allow-destroy-plan': isFlag,
  'assessments-enabled': isFlag,
  'file-triggers-enabled': isFlag,
  'global-remote-state': isFlag,
  'project-remote-state': isFlag,
  'queue-all-runs': isFlag,
  'speculative-enabled': isFlag,
  'structured-run-output-enabled': isFlag,
  'terraform-version': value => typeof value === 'string' && /^latest$|^[~<>=!\s]*v?\d/.test(value),
  'trigger-patterns': isTexts,
  'trigger-prefixes': isTexts,
  'vcs-repo': value => typeof value === 'object',
  'working-directory': isText,
  'source-name': isText,
  'source-url': isText
}

export function createWorkspace(service: Service, organization: Organization, sent: Sent): Workspace {
  const { world, engine } = service
  const { name } = sent.attributes
  if (name === undefined) throw invalid("Name can't be blank", '/data/attributes/name')
  const now = world.now()
  const workspace: Workspace = {
    id: newId('ws'),
    organization,
    project: organization.defaultProject,
    attributes: {
      name: '',
      description: null,
      'execution-mode': organization.execution.mode,
      'auto-apply': false,
      'auto-apply-run-trigger': false,
      'auto-destroy-activity-duration': null,
      'auto-destroy-at': null,
      'allow-destroy-plan': true,
      'assessments-enabled': false,
      'file-triggers-enabled': true,
      'global-remote-state': false,
      'project-remote-state': false,
      'queue-all-runs': false,
      'speculative-enabled': true,
      'structured-run-output-enabled': true,
      'terraform-version': engine.terraformVersion,
      'trigger-patterns': [],
      'trigger-prefixes': [],
      'vcs-repo': null,
      'working-directory': '',
      'source-name': null,
      'source-url': null
    },
    source: 'tfe-api',
    createdAt: now,
    updatedAt: now,
    tags: [],
    agentPool: undefined,
    followsDefaults: true,
    remoteStateConsumers: new Set(),
    lock: undefined,
    currentRun: undefined,
    latestRun: undefined,
    currentStateVersion: undefined,
    currentConfigurationVersion: undefined,
    permissions: {},
    checks: {}
  }
  updateWorkspace(service, workspace, sent)
  if (sent.attributes['auto-destroy-activity-duration'] === undefined)
    workspace.attributes['auto-destroy-activity-duration'] = workspace.project.autoDestroyActivityDuration
  world.workspaces.set(workspace.id, workspace)
  return workspace
}

/** All of it or nothing. */
export function updateWorkspace(service: Service, workspace: Workspace, sent: Sent): void {
  const { world } = service
  const attributes: Record<string, unknown> = {}
  for (const [key, isRight] of Object.entries(KINDS)) {
    const value = sent.attributes[key]
    if (value === undefined) continue
    if (!isRight(value)) throw invalid(`${key} is not valid`, `/data/attributes/${key}`)
    attributes[key] = value
  }
  // What `operations` said before there was an execution mode.
  if (sent.attributes.operations === false && attributes['execution-mode'] === undefined)
    attributes['execution-mode'] = 'local'
  const { name } = attributes
  const namesake = typeof name === 'string' ? world.workspace(workspace.organization.name, name) : undefined
  if (namesake !== undefined && namesake !== workspace)
    throw invalid('Name has already been taken', '/data/attributes/name')
  if (attributes['global-remote-state'] === true && attributes['project-remote-state'] === true)
    throw invalid('Project remote state cannot be enabled when global remote state sharing is enabled')
  const project = projectOf(service, workspace.organization, sent)
  const pool = agentPoolOf(service, workspace, sent, attributes['execution-mode'])
  for (const name of ['auto-destroy-at', 'auto-destroy-activity-duration'])
    if (attributes[name] !== undefined && attributes[name] !== null && !service.settings.autoDestroy)
      throw invalid(`${name} is not available to this organization`, `/data/attributes/${name}`)
  // One of the two takes the other's place.
  if (attributes['global-remote-state'] === true) attributes['project-remote-state'] = false
  if (attributes['project-remote-state'] === true) attributes['global-remote-state'] = false
  Object.assign(workspace.attributes, attributes)
  workspace.agentPool = pool
  if (project !== undefined) workspace.project = project
  workspace.followsDefaults = followsDefaults(workspace, sent)
  followDefaults(workspace)
  const tags = tagsOf(service, workspace, sent)
  if (tags !== undefined) workspace.tags = tags
  workspace.updatedAt = world.now()
  world.changed()
}

/** Whatever of it still runs, ends. */
export function deleteWorkspace(service: Service, workspace: Workspace): void {
  const { world } = service
  world.workspaces.delete(workspace.id)
  for (const run of world.runsOf(workspace)) {
    run.interrupt.abort()
    end(service, run, 'canceled')
    forgetRun(world, run)
  }
  for (const [id, { workspace: of }] of world.notificationConfigurations)
    if (of === workspace) world.notificationConfigurations.delete(id)
  for (const [id, trigger] of world.runTriggers)
    if (trigger.workspace === workspace || trigger.source === workspace) world.runTriggers.delete(id)
  for (const other of world.workspaces.values()) other.remoteStateConsumers.delete(workspace)
  for (const variable of variablesOf(world, workspace)) world.variables.delete(variable.id)
  for (const set of world.variableSets.values()) set.workspaces.delete(workspace)
  for (const version of world.configurationVersionsOf(workspace)) world.configurationVersions.delete(version.id)
  for (const stateVersion of world.stateVersionsOf(workspace)) {
    for (const output of stateVersion.outputs) world.outputs.delete(output.id)
    world.stateVersions.delete(stateVersion.id)
  }
  world.changed()
}

function forgetRun(world: World, run: Run): void {
  world.runs.delete(run.id)
  world.plans.delete(run.plan.id)
  world.applies.delete(run.apply.id)
  if (run.costEstimate !== undefined) world.costEstimates.delete(run.costEstimate.id)
  for (const { id } of run.plan.exports) world.planExports.delete(id)
  for (const { id } of run.comments) world.comments.delete(id)
  for (const { id } of run.events) world.runEvents.delete(id)
  for (const { id } of run.policyChecks) world.policyChecks.delete(id)
  for (const { id } of run.terraformPolicies) world.terraformPolicies.delete(id)
  for (const { id, results, evaluations } of run.taskStages) {
    world.taskStages.delete(id)
    for (const result of results) world.taskResults.delete(result.id)
    for (const evaluation of evaluations) {
      world.policyEvaluations.delete(evaluation.id)
      for (const set of evaluation.sets) world.policySetOutcomes.delete(set.id)
    }
  }
}

function projectOf({ world }: Service, organization: Organization, { relationships }: Sent): Project | undefined {
  const data = relationships.project?.data as { id?: string } | undefined
  if (data?.id === undefined) return undefined
  const project = world.projects.get(data.id)
  if (project?.organization !== organization) throw invalid('Project must exist', '/data/relationships/project')
  return project
}

/** Needed by execution in agents, and by nothing else. */
function agentPoolOf(
  { world }: Service,
  workspace: Workspace,
  { attributes }: Sent,
  changed: unknown
): AgentPool | undefined {
  const mode = changed ?? workspace.attributes['execution-mode']
  const id = attributes['agent-pool-id']
  const pool = typeof id === 'string' && id !== '' ? world.agentPools.get(id) : undefined
  if (typeof id === 'string' && id !== '' && pool?.organization !== workspace.organization)
    throw invalid('Agent pool must exist', '/data/attributes/agent-pool-id')
  if (mode !== 'agent') {
    if (pool !== undefined)
      throw invalid('Agent pool must not be specified unless execution-mode is agent', '/data/attributes/agent-pool-id')
    return undefined
  }
  const chosen = pool ?? workspace.agentPool
  if (chosen === undefined && changed === 'agent')
    throw invalid('Agent pool must be specified when execution-mode is agent', '/data/attributes/agent-pool-id')
  return chosen
}

/** `tag-bindings` have a key and a value; the older `tag-names` are keys only. */
function tagsOf(service: Service, workspace: Workspace, { attributes, relationships }: Sent): Tag[] | undefined {
  const bindings = relationships['tag-bindings']?.data
  if (bindings !== undefined && service.settings.tagBindings)
    return checked([...workspace.tags.filter(({ value }) => value === undefined), ...readBindings(bindings)])
  const names = attributes['tag-names']
  if (isTexts(names)) return (names as string[]).map(key => ({ key }))
  const tags = relationships.tags?.data as { attributes?: { name?: string } }[] | undefined
  return tags?.flatMap(({ attributes }) => (attributes?.name === undefined ? [] : [{ key: attributes.name }]))
}

function isFlag(value: unknown): boolean {
  return typeof value === 'boolean'
}

function isText(value: unknown): boolean {
  return value === null || typeof value === 'string'
}

function isTexts(value: unknown): boolean {
  return Array.isArray(value) && value.every(item => typeof item === 'string')
}
