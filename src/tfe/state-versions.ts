import { ApiError } from '../errors.ts'
import { one, type Resource } from './document.ts'
import type { Http, Options } from './http.ts'
import { path } from './path.ts'

/** https://developer.hashicorp.com/terraform/cloud-docs/api-docs/state-versions */
export interface StateVersion {
  readonly id: string
  readonly serial: number | undefined
  readonly status: string
  readonly createdAt: string | undefined
  /** Outputs and resources are extracted after the upload: before that their lists may be empty for no other reason. */
  readonly resourcesProcessed: boolean
}

export class StateVersions {
  readonly #http: Http

  constructor(http: Http) {
    this.#http = http
  }

  async read(id: string, options?: Options): Promise<StateVersion> {
    return stateVersion(one(await this.#http.get(path`/state-versions/${id}`, options)))
  }

  /** Undefined where the workspace has no state yet. */
  async readCurrent(workspaceId: string, options?: Options): Promise<StateVersion | undefined> {
    try {
      return stateVersion(one(await this.#http.get(path`/workspaces/${workspaceId}/current-state-version`, options)))
    } catch (error) {
      if (ApiError.is(error, 404)) return undefined
      throw error
    }
  }
}

const stateVersion = ({ id, attributes }: Resource): StateVersion => ({
  id,
  serial: attributes.count('serial'),
  status: attributes.text('status') ?? 'unknown',
  createdAt: attributes.text('created-at'),
  // Servers that do not know the attribute process while they answer.
  resourcesProcessed: attributes.flag('resources-processed') ?? true
})
