import { createHash } from 'node:crypto'
import { parseJson } from './engine/json.ts'
import { newId } from './ids.ts'
import { jsonStateOf } from './json-state.ts'
import { outputsOf, summaryOf } from './outputs.ts'
import { conflict, invalid } from './refusal.ts'
import type { Caller, Run, StateVersion, Workspace } from './resources.ts'
import type { Service } from './service.ts'

/** https://developer.hashicorp.com/terraform/cloud-docs/api-docs/state-versions#create-a-state-version */
export interface NewStateVersion {
  readonly workspace: Workspace
  readonly createdBy: Caller
  readonly serial: number
  readonly md5: string
  readonly lineage?: string | undefined
  readonly state?: Buffer | undefined
  readonly jsonState?: Buffer | undefined
  readonly run?: Run | undefined
  readonly rollbackOf?: StateVersion | undefined
  /** Outputs are available at once, without waiting for the state to be processed. */
  readonly outputsKnown?: boolean
}

export function createStateVersion(service: Service, given: NewStateVersion): StateVersion {
  const { world } = service
  const stateVersion: StateVersion = {
    id: newId('sv'),
    workspace: given.workspace,
    serial: given.serial,
    lineage: given.lineage,
    md5: given.md5,
    createdAt: world.now(),
    createdBy: given.createdBy,
    run: given.run,
    rollbackOf: given.rollbackOf,
    status: 'pending',
    intermediate: false,
    hosted: given.state === undefined,
    state: undefined,
    jsonState: given.jsonState === undefined ? undefined : kept(given.jsonState),
    processed: false,
    outputs: [],
    summary: undefined
  }
  discardOlderPending(service, given.workspace)
  world.stateVersions.set(stateVersion.id, stateVersion)
  if (given.state !== undefined) finalize(service, stateVersion, given.state, given.outputsKnown)
  world.changed()
  return stateVersion
}

/** A run's own state: it holds the lock, and what it wrote is current at once. */
export function writeRunState(service: Service, run: Run, state: Buffer): StateVersion {
  const { serial, lineage } = headOf(state)
  const { workspace, createdBy } = run
  const md5 = md5Of(state)
  const jsonState = jsonStateOf(state)
  const stateVersion = createStateVersion(service, {
    workspace,
    createdBy,
    serial,
    lineage,
    md5,
    state,
    jsonState,
    run
  })
  run.apply.stateVersions.push(stateVersion)
  return stateVersion
}

/** The bytes are here. Who wrote them under a lock of their own on HCP Terraform sees them become current when they unlock. */
export function finalize(service: Service, stateVersion: StateVersion, state: Buffer, outputsKnown = false): void {
  const { settings, world } = service
  const { workspace } = stateVersion
  stateVersion.state = kept(state)
  stateVersion.status = 'finalized'
  stateVersion.intermediate =
    settings.product === 'hcp' &&
    stateVersion.run === undefined &&
    stateVersion.rollbackOf === undefined &&
    workspace.lock?.by === 'caller'
  if (!stateVersion.intermediate) workspace.currentStateVersion = stateVersion
  const process = () => {
    stateVersion.outputs = outputsOf(stateVersion, state)
    for (const output of stateVersion.outputs) world.outputs.set(output.id, output)
    stateVersion.summary = summaryOf(state)
    stateVersion.processed = true
    world.changed()
  }
  world.later(outputsKnown ? 0 : settings.timings.outputs, process)
  world.changed()
}

/** A copy with memory of its own: Node takes small buffers from a slab of 64 kB, and one of them keeps all of it. */
export function kept(bytes: Buffer): Buffer {
  const copy = Buffer.alloc(bytes.length)
  bytes.copy(copy)
  return copy
}

/** The last intermediate state version becomes current when its workspace is unlocked. */
export function settleIntermediate(service: Service, workspace: Workspace): void {
  const finalized = service.world.stateVersionsOf(workspace).filter(({ status }) => status === 'finalized')
  // A rollback after it is current already, and stays so.
  if (finalized[0]?.intermediate === true) workspace.currentStateVersion = finalized[0]
  for (const stateVersion of finalized) stateVersion.intermediate = false
}

export function latestIsPending(service: Service, workspace: Workspace): boolean {
  return service.world.stateVersionsOf(workspace)[0]?.status === 'pending'
}

/** What a workspace knows of its newest state, current or not yet. */
export function newestState(service: Service, workspace: Workspace): StateVersion | undefined {
  return service.world.stateVersionsOf(workspace).find(({ status }) => status === 'finalized')
}

/** Serial and lineage against the newest state: https://developer.hashicorp.com/terraform/cloud-docs/api-docs/state-versions */
export function checkSuccession(
  known: StateVersion | undefined,
  given: Pick<NewStateVersion, 'serial' | 'md5' | 'lineage'>
): void {
  if (known === undefined) return
  if (given.lineage !== undefined && known.lineage !== undefined && given.lineage !== known.lineage)
    throw conflict('The lineage provided does not match the lineage of the known state.')
  if (given.serial === known.serial && given.md5 !== known.md5)
    throw conflict('The MD5 hash provided does not match what is known for the same serial.')
  if (given.serial < known.serial)
    throw conflict(
      `The serial provided (${given.serial}) is not greater than the serial of the known state (${known.serial}).`
    )
}

export function checkMd5(state: Buffer, md5: string): void {
  if (md5Of(state) !== md5) throw invalid('The MD5 hash provided does not match the state.', '/data/attributes/md5')
}

export function md5Of(state: Buffer): string {
  return createHash('md5').update(state).digest('hex')
}

/** What isn't state has no head: its serial is 0. */
export function headOf(state: Buffer): { serial: number; lineage: string | undefined } {
  try {
    const { serial, lineage } = JSON.parse(state.toString()) as { serial?: unknown; lineage?: unknown }
    return {
      serial: typeof serial === 'number' ? serial : 0,
      lineage: typeof lineage === 'string' ? lineage : undefined
    }
  } catch {
    return { serial: 0, lineage: undefined }
  }
}

/** The same content under another serial; what isn't a state file stays as it is. */
export function withSerial(state: Buffer, serial: number): Buffer {
  try {
    return Buffer.from(JSON.stringify({ ...(parseJson(state.toString()) as object), serial }, undefined, 2))
  } catch {
    return state
  }
}

function discardOlderPending({ world }: Service, workspace: Workspace): void {
  for (const older of world.stateVersionsOf(workspace)) if (older.status === 'pending') older.status = 'discarded'
}
