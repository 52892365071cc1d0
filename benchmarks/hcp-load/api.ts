/** A client of the API that counts its requests, and how long each answer takes. */
export interface Item {
  readonly id: string
  readonly attributes: Readonly<Record<string, unknown>>
  readonly relationships: Readonly<Record<string, { readonly data: { readonly id: string } | null }>>
}

interface Page {
  readonly data: readonly Item[]
  readonly meta: { readonly pagination: { readonly 'next-page': number | null } }
}

export class Api {
  readonly milliseconds: number[] = []
  readonly #address: string
  readonly #headers: Readonly<Record<string, string>>

  constructor(address: string, token: string) {
    this.#address = address
    this.#headers = { authorization: `Bearer ${token}`, 'content-type': 'application/vnd.api+json' }
  }

  get requests(): number {
    return this.milliseconds.length
  }

  async read(path: string): Promise<Item> {
    return ((await this.#document('GET', path)) as { data: Item }).data
  }

  async create(path: string, data: object): Promise<Item> {
    return ((await this.#document('POST', path, { data })) as { data: Item }).data
  }

  /** Whether the service does it: it may answer that it is too late. */
  async act(path: string, comment: string): Promise<boolean> {
    const response = await this.#send(`${this.#address}/api/v2${path}`, {
      method: 'POST',
      headers: this.#headers,
      body: JSON.stringify({ comment })
    })
    if (response.status !== 409 && !response.ok) throw new Error(`POST ${path}: ${response.status}`)
    return response.ok
  }

  async all(path: string): Promise<Item[]> {
    const items: Item[] = []
    for (let page: number | null = 1; page !== null;) {
      const mark = path.includes('?') ? '&' : '?'
      const { data, meta } = (await this.#document('GET', `${path}${mark}page[size]=100&page[number]=${page}`)) as Page
      items.push(...data)
      page = meta.pagination['next-page']
    }
    return items
  }

  /** All items of a list without pages. */
  async list(path: string): Promise<readonly Item[]> {
    return ((await this.#document('GET', path)) as Page).data
  }

  async upload(url: string, body: Uint8Array): Promise<void> {
    const response = await this.#send(url, { method: 'PUT', body: Uint8Array.from(body) })
    if (response.status !== 200) throw new Error(`the upload was answered ${response.status}`)
  }

  async text(url: string): Promise<string> {
    const response = await this.#send(url, {})
    if (!response.ok) throw new Error(`a download was answered ${response.status}`)
    return response.body
  }

  async #document(method: string, path: string, body?: unknown): Promise<unknown> {
    const response = await this.#send(`${this.#address}/api/v2${path}`, {
      method,
      headers: this.#headers,
      ...(body === undefined ? {} : { body: JSON.stringify(body) })
    })
    if (!response.ok) throw new Error(`${method} ${path}: ${response.status} ${response.body}`)
    return JSON.parse(response.body)
  }

  async #send(url: string, init: RequestInit): Promise<{ ok: boolean; status: number; body: string }> {
    const begin = performance.now()
    const response = await fetch(url, init)
    const body = await response.text()
    this.milliseconds.push(performance.now() - begin)
    return { ok: response.ok, status: response.status, body }
  }
}
