import { X509Certificate } from 'node:crypto'
import { AT_SIGN, butIs, hasToken, LOOKS_LIKE_TOKEN, type Inputs } from '../github/inputs.ts'
import { isLoopback } from '../network/proxy.ts'
import { isWorkspaceId, type Workspace } from '../tfe/resources/workspaces.ts'
import { tokenInput } from './token.ts'

/** Where the API is and who asks. */
export interface ConnectionInputs {
  /** The API's base. */
  readonly base: URL
  /** Where people look at runs. */
  readonly site: string
  readonly token: string
  readonly tokenSource: string
  /** Certificates to trust in addition to those that Node trusts, in PEM. */
  readonly authorities: readonly string[]
}

export interface WorkspaceInputs {
  readonly organization: string
  readonly workspace: string
}

const DEFAULT_HOST = 'app.terraform.io'
const ORGANIZATION = 'TF_CLOUD_ORGANIZATION'
const WORKSPACE = 'TF_WORKSPACE'

/** The inputs `hostname` and `token`, each with the environment variables that other tools read, and `ca-certificate`. */
export function connectionInputs(input: Inputs, env: NodeJS.ProcessEnv): ConnectionInputs {
  const site = hostname(input, env)
  const { token, source } = tokenInput(site, input, env)
  return {
    base: new URL(`${site.href.replace(/\/$/, '')}/api/v2`),
    site: site.href.replace(/\/$/, ''),
    token,
    tokenSource: source,
    authorities: authorities(input)
  }
}

/** The base64 between the lines of a certificate; secrets that were pasted in one line have blanks for line breaks. */
const CERTIFICATE = /-----BEGIN CERTIFICATE-----([\sA-Za-z0-9+/=]+)-----END CERTIFICATE-----/g

function authorities(input: Inputs): readonly string[] {
  const value = input.text('ca-certificate')
  if (value === undefined) return []
  try {
    const found = [...value.matchAll(CERTIFICATE)].map(([, body = '']) =>
      new X509Certificate(Buffer.from(body, 'base64')).toString()
    )
    if (found.length > 0 && found.length === value.split('-----BEGIN ').length - 1) return found
  } catch {
    // OpenSSL's message about a bad certificate does not help.
  }
  input.reject(
    'ca-certificate',
    'must be one or more complete PEM certificates, from -----BEGIN CERTIFICATE----- to -----END CERTIFICATE-----, without a key. ' +
      'If they are in a file, set the environment variable NODE_EXTRA_CA_CERTS to its path instead'
  )
  return []
}

/** The inputs `organization` and `workspace`, for actions that look a workspace up. An id needs no organization, which is empty then. */
export function workspaceInputs(input: Inputs, env: NodeJS.ProcessEnv): WorkspaceInputs {
  const isNamed = first(input, 'organization', env, [ORGANIZATION]) !== undefined
  const { value = '' } = first(input, 'workspace', env, [WORKSPACE]) ?? {}
  // An address holds the organization's name: what is wrong with `workspace` says it.
  const isSaid = isWorkspaceId(value) || namesIn(value, 'workspace') !== ''
  return {
    organization: !isNamed && isSaid ? '' : organizationInput(input, env),
    workspace: workspaceNameInput(input, env)
  }
}

export const workspaceNameInput = (input: Inputs, env: NodeJS.ProcessEnv): string =>
  required(input, 'workspace', env, WORKSPACE)

/** The names of a workspace that was read, whatever it was looked up by. */
export const namesOf = (workspace: Workspace, { organization }: WorkspaceInputs): WorkspaceInputs => ({
  organization: workspace.organization ?? organization,
  workspace: workspace.name
})

/** The input `organization`, for actions that look at more than one workspace. */
export const organizationInput = (input: Inputs, env: NodeJS.ProcessEnv): string =>
  required(input, 'organization', env, ORGANIZATION)

function required(input: Inputs, name: string, env: NodeJS.ProcessEnv, variable: string): string {
  const { value, source } = first(input, name, env, [variable]) ?? {}
  const origin = input.text(name) === undefined ? ` (from ${source ?? ''})` : ''
  if (value === undefined)
    input.reject(name, `is missing. Set it to the ${name}'s name, or set the environment variable ${variable}`)
  else checkName(input, name, value, origin)
  return value ?? ''
}

