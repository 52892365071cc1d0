import { randomUUID } from 'node:crypto'
import { setImmediate as breath } from 'node:timers/promises'
import type { Counts } from '../engine.ts'
import { evaluateArguments, instance, outputChange, part, resourceChange, type ResourceChange } from './changes.ts'
import { Problem } from './diagnostics.ts'
import { applyComplete, applyStart, type Event } from './events.ts'
import type { Scope } from './expressions.ts'
import { dependencies, inOrder, reachable } from './graph.ts'
import { changesSomething, edges, type Inputs, type Plan } from './plan.ts'
import { scopeOf } from './scope.ts'
import { writeNext, type Instance } from './state-file.ts'
import { bare, nothing, text, unknown, UNKNOWN, type Value } from './values.ts'

/** Carries a plan out. What was done by the time something fails is kept. */
export class Application {
  readonly counts: { -readonly [name in keyof Counts]: number } = {
    additions: 0,
    changes: 0,
    destructions: 0,
    imports: 0
  }
  readonly outputs: Map<string, Value>
  readonly #resources: Map<string, Instance>
  readonly #values: Map<string, Value>
  readonly #scope: Scope
  readonly #inputs: Inputs
  readonly #plan: Plan
  readonly #tell: (event: Event) => void

  constructor(inputs: Inputs, plan: Plan, tell: (event: Event) => void) {
    const { configuration, variables, state } = inputs
    this.#inputs = inputs
    this.#plan = plan
    this.#tell = tell
    this.outputs = new Map(state.outputs)
    this.#resources = new Map(state.resources)
    this.#values = new Map(
      [...configuration.resources.keys()].map(address => [address, state.resources.get(address)?.value ?? unknown()])
    )
    this.#scope = scopeOf(configuration, variables, this.#values)
  }

  /** First deletions, dependents first; then the rest, dependencies first. */
  async run(signal: AbortSignal): Promise<void> {
    const { resources, outputs } = this.#plan
    const going = resources.filter(({ action }) => action === 'delete' || action === 'replace')
    const order = inOrder(new Set(going.map(({ address }) => address)), edges(this.#inputs))
    going.sort((a, b) => order.indexOf(b.address) - order.indexOf(a.address))
    const coming = resources.filter(({ action }) => action !== 'delete' && action !== 'no-op')
    const steps = [
      ...going.map(change => () => this.#destroy(change)),
      ...coming.map(change => () => this.#bring(change))
    ]
    for (const step of steps) {
      await breath()
      if (signal.aborted) throw Problem.at(undefined, 'execution halted', '')
      step()
    }
    for (const { address, action, before } of resources) {
      if (action === 'no-op' && before !== undefined) this.#keep(address, before)
    }
    for (const { name } of outputs) this.#output(name)
  }

  /** Absent where nothing had to be written. */
  state(complete: boolean): Buffer | undefined {
    const { additions, changes, destructions } = this.counts
    const isWorthIt = complete ? changesSomething(this.#plan, this.#inputs) : additions + changes + destructions > 0
    return isWorthIt ? writeNext(this.#inputs.state.file, this.#resources, this.outputs) : undefined
  }

  #destroy({ address, before }: ResourceChange): void {
    this.#tell(applyStart(address, 'delete', before && idOf(before)))
    this.#resources.delete(address)
    this.counts.destructions++
    this.#tell(applyComplete(address, 'delete'))
  }

  #bring({ address, action, before }: ResourceChange): void {
    const resource = this.#inputs.configuration.resources.get(address)
    if (resource === undefined) return
    const isStill = action === 'update' && resourceChange(resource, before, false, this.#scope).action === 'no-op'
    // What was planned as an update for want of a value may turn out to be none.
    if (isStill && before !== undefined) {
      this.#keep(address, before)
      return
    }
    const kept = action === 'update' && before !== undefined ? idOf(before) : undefined
    const as = kept === undefined ? 'create' : 'update'
    this.#tell(applyStart(address, as, kept))
    const { input, trigger } = evaluateArguments(resource, this.#scope)
    const id = kept ?? randomUUID()
    // The provider computes `output` from the input without its marks: what was sensitive there isn't here. So it is in Terraform.
    const value = instance(text(id), input, bare(input), trigger)
    this.#values.set(address, value)
    this.#keep(address, { value, dependencies: [], tainted: false })
    this.counts[as === 'create' ? 'additions' : 'changes']++
    this.#tell(applyComplete(address, as, id))
  }

  #keep(address: string, of: Instance): void {
    const needed = reachable([address], dependencies(this.#inputs.configuration))
    needed.delete(address)
    this.#resources.set(address, { ...of, dependencies: [...needed].sort() })
  }

  #output(name: string): void {
    const { configuration, state, options } = this.#inputs
    const output = options.mode === 'destroy' ? undefined : configuration.outputs.get(name)
    const after = output === undefined ? nothing() : outputChange(output, state, this.#scope).after
    if (after.content === null) this.outputs.delete(name)
    else this.outputs.set(name, after.content === UNKNOWN ? { ...after, content: null } : after)
  }
}

function idOf({ value }: Instance): string | undefined {
  const id = part(value)('id').content
  return typeof id === 'string' ? id : undefined
}
