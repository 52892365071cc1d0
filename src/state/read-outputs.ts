import { growingPauses, poll } from '../clock.ts'
import { ApiError, isRequestFailure, RunFailed } from '../errors.ts'
import type { Json } from '../json.ts'
import type { Tfe } from '../tfe/client.ts'
import { outputValues } from '../terraform/state-file.ts'
import type { StateVersionOutput } from '../tfe/resources/state-version-outputs.ts'
import { WITH_OUTPUTS, type StateVersion } from '../tfe/resources/state-versions.ts'
import { readState } from './state-content.ts'

export interface Outputs {
  /** Undefined where the token may only read outputs: the service does not name their state then. */
  readonly stateVersionId: string | undefined
  readonly outputs: readonly StateVersionOutput[]
}

/** Why there are no outputs: no state yet, or a workspace whose outputs the token may not read. */
export type MissingOutputs =
  { readonly missing: 'state' } | { readonly missing: 'permission'; readonly workspace: string }

export type OutputFilter = (output: StateVersionOutput) => boolean

/** What a person needs to fix a missing permission. */
export const missingPermission = (workspace: string): string =>
  `the token may not read outputs of "${workspace}". Give its team the permission to read state outputs`

/** Milliseconds that the service may take to extract the outputs of a state it has accepted. */
const PROCESSING_MS = 300_000
const FIRST_POLL_MS = 250
const MAX_POLL_MS = 5_000
/** Milliseconds between looks where the server does not say whether it has extracted them. */
const UNTIL_EXTRACTED_MS = [500, 1_500, 3_000]
/** Sensitive values that are asked for one by one, and at the same time. For more, the state is one answer instead. */
const CONCURRENCY = 5
/** Milliseconds from one such request to the next: 20 in a second, where a user may make 30. */
const REQUEST_SPACING_MS = 250
/** Bytes of a state that is read for the values in it. */
const MAX_STATE_BYTES = 33_554_432

/** Waits until the service has extracted what a state holds: before that its lists may be empty for no other reason. */
async function processed(tfe: Tfe, first: StateVersion, signal: AbortSignal): Promise<StateVersion> {
  let latest = first
  const pausesMs = growingPauses(FIRST_POLL_MS, MAX_POLL_MS)
  const ready = await poll(tfe.clock, { pausesMs, limitMs: PROCESSING_MS, signal }, async before => {
    if (before > 0) latest = await tfe.stateVersions.read(first.id, { ...WITH_OUTPUTS, signal })
    return latest.resourcesProcessed === false ? undefined : latest
  })
  if (ready === undefined) {
    throw new RunFailed(
      `state version ${first.id} was not processed within ${PROCESSING_MS / 60_000} minutes, so the action does not know its outputs`
    )
  }
  return ready
}

/** A server that doesn't say whether it has extracted them shows none until then: a state without any is looked at again. */
async function listOutputs(tfe: Tfe, ready: StateVersion, signal: AbortSignal): Promise<readonly StateVersionOutput[]> {
  const pausesMs = ready.resourcesProcessed === undefined ? UNTIL_EXTRACTED_MS : []
  const found = await poll(tfe.clock, { pausesMs, signal }, async before => {
    const latest = before === 0 ? ready : await tfe.stateVersions.read(ready.id, { ...WITH_OUTPUTS, signal })
    const listed = latest.outputs ?? (await Array.fromAsync(tfe.stateVersionOutputs.list(latest.id, { signal })))
    return listed.length > 0 ? listed : undefined
  })
  return found ?? []
}

/**
 * The outputs that a state version holds, by name. Lists withhold sensitive values, of which those are read that `reveal` asks for.
 * https://developer.hashicorp.com/terraform/cloud-docs/api-docs/state-version-outputs
 */
