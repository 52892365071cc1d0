import { RunFailed } from '../errors.ts'
import type { Tfe } from '../tfe/client.ts'
import type { StateVersionOutput } from '../tfe/state-version-outputs.ts'
import type { StateVersion } from '../tfe/state-versions.ts'

/** The outputs of one state version. */
export interface Outputs {
  readonly stateVersion: StateVersion
  readonly outputs: readonly StateVersionOutput[]
}

/** Milliseconds that the service may take to extract the outputs of a state it has accepted. */
const PROCESSING = 300_000
const FIRST_POLL = 500
const LONGEST_POLL = 5_000
/** Requests for sensitive values at a time: far below the 30 a second that a user may make. */
const CONCURRENCY = 5

/** Waits until the service has extracted what a state holds: before that its lists may be empty for no other reason. */
export async function processed(tfe: Tfe, first: StateVersion, signal: AbortSignal): Promise<StateVersion> {
  const { clock } = tfe.http.connection
  const end = clock.now() + PROCESSING
  let stateVersion = first
  for (let delay = FIRST_POLL; !stateVersion.resourcesProcessed; delay = Math.min(LONGEST_POLL, delay * 2)) {
    if (clock.now() > end) {
      throw new RunFailed(
        `state version ${first.id} was not processed within ${PROCESSING / 60_000} minutes: its outputs are not known`
      )
    }
    await clock.sleep(delay, signal)
    stateVersion = await tfe.stateVersions.read(first.id, { signal })
  }
  return stateVersion
}

/**
 * The outputs that a state version holds, by name. Lists withhold sensitive values; each of `reveal` is asked for by its own id.
 * https://developer.hashicorp.com/terraform/cloud-docs/api-docs/state-version-outputs
 */
export async function readOutputs(
  tfe: Tfe,
  stateVersion: StateVersion,
  reveal: (output: StateVersionOutput) => boolean,
  signal: AbortSignal
): Promise<Outputs> {
  const ready = await processed(tfe, stateVersion, signal)
  const listed = await Array.fromAsync(tfe.stateVersionOutputs.list(ready.id, { signal }))
  return { stateVersion: ready, outputs: await revealed(tfe, listed, reveal, signal) }
}

/** Outputs by name, with the sensitive values that `reveal` asks for. */
export async function revealed(
  tfe: Tfe,
  listed: readonly StateVersionOutput[],
  reveal: (output: StateVersionOutput) => boolean,
  signal: AbortSignal
): Promise<readonly StateVersionOutput[]> {
  const outputs = [...listed]
  const withheld = outputs.entries().filter(([, output]) => output.sensitive && reveal(output))
  const next = async (): Promise<void> => {
    // The workers share one iterator, and so each takes what no other has.
    for (const [index, { id }] of withheld) outputs[index] = await tfe.stateVersionOutputs.read(id, { signal })
  }
  await Promise.all(Array.from({ length: CONCURRENCY }, next))
  return outputs.toSorted((a, b) => (a.name < b.name ? -1 : 1))
}
