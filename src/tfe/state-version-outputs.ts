import { one, type Resource } from './document.ts'
import type { Http, Options } from './http.ts'
import type { Json } from '../json.ts'
import { pages } from './pages.ts'
import { path } from './path.ts'

/** https://developer.hashicorp.com/terraform/cloud-docs/api-docs/state-version-outputs */
export interface StateVersionOutput {
  readonly id: string
  readonly name: string
  readonly sensitive: boolean
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

  /** One output, with its value also where it is sensitive. */
  async read(id: string, options?: Options): Promise<StateVersionOutput> {
    return output(one(await this.#http.get(path`/state-version-outputs/${id}`, options)))
  }
}

const output = ({ id, attributes }: Resource): StateVersionOutput => ({
  id,
  name: attributes.text('name') ?? '',
  sensitive: attributes.flag('sensitive') ?? false,
  value: attributes.value('value') ?? null
})
