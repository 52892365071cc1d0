import { matchedRoutes } from 'hono/route'
import type { MiddlewareHandler } from 'hono'
import { Refusal } from './refusal.ts'
import type { Env } from './routes/exchange.ts'

/**
 * Parameters of lists that the API's pages or go-tfe know, and that this server does not heed. To ignore one would give an
 * answer to another question. https://developer.hashicorp.com/terraform/cloud-docs/api-docs
 */
const UNSERVED: Readonly<Record<string, RegExp>> = {
  '/organizations/:organization/agent-pools': /^sort$/,
  '/organizations/:organization/projects': /^filter\[permissions\]/,
  '/organizations/:organization/runs': /^filter\[policy_status\]$/,
  '/organizations/:organization/varsets': /^(filter\[global\]|scope)$/,
  '/organizations/:organization/workspaces': /^filter\[(tag-union|tag-value-default-null|tagged)\]/,
  '/projects/:project/varsets': /^scope$/,
  '/workspaces/:workspace/relationships/remote-state-consumers': /^show_only_configured$/,
  '/workspaces/:workspace/resources': /^sort$/,
  '/workspaces/:workspace/runs': /^filter\[policy_status\]$/
}

/**
 * Holds each read against its question. What its route should heed and didn't is refused; what no one knows is noted in the
 * journal, as the service ignores it, and refused where the server is strict. Handlers say what they heed by asking for it.
 */
export function heededParameters(strict: boolean): MiddlewareHandler<Env> {
  return async (c, next) => {
    const heeded = new Set<string>()
    c.set('heeded', heeded)
    await next()
    if (c.req.method !== 'GET' || c.res.status >= 400) return
    const asked = Object.entries(c.req.query()).filter(([name, value]) => value !== '' && !heeded.has(name))
    const unknown = asked.map(([name]) => name).filter(name => !/^page\[(number|size)\]$/.test(name))
    if (unknown.length === 0) return
    const route =
      matchedRoutes(c)
        .at(-1)
        ?.path.replace(/^\/api\/v2/, '') ?? ''
    const unserved = unknown.filter(name => name === 'include' || UNSERVED[route]?.test(name) === true)
    const refused = strict ? unknown : unserved
    const [first] = refused
    if (first === undefined) c.var.entry.unheeded = unknown
    else if (first === 'include')
      throw new Refusal(400, 'bad request', `Invalid include parameter: ${c.req.query('include') ?? ''}`)
    else throw new Refusal(400, 'bad request', `This server does not serve the parameter ${refused.join(', ')} here.`)
  }
}
