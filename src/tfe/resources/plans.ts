import { ApiError, messageOf, RunFailed } from '../../errors.ts'
import type { Answer } from '../../network/fetch.ts'
import { resourceById, type Resource } from '../document.ts'
import { download, downloadJson } from '../download.ts'
import type { Http, Options } from '../http.ts'
import { path } from '../path.ts'
import { PlanDocuments, type PlanDocument, type PlanSource } from '../plan-documents.ts'

/** What a plan, or an apply, has counted. Undefined before the service knows. */
export interface Counts {
  readonly additions: number | undefined
  readonly changes: number | undefined
  readonly destructions: number | undefined
  readonly imports: number | undefined
}

/** A run's plan or apply, as far as they are alike. */
export interface Phase extends Counts {
  readonly id: string
  readonly status: string
  /** Where its log is, once it has begun. A secret. */
  readonly logReadUrl: string | undefined
}

/** Statuses of a plan or an apply after which it and its log do not change. */
const ENDED: readonly string[] = ['finished', 'errored', 'canceled', 'unreachable']

export const phaseEnded = (status: string): boolean => ENDED.includes(status)

/** https://developer.hashicorp.com/terraform/cloud-docs/api-docs/plans */
export interface Plan extends Phase {
  readonly hasChanges: boolean | undefined
  readonly hasGeneratedConfiguration: boolean
}

export interface PlanJson {
  /** Of the plan. */
  readonly id: string
  readonly text: string
  /** Whether sensitive values were left out by the service. */
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

export class Plans {
  readonly #http: Http
  readonly #documents: PlanDocuments

  constructor(http: Http, documents = new PlanDocuments()) {
    this.#http = http
    this.#documents = documents
  }

  async read(id: string, options?: Options): Promise<Plan> {
    return toPlan(resourceById(await this.#http.get(path`/plans/${id}`, options), id))
  }

  /**
   * The plan as JSON: without sensitive values where the server has that, else whole where the token may read it (administrators may).
   * Undefined where there is neither, and where it is too large to be looked at.
   */
  async json(id: string, options?: Options): Promise<PlanJson | undefined> {
    const redacted = await this.#document(id, 'redacted', options)
    if (typeof redacted === 'object') return { id, text: redacted.text, redacted: true }
    const whole = await this.#document(id, 'whole', options)
    if (typeof whole !== 'object') return undefined
    this.#documents.keep(id, 'redacted', redacted)
    return { id, text: whole.text, redacted: false }
  }

  /** The schemas of the plan's providers, which the redacted plan carries itself. */
  async schemas(id: string, options?: Options): Promise<string | undefined> {
    const found = this.#documents.get(id, 'schemas') ?? (await this.#output(path`/plans/${id}/json-schema`, options))
    if (found !== 'none') this.#documents.keep(id, 'schemas', found)
    return typeof found === 'object' ? found.text : undefined
  }

  async #document(id: string, source: PlanSource, options?: Options): Promise<PlanDocument> {
    const known = this.#documents.get(id, source)
    if (known !== undefined) return known
    const found = await this.#output(routeOf(id, source), options)
    // One that does not exist yet may come later.
    if (found !== 'none') this.#documents.keep(id, source, found)
    return found
  }

  /**
   * Reads the plan as JSON in pieces, whatever its size. `status` says why there is none: 204 where it does not exist yet. With `keep`, one that is
   * not large stays available for later reads.
   */
  async stream<T>(
    id: string,
    source: PlanSource,
    begin: () => PieceReader<T>,
    { signal, keep = false }: Options & { readonly keep?: boolean } = {}
  ): Promise<{ readonly value: T } | { readonly status: number }> {
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
      if (bytes === 0) return { status: 204 }
      const value = reader.end()
      if (kept.length > 0) this.#documents.keep(id, source, { text: Buffer.concat(kept).toString() })
      return { value }
    }
    try {
      return await download(this.#http, this.#http.url(route), route, consume, signal)
    } catch (error) {
      if (ApiError.is(error, 401, 403, 404, 422)) return { status: error.status }
      throw error
    }
  }

  /** Not every server, version of Terraform and token has every output. */
  async #output(route: string, options?: Options): Promise<PlanDocument> {
    try {
      const text = await downloadJson(this.#http, route, MAX_JSON_BYTES, options?.signal)
      if (text === undefined) return 'too large'
      return text === '' ? 'none' : { text }
    } catch (error) {
      if (ApiError.is(error, 401, 403, 404, 422)) return 'none'
      throw error
    }
  }
}

const routeOf = (id: string, source: PlanSource): string =>
  source === 'whole' ? path`/plans/${id}/json-output` : path`/plans/${id}/json-output-redacted`

function readWhole<T>(reader: PieceReader<T>, bytes: Uint8Array): T {
  try {
    reader.write(bytes)
    return reader.end()
  } catch (error) {
    throw error instanceof RunFailed ? error : new RunFailed(messageOf(error), { cause: error })
  }
}

export const toPlan = (resource: Resource): Plan => ({
  ...toPhase(resource),
  hasChanges: resource.attributes.flag('has-changes'),
  hasGeneratedConfiguration: resource.attributes.flag('generated-configuration') ?? false
})

/**
 * Whether a plan changes something: a count is believed against a flag that says no. Undefined where the server does not say, also where all counts
 * are 0: outputs are not counted. A flag that says no counts only once the plan has finished: of a failed or cancelled plan nothing is known.
 */
export function changesSomething(
  flags: readonly (boolean | undefined)[],
  { status, additions, changes, destructions, imports }: Partial<Counts & Pick<Phase, 'status'>> = {}
): boolean | undefined {
  const isCounted = [additions, changes, destructions, imports].some(count => (count ?? 0) > 0)
  if (flags.includes(true) || isCounted) return true
  return status === undefined || status === 'finished' ? flags.find(flag => flag !== undefined) : undefined
}

export const toPhase = ({ id, attributes }: Resource): Phase => ({
  id,
  status: attributes.text('status') ?? 'unknown',
  logReadUrl: attributes.text('log-read-url'),
  additions: attributes.count('resource-additions'),
  changes: attributes.count('resource-changes'),
  destructions: attributes.count('resource-destructions'),
  imports: attributes.count('resource-imports')
})
