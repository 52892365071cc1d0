/**
 * The `fetch` that the environment asks for. Node's own ignores proxies (before 24.14 it can't be told otherwise), undici's agent
 * reads `HTTPS_PROXY`, `HTTP_PROXY` and `NO_PROXY`, in capitals or not. It is loaded only where one is set.
 */
export async function fetchFor(env: NodeJS.ProcessEnv): Promise<typeof fetch> {
  if (!['HTTPS_PROXY', 'https_proxy', 'HTTP_PROXY', 'http_proxy'].some(name => env[name])) return globalThis.fetch
  const undici = await import('undici')
  const dispatcher = new undici.EnvHttpProxyAgent()
  const proxied = (input: string | URL, init?: object): Promise<unknown> => undici.fetch(input, { ...init, dispatcher })
  return proxied as typeof fetch
}
