import { ApiError, type Problem } from '../errors.ts'
import { isObject, parseJson, type Json } from '../json.ts'

/** Whose token was tried, and where: what a person needs to fix a 401 or a 404. */
export interface Credentials {
  readonly host: string
  /** Where the token came from, such as "the input `token`". */
  readonly source: string
}

/** The error of an answer's status and body. */
export const apiError = (
  request: { readonly method: string; readonly path: string },
  status: number,
  body: string,
  credentials?: Credentials,
  redact?: (text: string) => string
): ApiError => {
  const isOfApi = errorsOf(body) !== undefined
  const hint =
    credentials &&
    (status === 404 && !isOfApi
      ? noSuchRoute(request.path, credentials)
      : hintFor(request.method, request.path, status, credentials))
  const isOfServer = credentials !== undefined
  return new ApiError(request.method, request.path, status, parseProblems(body, redact), { hint, isOfApi, isOfServer })
}

/** The errors of a JSON:API document. */
function errorsOf(body: string): readonly Json[] | undefined {
  const json = tryParse(body)
  const errors = isObject(json) ? json.errors : undefined
  return Array.isArray(errors) ? (errors as readonly Json[]) : undefined
}

const noSuchRoute = (path: string, { host }: Credentials): string => {
  const owners = path.endsWith('_backing_data')
    ? 'Terraform Enterprise has it, and HCP Terraform does not'
    : 'HCP Terraform and current versions of Terraform Enterprise have it'
  return `This server has no such route. ${owners}. If ${host} is a server that has it, check \`hostname\` and the proxies before it.`
}

/**
 * The problems that an error document names. Older servers send strings in place of objects, and proxies send HTML or nothing.
 * `redact` removes secrets before a text is shortened: a part of one would not be found any more.
 * https://developer.hashicorp.com/terraform/cloud-docs/api-docs#response-codes
 */
export function parseProblems(body: string, redact = (text: string): string => text): readonly Problem[] {
  const errors = errorsOf(body)
  if (errors !== undefined) return errors.map(error => problem(error, redact)).filter(found => found !== undefined)
  const text = redact(body)
    .split(/<(?=style|script)/i)
    .map(part => part.replace(/^s(tyle|cript)[^]*?(<\/s(tyle|cript)>|$)/i, ' '))
    .join('')
    .replace(/<[^<>]*>/g, ' ')
    .replace(/\s+/g, ' ')
    .trim()
  return text === '' ? [] : [{ title: text.slice(0, 200) }]
}

function problem(error: Json, redact: (text: string) => string): Problem | undefined {
  if (typeof error === 'string') return { title: redact(error) }
  if (!isObject(error)) return undefined
  const { title, detail, code } = error
  const source = isObject(error.source) ? error.source : {}
  const given = { detail, code, pointer: source.pointer, parameter: source.parameter }
  const texts = Object.fromEntries(
    Object.entries(given).flatMap(([name, text]) =>
      typeof text === 'string' && text !== '' ? [[name, redact(text)]] : []
    )
  )
  return { title: typeof title === 'string' && title !== '' ? redact(title) : (texts.code ?? 'error'), ...texts }
}

function tryParse(text: string): Json | undefined {
  try {
    return parseJson(text)
  } catch {
    return undefined
  }
}

/** Requests that organization tokens are refused: https://developer.hashicorp.com/terraform/cloud-docs/users-teams-organizations/api-tokens */
const NOT_FOR_ORGANIZATION_TOKENS = [
  /^POST .*\/configuration-versions$/,
  /^POST \/runs/,
  /^(POST|PATCH) .*\/state-versions$/,
  /\/json-output/
]

/** Ids and names are encoded in paths. */
const WORKSPACE = /^\/organizations\/([^/?]+)\/workspaces\/([^/?]+)$/

/** An id where only a name is known: servers have no route by it. */
const ORGANIZATION_ID = /^\/organizations\/((?:org|ws|prj)-[A-Za-z0-9]{16})(?=[/?]|$)/

function hintFor(method: string, path: string, status: number, { host, source }: Credentials): string | undefined {
  const organizationTokens = NOT_FOR_ORGANIZATION_TOKENS.some(pattern => pattern.test(`${method} ${path}`))
    ? " Organization tokens can't do this: use a team token or a user token."
    : ''
  switch (status) {
    case 401:
      return `${host} does not accept the token from ${source}: it may be expired, revoked, or for another host.${organizationTokens}`
    case 403:
      return `The token from ${source} may not do this.${organizationTokens}`
    case 404: {
      const [, id] = ORGANIZATION_ID.exec(path) ?? []
      if (id !== undefined)
        return `There is no organization "${id}" on ${host} that the token from ${source} can access. \`organization\` must be a name, and this looks like an id. Set it to the name that follows /app/ in the addresses of the organization's pages.`
      const [, organization = '', workspace] = WORKSPACE.exec(path) ?? []
      if (workspace !== undefined)
        return `There is no workspace "${decodeURIComponent(workspace)}" in the organization "${decodeURIComponent(organization)}" on ${host} that the token from ${source} can access. Check \`workspace\`, \`organization\` and \`hostname\`, and the workspaces that the token's team or user may read.`
      return `It was not found, or the token from ${source} can't access it: the service returns the same error for both. Check the names, and the permissions of the token's team or user.${organizationTokens}`
    }
    case 413:
      return 'A server or proxy on the way refuses a request of this size.'
    case 429:
      return 'The rate limit is shared by everything that uses the same user or team: run fewer jobs at a time, or use a separate token for this job.'
    default:
      return status >= 300 && status < 400
        ? `${host} responds with a redirect. Set \`hostname\` to the address of the API itself.`
        : undefined
  }
}
