/**
 * Text by name, compared without case; a name keeps the case in which it came first. Outputs and state are kept like
 * that. Source: actions/runner DictionaryContextData.cs, ExecutionContext.cs (IntraActionState).
 */
export class IgnoreCaseMap {
  readonly #entries = new Map<string, [name: string, value: string]>()

  get(name: string): string | undefined {
    return this.#entries.get(name.toUpperCase())?.[1]
  }

  has(name: string): boolean {
    return this.#entries.has(name.toUpperCase())
  }

  set(name: string, value: string): void {
    const first = this.#entries.get(name.toUpperCase())?.[0] ?? name
    this.#entries.set(name.toUpperCase(), [first, value])
  }

  get size(): number {
    return this.#entries.size
  }

  [Symbol.iterator](): IterableIterator<[name: string, value: string]> {
    return this.#entries.values()
  }

  toRecord(): Record<string, string> {
    return Object.fromEntries(this.#entries.values())
  }
}
