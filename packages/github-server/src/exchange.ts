import type { HttpBindings } from '@hono/node-server'
import type { Context, MiddlewareHandler } from 'hono'
import type { Journal } from '../../hcp-terraform-server/src/journal.ts'
import type { GithubFaults } from './faults.ts'
import type { RateLimits } from './rate-limits.ts'
import { notAccessible, notFound, Refusal } from './refusal.ts'
import { grants, sees, type Level, type Scope, type Token } from './tokens.ts'
import type { Repository, World } from './world.ts'

export interface Service {
  readonly world: World
  readonly journal: Journal
  readonly faults: GithubFaults
  readonly rateLimits: RateLimits
  /** What is before the paths of the API: nothing, or Enterprise Server's `/api/v3`. */
  readonly prefix: string
  /** GITHUB_SERVER_URL */
  readonly web: string
}

/** Where links lead: into the API, and to the pages that people see. */
export interface Site {
  readonly api: string
  readonly web: string
}

export interface Env {
  Bindings: HttpBindings
  Variables: {
    service: Service
    site: Site
    token: Token
    repository: Repository
    /** The page of the REST reference that an error names. */
    page: string
  }
}
export type Exchange = Context<Env>

/**
 * What an endpoint asks of a token: one of the scopes. Public repositories are read without.
 * https://docs.github.com/rest/authentication/permissions-required-for-github-apps
 */
export function endpoint(page: string, level: Level, ...scopes: readonly Scope[]): MiddlewareHandler<Env> {
  return async (c, next) => {
    const { service, token } = c.var
    c.set('page', page)
    const accepted = scopes.map(scope => `${scope.replace('-', '_')}=${level}`)
    // https://docs.github.com/rest/using-the-rest-api/troubleshooting-the-rest-api#insufficient-permissions
    c.header('x-accepted-github-permissions', accepted.join('; ') || 'metadata=read')
    const repository = service.world.repository(c.req.param('owner') ?? '', c.req.param('repo') ?? '')
    if (repository === undefined || !sees(token, repository)) throw notFound()
    const open = scopes.length === 0 || (level === 'read' && !repository.private)
    if (!open && !scopes.some(scope => grants(token, scope, level))) throw notAccessible(token.kind)
    c.set('repository', repository)
    await next()
  }
}

/** A number of a path, which is not found when it isn't one. */
export function numberIn(c: Exchange, name: string): number {
  const text = c.req.param(name) ?? ''
  if (!/^\d+$/.test(text)) throw notFound()
  return Number(text)
}

/** The object that was sent. */
export async function sent(c: Exchange): Promise<Readonly<Record<string, unknown>>> {
  const text = await c.req.text()
  try {
    const value: unknown = JSON.parse(text === '' ? '{}' : text)
    if (typeof value === 'object' && value !== null && !Array.isArray(value)) return value as Record<string, unknown>
  } catch {
    throw new Refusal(400, 'Problems parsing JSON')
  }
  throw new Refusal(400, 'Body should be a JSON object')
}
