import { growingPauses, poll } from '../clock.ts'
import { ApiError, RunFailed } from '../errors.ts'
import { putBlob } from '../tfe/blobs.ts'
import type { Tfe } from '../tfe/client.ts'
import { sendOnce } from '../tfe/write-once.ts'
import { mayHaveSucceeded } from '../tfe/retry.ts'
import { createOnce } from './create-version.ts'
import { newestStateVersions, readState, type StateWorkspace } from './state-content.ts'
import { headOf, type StateFile } from '../terraform/state-file.ts'
import type { StateVersion } from '../tfe/resources/state-versions.ts'

export interface StateUpload extends StateWorkspace {
  readonly file: StateFile
  readonly force: boolean
  readonly runId: string | undefined
  /** The newest state version before, whatever its status. */
  readonly newestId: string | undefined
}

/** Versions that are made for an upload of its own, before the state is sent with the request that makes one. */
const MAX_VERSIONS = 2
/** Times that one upload URL is tried, and milliseconds between them. */
const MAX_ATTEMPTS = 3
const BETWEEN_TRIES_MS = 1_000
/** What servers say that take a state only with the request that makes its version: Terraform Enterprise before v202307-1. */
const WANTS_STATE = 'param is missing or the value is empty: state'
/** Milliseconds that a state may take from its upload to `finalized`. */
const PROCESSING_MS = 300_000
const FIRST_POLL_MS = 250
const MAX_POLL_MS = 2_000

/**
 * Makes a state version and uploads the state to it. Once begun this is not given up half-way: the service does not unlock a workspace whose
 * newest state is pending. https://developer.hashicorp.com/terraform/cloud-docs/api-docs/state-versions#create-a-state-version
 */
export async function uploadState(tfe: Tfe, upload: StateUpload): Promise<StateVersion> {
  let isPending = false
  try {
    for (let left = MAX_VERSIONS; left > 0; left--) {
      const created = await announce(tfe, upload)
      if (created === undefined) break
      isPending = true
      // A newer version takes the place of one that is pending.
      if (await deliver(tfe, created, upload.file)) return created
      if (!awaits(created)) break
    }
    return await create(tfe, upload, upload.file.bytes)
  } catch (error) {
    if (isPending) await discardPendingVersion(tfe, upload, upload.file.serial).catch(() => undefined)
    throw error
  }
}

/** A version whose state is to follow. Undefined where the server wants it at once. */
async function announce(tfe: Tfe, upload: StateUpload): Promise<StateVersion | undefined> {
  try {
    return await create(tfe, upload)
  } catch (error) {
    const texts = error instanceof ApiError ? error.problems.map(({ title, detail }) => detail ?? title) : []
    if (texts.some(text => text.includes(WANTS_STATE))) return undefined
    throw error
  }
}

/** A version of the file, with its state or to be followed by it. */
function create(tfe: Tfe, upload: StateUpload, state?: Buffer): Promise<StateVersion> {
  const { workspaceId, file, force, runId, newestId } = upload
  const { serial, md5, lineage } = file
  const version = { serial, md5, lineage, force, runId, ...(state !== undefined && { state }) }
  return createOnce(tfe, {
    place: upload,
    newestId,
    ask: () => tfe.stateVersions.create(workspaceId, version),
    isIt: async found => {
      if (found.serial !== serial) return false
      if (awaits(found)) return state === undefined
      if (!isFinal(found)) return false
      return (await readState(tfe, found))?.equals(file.bytes) ?? false
    }
  })
}

