import { poll, type Clock } from '../../clock.ts'
import { ApiError, messageOf, RunFailed } from '../../errors.ts'
import type { Answer } from '../../network/fetch.ts'
import { download, downloadJson } from '../download.ts'
import type { Http, Options } from '../http.ts'
import { path } from '../path.ts'
import { phaseEnded } from './plans.ts'
import type { DocumentName, MissingDocument, PlanDocument, PlanDocuments, PlanSource } from '../plan-documents.ts'

export interface PlanJson {
  /** Of the plan. */
  readonly id: string
  readonly text: string
  /** Whether the service gave it as the plan without sensitive values. */
  readonly redacted: boolean
}

/** Bytes of a plan that is still looked at. */
const MAX_JSON_BYTES = 67_108_864

/** What reads a plan in pieces. */
export interface PieceReader<T> {
  write(piece: Uint8Array): void
  end(): T
}

/** Bytes that a plan may have. */
const MAX_STREAM_BYTES = 4 * 2 ** 30

/** Milliseconds between two requests for a document of a finished plan that does not exist yet. */
const UNTIL_THERE_MS = [1_000, 1_000, 1_000]

interface DocumentOptions extends Options {
  /** Of the plan. What a plan that has ended lacks is waited for; of one that failed, only the whole plan: it may never have a redacted one. */
  readonly status?: string | undefined
}

interface StreamOptions extends Options {
  /** Whether the plan has finished: a document that does not exist yet is waited for then. */
  readonly isFinished?: boolean
  /** Whether a plan that is not large stays available for later reads. */
  readonly keep?: boolean
}

/** Why there is no plan as JSON, and which one was asked for last. */
export interface MissingPlan {
  readonly missing: MissingDocument
  readonly source: PlanSource
}

/** https://developer.hashicorp.com/terraform/cloud-docs/api-docs/plans#retrieve-the-json-execution-plan */
export class PlanOutputs {
  readonly #http: Http
  readonly #clock: Clock
  readonly #documents: PlanDocuments

  constructor(http: Http, clock: Clock, documents: PlanDocuments) {
    this.#http = http
    this.#clock = clock
    this.#documents = documents
  }

  /**
   * The plan as JSON: without sensitive values, or whole where the server has no such document and the token may read it (administrators may). Where
   * there is neither, it says why. A document that can't be read just now is not replaced by the one with more in it.
   */
  async json(id: string, options?: DocumentOptions): Promise<PlanJson | MissingPlan> {
    const redacted = await this.#document(id, 'redacted', options)
    if (typeof redacted === 'object') return { id, text: redacted.text, redacted: true }
    if (redacted !== 'none') return { missing: redacted, source: 'redacted' }
    const whole = await this.#document(id, 'whole', options)
    if (typeof whole !== 'object') return { missing: whole, source: 'whole' }
    return { id, text: whole.text, redacted: false }
  }

  /** The schemas of the plan's providers, which the redacted plan carries itself. */
  async schemas(id: string, options?: Options): Promise<string | undefined> {
    const found = await this.#document(id, 'schemas', options)
    return typeof found === 'object' ? found.text : undefined
  }

  async #document(
    id: string,
    name: DocumentName,
    { status = 'unknown', signal }: DocumentOptions = {}
  ): Promise<PlanDocument> {
    const known = this.#documents.get(id, name)
    if (known !== undefined && known !== 'late') return known
    // A document is waited for once.
    const isDue = name === 'whole' ? phaseEnded(status) : status === 'finished'
    const pausesMs = isDue && known === undefined ? UNTIL_THERE_MS : []
    const there = await poll(this.#clock, { pausesMs, signal }, async () => {
      const read = await this.#output(routeOf(id, name), signal)
      return read === 'late' ? undefined : read
    })
    const found = there ?? 'late'
    // What an unfinished plan lacks may come later.
    if (phaseEnded(status) || typeof found === 'object') this.#documents.keep(id, name, found)
    return found
  }

  /**
   * Reads the plan as JSON in pieces, whatever its size. `status` says why there is none, 204 where it does not exist, and `isOfApi` whether the API
   * itself says that.
   */
  async stream<T>(
    id: string,
    source: PlanSource,
    begin: () => PieceReader<T>,
    { signal, keep = false, isFinished = false }: StreamOptions = {}
  ): Promise<{ readonly value: T } | NoPlan> {
    const known = this.#documents.get(id, source)
    if (typeof known === 'object') return { value: readWhole(begin(), Buffer.from(known.text)) }
    const route = routeOf(id, source)
    const consume = async (response: Answer, alive: () => void) => {
      const reader = begin()
      const kept: Uint8Array[] = []
      let bytes = 0
      for await (const piece of response.body ?? []) {
        alive()
        bytes += piece.byteLength
        if (bytes > MAX_STREAM_BYTES) throw new RunFailed(`it has more than ${MAX_STREAM_BYTES / 2 ** 30} GiB`)
        reader.write(piece)
        if (keep && bytes <= MAX_JSON_BYTES) kept.push(piece)
        else kept.length = 0
      }
      if (bytes === 0) return undefined
      const value = reader.end()
      if (kept.length > 0) this.#documents.keep(id, source, { text: Buffer.concat(kept).toString() })
      return { value }
    }
    const read = async (): Promise<{ readonly value: T } | NoPlan | undefined> => {
      try {
        return await download(this.#http, this.#http.url(route), route, consume, signal)
      } catch (error) {
        if (ApiError.is(error, 401, 403, 404, 422)) return { status: error.status, isOfApi: error.isOfApi }
        throw error
      }
    }
    return (await poll(this.#clock, { pausesMs: isFinished ? UNTIL_THERE_MS : [], signal }, read)) ?? LATE
  }

  /** Not every server, version of Terraform and token has every output. What storage or a proxy answers says nothing of that. */
  async #output(route: string, signal: AbortSignal | undefined): Promise<PlanDocument> {
    try {
      const text = await downloadJson(this.#http, route, MAX_JSON_BYTES, signal)
      if (text === undefined) return 'too large'
      return text === '' ? 'late' : { text }
    } catch (error) {
      if (ApiError.isMissingRoute(error) || (ApiError.is(error, 404, 422) && error.isOfApi)) return 'none'
      if (ApiError.is(error, 401, 403) && error.isOfApi) return 'denied'
      throw error
    }
  }
}

/** Why a plan can't be read, as a status of HTTP. */
export interface NoPlan {
  readonly status: number
  readonly isOfApi: boolean
}

const LATE: NoPlan = { status: 204, isOfApi: true }

const ROUTES: Readonly<Record<DocumentName, string>> = {
  whole: 'json-output',
  redacted: 'json-output-redacted',
  schemas: 'json-schema'
}

const routeOf = (id: string, name: DocumentName): string => path`/plans/${id}/${ROUTES[name]}`

function readWhole<T>(reader: PieceReader<T>, bytes: Uint8Array): T {
  try {
    reader.write(bytes)
    return reader.end()
  } catch (error) {
    throw error instanceof RunFailed ? error : new RunFailed(messageOf(error), { cause: error })
  }
}
