import { parseArgs } from 'node:util'
import { detach, stopAt } from './detach.ts'
import type { EngineName } from './engine/choose.ts'
import { EXAMPLES, startExample } from './example.ts'
import { readFault, type Fault } from './fault-catalogue.ts'
import { serve } from './index.ts'
import { LIKENESSES, type LikenessName } from './likeness.ts'
import { LIVELY } from './settings.ts'
import { buildWorld, readWorldFile } from './world-file.ts'

const USAGE = `hcp-terraform-server [options]
  --port N            default: any free port
  --engine NAME       auto (terraform where it is on PATH, else simulated), terraform, simulated, scripted. Default: auto
  --product NAME      hcp or enterprise. Default: hcp
  --like NAME         answer as another server does: ${LIKENESSES.join(', ')}
  --organization NAME --workspace NAME   exist from the start; repeat --workspace for more. Default: demo
  --world FILE        JSON: workspaces with tags, variables, outputs or states. The README has its fields
  --token TOKEN       what clients authenticate with. Default: a new one
  --fault NAME        a fault from the start, by name or as JSON; repeat it for more
  --strict            refuses parameters of queries that the API does not have
  --rate-limit        30 requests a second, and 30 a minute on run lists
  --separate-archivist   gives upload and log URLs an origin of their own
  --strict-archivist  refuses bearer tokens there
  --instant           no pauses between the steps of a run
  --detach            starts in the background, in a session of its own, and returns once it serves
  --stop ADDRESS      stops the server at this address
  --example NAME      as --detach, and writes an example into the current folder: ${EXAMPLES.join(', ')}. \`sh plan.sh\` plans it
Prints {"address","token","organization","workspace"} as one line of JSON.`

const ENGINES = ['auto', 'terraform', 'simulated', 'scripted'] as const satisfies EngineName[]
const PRODUCTS = ['hcp', 'enterprise'] as const

async function main(): Promise<void> {
  const { values } = parseArgs({
    options: {
      port: { type: 'string', default: '0' },
      engine: { type: 'string', default: 'auto' },
      product: { type: 'string' },
      like: { type: 'string' },
      organization: { type: 'string' },
      workspace: { type: 'string', multiple: true, default: [] },
      world: { type: 'string' },
      token: { type: 'string' },
      fault: { type: 'string', multiple: true, default: [] },
      strict: { type: 'boolean', default: false },
      'rate-limit': { type: 'boolean', default: false },
      'separate-archivist': { type: 'boolean', default: false },
      'strict-archivist': { type: 'boolean', default: false },
      instant: { type: 'boolean', default: false },
      detach: { type: 'boolean', default: false },
      stop: { type: 'string' },
      example: { type: 'string' },
      help: { type: 'boolean', default: false }
    }
  })
  if (values.help) {
    console.log(USAGE)
    return
  }
  if (values.stop !== undefined) return stopAt(values.stop)
  const port = Number(values.port)
  if (!Number.isInteger(port) || port < 0 || port > 65_535)
    throw new Error(`--port is a number up to 65535, not ${values.port}`)
  const engine = oneOf('engine', values.engine, ENGINES)
  const product = values.product === undefined ? undefined : oneOf('product', values.product, PRODUCTS)
  const like = values.like === undefined ? undefined : oneOf<LikenessName>('like', values.like, LIKENESSES)
  const faults = values.fault.map(asFault)
  const file = values.world === undefined ? undefined : readWorldFile(values.world)
  if (file !== undefined && (values.workspace.length > 0 || values.organization !== undefined))
    throw new Error('--world names the organization and its workspaces: leave --organization and --workspace out')
  if (values.example !== undefined)
    return startExample(oneOf('example', values.example, EXAMPLES), process.argv.slice(2))
  if (values.detach) {
    process.stdout.write(await detach(process.argv.slice(2).filter(argument => argument !== '--detach')))
    return
  }
  const [workspace = 'demo', ...others] = file?.workspaces.map(({ name }) => name) ?? values.workspace
  const hcp = await serve({
    port,
    engine,
    workspace,
    organization: file?.organization ?? values.organization ?? 'demo',
    strict: values.strict,
    rateLimit: values['rate-limit'],
    separateArchivist: values['separate-archivist'],
    strictArchivist: values['strict-archivist'],
    concurrency: 4,
    ...(product === undefined ? {} : { product }),
    ...(like === undefined ? {} : { like }),
    ...(values.token === undefined ? {} : { token: values.token }),
    ...(values.instant ? {} : { timings: LIVELY })
  })
  if (file === undefined) for (const name of others) hcp.createWorkspace(name)
  else buildWorld(hcp, file)
  for (const fault of faults) hcp.faults.set(fault)
  for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => void hcp.close())
  const { address, token, organization } = hcp
  console.error(`HCP Terraform at ${address}, runs by the ${hcp.engine} engine. Stop it with Ctrl-C.`)
  console.log(JSON.stringify({ address, token, organization, workspace }))
}

function oneOf<T extends string>(option: string, value: string, allowed: readonly T[]): T {
  const found = allowed.find(each => each === value)
  if (found === undefined) throw new Error(`--${option} is one of ${allowed.join(', ')}, not ${value}`)
  return found
}

/** By name only, or as the JSON that `POST /_dev/faults` takes. */
function asFault(text: string): Fault {
  return readFault(text.startsWith('{') ? JSON.parse(text) : { name: text })
}

main().catch((error: unknown) => {
  console.error(`${error instanceof Error ? error.message : String(error)}\n\n${USAGE}`)
  process.exitCode = 2
})
