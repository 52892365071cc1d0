import { Hono } from 'hono'
import { callerOf } from './callers.ts'
import { JSON_API, reply, type Env } from './routes/exchange.ts'
import { heededParameters } from './parameters.ts'
import { Refusal, notFound } from './refusal.ts'
import { agentPools } from './routes/agent-pools.ts'
import { blobs } from './routes/blobs.ts'
import { checks } from './routes/checks.ts'
import { configurationVersions } from './routes/configuration-versions.ts'
import { dev } from './routes/dev.ts'
import { organizations } from './routes/organizations.ts'
import { phases } from './routes/phases.ts'
import { runLists } from './routes/run-lists.ts'
import { runs } from './routes/runs.ts'
import { hostedStates, states } from './routes/states.ts'
import { tags } from './routes/tags.ts'
import { notifications } from './routes/notifications.ts'
import { relations } from './routes/relations.ts'
import { terraformPolicies } from './routes/terraform-policies.ts'
import { users } from './routes/users.ts'
import { variables } from './routes/variables.ts'
import { workspaces } from './routes/workspaces.ts'
import { answeringLike, LIKENESS } from './likeness.ts'
import { Limits } from './limits.ts'
import type { Service } from './service.ts'
import { recorded } from './recording.ts'

const HEADERS = {
  hcp: { 'tfp-api-version': '2.6', 'tfp-appname': 'HCP Terraform' },
  enterprise: {
    'tfp-api-version': '2.6',
    'tfp-appname': 'Terraform Enterprise',
    'x-tfe-version': 'v202507-1',
    'x-tfe-current-version': '1.2.0'
  }
}
const TOO_MANY = new Refusal(429, 'Too many requests', "You have exceeded the API's rate limit.")

/** From a request to its answer, by way of the journal and whatever fault it meets. */
export function router(service: Service) {
  return (
    new Hono<Env>()
      .route('/_dev', dev(service))
      .use(recorded(service))
      .route('/', blobs(service))
      .get('/.well-known/terraform.json', c =>
        c.json({ 'modules.v1': '/api/registry/v1/modules/', 'state.v2': '/api/v2/', 'tfe.v2': '/api/v2/' })
      )
      // What `self-html` links lead to.
      .get('/app/*', c => c.text('This server has no pages for people. Its API is at /api/v2.\n'))
      .route('/api', api(service))
      .notFound(() => reply(notFound().document, 404))
      .onError(refused)
  )
}

/** The object store only, for an origin of its own. */
export function archivistRouter(service: Service) {
  return new Hono<Env>().use(recorded(service)).route('/', blobs(service)).onError(refused)
}

function refused(error: Error): Response {
  if (error instanceof Refusal) return reply(error.document, error.status)
  if (error instanceof TypeError && error.message.startsWith('no such fault'))
    return reply(new Refusal(400, 'bad request', error.message).document, 400)
  console.error(error)
  return reply(new Refusal(500, 'internal server error').document, 500)
}

function api(service: Service) {
  const limits = new Limits(service.settings.rateLimit)
  return new Hono<Env>()
    .use(async (c, next) => {
      await next()
      const { product, like } = service.settings
      const headers = LIKENESS[like ?? 'none'].headers ?? HEADERS[product]
      for (const [name, value] of Object.entries(headers)) c.res.headers.set(name, value)
    })
    .use(answeringLike(LIKENESS[service.settings.like ?? 'none']))
    .get('/v2/ping', c => c.body(null, 204))
    .use(async (c, next) => {
      const caller = callerOf(service.world, c.req.header('authorization'))
      const scheme = c.req.header('x-forwarded-proto') ?? 'http'
      c.set('view', { service, caller, origin: `${scheme}://${c.req.header('host') ?? 'localhost'}` })
      const limited = limits.meet(caller, c.req.path)
      if (limited?.exceeded === true) c.res = reply(TOO_MANY.document, TOO_MANY.status)
      else await next()
      for (const [name, value] of Object.entries(limited?.headers ?? {})) c.res.headers.set(name, value)
    })
    .use(async (c, next) => {
      // https://developer.hashicorp.com/terraform/cloud-docs/api-docs#json-api-formatting: also when there is no body.
      const writes = ['POST', 'PATCH', 'PUT', 'DELETE'].includes(c.req.method)
      const type = c.req.header('content-type')?.split(';')[0]?.trim().toLowerCase()
      if (writes && type !== JSON_API)
        throw new Refusal(415, 'invalid content type', `Content-Type must be ${JSON_API}`)
      await next()
    })
    .use(heededParameters(service.settings.strict))
    .route('/', hostedStates)
    .route('/v2', runLists)
    .route('/v2', organizations)
    .route('/v2', users)
    .route('/v2', workspaces)
    .route('/v2', variables)
    .route('/v2', tags)
    .route('/v2', agentPools)
    .route('/v2', configurationVersions)
    .route('/v2', runs)
    .route('/v2', phases)
    .route('/v2', checks)
    .route('/v2', terraformPolicies)
    .route('/v2', states)
    .route('/v2', notifications)
    .route('/v2', relations)
}