export async function readOutputs(
  tfe: Tfe,
  stateVersion: StateVersion,
  reveal: OutputFilter,
  signal: AbortSignal
): Promise<Outputs> {
  const ready = await processed(tfe, stateVersion, signal)
  const listed = await listOutputs(tfe, ready, signal)
  const isAsked: OutputFilter = output => isWithheld(output) && reveal(output)
  const values = listed.filter(isAsked).length > CONCURRENCY ? await valuesOf(tfe, ready, signal) : undefined
  const outputs = listed.map(output => {
    const value = isAsked(output) ? values?.get(output.name) : undefined
    return value === undefined ? output : { ...output, value }
  })
  const isLeft: OutputFilter = output => reveal(output) && values?.has(output.name) !== true
  return { stateVersionId: ready.id, outputs: await revealed(tfe, outputs, isLeft, signal) }
}

/** The outputs of a workspace's current state. */
export async function readCurrentOutputs(
  tfe: Tfe,
  workspaceId: string,
  reveal: OutputFilter,
  signal: AbortSignal
): Promise<Outputs | MissingOutputs> {
  const current = await tfe.stateVersions.readCurrent(workspaceId, { ...WITH_OUTPUTS, signal })
  if (current !== undefined) return readOutputs(tfe, current, reveal, signal)
  const listed = await listCurrent(tfe, workspaceId, signal)
  if (listed !== undefined) {
    return { stateVersionId: undefined, outputs: await revealed(tfe, listed, reveal, signal) }
  }
  // The service answers alike where there is no state and where the token may not know of it.
  const { name, permissions } = await tfe.workspaces.read(workspaceId, { signal })
  return permissions.readStateOutputs === false ? { missing: 'permission', workspace: name } : { missing: 'state' }
}

/** The service answers 503 until it has extracted them. */
async function listCurrent(tfe: Tfe, workspaceId: string, signal: AbortSignal) {
  let refusal: unknown
  // Each reading has waited for seconds by itself.
  const listed = await poll(tfe.clock, { pausesMs: growingPauses(0), limitMs: PROCESSING_MS, signal }, async () => {
    try {
      return { outputs: await tfe.stateVersionOutputs.readCurrent(workspaceId, { signal }) }
    } catch (error) {
      if (!ApiError.is(error, 503)) throw error
      refusal = error
      return undefined
    }
  })
  if (listed === undefined) throw refusal
  return listed.outputs
}

/** Outputs by name, with the sensitive values that `reveal` asks for, each read by its own id. */
async function revealed(
  tfe: Tfe,
  listed: readonly StateVersionOutput[],
  reveal: OutputFilter,
  signal: AbortSignal
): Promise<readonly StateVersionOutput[]> {
  const { clock } = tfe
  const outputs = [...listed]
  const withheld = outputs.entries().filter(([, output]) => isWithheld(output) && reveal(output))
  const next = async (): Promise<void> => {
    let free = -Infinity
    // The workers share one iterator, and so each takes what no other has.
    for (const [index, { id }] of withheld) {
      await clock.sleep(Math.max(0, free - clock.now()), signal)
      free = clock.now() + REQUEST_SPACING_MS
      outputs[index] = both(outputs[index], await tfe.stateVersionOutputs.read(id, { signal }))
    }
  }
  await Promise.all(Array.from({ length: CONCURRENCY }, next))
  return outputs.toSorted((a, b) => (a.name < b.name ? -1 : 1))
}

/** An output as a list and its own document show it: one that either calls sensitive is. */
const both = (listed: StateVersionOutput | undefined, read: StateVersionOutput): StateVersionOutput =>
  listed?.tellsSensitivity === true && listed.sensitive ? { ...read, sensitive: true, tellsSensitivity: true } : read

const isWithheld: OutputFilter = ({ sensitive, value }) => sensitive && value === null

/** The values in the state itself, where the token may read that. Undefined where they have to be asked for by their ids. */
async function valuesOf(
  tfe: Tfe,
  stateVersion: StateVersion,
  signal: AbortSignal
): Promise<ReadonlyMap<string, Json> | undefined> {
  if ((stateVersion.size ?? Infinity) > MAX_STATE_BYTES) return undefined
  try {
    const state = await readState(tfe, stateVersion, signal)
    return state && outputValues(state)
  } catch (error) {
    if (!isRequestFailure(error)) throw error
    return undefined
  }
}
