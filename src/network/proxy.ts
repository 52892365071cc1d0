import { isExempt } from './no-proxy.ts'

/** The proxy that an environment variable names. */
export interface Proxy {
  readonly url: URL
  readonly variable: string
}

/** A variable whose value can't be used as a proxy. The value may hold a password, and is not kept. */
export interface UnusableProxy {
  readonly url: undefined
  readonly variable: string
}

/** Whether a URL is of this machine. */
export const isLoopback = ({ hostname }: URL): boolean => /^(localhost|127(\.\d+){3}|\[::1\])$/.test(hostname)

/**
 * The proxy that the environment asks for: `HTTPS_PROXY` or `HTTP_PROXY`, in either case, read as curl reads them: the name in small letters
 * goes first, and an empty value counts as none. One exception: plain http to this machine goes through no proxy, which would read the token.
 * https://curl.se/docs/manpage.html#ENVIRONMENT
 */
export function proxyFor(url: URL, env: NodeJS.ProcessEnv): Proxy | UnusableProxy | undefined {
  if (url.protocol === 'http:' && isLoopback(url)) return undefined
  const { name: variable, value } = either(env, url.protocol === 'https:' ? 'HTTPS_PROXY' : 'HTTP_PROXY')
  if (value === '' || isExempt(url, either(env, 'NO_PROXY').value)) return undefined
  const proxy = URL.parse(value.includes('://') ? value : `http://${value}`)
  return { url: proxy !== null && isUsable(proxy) ? proxy : undefined, variable }
}

/** A password with one of `/?#\\` in it ends the host too early: its beginning would be named as a part of it. */
export const isUsable = ({ protocol, pathname, search, hash }: URL): boolean =>
  ['http:', 'https:'].includes(protocol) && !/@|%40/.test(`${pathname}${search}${hash}`)

function either(env: NodeJS.ProcessEnv, capitals: string): { readonly name: string; readonly value: string } {
  const name = [capitals.toLowerCase(), capitals].find(candidate => (env[candidate] ?? '').trim() !== '') ?? capitals
  return { name, value: (env[name] ?? '').trim() }
}

/** The header that a proxy's user and password go into. */
export const proxyAuthorization = ({ username, password }: URL): Record<string, string> =>
  username === '' && password === ''
    ? {}
    : {
        'proxy-authorization': `Basic ${Buffer.from(`${decoded(username)}:${decoded(password)}`).toString('base64')}`
      }

/** A percent sign that begins no escape is literal. */
function decoded(text: string): string {
  try {
    return decodeURIComponent(text)
  } catch {
    return text
  }
}
