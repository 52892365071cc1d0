import { growingPauses, poll } from '../clock.ts'
import { ApiError, RunFailed } from '../errors.ts'
import { putFile } from '../tfe/blobs.ts'
import type { Tfe } from '../tfe/client.ts'
import { ignoredChoices } from '../tfe/ignored-choices.ts'
import type { ConfigurationVersion, NewConfigurationVersion } from '../tfe/resources/configuration-versions.ts'
import { sendOnce } from '../tfe/write-once.ts'

export interface Upload {
  readonly workspaceId: string
  readonly wanted: NewConfigurationVersion
  /** The version that is tried first. */
  readonly first: ConfigurationVersion
  /** Gets the id of each version that is created in addition to the first. */
  readonly created: (id: string) => void
  readonly archive: { readonly path: string; readonly bytes: number }
  readonly sent: (bytes: number) => void
  readonly signal: AbortSignal
}

/** Upload URLs that are tried, each of a version of its own. */
const MAX_VERSIONS = 3
/** Times that one of them is tried, and milliseconds between looks whether an upload without an answer arrived. */
const MAX_ATTEMPTS = 6
const UNTIL_SEEN_MS = [500, 1_500]
/** Milliseconds that a version may take from the upload to `uploaded`. */
const PROCESSING_MS = 300_000
/** Milliseconds between two looks: a tenth of a second at most for half a second. With the creation and the upload, these are at most ten requests in a second. */
const EARLY_PAUSES_MS = [60, 80, 100, 100, 100, 100]
const LATER_PAUSE_MS = { first: 200, longest: 1_000, growth: 1.3 }
/** Where a version may still become `uploaded`. */
const UNFINISHED: readonly string[] = ['pending', 'fetching', 'unknown']

/**
 * Uploads an archive to a configuration version, and waits until runs may use it. Where a version's URL is of no use, another is created.
 * https://developer.hashicorp.com/terraform/cloud-docs/api-docs/configuration-versions
 */
export async function uploadConfiguration(
  tfe: Tfe,
  { workspaceId, wanted, first, created, archive, sent, signal }: Upload
): Promise<ConfigurationVersion> {
  let version = first
  for (let left = MAX_VERSIONS; ; left--) {
    refuseIgnored(wanted, version, 'so the action uploaded nothing')
    const refusal = await deliver(tfe, version, archive, sent, signal)
    if (refusal === undefined) {
      const ready = await uploaded(tfe, version.id, signal)
      // The first answer may have repeated the request. What this one leaves out, that one has shown.
      refuseIgnored(
        wanted,
        ready,
        'which its upload shows: look at the runs of the workspace, and discard those that the upload queued',
        version
      )
      return ready
    }
    if (left <= 1) throw refusal
    version = await tfe.configurationVersions.create(workspaceId, wanted, { signal })
    created(version.id)
  }
}

/**
 * Refuses a new version that is not the one that was asked for: without `speculative` or `provisional` an upload becomes the workspace's current
 * configuration at once, with `auto-queue-runs` it queues a run. The page's sample of the answer shows all three.
 * https://developer.hashicorp.com/terraform/cloud-docs/api-docs/configuration-versions#create-a-configuration-version
 */
function refuseIgnored(
  wanted: NewConfigurationVersion,
  { id, resource }: ConfigurationVersion,
  effect: string,
  earlier?: ConfigurationVersion
): void {
  const choices = {
    speculative: { asked: wanted.speculative, preset: false },
    provisional: { asked: wanted.provisional, preset: false },
    'auto-queue-runs': { asked: wanted.autoQueueRuns, preset: true }
  }
  const ignored = ignoredChoices(
    'configuration version',
    choices,
    name => resource.attributes.value(name) ?? earlier?.resource.attributes.value(name)
  )
  if (ignored.length === 0) return
  throw new RunFailed(
    [
      `The service created the configuration version ${id} with other attributes than requested, ${effect}. Update Terraform Enterprise, or remove inputs that this server does not support:`,
      ...ignored
    ].join('\n')
  )
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
  if (uploadUrl === undefined) return new RunFailed(`the response has no upload URL for configuration version ${id}`)
  const isTaken = async (): Promise<boolean> =>
    (await tfe.configurationVersions.read(id, { signal })).status !== 'pending'
  const refusal = await sendOnce(tfe.clock, {
    attempts: MAX_ATTEMPTS,
    async send() {
      try {
        await putFile(tfe.http, uploadUrl, archive, sent, signal)
        return 'none'
      } catch (error) {
        // Too large, or not what it should be: another URL would refuse it as well.
        if (!(error instanceof ApiError) || error.status >= 500 || [413, 422].includes(error.status)) throw error
        return (await isTaken()) ? 'none' : error
      }
    },
    find: async () => ((await isTaken()) ? 'none' : undefined),
    pausesMs: UNTIL_SEEN_MS,
    signal
  })
  return refusal === 'none' ? undefined : refusal
}

function* pollPauses(): Generator<number> {
  yield* EARLY_PAUSES_MS
  const { first, longest, growth } = LATER_PAUSE_MS
  yield* growingPauses(first, longest, growth)
}

/** Waits until the service has looked at the archive: an answered upload is not yet a version that runs may use. */
async function uploaded(tfe: Tfe, id: string, signal: AbortSignal): Promise<ConfigurationVersion> {
  let status = 'pending'
  const version = await poll(tfe.clock, { pausesMs: pollPauses(), limitMs: PROCESSING_MS, signal }, async () => {
    const read = await tfe.configurationVersions.read(id, { signal })
    status = read.status
    return UNFINISHED.includes(status) ? undefined : read
  })
  const why = `configuration version ${id} is ${status}`
  if (version === undefined) throw new RunFailed(`${why}, ${PROCESSING_MS / 60_000} minutes after its upload`)
  if (status !== 'uploaded') throw new RunFailed(`${why}: ${version.errorMessage ?? 'the service does not say why'}`)
  return version
}