/** Refuses what is not the name of a workspace or an organization, such as the address of one. */
export function checkName(input: Inputs, name: string, value: string, origin = ''): void {
  if (/[/\s]/.test(value))
    input.reject(name, `must be a name without slashes and spaces, ${butIs(value)}${origin}${namesIn(value, name)}`)
  else if (AT_SIGN.test(value) || hasToken(value)) input.reject(name, `must be a name, ${butIs(value)}${origin}`)
}

/** The address of a page or of the API, and what Terraform calls `organization/workspace`. */
const ADDRESS = /(?:^|\/)(?:app|organizations)\/([\w-]+)(?:\/workspaces\/([\w-]+))?(?=[/?#]|$)/
const BOTH_NAMES = /^([\w-]+)\/([\w-]+)$/
/** A host and a path after a user and a password. After a `?` or `#`, an `@` may be of either. */
const AFTER_USER = /^[^?#]*@([\w.-]+(?::\d+)?\/[\w./-]*)(?:[?#][^@]*)?$/

/** What to write where somebody has copied more than a name. */
function namesIn(value: string, input: string): string {
  const address = AT_SIGN.test(value) ? AFTER_USER.exec(value)?.[1] : value.replace(/[?#][^]*/, '')
  const [, organization, workspace] = ADDRESS.exec(address ?? '') ?? BOTH_NAMES.exec(value) ?? []
  if (organization === undefined) return ''
  if (input === 'organization') return `. Set it to \`${organization}\``
  if (workspace === undefined) return ''
  return `. Set it to \`${workspace}\`${input === 'workspace' ? `, and \`organization\` to \`${organization}\`` : ''}`
}

/** The first of an input and environment variables that has a value. */
function first(
  input: Inputs,
  name: string,
  env: NodeJS.ProcessEnv,
  variables: readonly string[]
): { value: string; source: string } | undefined {
  const given = input.text(name)
  if (given !== undefined) return { value: given, source: `the input \`${name}\`` }
  const variable = variables.find(candidate => env[candidate]?.trim())
  return variable === undefined
    ? undefined
    : { value: (env[variable] ?? '').trim(), source: `the environment variable ${variable}` }
}

/** What the address of a page is below. */
const serviceOf = ({ host, origin, pathname }: URL): string => {
  const path = host === DEFAULT_HOST ? '' : pathname.replace(/\/app\/.*/, '')
  return origin.startsWith('https:') && path === '' ? host : `${origin}${path}`
}

/** https://www.rfc-editor.org/rfc/rfc1035#section-2.3.4 */
const hasLengthOfHost = ({ hostname }: URL): boolean =>
  hostname.length <= 253 && hostname.split('.').every(({ length }) => length <= 63)

function hostname(input: Inputs, env: NodeJS.ProcessEnv): URL {
  const { value, source } = first(input, 'hostname', env, [
    'TF_HOSTNAME',
    'TF_CLOUD_HOSTNAME',
    'TFE_HOSTNAME',
    'TFE_ADDRESS'
  ]) ?? {
    value: DEFAULT_HOST,
    source: 'the default'
  }
  const reject = (why: string, found = butIs(value)): URL => {
    input.reject('hostname', `${why}, ${found} (from ${source})`)
    return new URL(`https://${DEFAULT_HOST}`)
  }
  // A password with a slash in it ends the host too early: what is left of it passes for a path.
  if (AT_SIGN.test(value)) return reject('must be a host or a URL without user, query and fragment')
  const url = URL.parse(value.includes('://') ? value : `https://${value}`)
  // A token in the place of the host would be in questions to the DNS and in errors, in small letters, which GitHub does not mask.
  if (hasToken(value) || hasToken(url?.hostname ?? ''))
    return reject('must be a host such as `app.terraform.io`', LOOKS_LIKE_TOKEN)
  if (url !== null && !hasLengthOfHost(url))
    return reject('must be a host, whose name has at most 253 characters and 63 between dots', 'but has more')
  if (url === null || !['http:', 'https:'].includes(url.protocol))
    return reject('must be a host such as `app.terraform.io`, or an https URL')
  if (/[?#]/.test(url.href)) return reject('must be a host or a URL without user, query and fragment')
  if (url.protocol === 'http:' && !isLoopback(url))
    return reject(
      'must be an https URL, because http sends the token in clear text and is allowed only for this machine'
    )
  url.pathname = url.pathname.replace(/\/{2,}/g, '/').replace(/\/api\/v2\/?$/, '')
  if (/\/app\/./.test(url.pathname) || (url.hostname === DEFAULT_HOST && url.pathname !== '/'))
    return reject(`must be a host or the URL of the service without the path of a page, such as \`${serviceOf(url)}\``)
  return url
}
