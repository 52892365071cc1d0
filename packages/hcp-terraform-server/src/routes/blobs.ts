import { Hono } from 'hono'
import { found, notFound, Refusal } from '../refusal.ts'
import type { Service } from '../service.ts'
import type { Env } from './exchange.ts'

/** The object store. No token is asked for; a strict one refuses any, as signed URLs do. */
export function blobs(service: Service) {
  return new Hono<Env>().on(['GET', 'PUT'], '/_archivist/v1/:kind/:secret', async c => {
    const { blobs, faults, settings } = service
    if (c.req.header('authorization') !== undefined && (settings.strictArchivist || faults.has('strict-archivist')))
      throw new Refusal(400, 'bad request', 'Only one authorization is allowed: the URL is one already.')
    const blob = found(blobs.find(c.req.param('secret')))
    if (c.req.method === 'GET') {
      if (blob.get === undefined) throw notFound()
      return blob.get(new URL(c.req.url).searchParams)
    }
    if (blob.put === undefined || faults.take('upload-url-expired') !== undefined) throw notFound()
    await blob.put(c.env.incoming)
    return new Response(null, { status: 200 })
  })
}
