import { isIPv6 } from 'node:net'

export interface Proxy {
  /** Undefined where the variable holds no proxy that there could be. */
  readonly url: URL | undefined
  readonly variable: 'HTTPS_PROXY' | 'HTTP_PROXY'
}

/**
 * The proxy that the environment asks for: `HTTPS_PROXY`, `HTTP_PROXY` and `NO_PROXY`, in capitals or not, read as curl reads them. In
 * `NO_PROXY` a host stands also for those below it, one with a port for that port alone, and `*` for all.
 * https://curl.se/docs/manpage.html#ENVIRONMENT
 */
export function proxyFor(url: URL, env: NodeJS.ProcessEnv): Proxy | undefined {
  const variable = url.protocol === 'https:' ? 'HTTPS_PROXY' : 'HTTP_PROXY'
  const value = either(env, variable)
  if (value === '' || isExempt(url, either(env, 'NO_PROXY'))) return undefined
  const proxy = URL.parse(value.includes('://') ? value : `http://${value}`)
  return { url: proxy !== null && ['http:', 'https:'].includes(proxy.protocol) ? proxy : undefined, variable }
}

const either = (env: NodeJS.ProcessEnv, name: string): string => (env[name.toLowerCase()] ?? env[name] ?? '').trim()

function isExempt(url: URL, exempt: string): boolean {
  const host = url.hostname.replace(/^\[(.*)\]$/, '$1')
  const port = url.port || (url.protocol === 'https:' ? '443' : '80')
  return exempt
    .toLowerCase()
    .split(/[\s,]+/)
    .some(entry => {
      if (entry === '*') return true
      const [, given = '', only = port] = isIPv6(entry)
        ? ['', entry]
        : (/^\[?([^\]]*?)\]?(?::(\d+))?$/.exec(entry) ?? [])
      const name = given.replace(/^\*?\./, '')
      return name !== '' && only === port && (host === name || host.endsWith(`.${name}`))
    })
}
