import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'

const SIZE = 100

export interface ListServer extends AsyncDisposable {
  readonly address: string
  readonly length: number
}

/** A list of configuration versions, so many pages long, made as it is asked for. */
export async function listServer(pages: number): Promise<ListServer> {
  const server = createServer((request, response) => {
    const page = Number(new URL(request.url ?? '', 'http://list').searchParams.get('page[number]'))
    const data = Array.from({ length: SIZE }, (_, at) => version(`cv-${(page - 1) * SIZE + at}`))
    const pagination = { 'current-page': page, 'next-page': page < pages ? page + 1 : null, 'total-pages': pages }
    response.setHeader('content-type', 'application/vnd.api+json')
    response.end(JSON.stringify({ data, meta: { pagination } }))
  })
  await new Promise<void>(resolve => server.listen(0, '127.0.0.1', resolve))
  return {
    address: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    length: pages * SIZE,
    async [Symbol.asyncDispose]() {
      server.closeAllConnections()
      await new Promise<void>(resolve => server.close(() => resolve()))
    }
  }
}

const version = (id: string) => ({
  id,
  type: 'configuration-versions',
  attributes: { status: 'uploaded', source: 'tfe-api', speculative: true, provisional: false, 'upload-url': null },
  relationships: {}
})
