import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import type { Hcp } from '../../packages/hcp-terraform-server/src/index.ts'

/** A JSON:API document, as far as rewriting looks into it. */
export interface Rewritable {
  data?: Resource | Resource[] | null
  included?: Resource[]
  [name: string]: unknown
}
interface Resource {
  id: string
  type: string
  attributes: Record<string, unknown>
  relationships?: Record<string, unknown>
}

/** What a server of another version makes of a request and of its answer. Each may change what it is given. */
export interface Rewriting {
  /** `GET /runs/run-1`, and the query, whose parameters may be deleted. */
  readonly query?: (query: URLSearchParams, request: string) => void
  readonly request?: (document: Rewritable, request: string) => void | Promise<void>
  readonly answer?: (document: Rewritable, request: string) => void | Promise<void>
}

export interface Rewritten extends AsyncDisposable, Pick<Hcp, 'token' | 'organization' | 'workspace' | 'secrets'> {
  readonly address: string
}

/** A service of another version or make: what it doesn't know it leaves out, of requests and of answers. */
export async function rewritten(hcp: Hcp, { query, request, answer }: Rewriting): Promise<Rewritten> {
  const server = createServer((asked, answered) => {
    void (async () => {
      const chunks: Buffer[] = []
      for await (const chunk of asked) chunks.push(chunk as Buffer)
      const url = new URL(asked.url ?? '/', hcp.address)
      const name = `${asked.method ?? 'GET'} ${url.pathname.replace('/api/v2', '')}`
      query?.(url.searchParams, name)
      const body = await changed(Buffer.concat(chunks), request, name)
      const headers = Object.entries(asked.headers).flatMap(([key, value]): [string, string][] =>
        typeof value === 'string' && !HOP.includes(key) ? [[key, value]] : []
      )
      const response = await fetch(url, {
        method: asked.method ?? 'GET',
        headers: [...headers, ['x-forwarded-host', '']],
        redirect: 'manual',
        ...(body.length > 0 && { body })
      })
      const text = await changed(Buffer.from(await response.arrayBuffer()), answer, name)
      const answers = [...response.headers].filter(([key]) => !HOP.includes(key))
      answered.writeHead(response.status, Object.fromEntries(answers))
      answered.end(text)
    })().catch(() => answered.destroy())
  })
  await new Promise<void>(resolve => server.listen(0, '127.0.0.1', resolve))
  const { token, organization, workspace } = hcp
  return {
    address: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    token,
    organization,
    workspace,
    get secrets() {
      return hcp.secrets
    },
    async [Symbol.asyncDispose]() {
      server.closeAllConnections()
      await new Promise(resolve => server.close(resolve))
    }
  }
}

/** Headers that are about the connection or the length, and so not passed on. */
const HOP = ['host', 'connection', 'content-length', 'transfer-encoding', 'content-encoding', 'accept-encoding']

async function changed(body: Buffer, change: Rewriting['answer'], name: string): Promise<Buffer<ArrayBuffer>> {
  const text = body.toString()
  if (change === undefined || !text.startsWith('{')) return Buffer.from(body)
  const document = JSON.parse(text) as Rewritable
  // A state is JSON too, and passes byte by byte.
  if (!['data', 'errors', 'comment'].some(name => name in document)) return Buffer.from(body)
  await change(document, name)
  return Buffer.from(JSON.stringify(document))
}

/** Every resource of a document. */
export const resourcesOf = ({ data, included = [] }: Rewritable): readonly Resource[] => [
  ...(Array.isArray(data) ? data : data ? [data] : []),
  ...included
]

/** Leaves attributes of runs out of requests and of answers, as a server does that does not know them. */
export const withoutAttributes = (...names: readonly string[]): Rewriting => {
  const drop = (document: Rewritable): void => {
    for (const { type, attributes } of resourcesOf(document))
      if (type === 'runs') for (const name of names) Reflect.deleteProperty(attributes, name)
  }
  return { request: drop, answer: drop }
}
