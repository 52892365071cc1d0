import { ApiError, isRequestFailure, RunFailed } from '../errors.ts'
import { putFile } from '../tfe/blobs.ts'
import type { Tfe } from '../tfe/client.ts'
import type { ConfigurationVersion, NewConfigurationVersion } from '../tfe/resources/configuration-versions.ts'
import { Retry } from '../tfe/retry.ts'

export interface Upload {
  readonly workspaceId: string
  readonly wanted: NewConfigurationVersion
  /** The version that is tried first. */
  readonly first: ConfigurationVersion
  readonly archive: { readonly path: string; readonly bytes: number }
  readonly sent: (bytes: number) => void
  readonly signal: AbortSignal
}

/** Upload URLs that are tried, each of a version of its own. */
const VERSIONS = 3
/** Milliseconds that a version may take from the upload to `uploaded`. */
const PROCESSING = 300_000
/** Where a version may still become `uploaded`. */
const UNFINISHED: readonly string[] = ['pending', 'fetching', 'unknown']
const FIRST_POLL = 250
const LONGEST_POLL = 2_000

/**
 * Uploads an archive to a configuration version, and waits until runs may use it. Where a version's URL is of no use, another is created.
 * https://developer.hashicorp.com/terraform/cloud-docs/api-docs/configuration-versions
 */
export async function upload(
  tfe: Tfe,
  { workspaceId, wanted, first, archive, sent, signal }: Upload
): Promise<ConfigurationVersion> {
  let version = first
  for (let left = VERSIONS; ; left--) {
    const refusal = await deliver(tfe, version, archive, sent, signal)
    if (refusal === undefined) return uploaded(tfe, version.id, signal)
    if (left <= 1) throw refusal
    version = await tfe.configurationVersions.create(workspaceId, wanted, { signal })
  }
}

/**
 * Uploads to one version. After a lost answer the version itself tells whether the archive arrived; the URL takes no second one.
 * Gives the refusal where this version's URL is of no use any more.
 */
async function deliver(
  tfe: Tfe,
  { id, uploadUrl }: ConfigurationVersion,
  archive: Upload['archive'],
  sent: Upload['sent'],
  signal: AbortSignal
): Promise<Error | undefined> {
  if (uploadUrl === undefined) return new RunFailed(`configuration version ${id} came without an upload URL`)
  const retry = new Retry('repeatable')
  for (;;) {
    try {
      await putFile(tfe.http, uploadUrl, archive, sent, signal)
      return undefined
    } catch (error) {
      if (!isRequestFailure(error)) throw error
      const refused = error instanceof ApiError && error.status < 500
      // Too large, or not what it should be: another URL would refuse it as well.
      if (refused && [413, 422].includes(error.status)) throw error
      const { status } = await tfe.configurationVersions.read(id, { signal })
      if (status !== 'pending') return undefined
      if (refused) return error
      const delay = retry.next({ failure: 'unanswered' })
      if (delay === undefined) throw error
      await tfe.http.connection.clock.sleep(delay, signal)
    }
  }
}

/** Waits until the service has looked at the archive: an answered upload is not yet a version that runs may use. */
async function uploaded(tfe: Tfe, id: string, signal: AbortSignal): Promise<ConfigurationVersion> {
  const { clock } = tfe.http.connection
  const end = clock.now() + PROCESSING
  for (let delay = FIRST_POLL; ; delay = Math.min(LONGEST_POLL, delay * 2)) {
    const version = await tfe.configurationVersions.read(id, { signal })
    if (version.status === 'uploaded') return version
    const why = `configuration version ${id} is ${version.status}`
    if (!UNFINISHED.includes(version.status))
      throw new RunFailed(`${why}: ${version.errorMessage ?? 'the service does not say why'}`)
    if (clock.now() > end) throw new RunFailed(`${why}, ${PROCESSING / 60_000} minutes after its upload`)
    await clock.sleep(delay, signal)
  }
}
