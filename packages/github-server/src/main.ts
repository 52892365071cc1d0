import { parseArgs } from 'node:util'
import { serveGithub } from './index.ts'
import { SCOPES, type Permissions } from './tokens.ts'

const USAGE = `github-server [options]
  --port N               default: any free port
  --repository NAME      owner/name. Default: example/infrastructure
  --public               everybody may read it
  --enterprise           GitHub Enterprise Server
  --permissions LIST     of the token: read-all, write-all, or pairs such as contents:read,pull-requests:write
  --rate-limit N         requests an hour
  --pull-requests N      how many are open. Default: 1`

async function main(): Promise<void> {
  const { values } = parseArgs({
    options: {
      port: { type: 'string', default: '0' },
      repository: { type: 'string', default: 'example/infrastructure' },
      public: { type: 'boolean', default: false },
      enterprise: { type: 'boolean', default: false },
      permissions: { type: 'string' },
      'rate-limit': { type: 'string' },
      'pull-requests': { type: 'string', default: '1' },
      help: { type: 'boolean', default: false }
    }
  })
  if (values.help) {
    console.log(USAGE)
    return
  }
  const pullRequests = count('pull-requests', values['pull-requests'])
  const rateLimit = values['rate-limit']
  const github = await serveGithub({
    port: count('port', values.port),
    repository: values.repository,
    private: !values.public,
    enterprise: values.enterprise,
    ...(values.permissions === undefined ? {} : { permissions: permissionsIn(values.permissions) }),
    ...(rateLimit === undefined ? {} : { rateLimit: count('rate-limit', rateLimit) })
  })
  for (let number = 1; number <= pullRequests; number += 1) github.addPullRequest({ number })
  for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => void github.close())
  console.error(`GitHub at ${github.address}. Stop it with Ctrl-C.`)
  console.log(JSON.stringify({ address: github.address, ...github.env }))
}

function count(name: string, text: string): number {
  if (!/^\d{1,5}$/.test(text) || Number(text) > 65_535)
    throw new Error(`--${name} is a number up to 65535, not ${text}`)
  return Number(text)
}

function permissionsIn(text: string): Permissions {
  if (text === 'read-all' || text === 'write-all') return text
  const pairs = text.split(',').map(pair => pair.split(':'))
  for (const [scope = '', level = ''] of pairs)
    if (!SCOPES.some(known => known === scope) || !['read', 'write', 'none'].includes(level))
      throw new Error(
        `--permissions takes ${SCOPES.join(', ')}, each with :read, :write or :none, not ${scope}:${level}`
      )
  return Object.fromEntries(pairs) as Permissions
}

main().catch((error: unknown) => {
  console.error(`${error instanceof Error ? error.message : String(error)}\n\n${USAGE}`)
  process.exitCode = 2
})
