import { quote } from './engine/simulated/strings.ts'
import { newId } from './ids.ts'
import { invalid } from './refusal.ts'
import type { Variable, VariableAttributes, VariableSet, Workspace } from './resources.ts'
import type { Sent } from './routes/exchange.ts'
import type { Service } from './service.ts'
import type { World } from './world.ts'

const KINDS: Readonly<Record<keyof VariableAttributes, (value: unknown) => boolean>> = {
  key: value => typeof value === 'string',
  value: value => value === null || typeof value === 'string',
  description: value => value === null || (typeof value === 'string' && value.length <= 512),
  category: value => value === 'terraform' || value === 'env',
  hcl: value => typeof value === 'boolean',
  sensitive: value => typeof value === 'boolean'
}

export function variablesOf(world: World, owner: Variable['owner']): Variable[] {
  return [...world.variables.values()].filter(variable => variable.owner === owner)
}

/** https://developer.hashicorp.com/terraform/cloud-docs/api-docs/workspace-variables#create-a-variable */
export function createVariable({ world }: Service, owner: Variable['owner'], sent: Pick<Sent, 'attributes'>): Variable {
  const given = read(sent)
  if (given.key === undefined) throw invalid("Key can't be blank", '/data/attributes/key')
  if (given.category === undefined) throw invalid("Category can't be blank", '/data/attributes/category')
  const variable: Variable = {
    id: newId('var'),
    owner,
    createdAt: world.now(),
    versionId: newId('').slice(1),
    attributes: {
      key: given.key,
      value: '',
      description: null,
      category: given.category,
      hcl: false,
      sensitive: false,
      ...given
    }
  }
  checkName(world, variable, variable.attributes)
  world.variables.set(variable.id, variable)
  world.changed()
  return variable
}

/** What isn't named stays. What is sensitive stays so, under its name. */
export function updateVariable({ world }: Service, variable: Variable, sent: Sent): void {
  const given = read(sent)
  const { attributes } = variable
  if (attributes.sensitive && given.sensitive === false)
    throw invalid('Sensitive cannot be changed to false', '/data/attributes/sensitive')
  if (attributes.sensitive && given.key !== undefined && given.key !== attributes.key)
    throw invalid('Key cannot be changed for sensitive variables', '/data/attributes/key')
  checkName(world, variable, { ...attributes, ...given })
  Object.assign(attributes, given)
  variable.versionId = newId('').slice(1)
  world.changed()
}

function read({ attributes }: Pick<Sent, 'attributes'>): Partial<VariableAttributes> {
  const given: Record<string, unknown> = {}
  for (const [name, isRight] of Object.entries(KINDS)) {
    const value = attributes[name]
    if (value === undefined) continue
    if (!isRight(value)) throw invalid(`${name} is not valid`, `/data/attributes/${name}`)
    given[name] = name === 'value' ? (value ?? '') : value
  }
  if (given.key === '') throw invalid("Key can't be blank", '/data/attributes/key')
  return given
}

/** A variable is its key and its category. */
function checkName(world: World, variable: Variable, { key, category }: VariableAttributes): void {
  const namesake = variablesOf(world, variable.owner).find(
    ({ attributes }) => attributes.key === key && attributes.category === category
  )
  if (namesake !== undefined && namesake !== variable)
    throw invalid('Key has already been taken', '/data/attributes/key')
}

/** Sets that apply to a workspace, whether by themselves, by its project or to all of the organization. */
export function variableSetsOf(world: World, workspace: Workspace): VariableSet[] {
  return [...world.variableSets.values()].filter(set => scopeOf(set, workspace) !== undefined)
}

type Scope = 'workspace' | 'project' | 'global'

function scopeOf(set: VariableSet, workspace: Workspace): Scope | undefined {
  if (set.organization !== workspace.organization) return undefined
  const isElsewhere = set.parent !== set.organization && set.parent !== workspace.project
  if (isElsewhere) return undefined
  if (set.workspaces.has(workspace)) return 'workspace'
  if (set.projects.has(workspace.project)) return 'project'
  if (!set.global) return undefined
  return set.parent === set.organization ? 'global' : 'project'
}

/** The widest scope first, and in one scope the name that comes last: whatever comes later wins. */
const SCOPES: readonly Scope[] = ['global', 'project', 'workspace']

function byPrecedence(world: World, workspace: Workspace, priority: boolean): VariableSet[] {
  const rank = (set: VariableSet) => SCOPES.indexOf(scopeOf(set, workspace) ?? 'global')
  const sets = variableSetsOf(world, workspace).filter(set => set.priority === priority)
  // Of priority sets the widest scope wins, of others the narrowest.
  return sets.sort((a, b) => (priority ? rank(b) - rank(a) : rank(a) - rank(b)) || (a.name < b.name ? 1 : -1))
}

/** What a workspace has, its own and inherited ones, without what is overwritten. */
export function effectiveVariables(world: World, workspace: Workspace): Variable[] {
  const sources = [
    ...byPrecedence(world, workspace, false).map(set => variablesOf(world, set)),
    variablesOf(world, workspace),
    ...byPrecedence(world, workspace, true).map(set => variablesOf(world, set))
  ]
  const found = new Map<string, Variable>()
  for (const variable of sources.flat())
    found.set(`${variable.attributes.category} ${variable.attributes.key}`, variable)
  return [...found.values()]
}

export interface RunVariables {
  /** Values are HCL source. */
  readonly terraform: readonly { readonly key: string; readonly value: string }[]
  readonly environment: Readonly<Record<string, string>>
}

/**
 * What a run gets, the strongest: priority sets, the run's own, the workspace's, other sets.
 * https://developer.hashicorp.com/terraform/cloud-docs/variables#precedence
 */
export function runVariables(world: World, workspace: Workspace, ofRun: RunVariables['terraform']): RunVariables {
  const isPriority = ({ owner }: Variable) => 'priority' in owner && owner.priority
  const all = effectiveVariables(world, workspace)
  const source = ({ attributes: { key, value, hcl } }: Variable) => ({ key, value: hcl ? value : quote(value) })
  const of = (chosen: boolean) =>
    all.filter(({ attributes }) => attributes.category === 'terraform').filter(each => isPriority(each) === chosen)
  const terraform = new Map<string, string>()
  for (const { key, value } of [...of(false).map(source), ...ofRun, ...of(true).map(source)]) terraform.set(key, value)
  const environment = all
    .filter(({ attributes }) => attributes.category === 'env')
    .map(({ attributes: { key, value } }) => [key, value])
  return {
    terraform: [...terraform].map(([key, value]) => ({ key, value })),
    environment: Object.fromEntries(environment) as Record<string, string>
  }
}
