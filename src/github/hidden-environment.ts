/**
 * Takes away, while `@actions/github` is imported, what it reads of the environment then: it fails on a proxy or an event file that it can't
 * use, before anything could say so, and its proxies are not used. Only `octokit.ts` imports this.
 */
const READ_ON_IMPORT = ['HTTPS_PROXY', 'HTTP_PROXY', 'https_proxy', 'http_proxy', 'GITHUB_API_URL', 'GITHUB_EVENT_PATH']

const hidden = READ_ON_IMPORT.map(name => [name, process.env[name]] as const)
for (const [name] of hidden) Reflect.deleteProperty(process.env, name)

/** Puts it back. */
export function restoreEnvironment(): void {
  for (const [name, value] of hidden) if (value !== undefined) process.env[name] = value
}
