import { ApiError } from '../../errors.ts'
import { resourceById, type Resource } from '../document.ts'
import type { Http, Options } from '../http.ts'
import type { Json } from '../../json.ts'
import { isOf } from '../owner.ts'
import { pages } from '../pages.ts'
import { path } from '../path.ts'

/** https://developer.hashicorp.com/terraform/cloud-docs/api-docs/state-version-outputs */
export interface StateVersionOutput {
  readonly id: string
  readonly name: string
  /** True also where the server does not say: its value may be a secret. */
  readonly sensitive: boolean
  /** Whether the server says if the output is sensitive. */
  readonly tellsSensitivity: boolean
  /** `string`, `number`, `array` and so on; undefined where the server does not say. */
  readonly type: string | undefined
  /** Terraform's own type, as JSON. */
  readonly detailedType: Json | undefined
  /** Null where the list withholds a sensitive value, and where the value is null. */
  readonly value: Json
}

export class StateVersionOutputs {
  readonly #http: Http

  constructor(http: Http) {
    this.#http = http
  }

  /** All outputs of a state version, page by page. Sensitive values are withheld. */
  async *list(stateVersionId: string, options?: Options): AsyncGenerator<StateVersionOutput> {
    for await (const resource of pages(this.#http, path`/state-versions/${stateVersionId}/outputs`, options)) {
      yield output(resource)
    }
  }

  /**
   * The outputs of a workspace's current state, for tokens that may read those and no state version. Undefined where there is no state.
   * The service neither pages this list nor reveals sensitive values in it.
   */
  async readCurrent(workspaceId: string, options?: Options): Promise<readonly StateVersionOutput[] | undefined> {
    try {
      const route = path`/workspaces/${workspaceId}/current-state-version-outputs`
      const { data } = await this.#http.get(route, options)
      return data.filter(each => isOf(each, { configurable: workspaceId })).map(output)
    } catch (error) {
      if (ApiError.isAbsence(error)) return undefined
      throw error
    }
  }

  /** One output, with its value also where it is sensitive. */
  async read(id: string, options?: Options): Promise<StateVersionOutput> {
    return output(resourceById(await this.#http.get(path`/state-version-outputs/${id}`, options), id))
  }
}

export const output = ({ id, attributes }: Resource): StateVersionOutput => ({
  id,
  name: attributes.text('name') ?? '',
  sensitive: attributes.flag('sensitive') ?? true,
  tellsSensitivity: attributes.flag('sensitive') !== undefined,
  type: attributes.text('type'),
  detailedType: attributes.value('detailed-type'),
  value: attributes.value('value') ?? null
})