/** Uploads to one version. False where that can't be done: no URL, one that is of no use any more, or no answer there. */
async function deliver(tfe: Tfe, version: StateVersion, file: StateFile): Promise<boolean> {
  const { id, uploadUrl } = version
  // A version that needs no upload has its state only if that is seen: it may have come of an earlier request whose answer was lost.
  if (uploadUrl === undefined) return isFinal(version) && ((await readState(tfe, version))?.equals(file.bytes) ?? false)
  // The URL goes when it is used: then the upload arrived, and its answer was lost.
  const isTaken = async (): Promise<boolean> => {
    const after = await tfe.stateVersions.read(id)
    return after.uploadUrl === undefined || !awaits(after)
  }
  try {
    return await sendOnce(tfe.clock, {
      attempts: MAX_ATTEMPTS,
      async send() {
        try {
          await putBlob(tfe.http, uploadUrl, new Blob([file.bytes]))
          return true
        } catch (error) {
          // Too large, or not what was announced: no other way would change that.
          if (!ApiError.is(error, 413, 422) && error instanceof ApiError && !mayHaveSucceeded(error)) return isTaken()
          throw error
        }
      },
      find: async () => (await isTaken()) || undefined,
      pausesMs: [BETWEEN_TRIES_MS]
    })
  } catch (error) {
    if (!mayHaveSucceeded(error)) throw error
    return false
  }
}

/** Ends what a step has begun that did not live to end it: uploads the state to the version that awaits it. Undefined where none does. */
export async function finishUpload(
  tfe: Tfe,
  place: StateWorkspace,
  file: StateFile
): Promise<StateVersion | undefined> {
  const [newest] = await newestStateVersions(tfe, place)
  if (newest === undefined || !awaits(newest) || newest.serial !== file.serial) return undefined
  return (await deliver(tfe, newest, file)) ? newest : undefined
}

/**
 * Puts the state that there was before in the place of one that is announced and will not come, so that the workspace can be unlocked. The
 * same serial with the same content changes nothing. False where nothing of that serial is awaited, and where there was no state before.
 */
export async function discardPendingVersion(tfe: Tfe, place: StateWorkspace, serial: number): Promise<boolean> {
  const [newest, ...older] = await newestStateVersions(tfe, place)
  // Without its URL, a pending version has its upload already and is looked at.
  const isAwaited = newest !== undefined && awaits(newest) && newest.serial === serial && newest.uploadUrl !== undefined
  const before = older.find(isFinal)
  const state = isAwaited && before ? await readState(tfe, before) : undefined
  const head = state && headOf(state)
  if (state === undefined || typeof head !== 'object') return false
  await tfe.stateVersions.create(place.workspaceId, { ...head, state })
  return true
}

/** Whether the newest version of a workspace awaits the upload of a state of that serial. */
export async function isAwaitingUpload(tfe: Tfe, place: StateWorkspace, serial: number): Promise<boolean> {
  const [newest] = await newestStateVersions(tfe, place)
  return newest !== undefined && awaits(newest) && newest.serial === serial
}

/** Servers without statuses show it only by the URL. */
const awaits = ({ status, uploadUrl }: StateVersion): boolean =>
  status === undefined ? uploadUrl !== undefined : status === 'pending'
const isFinal = ({ status, uploadUrl }: StateVersion): boolean =>
  status === undefined ? uploadUrl === undefined : status === 'finalized'

/** Waits until the service has a state for good. An unknown status is not the end. */
export async function finalized(tfe: Tfe, first: StateVersion, signal?: AbortSignal): Promise<StateVersion> {
  const pausesMs = growingPauses(FIRST_POLL_MS, MAX_POLL_MS)
  let latest = first
  const version = await poll(tfe.clock, { pausesMs, limitMs: PROCESSING_MS, signal }, async before => {
    if (before > 0) latest = await tfe.stateVersions.read(first.id, { signal })
    return latest.status === undefined || latest.status === 'finalized' || latest.status === 'discarded'
      ? latest
      : undefined
  })
  if (version === undefined) {
    const minutes = PROCESSING_MS / 60_000
    throw new RunFailed(`State version ${first.id} is ${latest.status}, ${minutes} minutes after its upload.`)
  }
  if (version.status === 'discarded')
    throw new RunFailed(`State version ${first.id} was discarded: a newer one took its place.`)
  return version
}
