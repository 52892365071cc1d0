import { outputValue } from './changes.ts'
import type { Configuration } from './configuration.ts'
import { Faults, Problem } from './diagnostics.ts'
import { evaluate, type Scope } from './expressions.ts'
import { typeOf } from './constraints.ts'
import { object, sensitive, unknown, type Value } from './values.ts'

/** Names as the configuration declares them. A resource's value is whatever `resources` holds of it by then. */
export function scopeOf(
  configuration: Configuration,
  variables: ReadonlyMap<string, Value>,
  resources: ReadonlyMap<string, Value>
): Scope {
  const locals = new Map<string, Value>()
  const path: string[] = []
  const scope: Scope = {
    variable: name => variables.get(name),
    resource: address => resources.get(address),
    local: name => {
      const known = locals.get(name)
      const declared = configuration.locals.get(name)
      if (known !== undefined || declared === undefined) return known
      if (path.includes(name)) {
        const cycle = path.slice(path.indexOf(name)).map(name => `local.${name} (expand)`)
        throw Problem.at(undefined, `Cycle: ${cycle.join(', ')}`, '')
      }
      path.push(name)
      try {
        const value = evaluate(declared.expression, scope)
        locals.set(name, value)
        return value
      } finally {
        path.pop()
      }
    }
  }
  return scope
}

/** What of a configuration is wrong whatever the values turn out to be. */
export function validate(configuration: Configuration): void {
  const unknowns = new Map(
    [...configuration.variables.values()].map(({ name, constraint, sensitive: marked }) => {
      const value = unknown(typeOf(constraint))
      return [name, marked ? sensitive(value) : value] as const
    })
  )
  const resource = object([
    ['id', unknown('string')],
    ...['input', 'output', 'triggers_replace'].map(name => [name, unknown()] as const)
  ])
  const resources = new Map([...configuration.resources.keys()].map(address => [address, resource]))
  const scope = scopeOf(configuration, unknowns, resources)
  const faults = new Faults()
  for (const { expression } of configuration.locals.values()) faults.attempt(() => evaluate(expression, scope))
  for (const { input, trigger, dependsOn } of configuration.resources.values()) {
    for (const expression of [input, trigger, dependsOn])
      faults.attempt(() => expression && evaluate(expression, scope))
  }
  for (const output of configuration.outputs.values()) faults.attempt(() => outputValue(output, scope))
  faults.throwIfAny()
}
