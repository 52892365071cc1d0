import { parseArgs } from 'node:util'
import { serve } from './index.ts'
import type { EngineName } from './engine/choose.ts'
import { LIVELY } from './settings.ts'

const USAGE = `hcp-terraform-server [options]
  --port N            default: any free port
  --engine NAME       auto (terraform where it is on PATH, else simulated), terraform, simulated, scripted. Default: auto
  --product NAME      hcp or enterprise. Default: hcp
  --organization NAME --workspace NAME   exist from the start. Default: demo
  --token TOKEN       what clients authenticate with. Default: a new one
  --rate-limit        30 requests a second, and 30 a minute on run lists
  --separate-archivist   gives upload and log URLs an origin of their own
  --strict-archivist  refuses bearer tokens there
  --instant           no pauses between the steps of a run`

const ENGINES: readonly string[] = ['auto', 'terraform', 'simulated', 'scripted'] satisfies EngineName[]
const PRODUCTS: readonly string[] = ['hcp', 'enterprise']

async function main(): Promise<void> {
  const { values } = parseArgs({
    options: {
      port: { type: 'string', default: '0' },
      engine: { type: 'string', default: 'auto' },
      product: { type: 'string', default: 'hcp' },
      organization: { type: 'string', default: 'demo' },
      workspace: { type: 'string', default: 'demo' },
      token: { type: 'string' },
      'rate-limit': { type: 'boolean', default: false },
      'separate-archivist': { type: 'boolean', default: false },
      'strict-archivist': { type: 'boolean', default: false },
      instant: { type: 'boolean', default: false },
      help: { type: 'boolean', default: false }
    }
  })
  if (values.help) {
    console.log(USAGE)
    return
  }
  const port = Number(values.port)
  if (!Number.isInteger(port) || port < 0 || port > 65_535)
    throw new Error(`--port is a number up to 65535, not ${values.port}`)
  if (!ENGINES.includes(values.engine)) throw new Error(`--engine is one of ${ENGINES.join(', ')}`)
  if (!PRODUCTS.includes(values.product)) throw new Error(`--product is one of ${PRODUCTS.join(', ')}`)
  const hcp = await serve({
    port,
    engine: values.engine as EngineName,
    product: values.product as 'hcp' | 'enterprise',
    organization: values.organization,
    workspace: values.workspace,
    rateLimit: values['rate-limit'],
    separateArchivist: values['separate-archivist'],
    strictArchivist: values['strict-archivist'],
    concurrency: 4,
    ...(values.token === undefined ? {} : { token: values.token }),
    ...(values.instant ? {} : { timings: LIVELY })
  })
  const { address, token, organization, workspace, engine } = hcp
  for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => void hcp.close())
  console.error(`HCP Terraform at ${address}, runs by the ${engine} engine. Stop it with Ctrl-C.`)
  console.log(JSON.stringify({ address, token, organization, workspace }))
}

main().catch((error: unknown) => {
  console.error(`${error instanceof Error ? error.message : String(error)}\n\n${USAGE}`)
  process.exitCode = 2
})
