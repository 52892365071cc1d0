/** Reads a list to its end, page by page, and prints how long the processor was at it: node pages.ts ADDRESS TOKEN */
import { systemClock } from '../../src/clock.ts'
import { Tfe } from '../../src/tfe/client.ts'

const [address = '', token = ''] = process.argv.slice(2)
const base = new URL(`${address}/api/v2`)
const tfe = new Tfe({ base, token, tokenSource: 'the command line', fetch, clock: systemClock })
const before = process.cpuUsage()
const workspaces = await Array.fromAsync(
  tfe.workspaces.list('demo', { name: undefined, projectId: undefined, tags: [] })
)
const { user, system } = process.cpuUsage(before)
console.log(JSON.stringify({ ms: (user + system) / 1000, count: workspaces.length }))
