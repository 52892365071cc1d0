import type { Configuration } from './configuration.ts'
import { Problem } from './diagnostics.ts'
import { references } from './expressions.ts'
import type { Expression } from './syntax.ts'

/** Who needs whom, by address. */
export type Edges = ReadonlyMap<string, ReadonlySet<string>>

/** The resources that each resource refers to, also by way of local values. */
export function dependencies(configuration: Configuration): Edges {
  return new Map(
    [...configuration.resources.values()].map(({ address, input, trigger, dependsOn }) => [
      address,
      resourcesIn(configuration, [input, trigger, dependsOn])
    ])
  )
}

export function resourcesIn(
  { resources, locals }: Configuration,
  expressions: readonly (Expression | undefined)[]
): Set<string> {
  const found = new Set<string>()
  const seen = new Set<string>()
  const visit = (expression: Expression | undefined): void => {
    for (const { root, name } of expression === undefined ? [] : references(expression)) {
      if (resources.has(`${root}.${name}`)) found.add(`${root}.${name}`)
      if (root !== 'local' || seen.has(name)) continue
      seen.add(name)
      visit(locals.get(name)?.expression)
    }
  }
  expressions.forEach(visit)
  return found
}

/** All that can be reached from some, they themselves included. */
export function reachable(from: Iterable<string>, edges: Edges): Set<string> {
  const reached = new Set<string>()
  const visit = (address: string): void => {
    if (reached.has(address)) return
    reached.add(address)
    edges.get(address)?.forEach(visit)
  }
  for (const address of from) visit(address)
  return reached
}

export function reversed(edges: Edges): Edges {
  const back = new Map<string, Set<string>>()
  for (const [from, to] of edges) {
    for (const address of to) back.set(address, (back.get(address) ?? new Set()).add(from))
  }
  return back
}

/** What is needed comes first. */
export function inOrder(addresses: Iterable<string>, edges: Edges): string[] {
  const done = new Set<string>()
  const visit = (address: string, path: readonly string[]): void => {
    if (path.includes(address))
      throw Problem.at(undefined, `Cycle: ${path.slice(path.indexOf(address)).join(', ')}`, '')
    if (done.has(address)) return
    for (const needed of [...(edges.get(address) ?? [])].sort()) visit(needed, [...path, address])
    done.add(address)
  }
  for (const address of [...addresses].sort()) visit(address, [])
  return [...done]
}
