import { one, type Resource } from './document.ts'
import type { Http, Options } from './http.ts'
import { path } from './path.ts'

/** https://developer.hashicorp.com/terraform/cloud-docs/api-docs/configuration-versions */
export interface ConfigurationVersion {
  readonly id: string
  readonly status: string
  /** Given once, in the answer to `create`. A secret, valid for one upload. */
  readonly uploadUrl: string | undefined
  readonly speculative: boolean
  readonly errorMessage: string | undefined
}

export interface NewConfigurationVersion {
  /** Usable for plan-only runs alone. */
  readonly speculative: boolean
  /** Becomes the workspace's current configuration only when a run of it is applied. */
  readonly provisional: boolean
  /** Whether the upload queues a run by itself. */
  readonly autoQueueRuns: boolean
}

export class ConfigurationVersions {
  readonly #http: Http

  constructor(http: Http) {
    this.#http = http
  }

  /** Repeatable: a version that nothing is uploaded to does nothing. */
  async create(
    workspaceId: string,
    version: NewConfigurationVersion,
    options?: Options
  ): Promise<ConfigurationVersion> {
    const attributes = {
      'auto-queue-runs': version.autoQueueRuns,
      speculative: version.speculative,
      provisional: version.provisional
    }
    const body = { data: { type: 'configuration-versions', attributes } }
    const route = path`/workspaces/${workspaceId}/configuration-versions`
    return configurationVersion(one(await this.#http.write('POST', route, body, { ...options, policy: 'repeatable' })))
  }

  async read(id: string, options?: Options): Promise<ConfigurationVersion> {
    return configurationVersion(one(await this.#http.get(path`/configuration-versions/${id}`, options)))
  }
}

const configurationVersion = ({ id, attributes }: Resource): ConfigurationVersion => ({
  id,
  status: attributes.text('status') ?? 'unknown',
  uploadUrl: attributes.text('upload-url'),
  speculative: attributes.flag('speculative') ?? false,
  errorMessage: attributes.text('error-message') ?? attributes.text('error')
})
