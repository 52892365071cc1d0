import { ApiError } from '../../errors.ts'
import { includedOne, singleResource, relatedIds } from '../document.ts'
import type { Http, Options } from '../http.ts'
import { isOf } from '../owner.ts'
import { pages } from '../pages.ts'
import { path } from '../path.ts'

/** https://developer.hashicorp.com/terraform/cloud-docs/api-docs/comments */
export interface Comment {
  readonly id: string
  readonly body: string
  readonly eventId: string | undefined
}

export interface RunEvent {
  readonly id: string
  /** What was done, such as `canceled`. */
  readonly action: string
  readonly description: string | undefined
  readonly actorId: string | undefined
  /** The actor's name. */
  readonly actor: string | undefined
  readonly comment: string | undefined
}

export class Comments {
  readonly #http: Http

  constructor(http: Http) {
    this.#http = http
  }

  async list(runId: string, options?: Options): Promise<readonly Comment[]> {
    const all = await Array.fromAsync(pages(this.#http, path`/runs/${runId}/comments`, options))
    return all.map(resource => ({
      id: resource.id,
      body: resource.attributes.text('body') ?? '',
      eventId: relatedIds(resource, 'run-event')[0]
    }))
  }

  async create(runId: string, body: string, options?: Options): Promise<string> {
    const document = { data: { type: 'comments', attributes: { body } } }
    return singleResource(await this.#http.write('POST', path`/runs/${runId}/comments`, document, options)).id
  }

  /** What happened to a run, the oldest first. */
  async events(runId: string, options?: Options): Promise<readonly RunEvent[]> {
    const query = { include: 'actor,comment' }
    const { data, included } = await this.#http.get(path`/runs/${runId}/run-events`, { ...options, query })
    return data
      .filter(event => isOf(event, { run: runId }))
      .map(event => {
        const actor = includedOne(event, 'actor', included)
        return {
          id: event.id,
          action: event.attributes.text('action') ?? 'unknown',
          description: event.attributes.text('description'),
          actorId: actor?.id ?? relatedIds(event, 'actor')[0],
          actor: actor?.attributes.text('username') ?? actor?.attributes.text('name'),
          comment: includedOne(event, 'comment', included)?.attributes.text('body')
        }
      })
  }

  /** Who caused each event of a run, by the event's id. */
  async actors(runId: string, options?: Options): Promise<ReadonlyMap<string, string>> {
    const events = await this.events(runId, options)
    return new Map(events.flatMap(({ id, actorId }) => (actorId === undefined ? [] : [[id, actorId] as const])))
  }

  /** The id of the user that the token acts as. Undefined for tokens that are of no user. */
  async self(options?: Options): Promise<string | undefined> {
    try {
      return singleResource(await this.#http.get('/account/details', options)).id
    } catch (error) {
      if (ApiError.is(error, 403, 404)) return undefined
      throw error
    }
  }
}
