import type { Counts, Work } from '../engine.ts'
import {
  outputChange,
  removal,
  resourceChange,
  type Action,
  type OutputChange,
  type ResourceChange
} from './changes.ts'
import type { Configuration, Output } from './configuration.ts'
import { Faults } from './diagnostics.ts'
import { dependencies, inOrder, reachable, resourcesIn, reversed, type Edges } from './graph.ts'
import { scopeOf } from './scope.ts'
import type { State } from './state-file.ts'
import { unknown, UNKNOWN, type Value } from './values.ts'

/** All that a plan and its apply start from. */
export interface Inputs {
  readonly configuration: Configuration
  readonly variables: ReadonlyMap<string, Value>
  /** The variables' values before their types were applied. */
  readonly given: ReadonlyMap<string, Value>
  readonly state: State
  readonly options: Pick<Work, 'mode' | 'targets' | 'replacements'>
}

export interface Plan {
  /** In the order of their dependencies. */
  readonly resources: readonly ResourceChange[]
  readonly outputs: readonly OutputChange[]
  /** What of the state it looked at. */
  readonly refreshed: readonly string[]
}

export function makePlan(inputs: Inputs): Plan {
  const { state, options } = inputs
  if (options.mode !== 'destroy') return walk(inputs)
  // Terraform destroys what a plan of the configuration could still be made for.
  const { refreshed } = walk({ ...inputs, options: { ...options, mode: 'normal' } })
  const needs = edges(inputs)
  const doomed =
    options.targets.length > 0 ? reachable(options.targets, reversed(needs)) : new Set(state.resources.keys())
  const resources = inOrder(doomed, needs).flatMap((address): ResourceChange[] => {
    const before = doomed.has(address) ? state.resources.get(address) : undefined
    return before === undefined ? [] : [{ address, action: 'delete', before }]
  })
  const outputs = options.targets.length > 0 ? [] : [...state.outputs.keys()].map(name => removal(name, state))
  return { resources, outputs, refreshed }
}

/** What needs what. Where configuration and state differ, the one that is applied decides. */
export function edges({ configuration, state, options }: Inputs): Edges {
  const kept = [...state.resources].map(([address, instance]) => [address, new Set(instance.dependencies)] as const)
  const declared = dependencies(configuration)
  return new Map(options.mode === 'destroy' ? [...declared, ...kept] : [...kept, ...declared])
}

function walk(inputs: Inputs): Plan {
  const { configuration, variables, state, options } = inputs
  const needs = edges(inputs)
  const wanted = options.targets.length > 0 ? reachable(options.targets, needs) : undefined
  const isWanted = (address: string) => wanted?.has(address) ?? true
  const values = new Map<string, Value>()
  const scope = scopeOf(configuration, variables, values)
  const faults = new Faults()
  const resources = inOrder(needs.keys(), needs).flatMap((address): ResourceChange[] => {
    const resource = configuration.resources.get(address)
    const before = state.resources.get(address)
    if (options.mode === 'refresh-only' || !isWanted(address)) {
      values.set(address, before?.value ?? unknown())
      return []
    }
    if (resource === undefined) {
      const reason = 'delete_because_no_resource_config'
      return before === undefined ? [] : [{ address, action: 'delete', reason, before }]
    }
    const change = faults.attempt(() => resourceChange(resource, before, options.replacements.includes(address), scope))
    values.set(address, change?.after ?? unknown())
    return change === undefined ? [] : [change]
  })
  const outputs = [...configuration.outputs.values()]
    .filter(output => wanted === undefined || isTargeted(configuration, output, wanted))
    .flatMap(output => faults.attempt(() => outputChange(output, state, scope)) ?? [])
  faults.throwIfAny()
  const gone = wanted === undefined ? [...state.outputs.keys()].filter(name => !configuration.outputs.has(name)) : []
  return {
    resources,
    outputs: [...outputs, ...gone.map(name => removal(name, state))].sort((a, b) => (a.name < b.name ? -1 : 1)),
    refreshed: [...state.resources.keys()].filter(isWanted)
  }
}

/** With targets, only outputs of targeted resources are looked at. */
function isTargeted(configuration: Configuration, { value, dependsOn }: Output, wanted: ReadonlySet<string>): boolean {
  const needed = [...reachable(resourcesIn(configuration, [value, dependsOn]), dependencies(configuration))]
  return needed.length > 0 && needed.every(address => wanted.has(address))
}

/** Whether applying would change anything. */
export function changesSomething({ resources, outputs }: Plan, { options }: Inputs): boolean {
  // A refresh stores null for what isn't known, and finds it again.
  const staysNull = ({ before, after }: OutputChange) => before.content === null && after.content === UNKNOWN
  const changed = outputs.filter(({ action }) => action !== 'no-op')
  return (
    resources.some(({ action }) => action !== 'no-op') ||
    changed.some(output => options.mode !== 'refresh-only' || output.action === 'create' || !staysNull(output))
  )
}

export function countPlanned({ resources }: Plan): Counts {
  const count = (...actions: Action[]) => resources.filter(({ action }) => actions.includes(action)).length
  return {
    additions: count('create', 'replace'),
    changes: count('update'),
    destructions: count('delete', 'replace'),
    imports: 0
  }
}
