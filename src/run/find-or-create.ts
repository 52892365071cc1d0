import { poll } from '../clock.ts'
import type { Tfe } from '../tfe/client.ts'
import { sendOnce, UNTIL_LISTED_MS } from '../tfe/once.ts'
import type { NewRun, Run } from '../tfe/resources/runs.ts'
import { originOf } from './marker.ts'

/** How many of the newest runs are looked at. */
const NEWEST = 100
/** Times that a run is asked for. */
const ATTEMPTS = 2

/**
 * Creates a run, once. Where no answer comes, the run is looked for by the step that its message names before it is asked for again: two
 * runs of one step would both wait to be applied.
 */
export const createRun = (tfe: Tfe, run: NewRun, step: string): Promise<Run> =>
  sendOnce(tfe.clock, {
    attempts: ATTEMPTS,
    send: () => tfe.runs.create(run),
    async find() {
      const found = await lookForRun(tfe, run.workspaceId, run.planOnly, step)
      // Lists leave out the plan: how far it is, and where its log is.
      return found && tfe.runs.read(found.id)
    },
    pausesMs: UNTIL_LISTED_MS
  })

/** The run of a step, among the newest of the workspace. It may be listed a moment after it was created. */
export const findRun = (tfe: Tfe, workspaceId: string, planOnly: boolean, step: string): Promise<Run | undefined> =>
  poll(tfe.clock, { pausesMs: UNTIL_LISTED_MS }, () => lookForRun(tfe, workspaceId, planOnly, step))

async function lookForRun(tfe: Tfe, workspaceId: string, planOnly: boolean, step: string): Promise<Run | undefined> {
  let seen = 0
  for await (const run of tfe.runs.list(workspaceId, { planOnly })) {
    if (originOf(run.message ?? '')?.step === step) return run
    if (++seen >= NEWEST) break
  }
  return undefined
}
