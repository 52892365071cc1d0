import type { Hcp } from '../src/index.ts'

/** What a document has, as far as tests look. */
export interface Item {
  readonly id: string
  readonly type: string
  readonly attributes: Readonly<Record<string, unknown>>
  readonly relationships: Readonly<Record<string, { readonly data: { readonly id: string; readonly type: string } }>>
  readonly links: Readonly<Record<string, string | null>>
}
export interface Answer {
  readonly status: number
  readonly headers: Headers
  readonly text: string
  /** The one resource. */
  readonly data: Item
  /** The resources of a list. */
  readonly list: readonly Item[]
  readonly included: readonly Item[]
  readonly links: Readonly<Record<string, string | null>>
  readonly meta: { readonly pagination: Readonly<Record<string, number | null>> } | undefined
  readonly errors: readonly { readonly status: string; readonly title: string; readonly detail?: string }[]
}

/** Sends what it is given, and says what came back: no retries, no opinions. */
export function client({ address }: Pick<Hcp, 'address'>, token: string) {
  const send = async (method: string, path: string, body?: unknown, headers: Record<string, string> = {}) => {
    const response = await fetch(path.startsWith('/api/') ? address + path : `${address}/api/v2${path}`, {
      method,
      redirect: 'manual',
      headers: { authorization: `Bearer ${token}`, 'content-type': 'application/vnd.api+json', ...headers },
      ...(body === undefined ? {} : { body: typeof body === 'string' ? body : JSON.stringify(body) })
    })
    return answer(response)
  }
  return {
    send,
    get: (path: string) => send('GET', path),
    post: (path: string, body?: unknown) => send('POST', path, body),
    patch: (path: string, body?: unknown) => send('PATCH', path, body),
    delete: (path: string) => send('DELETE', path)
  }
}
export type Client = ReturnType<typeof client>

const NOTHING: Item = { id: '', type: '', attributes: {}, relationships: {}, links: {} }

async function answer(response: Response): Promise<Answer> {
  const text = await response.text()
  const isJson = response.headers.get('content-type')?.includes('json') === true && text !== ''
  const { data, included = [], links = {}, meta, errors = [] } = (isJson ? JSON.parse(text) : {}) as Partial<Answer>
  const list = (Array.isArray(data) ? data : []) as Item[]
  return {
    status: response.status,
    headers: response.headers,
    text,
    data: data ?? NOTHING,
    list,
    included,
    links,
    meta,
    errors
  }
}

/** `{data: {type, attributes, relationships}}`, of relationships their ids: `{workspace: ['workspaces', id]}`. */
export function document(
  type: string,
  attributes: object = {},
  relationships: Record<string, [string, string]> = {}
): unknown {
  const linked = Object.entries(relationships).map(([name, [type, id]]) => [name, { data: { type, id } }])
  return { data: { type, attributes, relationships: Object.fromEntries(linked) as unknown } }
}
