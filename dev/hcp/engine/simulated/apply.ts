import { randomUUID } from 'node:crypto'
import { setImmediate as breath } from 'node:timers/promises'
import type { Counts } from '../engine.ts'
import { Problem } from './diagnostics.ts'
import { applyComplete, applyStart, type Event } from './events.ts'
import { dependencies, inOrder, reachable } from './graph.ts'
import { evaluateArguments, instance, outputChange, part, type ResourceChange } from './changes.ts'
import { changesSomething, edges, type Inputs, type Plan } from './plan.ts'
import { scopeOf } from './scope.ts'
import { writeNext } from './state-file.ts'
import { text, unknown, UNKNOWN, nothing, type Value } from './values.ts'

export interface Outcome {
  readonly counts: Counts
  /** Absent when nothing was written. */
  readonly state?: Buffer
  readonly outputs: ReadonlyMap<string, Value>
  readonly problem?: Problem
}

/** Carries a plan out: first what goes, dependents first; then what comes, dependencies first. */
export async function carryOut(
  inputs: Inputs,
  plan: Plan,
  signal: AbortSignal,
  tell: (event: Event) => void
): Promise<Outcome> {
  const { configuration, variables, state } = inputs
  const resources = new Map(state.resources)
  const outputs = new Map(state.outputs)
  const values = new Map<string, Value>([...configuration.resources.keys()].map(address => [address, unknown()]))
  for (const [address, { value }] of resources) values.set(address, value)
  const scope = scopeOf(configuration, variables, values)
  const needs = dependencies(configuration)
  const counts = { additions: 0, changes: 0, destructions: 0, imports: 0 }

  async function each(changes: readonly ResourceChange[], act: (change: ResourceChange) => void): Promise<void> {
    for (const change of changes) {
      await breath()
      if (signal.aborted) throw Problem.at(undefined, 'execution halted', '')
      act(change)
    }
  }

  function destroy({ address, before }: ResourceChange): void {
    tell(applyStart(address, 'delete', idOf(before?.value)))
    resources.delete(address)
    counts.destructions++
    tell(applyComplete(address, 'delete'))
  }

  function bring({ address, action, before }: ResourceChange): void {
    const resource = configuration.resources.get(address)
    if (resource === undefined) return
    const kept = action === 'update' ? idOf(before?.value) : undefined
    const as = kept === undefined ? 'create' : 'update'
    tell(applyStart(address, as, kept))
    const { input, trigger } = evaluateArguments(resource, scope)
    const id = kept ?? randomUUID()
    const value = instance(text(id), input, unmarked(input), trigger)
    resources.set(address, { value, dependencies: neededBy(address), tainted: false })
    values.set(address, value)
    counts[kept === undefined ? 'additions' : 'changes']++
    tell(applyComplete(address, as, id))
  }

  function neededBy(address: string): string[] {
    return [...reachable([address], needs)].filter(other => other !== address).sort()
  }

  let problem: Problem | undefined
  try {
    const going = plan.resources.filter(({ action }) => action === 'delete' || action === 'replace')
    const order = inOrder(
      going.map(({ address }) => address),
      edges(inputs)
    )
    await each(
      [...going].sort((a, b) => order.indexOf(b.address) - order.indexOf(a.address)),
      destroy
    )
    await each(
      plan.resources.filter(({ action }) => ['create', 'update', 'replace'].includes(action)),
      bring
    )
    for (const { address, action, before } of plan.resources) {
      if (action === 'no-op' && before !== undefined)
        resources.set(address, { ...before, dependencies: neededBy(address) })
    }
    for (const { name, action } of plan.outputs) {
      const output = configuration.outputs.get(name)
      const after = action === 'delete' || output === undefined ? nothing() : outputChange(output, state, scope).after
      if (after.content === null) outputs.delete(name)
      else outputs.set(name, after.content === UNKNOWN ? { ...after, content: null } : after)
    }
  } catch (error) {
    if (!(error instanceof Problem)) throw error
    problem = error
  }
  const done = counts.additions + counts.changes + counts.destructions > 0
  const writes = problem === undefined ? changesSomething(plan) : done
  return {
    counts,
    outputs,
    ...(writes ? { state: writeNext(state.file, resources, outputs) } : {}),
    ...(problem === undefined ? {} : { problem })
  }
}

/** The provider computes `output` from the bare input: it forgets what was sensitive, as the real one does. */
function unmarked(value: Value): Value {
  const { content } = value
  if (Array.isArray(content))
    return { ...value, sensitive: false, content: (content as readonly Value[]).map(unmarked) }
  if (content instanceof Map) {
    const entries = [...(content as ReadonlyMap<string, Value>)].map(([name, of]) => [name, unmarked(of)] as const)
    return { ...value, sensitive: false, content: new Map(entries) }
  }
  return { ...value, sensitive: false }
}

function idOf(value: Value | undefined): string | undefined {
  const id = value === undefined ? undefined : part(value)('id').content
  return typeof id === 'string' ? id : undefined
}
