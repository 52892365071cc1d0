import { Hono, type MiddlewareHandler } from 'hono'
import type { ContentfulStatusCode } from 'hono/utils/http-status'
import { randomBytes } from 'node:crypto'
import { recorded } from '../../hcp-terraform-server/src/recording.ts'
import type { Env, Exchange, Service } from './exchange.ts'
import { EXCEEDED } from './rate-limits.ts'
import { notFound, Refusal } from './refusal.ts'
import { comments } from './routes/comments.ts'
import { deployments } from './routes/deployments.ts'
import { dev } from './routes/dev.ts'
import { issues } from './routes/issues.ts'
import { people } from './routes/people.ts'
import { pullRequests } from './routes/pull-requests.ts'
import { repository } from './routes/repository.ts'
import { viewer } from './routes/viewer.ts'

/** From a request to its answer, by way of the journal and whatever fault it meets. */
export function router(service: Service) {
  return new Hono<Env>({ getPath: ({ url }) => service.world.documentedPath(new URL(url).pathname) })
    .route('/_dev', dev(service))
    .use(recorded(service))
    .use(authenticated(service))
    .route('/', viewer)
    .route('/', repository)
    .route('/', pullRequests)
    .route('/', comments)
    .route('/', issues)
    .route('/', deployments)
    .route('/', people)
    .notFound(c => refused(notFound(), c))
    .onError(refused)
}

function authenticated(service: Service): MiddlewareHandler<Env> {
  return async (c, next) => {
    const api = `http://${c.req.header('host') ?? 'localhost'}${service.prefix}`
    c.set('service', service)
    c.set('site', { api, web: service.web })
    c.header('x-github-request-id', randomBytes(8).toString('hex').toUpperCase())
    c.header('x-github-media-type', 'github.v3; format=json')
    const [, given] = /^(?:token|bearer)\s+(\S+)\s*$/i.exec(c.req.header('authorization') ?? '') ?? []
    if (given === undefined) throw new Refusal(401, 'Requires authentication')
    const token = service.world.tokens.get(given)
    if (token === undefined) throw new Refusal(401, 'Bad credentials')
    c.set('token', token)
    const { exceeded, headers } = service.rateLimits.meet(token)
    for (const [name, value] of Object.entries(headers)) c.header(name, value)
    if (exceeded) throw new Refusal(403, EXCEEDED)
    await next()
    if (c.res.headers.get('content-type') === 'application/json')
      c.res.headers.set('content-type', 'application/json; charset=utf-8')
  }
}

function refused(error: Error, c: Exchange): Response {
  // Also what /_dev refuses, which has no page.
  const page = (c.get('page') as string | undefined) ?? ''
  if (error instanceof Refusal) return c.json(error.document(page), error.status as ContentfulStatusCode)
  if (error instanceof TypeError && error.message.startsWith('no such fault'))
    return c.json(new Refusal(400, error.message).document(page), 400)
  console.error(error)
  return c.json(new Refusal(500, 'Server Error').document(page), 500)
}
