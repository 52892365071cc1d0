import { valueOf, type Json } from '../json.ts'
import { withoutKeys } from './configuration-expressions.ts'
import { jsonDigest } from './json-digest.ts'
import { text } from './plan-entry.ts'

/** What existed when a plan was made, as digests of the values of all instances. */
export class PriorState {
  readonly #instances = new Map<string, string[]>()
  readonly #dataSources = new Set<string>()

  add(resource: Json): void {
    const address = text(valueOf(resource, 'address'))
    const name = withoutKeys(address)
    const digest = jsonDigest([address, valueOf(resource, 'values') ?? null])
    const known = this.#instances.get(name)
    if (known === undefined) this.#instances.set(name, [digest])
    else known.push(digest)
    if (valueOf(resource, 'mode') === 'data') this.#dataSources.add(name)
  }

  /** Of a resource or data source, by its address without keys. Null where there is none. */
  of(name: string): readonly string[] | null {
    return this.#instances.get(name)?.toSorted() ?? null
  }

  /** All data sources, by their addresses without keys. */
  dataSources(): ReadonlyMap<string, string> {
    return new Map([...this.#dataSources].map(name => [name, jsonDigest(this.of(name) as Json)]))
  }
}
