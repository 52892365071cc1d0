import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { ApiError } from '../errors.ts'
import type { Archive } from '../slug/pack.ts'
import type { Tfe } from '../tfe/client.ts'
import type { ConfigurationVersion, NewConfigurationVersion } from '../tfe/configuration-versions.ts'
import { upload } from '../tfe/upload.ts'
import type { Workspace } from '../tfe/workspaces.ts'
import type { World } from './main.ts'

export interface Packed extends Disposable {
  readonly archive: Archive
}

/** Milliseconds between two lines about an upload that takes long. */
const PROGRESS = 5_000

/**
 * Packs a directory into an archive that is removed with its scope. Packing and `lookup` go on at the same time, and end together: what
 * fails first ends the other.
 */
export async function packDirectory(
  { env, signal }: World,
  directory: string,
  lookup: Promise<unknown>
): Promise<Packed> {
  const abort = new AbortController()
  // Before anything is waited for: a lookup that has failed by then would end the process.
  lookup.catch((error: unknown) => abort.abort(error))
  const { pack } = await import('../slug/pack.ts')
  const temporary = mkdtempSync(join(env.RUNNER_TEMP ?? tmpdir(), 'configuration-'))
  const remove = (): void => rmSync(temporary, { recursive: true, force: true })
  const confine = env.GITHUB_WORKSPACE
  const packing = pack(directory, {
    archive: join(temporary, 'configuration.tar.gz'),
    signal: AbortSignal.any([signal, abort.signal]),
    ...(confine !== undefined && { confine })
  })
  const [found, packed] = await Promise.allSettled([lookup, packing])
  if (found.status === 'fulfilled' && packed.status === 'fulfilled') {
    return { archive: packed.value, [Symbol.dispose]: remove }
  }
  remove()
  throw found.status === 'rejected' ? found.reason : (packed as PromiseRejectedResult).reason
}

/** Uploads an archive as a new configuration version of a workspace, and says how far it is. */
export async function uploadArchive(
  { log, clock, signal }: World,
  tfe: Tfe,
  workspace: Workspace,
  archive: Archive,
  version: NewConfigurationVersion
): Promise<ConfigurationVersion> {
  for (const warning of archive.warnings) log.warning(warning)
  log.info(
    `Uploading ${archive.files} ${archive.files === 1 ? 'file' : 'files'} (${megabytes(archive.bytes)}) to the workspace ${workspace.name}.`
  )
  let said = clock.now()
  const sent = (bytes: number): void => {
    if (clock.now() - said < PROGRESS) return
    said = clock.now()
    log.info(`Uploaded ${megabytes(bytes)} of ${megabytes(archive.bytes)}.`)
  }
  try {
    return await upload(tfe, { workspaceId: workspace.id, version, archive, sent, signal })
  } catch (error) {
    if (ApiError.is(error, 413, 422))
      log.info(
        `The largest files are ${archive.largest.map(({ name, bytes }) => `${name} (${megabytes(bytes)})`).join(', ')}. What Terraform does not need can be left out by a .terraformignore file.`
      )
    throw error
  }
}

const megabytes = (bytes: number): string =>
  bytes < 100_000 ? `${(bytes / 1_000).toFixed(1)} kB` : `${(bytes / 1_000_000).toFixed(1)} MB`
