import { rmSync } from 'node:fs'
import { join } from 'node:path'
import { ApiError } from '../errors.ts'
import { plural } from '../plural.ts'
import { pack, type Archive } from '../slug/pack.ts'
import type { Tfe } from '../tfe/client.ts'
import type { ConfigurationVersion, NewConfigurationVersion } from '../tfe/resources/configuration-versions.ts'
import { uploadConfiguration } from '../configuration/upload-version.ts'
import type { Workspace } from '../tfe/resources/workspaces.ts'
import { notWritable, temporaryFolder } from './temporary-file.ts'
import type { World } from './world.ts'

/** What a directory became at the service. */
export interface Uploaded {
  readonly workspace: Workspace
  readonly version: ConfigurationVersion
  readonly archive: Archive
}

/** Milliseconds of packing after which its version is created meanwhile. By then most of what is refused has been, and leaves no version. */
const HEAD_START_MS = 100
/** Milliseconds between two lines about an upload that takes long. */
const PROGRESS_INTERVAL_MS = 5_000

/**
 * Packs a directory while `lookup` finds its workspace and the version is created, and uploads it. They end together: what fails first ends
 * the others. `created` gets the id of each version, also of one that fails.
 */
export async function uploadDirectory(
  world: World,
  tfe: Tfe,
  directory: string,
  lookup: Promise<Workspace>,
  wanted: NewConfigurationVersion,
  created: (id: string) => void
): Promise<Uploaded> {
  const { env, clock, signal } = world
  const failed = new AbortController()
  const fail = (error: unknown): void => failed.abort(error)
  // Before anything is waited for: a lookup that has failed by then would end the process.
  lookup.catch(fail)
  const temporary = temporaryFolder(world, 'configuration')
  try {
    const packing = pack(directory, {
      archive: join(temporary, 'configuration.tar.gz'),
      signal: AbortSignal.any([signal, failed.signal]),
      ...(env.GITHUB_WORKSPACE !== undefined && { confine: env.GITHUB_WORKSPACE })
    }).catch((error: unknown) => {
      throw notWritable(env, error)
    })
    const begun = Promise.race([packing, clock.sleep(HEAD_START_MS, signal)])
    const creating = create(tfe, lookup, begun, wanted, AbortSignal.any([signal, failed.signal])).then(version => {
      created(version.id)
      return version
    })
    packing.catch(fail)
    creating.catch(fail)
    await Promise.allSettled([packing, creating])
    failed.signal.throwIfAborted()
    const [workspace, archive] = [await lookup, await packing]
    return {
      workspace,
      archive,
      version: await send(world, tfe, { workspace, archive, wanted, first: await creating, created })
    }
  } finally {
    rmSync(temporary, { recursive: true, force: true })
  }
}

/** Creates a version when the workspace is found and the packing has `begun`. */
async function create(
  tfe: Tfe,
  lookup: Promise<Workspace>,
  begun: Promise<unknown>,
  wanted: NewConfigurationVersion,
  signal: AbortSignal
): Promise<ConfigurationVersion> {
  const [{ id }] = await Promise.all([lookup, begun])
  return tfe.configurationVersions.create(id, wanted, { signal })
}

interface Sending {
  readonly workspace: Workspace
  readonly archive: Archive
  readonly wanted: NewConfigurationVersion
  readonly first: ConfigurationVersion
  readonly created: (id: string) => void
}

/** Uploads an archive to its version, and says how far it is. */
async function send(
  { log, clock, signal }: World,
  tfe: Tfe,
  { workspace, archive, wanted, first, created }: Sending
): Promise<ConfigurationVersion> {
  for (const warning of archive.warnings) log.warning(warning)
  log.info(
    `Uploading ${plural(archive.files, 'file')} (${megabytes(archive.bytes)}) to the workspace ${workspace.name}.`
  )
  let said = clock.now()
  const sent = (bytes: number): void => {
    if (clock.now() - said < PROGRESS_INTERVAL_MS) return
    said = clock.now()
    log.info(`Uploaded ${megabytes(bytes)} of ${megabytes(archive.bytes)}.`)
  }
  try {
    return await uploadConfiguration(tfe, { workspaceId: workspace.id, wanted, first, created, archive, sent, signal })
  } catch (error) {
    if (ApiError.is(error, 413, 422))
      log.info(
        `The largest files are ${archive.largest.map(({ name, bytes }) => `${name} (${megabytes(bytes)})`).join(', ')}. Exclude files that Terraform does not need in .terraformignore.`
      )
    throw error
  }
}

const megabytes = (bytes: number): string =>
  bytes < 100_000 ? `${(bytes / 1_000).toFixed(1)} kB` : `${(bytes / 1_000_000).toFixed(1)} MB`
