/** What a client does with the server: it uploads a configuration, runs it, decides, and reads what came of it. */
import { setTimeout as sleep } from 'node:timers/promises'
import { gzipSync } from 'node:zlib'
import { Header } from 'tar'
import type { Api, Item } from './api.ts'

/** In turn: what happens to a run, and the statuses that it may end with. */
export const KINDS = {
  'applied at once': ['applied'],
  'confirmed with a comment': ['applied'],
  'only planned': ['planned_and_finished'],
  'discarded with a comment': ['discarded'],
  // Where the cancel comes too late, the client discards the run.
  'cancelled at once': ['canceled', 'discarded']
} as const satisfies Record<string, readonly string[]>
export type Kind = keyof typeof KINDS
export const KIND_NAMES = Object.keys(KINDS) as Kind[]

/** What the server must still know of a run at the end. */
export interface Done {
  readonly id: string
  readonly kind: Kind
  readonly comments: number
  /** The value that the run's state has as its output. */
  readonly value: string
}

const ENDS = ['applied', 'planned_and_finished', 'discarded', 'canceled', 'errored', 'force_canceled']
const PADDING = entry('data.txt', Buffer.alloc(100_000, '#'))
const COMMENT = 'A comment of a client under load'
const [STX, ETX] = ['\u0002', '\u0003']

export async function oneRun(api: Api, workspace: string, kind: Kind, pollMs: number): Promise<Done> {
  const version = await api.create(`/workspaces/${workspace}/configuration-versions`, {
    type: 'configuration-versions',
    attributes: { 'auto-queue-runs': false }
  })
  await api.upload(version.attributes['upload-url'] as string, archiveWith(version.id))
  await reached(api, `/configuration-versions/${version.id}`, pollMs, ({ status }) => status === 'uploaded')
  const { id } = await api.create('/runs', {
    type: 'runs',
    attributes: { 'auto-apply': kind === 'applied at once', 'plan-only': kind === 'only planned' },
    relationships: {
      workspace: { data: { type: 'workspaces', id: workspace } },
      'configuration-version': { data: { type: 'configuration-versions', id: version.id } }
    }
  })
  const comments = await decide(api, id, kind, pollMs)
  const run = await reached(api, `/runs/${id}`, pollMs, ({ status }) => ENDS.includes(status as string))
  if (!(KINDS[kind] as readonly unknown[]).includes(run.attributes.status))
    throw new Error(`${id}, to be ${kind}, is ${String(run.attributes.status)}`)
  if (run.attributes.status === 'applied') await checkLogs(api, run)
  return { id, kind, comments, value: version.id }
}

/** The number of comments that this leaves at the run. */
async function decide(api: Api, id: string, kind: Kind, pollMs: number): Promise<number> {
  const waitFor = async (action: string) =>
    reached(api, `/runs/${id}`, pollMs, ({ actions }) => (actions as Record<string, boolean>)[action] === true)
  if (kind === 'confirmed with a comment') {
    await waitFor('is-confirmable')
    await api.act(`/runs/${id}/actions/apply`, COMMENT)
    return 1
  }
  if (kind === 'discarded with a comment') {
    await waitFor('is-discardable')
    await api.act(`/runs/${id}/actions/discard`, COMMENT)
    return 1
  }
  if (kind !== 'cancelled at once') return 0
  const heeded = await api.act(`/runs/${id}/actions/cancel`, COMMENT)
  // The plan may end before it is interrupted: then the run waits for a decision, cancelled or not.
  const { attributes } = await reached(api, `/runs/${id}`, pollMs, ({ status, actions }) => {
    return ENDS.includes(status as string) || (actions as Record<string, boolean>)['is-discardable'] === true
  })
  const discarded =
    !ENDS.includes(attributes.status as string) && (await api.act(`/runs/${id}/actions/discard`, COMMENT))
  return [heeded, discarded].filter(Boolean).length
}

/** Both logs are whole: https://developer.hashicorp.com/terraform/cloud-docs/api-docs/plans#show-a-plan */
async function checkLogs(api: Api, run: Item): Promise<void> {
  for (const phase of ['plan', 'apply'] as const) {
    const id = run.relationships[phase]?.data?.id ?? ''
    const { attributes } = await api.read(`/${phase === 'plan' ? 'plans' : 'applies'}/${id}`)
    const log = await api.text(attributes['log-read-url'] as string)
    if (!log.startsWith(STX) || !log.endsWith(ETX)) throw new Error(`the log of ${id} is not whole`)
  }
}

async function reached(
  api: Api,
  path: string,
  pollMs: number,
  condition: (attributes: Item['attributes']) => boolean
): Promise<Item> {
  for (;;) {
    const item = await api.read(path)
    if (condition(item.attributes)) return item
    if (item.attributes.status === 'errored') throw new Error(`${path} is errored`)
    await sleep(pollMs)
  }
}

/** A configuration that changes one resource to this value, in an archive as large as that of a small repository. */
function archiveWith(value: string): Uint8Array {
  const resource = `resource "terraform_data" "one" {\n  input = "${value}"\n}\n`
  const output = 'output "value" {\n  value = terraform_data.one.output\n}\n'
  const blocks = [...entry('main.tf', Buffer.from(resource + output)), ...PADDING, Buffer.alloc(1024)]
  return Uint8Array.from(gzipSync(Buffer.concat(blocks), { level: 0 }))
}

function entry(path: string, body: Buffer): Buffer[] {
  const block = Buffer.alloc(512)
  new Header({ path, type: 'File', mode: 0o644, mtime: new Date(0), size: body.length }).encode(block)
  return [block, body, Buffer.alloc((512 - (body.length % 512)) % 512)]
}
