import { createReadStream } from 'node:fs'
import type { IncomingMessage } from 'node:http'
import { createWriteStream } from 'node:fs'
import { mkdir, rm } from 'node:fs/promises'
import { join } from 'node:path'
import { Readable, Transform } from 'node:stream'
import { buffer } from 'node:stream/consumers'
import { pipeline } from 'node:stream/promises'
import { receive } from './configurations.ts'
import { newId } from './ids.ts'
import { redactedPlan } from './redaction.ts'
import { Refusal } from './refusal.ts'
import type { ConfigurationVersion, Phase, StateVersion } from './resources.ts'
import { sentinelMocks } from './sentinel-mocks.ts'
import type { Service } from './service.ts'
import { checkMd5, finalize, kept } from './states.ts'

/** What each URL of the object store takes and gives. */

export type StateKind = 'state' | 'json-state'

/** https://developer.hashicorp.com/terraform/cloud-docs/api-docs/configuration-versions#upload-configuration-files */
export function configurationUploadPath(service: Service, version: ConfigurationVersion): string {
  return service.blobs.path('configuration', version.id, service.settings.timings.url, {
    put: async body => {
      const file = await spool(service, body)
      // A client whose answer was lost sends it again: the first upload counts.
      if (!(await receive(service, version, file))) await rm(file, { force: true })
    }
  })
}

export function configurationDownloadPath(service: Service, version: ConfigurationVersion): string {
  return service.blobs.path('configuration', `download ${version.id}`, service.settings.timings.url, {
    get: () => {
      if (version.file === undefined || version.status !== 'uploaded') throw new Refusal(404, 'not found')
      const stream = Readable.toWeb(createReadStream(version.file)) as ReadableStream<Uint8Array>
      return new Response(stream, { headers: { 'content-type': 'application/gzip' } })
    }
  })
}

/** `limit` and `offset` count bytes; past the end there is nothing, yet. */
export function logPath({ blobs, faults, settings }: Service, { id, log }: Phase): string {
  return blobs.path('log', id, settings.timings.url, {
    get: query => {
      const chunk = faults.take('log-chunks')
      const limit = Math.min(count(query.get('limit'), 2 ** 31), chunk === undefined ? Infinity : (chunk.bytes ?? 1))
      const bytes = log.read(count(query.get('offset'), 0), limit)
      return new Response(Uint8Array.from(bytes), { headers: { 'content-type': 'text/plain' } })
    }
  })
}

/** https://developer.hashicorp.com/terraform/cloud-docs/api-docs/state-versions#upload-state-and-json-state */
export function stateUploadPath(service: Service, stateVersion: StateVersion, kind: StateKind): string {
  return service.blobs.path(kind, `upload ${stateVersion.id}`, service.settings.timings.url, {
    put: async body => {
      const bytes = await whole(service, body)
      if (content(stateVersion, kind)?.equals(bytes) === true) return
      if (!awaitsUpload(stateVersion, kind)) throw new Refusal(404, 'not found')
      if (kind === 'json-state') stateVersion.jsonState = kept(bytes)
      else {
        checkMd5(bytes, stateVersion.md5)
        finalize(service, stateVersion, bytes)
      }
      service.world.changed()
    }
  })
}

export function stateDownloadPath(service: Service, stateVersion: StateVersion, kind: StateKind): string {
  return service.blobs.path(kind, `download ${stateVersion.id}`, service.settings.timings.url, {
    get: () => {
      const bytes = content(stateVersion, kind)
      if (bytes === undefined || stateVersion.status !== 'finalized') throw new Refusal(404, 'not found')
      return new Response(Uint8Array.from(bytes), { headers: { 'content-type': 'application/octet-stream' } })
    }
  })
}

/** Each may be uploaded once. */
export function awaitsUpload(stateVersion: StateVersion, kind: StateKind): boolean {
  const { hosted, status } = stateVersion
  if (!hosted || content(stateVersion, kind) !== undefined) return false
  return status === 'pending' || (kind === 'json-state' && status === 'finalized')
}

export function content({ state, jsonState }: StateVersion, kind: StateKind): Buffer | undefined {
  return kind === 'state' ? state : jsonState
}

/** Onto the disk, however large, up to the limit. */
async function spool(service: Service, body: IncomingMessage): Promise<string> {
  const folder = join(service.directory, 'uploads')
  await mkdir(folder, { recursive: true })
  const file = join(folder, newId('upload'))
  try {
    await pipeline(body, limited(service.settings.uploadLimit), createWriteStream(file))
  } catch (error) {
    await rm(file, { force: true })
    throw error
  }
  return file
}

async function whole(service: Service, body: IncomingMessage): Promise<Buffer> {
  return buffer(body.pipe(limited(service.settings.uploadLimit)))
}

function limited(limit: number): Transform {
  let size = 0
  return new Transform({
    transform(chunk: Buffer, _encoding, done) {
      size += chunk.length
      if (size > limit) done(new Refusal(413, 'payload too large', `The upload is larger than ${limit} bytes.`))
      else done(null, chunk)
    }
  })
}

function count(text: string | null, otherwise: number): number {
  const value = Number(text ?? otherwise)
  return Number.isSafeInteger(value) && value >= 0 ? value : otherwise
}

/** The URLs of a plan's JSON live a minute: https://developer.hashicorp.com/terraform/cloud-docs/api-docs/plans#retrieve-the-json-execution-plan */
export function planJsonPath(
  { blobs, settings }: Service,
  { id, printed }: Phase,
  kind: 'plan-json' | 'plan-json-redacted' | 'plan-schema' | 'plan-export'
): string {
  return blobs.path(kind, id, settings.timings.redirect, {
    get: () => {
      if (kind === 'plan-export') {
        const headers = { 'content-type': 'application/gzip' }
        return new Response(sentinelMocks(printed), { headers })
      }
      if (kind === 'plan-json-redacted') return asJson(redactedPlan(printed.json, printed.schemas))
      return asJson(kind === 'plan-schema' ? printed.schemas : printed.json)
    }
  })
}

/** https://developer.hashicorp.com/terraform/cloud-docs/api-docs/applies#recover-a-failed-state-upload-after-applying */
export function erroredStatePath({ blobs, settings }: Service, { id }: Phase, state: Buffer): string {
  return blobs.path('state', `errored ${id}`, settings.timings.redirect, {
    get: () => new Response(Uint8Array.from(state), { headers: { 'content-type': 'application/octet-stream' } })
  })
}

/** Response.json would lose the digits of large numbers. */
function asJson(value: unknown): Response {
  return new Response(JSON.stringify(value), { headers: { 'content-type': 'application/json' } })
}
