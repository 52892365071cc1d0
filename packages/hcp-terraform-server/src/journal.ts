/** One request, as it came and as it was answered. Tokens aren't kept. */
export interface Entry {
  readonly method: string
  readonly path: string
  readonly query: Readonly<Record<string, string>>
  /** `authorization` is its scheme only. */
  readonly headers: Readonly<Record<string, string>>
  /** What was sent, where it was JSON. */
  body: unknown
  /** Absent as long as nothing was answered, or when the answer was lost. */
  status: number | undefined
  /** Parameters that no one knows and that were ignored. */
  unheeded?: readonly string[]
  /** The fault that met it. */
  fault: string | undefined
  readonly at: string
}

const LIMIT = 50_000

/** Every request to the API and to the object store, in the order of arrival. */
export class Journal {
  readonly entries: Entry[] = []
  /** How many of the oldest were dropped. */
  dropped = 0
  readonly #lost = new WeakSet<Entry>()

  add(entry: Entry): void {
    this.entries.push(entry)
    if (this.entries.length <= LIMIT) return
    this.entries.splice(0, LIMIT / 10)
    this.dropped += LIMIT / 10
  }

  [Symbol.iterator](): Iterator<Entry> {
    return this.entries[Symbol.iterator]()
  }

  /** `POST /runs`, `PUT /_archivist/v1/configuration/:secret`: everything but reads, in order, ids and secrets replaced. */
  get writes(): string[] {
    return this.entries.filter(({ method }) => method !== 'GET' && method !== 'HEAD').map(line)
  }

  /** As `writes`, of all requests. */
  get lines(): string[] {
    return this.entries.map(line)
  }

  /** Requests that were sent twice or more with the same body: a create that was retried, and worked both times. */
  duplicates(route: string): Entry[][] {
    const groups = Map.groupBy(
      this.entries.filter(entry => line(entry) === route),
      ({ body }) => JSON.stringify(body)
    )
    return [...groups.values()].filter(group => group.length > 1)
  }

  /** The answer never left. */
  lose(entry: Entry): void {
    this.#lost.add(entry)
    entry.status = undefined
  }

  answered(entry: Entry, status: number): void {
    if (!this.#lost.has(entry)) entry.status = status
  }

  clear(): void {
    this.entries.length = 0
    this.dropped = 0
  }
}

function line({ method, path }: Entry): string {
  return `${method} ${route(path)}`
}

/** The path with its ids as `:id` and secrets as `:secret`, and without `/api/v2`. */
export function route(path: string): string {
  return path
    .replace(/^\/api\/v2(?=\/)/, '')
    .replaceAll(/\/[a-z]+-[1-9A-Za-z]{16}(?=\/|$)/g, '/:id')
    .replace(/^(\/_archivist\/v1\/[^/]+)\/.+$/, '$1/:secret')
}
