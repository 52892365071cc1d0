import { poll } from '../clock.ts'
import { NetworkError, RunFailed } from '../errors.ts'
import type { Tfe } from '../tfe/client.ts'
import { mayBeDone } from '../tfe/retry.ts'
import type { NewRun, Run } from '../tfe/resources/runs.ts'
import { originOf } from './marker.ts'
import { stop } from './stop.ts'

/** How many of the newest runs are looked at. */
const NEWEST = 100
/** Times that a run is asked for, and milliseconds between looks whether it exists after all. */
const ATTEMPTS = 4
const UNTIL_LISTED_MS = [1_000, 2_000, 4_000, 8_000]

/** How a run that a step has created is known again. */
export interface RunTraces {
  readonly workspaceId: string
  readonly planOnly: boolean
  /** In the run's message, where the server keeps messages. */
  readonly step: string
  /** The configuration version, where this step made it: then no other run is of it. */
  readonly ownVersionId?: string | undefined
}

/** What the lists of a workspace's runs say. */
interface Looked {
  readonly found: readonly Run[]
  /** Whether the server is seen to keep messages. */
  readonly keepsMessages: boolean
}

/**
 * Creates a run, once. Where no answer comes, the run is looked for with patience before it is asked for again: two runs of one step would both
 * wait to be applied. If it shows up only after that, the second one is ended.
 */
export async function createRun(tfe: Tfe, run: NewRun, traces: RunTraces): Promise<Run> {
  for (let left = ATTEMPTS; ; left--) {
    const created = await tfe.runs.create(run).catch((error: unknown) => lost(tfe, traces, error, left <= 1))
    if (created === undefined) continue
    return left === ATTEMPTS ? created : firstOfTwo(tfe, created, traces)
  }
}

/** What became of a request without an answer: the run, or undefined where it may be asked for again. */
async function lost(tfe: Tfe, traces: RunTraces, error: unknown, isLast: boolean): Promise<Run | undefined> {
  if (!mayBeDone(error)) throw error
  const seen = { messages: false }
  const found = await poll(tfe.clock, { pausesMs: UNTIL_LISTED_MS }, async () => {
    const looked = await look(tfe, traces)
    seen.messages ||= looked.keepsMessages
    return looked.found.at(-1)
  })
  // Lists leave out the plan: how far it is, and where its log is.
  if (found !== undefined) return tfe.runs.read(found.id)
  if (traces.ownVersionId === undefined && !seen.messages) throw new RunFailed(unknownFate(error), { cause: error })
  if (isLast) throw error
  return undefined
}

/** Of two runs of one step, the older one is kept, and the other ended. */
async function firstOfTwo(tfe: Tfe, created: Run, traces: RunTraces): Promise<Run> {
  const older = (await look(tfe, traces)).found.findLast(({ id }) => id !== created.id)
  if (older === undefined) return created
  await stop(tfe, created, 'The same step has created this run twice')
  return tfe.runs.read(older.id)
}

const unknownFate = (error: unknown): string =>
  `The service may have created the run or not: ${error instanceof NetworkError ? error.message : String(error)}\nThe action can't find out, because \`configuration-version-id\` may have other runs and the server shows no messages of runs. Look at the runs of the workspace, discard the new one if there is one, and run this step again.`

/** The run of a step. It may be listed a moment after it was created. */
export const findRun = (tfe: Tfe, traces: RunTraces): Promise<Run | undefined> =>
  poll(tfe.clock, { pausesMs: UNTIL_LISTED_MS.slice(0, 2) }, async () => (await look(tfe, traces)).found.at(-1))

/** The runs of a step, the newest first, among the newest of the workspace. A server may have made another kind of run than was asked for. */
async function look(tfe: Tfe, { workspaceId, planOnly, step, ownVersionId }: RunTraces): Promise<Looked> {
  const found: Run[] = []
  let keepsMessages = false
  for (const kind of [planOnly, !planOnly]) {
    let seen = 0
    for await (const run of tfe.runs.list(workspaceId, { planOnly: kind })) {
      keepsMessages ||= run.message !== undefined
      const isOurs =
        originOf(run.message ?? '')?.step === step ||
        (ownVersionId !== undefined && run.configurationVersionId === ownVersionId)
      if (isOurs && !found.some(({ id }) => id === run.id)) found.push(run)
      if (++seen >= NEWEST) break
    }
    if (found.length > 0) break
  }
  return { found, keepsMessages }
}
