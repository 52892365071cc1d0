import { createHash } from 'node:crypto'
import { readFile, stat } from 'node:fs/promises'
import { ApiError, RunFailed } from '../errors.ts'
import type { Answer } from '../network/fetch.ts'
import { readBody } from '../network/body.ts'
import type { Tfe } from '../tfe/client.ts'
import { download } from '../tfe/download.ts'
import { save } from '../tfe/save.ts'
import { linkedUrl } from '../tfe/secret-urls.ts'
import { headOf, type KnownState } from '../terraform/state-file.ts'
import type { StateVersion } from '../tfe/resources/state-versions.ts'

/** A workspace. Lists of state versions are asked for by names. */
export interface StateWorkspace {
  readonly workspaceId: string
  readonly organization: string
  readonly workspace: string
}

/** Bytes of a state that is held in memory. */
const MAX_STATE_BYTES = 2 ** 30
/** State versions that are looked at. */
const NEWEST_VERSIONS = 20

/**
 * The newest state versions of a workspace, newest first; none where the token may not see them. A server that does not know the filter lists
 * those of other workspaces too. Where one does not show whose it is, so may all be another's: then none are known.
 */
export async function newestStateVersions(
  tfe: Tfe,
  { workspaceId, organization, workspace }: StateWorkspace,
  signal?: AbortSignal
): Promise<readonly StateVersion[]> {
  const newest: StateVersion[] = []
  let left = NEWEST_VERSIONS
  try {
    for await (const version of tfe.stateVersions.list(
      organization,
      workspace,
      { count: NEWEST_VERSIONS },
      { signal }
    )) {
      if (version.workspaceId === undefined) return []
      if (version.workspaceId === workspaceId) newest.push(version)
      if (--left <= 0) break
    }
  } catch (error) {
    if (!ApiError.isAbsence(error)) throw error
  }
  return newest
}

/** A state's bytes, in memory. Undefined where there are none to be had: pending, deleted, or without the permission. */
export async function readState(
  tfe: Tfe,
  { id, downloadUrl }: StateVersion,
  signal?: AbortSignal
): Promise<Buffer | undefined> {
  if (downloadUrl === undefined) return undefined
  const consume = async (response: Answer, alive: () => void): Promise<Buffer> => {
    const { bytes, isWhole } = await readBody(response, MAX_STATE_BYTES, alive)
    if (!isWhole) throw tooLarge(id)
    return bytes
  }
  return download(tfe.http, linkedUrl(tfe.http.url(''), downloadUrl, 'a state'), nameOf(id), consume, signal)
}

const tooLarge = (id: string): RunFailed =>
  new RunFailed(`The state of ${id} has more than ${MAX_STATE_BYTES / 2 ** 30} GiB, and the action does not read it.`)

/** What errors call a download: its URL may be a secret. */
const nameOf = (id: string): string => `the state of ${id}`

/** A state version with what its content says. */
export async function readKnownState(tfe: Tfe, version: StateVersion, signal?: AbortSignal): Promise<KnownState> {
  const bytes = await readState(tfe, version, signal)
  const head = bytes && headOf(bytes)
  const { id, serial, lineage } = version
  const says = typeof head === 'object' ? head : undefined
  return { id, serial, lineage: lineage ?? says?.lineage, md5: bytes && md5(bytes) }
}

const md5 = (bytes: Buffer): string => createHash('md5').update(bytes).digest('hex')

/** Downloads a state into a file, which appears when it is whole and what the service says of it is true. */
export async function saveState(
  tfe: Tfe,
  version: StateVersion,
  {
    format,
    target,
    signal
  }: { readonly format: 'state' | 'json'; readonly target: string; readonly signal: AbortSignal }
): Promise<void> {
  const url = format === 'state' ? version.downloadUrl : version.jsonDownloadUrl
  if (url === undefined) throw unavailable(version, format)
  await save(tfe.http, linkedUrl(tfe.http.url(''), url, 'a state'), nameOf(version.id), {
    target,
    signal,
    check: async temporary => {
      if ((await stat(temporary)).size > MAX_STATE_BYTES) throw tooLarge(version.id)
      const problem =
        format === 'state' ? mismatch(version, await readFile(temporary)) : notJson(await readFile(temporary))
      if (problem !== undefined)
        throw new RunFailed(`The downloaded file is not the state of ${version.id}: ${problem}.`)
    }
  })
}

function unavailable({ id, status, downloadUrl, mayHaveJson }: StateVersion, format: 'state' | 'json'): RunFailed {
  if (status !== undefined && status !== 'finalized')
    return new RunFailed(`State version ${id} is ${status}: there is nothing to download.`)
  if (format === 'json' && downloadUrl !== undefined && !mayHaveJson)
    return new RunFailed(
      'This server does not offer states as JSON: that needs HCP Terraform, or Terraform Enterprise in a version that has it. Set `format` to `state` to download the state itself.'
    )
  return new RunFailed(
    format === 'json'
      ? `State version ${id} has no JSON output: only Terraform 1.3 and later create it, and only tokens that may read state can read it. Set \`format\` to \`state\` to download the state itself.`
      : `State version ${id} can't be downloaded, because the token may not read the state of the workspace. Give its team the permission to read state versions.`
  )
}

/** What of a state differs from what the service says of it. */
function mismatch({ size, serial, lineage, rollbackOf }: StateVersion, bytes: Buffer): string | undefined {
  if (size !== undefined && size > 0 && size !== bytes.byteLength) return `${bytes.byteLength} bytes of ${size} arrived`
  const head = headOf(bytes)
  // What Terraform before 0.12 wrote is not looked into.
  if (typeof head === 'string') return notJson(bytes)
  // The copy that a rollback makes may keep the serial of what it copies.
  if (serial !== undefined && serial !== head.serial && rollbackOf === undefined)
    return `its serial is ${head.serial}, not ${serial}`
  return lineage !== undefined && head.lineage !== undefined && lineage !== head.lineage
    ? `its lineage is ${head.lineage}, not ${lineage}`
    : undefined
}

function notJson(bytes: Buffer): string | undefined {
  try {
    JSON.parse(bytes.toString())
    return undefined
  } catch {
    return 'it is not JSON'
  }
}
