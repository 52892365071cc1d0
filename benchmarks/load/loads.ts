/** What the actions are loaded with. Each takes the part of its size that is asked for. */
import { randomFillSync } from 'node:crypto'
import { closeSync, mkdirSync, openSync, writeFileSync, writeSync } from 'node:fs'
import { join } from 'node:path'
import { serve, type Hcp } from '../../packages/hcp-terraform-server/src/index.ts'
import { listServer } from './list-server.ts'
import { action, program, type Measure } from './measure.ts'

export interface Load {
  readonly name: string
  /** What it is at its full size. */
  readonly what: string
  readonly run: (part: number, temporary: string) => Promise<Measure>
}

export const LOADS: readonly Load[] = [
  {
    name: 'archive',
    what: 'packing and uploading 100,000 files, 2 GB',
    run: async (part, temporary) => {
      await using hcp = await serve()
      const directory = join(temporary, 'workspace')
      files(directory, 100_000 * part, 20_000)
      return await action('configuration/upload', temporary, { ...there(hcp), directory })
    }
  },
  {
    name: 'log',
    what: 'following a plan whose log is 200 MB',
    run: async (part, temporary) => {
      const size = 200_000_000 * part
      const log = Array<Uint8Array>(Math.ceil(size / LOG.length)).fill(LOG)
      await using hcp = await serve({ script: { plan: { log } } })
      files(join(temporary, 'workspace'), 1, 1_000)
      const measure = await action('.', temporary, { ...there(hcp), 'pull-request-comment': 'never' })
      if (measure.printed < size / 10) throw new Error(`only ${measure.printed} bytes of the log were printed`)
      return measure
    }
  },
  {
    name: 'outputs',
    what: 'exporting 10,000 outputs',
    run: async (part, temporary) => {
      await using hcp = await serve()
      const names = Array.from({ length: 10_000 * part }, (_, at) => `output_${at}`)
      hcp.seedState(Object.fromEntries(names.map(name => [name, { value: `the value of ${name}` }])))
      return await action('outputs', temporary, there(hcp))
    }
  },
  {
    name: 'list',
    what: 'reading a list of 2,000 pages, 200,000 items',
    run: async (part, temporary) => {
      await using server = await listServer(Math.ceil(2_000 * part))
      const env = { LIST_ADDRESS: server.address, LIST_LENGTH: String(server.length) }
      return await program('benchmarks/load/read-list.ts', temporary, env)
    }
  }
]

const there = ({ token, address, organization, workspace }: Hcp) => ({
  token,
  hostname: address,
  organization,
  workspace
})

/** A megabyte of a structured log, in whole lines. */
const LOG = Buffer.from(
  Array.from({ length: 3_000 }, (_, at) => {
    const addr = `module.network.aws_subnet.private["${at}"]`
    const event = {
      '@level': 'info',
      '@message': `${addr}: Refreshing state... [id=subnet-${at}]`,
      type: 'refresh_start'
    }
    const hook = {
      resource: { addr, resource_type: 'aws_subnet', resource_name: 'private' },
      id_key: 'id',
      id_value: `subnet-${at}`
    }
    return `${JSON.stringify({ ...event, '@module': 'terraform.ui', hook })}\n`
  }).join('')
)

/** Files of so many bytes, a hundred a directory, one half of each incompressible. */
function files(directory: string, count: number, size: number): void {
  mkdirSync(directory, { recursive: true })
  writeFileSync(join(directory, 'main.tf'), '')
  const noise = randomFillSync(Buffer.alloc(1_000_000))
  const text = Buffer.alloc(size / 2, '# A line of a configuration that says very little.\n')
  for (let at = 0; at < count; at++) {
    const folder = join(directory, String(Math.floor(at / 100)))
    if (at % 100 === 0) mkdirSync(folder, { recursive: true })
    const from = (at * 7_919) % (noise.length - size)
    const file = openSync(join(folder, `${at}.tf`), 'w')
    writeSync(file, text)
    writeSync(file, noise, from, size / 2)
    closeSync(file)
  }
}
