import { growingPauses, poll } from '../clock.ts'
import { ApiError, messageOf, RunFailed } from '../errors.ts'
import type { Tfe } from '../tfe/client.ts'
import { mayHaveSucceeded } from '../tfe/retry.ts'
import type { NewRun, Run } from '../tfe/resources/runs.ts'
import { originOf } from './marker.ts'
import { endActiveRun } from './end-active-run.ts'

/** How many of the newest runs are looked at. */
const NEWEST_RUNS = 100
/** Times that a run is asked for, and milliseconds between looks whether it exists after all. */
const MAX_ATTEMPTS = 4
const UNTIL_LISTED_MS = [1_000, 2_000, 4_000, 8_000]

/** Milliseconds that the service may take to process an uploaded configuration version. */
const PROCESSING_MS = 60_000
/** Milliseconds for ending a run that was created twice. */
const UNTIL_ENDED_MS = 60_000

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
  /** The newest first. */
  readonly found: readonly Run[]
  /** Whether the server is seen to keep messages. */
  readonly keepsMessages: boolean
  /** Whether there are runs of which nothing tells who made them. */
  readonly hasUnknown: boolean
}

/**
 * Creates a run, once. Where no answer comes, the run is looked for with patience before it is asked for again: two runs of one step would both
 * wait to be applied. If another one shows up only after that, the action ends the newer one.
 */
export async function createRun(tfe: Tfe, run: NewRun, traces: RunTraces): Promise<Run> {
  for (let left = MAX_ATTEMPTS; ; left--) {
    const created = await createOnceProcessed(tfe, run).catch((error: unknown) => lost(tfe, traces, error, left <= 1))
    if (created === undefined) continue
    return left === MAX_ATTEMPTS ? created : firstOfAll(tfe, created, traces)
  }
}

/** The service refuses a configuration version for a moment after its upload. */
async function createOnceProcessed(tfe: Tfe, run: NewRun): Promise<Run> {
  const refused: { error?: unknown } = {}
  const created = await poll(tfe.clock, { pausesMs: growingPauses(500, 4_000), limitMs: PROCESSING_MS }, () =>
    tfe.runs.create(run).catch((error: unknown) => {
      if (!isProcessing(error)) throw error
      refused.error = error
      return undefined
    })
  )
  if (created === undefined) throw refused.error
  return created
}

const isProcessing = (error: unknown): boolean =>
  ApiError.is(error, 422) && error.problems.some(({ detail = '' }) => /still being processed/i.test(detail))

/** What became of a request without an answer: the run, or undefined where it may be asked for again. */
async function lost(tfe: Tfe, traces: RunTraces, error: unknown, isLast: boolean): Promise<Run | undefined> {
  if (!mayHaveSucceeded(error)) throw error
  const seen = { messages: false, unknown: false }
  const found = await poll(tfe.clock, { pausesMs: UNTIL_LISTED_MS }, async () => {
    const looked = await look(tfe, traces)
    seen.messages ||= looked.keepsMessages
    seen.unknown ||= looked.hasUnknown
    return looked.found.at(-1)
  })
  // Lists leave out the plan: how far it is, and where its log is.
  if (found !== undefined) return tfe.runs.read(found.id, { of: { workspace: traces.workspaceId } })
  if (seen.unknown || (traces.ownVersionId === undefined && !seen.messages))
    throw new RunFailed(unknownFate(error), { cause: error })
  if (isLast) throw error
  return undefined
}

/** Of several runs of one step the action keeps the oldest and ends the others. Any of them may be listed late. */
async function firstOfAll(tfe: Tfe, created: Run, traces: RunTraces): Promise<Run> {
  const listed = await poll(tfe.clock, { pausesMs: UNTIL_LISTED_MS.slice(0, 3) }, async () => {
    const { found } = await look(tfe, traces)
    return found.some(({ id }) => id !== created.id) ? found : undefined
  })
  const all = listed?.some(({ id }) => id === created.id) === true ? listed : [created, ...(listed ?? [])]
  const kept = all.at(-1) ?? created
  for (const run of all) {
    if (run.id === kept.id) continue
    const { how } = await endActiveRun(tfe, run, 'The same step has created this run twice', {
      patienceMs: UNTIL_ENDED_MS
    })
    if (how === 'left') throw new RunFailed(leftOver(kept, run))
  }
  return kept.id === created.id ? created : tfe.runs.read(kept.id, { of: { workspace: traces.workspaceId } })
}

const leftOver = (kept: Run, run: Run): string =>
  `The service created two runs for this step, ${kept.id} and ${run.id}, because it did not answer the first request in time. The second can't be discarded now. Discard ${run.id} in the workspace, and run this step again.`

const unknownFate = (error: unknown): string =>
  `The service may have created the run or not: ${messageOf(error)}\nThe action can't find out, because the runs of the workspace show neither a message nor a configuration version that only this step uses. Look at the runs of the workspace, discard the new one if there is one, and run this step again.`

/** The runs of a step. They may be listed a moment after they were created. */
export const findRuns = async (tfe: Tfe, traces: RunTraces): Promise<readonly Run[]> =>
  (await poll(tfe.clock, { pausesMs: UNTIL_LISTED_MS.slice(0, 2) }, async () => {
    const { found } = await look(tfe, traces)
    return found.length > 0 ? found : undefined
  })) ?? []

/** The runs of a step, the newest first, among the newest of the workspace. A server may have made another kind of run than was asked for. */
async function look(tfe: Tfe, { workspaceId, planOnly, step, ownVersionId }: RunTraces): Promise<Looked> {
  const found: Run[] = []
  let keepsMessages = false
  let hasUnknown = false
  for (const kind of [planOnly, !planOnly]) {
    let seen = 0
    for await (const run of tfe.runs.list(workspaceId, { planOnly: kind })) {
      keepsMessages ||= run.message !== undefined
      hasUnknown ||= run.message === undefined && ownVersionId !== undefined && run.configurationVersionId === undefined
      const isOurs =
        originOf(run.message ?? '')?.step === step ||
        (ownVersionId !== undefined && run.configurationVersionId === ownVersionId)
      if (isOurs && !found.some(({ id }) => id === run.id)) found.push(run)
      if (++seen >= NEWEST_RUNS) break
    }
    if (found.length > 0) break
  }
  return { found, keepsMessages, hasUnknown }
}
