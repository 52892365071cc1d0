import { ApiError } from '../../errors.ts'
import { resourceById, relatedIds, type Resource } from '../document.ts'
import type { Http, Options } from '../http.ts'
import { ownedResource } from '../owner.ts'
import { pages, pageSize } from '../pages.ts'
import { path } from '../path.ts'

/** https://developer.hashicorp.com/terraform/cloud-docs/api-docs/configuration-versions */
export interface ConfigurationVersion {
  readonly resource: Resource
  readonly id: string
  readonly status: string
  /** Given once, in the answer to `create`. A secret, valid for one upload. */
  readonly uploadUrl: string | undefined
  readonly speculative: boolean
  readonly provisional: boolean
  readonly errorMessage: string | undefined
  /** Whether a linked repository made it. */
  readonly isOfCommit: boolean
}

export interface NewConfigurationVersion {
  /** Usable only for plan-only runs. */
  readonly speculative: boolean
  /** Becomes the workspace's current configuration only when a run of it is applied. */
  readonly provisional: boolean
  /** Whether the upload queues a run by itself. */
  readonly autoQueueRuns: boolean
}

/** What Terraform Enterprise does to the archive of a version, in the words of its routes. */
export type BackingDataAction = 'soft_delete' | 'restore' | 'permanently_delete'

export class ConfigurationVersions {
  readonly #http: Http

  constructor(http: Http) {
    this.#http = http
  }

  /** Those of a workspace, newest first, page by page, of which `count` will be looked at. */
  async *list(workspaceId: string, count = 100, options?: Options): AsyncGenerator<ConfigurationVersion> {
    const route = path`/workspaces/${workspaceId}/configuration-versions`
    const asked = { ...options, query: { 'page[size]': pageSize(count) }, of: { workspace: workspaceId } }
    for await (const resource of pages(this.#http, route, asked)) yield configurationVersion(resource)
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
    const answer = await this.#http.write('POST', route, body, { ...options, policy: 'repeatable' })
    return configurationVersion(ownedResource(answer, { workspace: workspaceId }))
  }

  async read(id: string, options?: Options): Promise<ConfigurationVersion> {
    return configurationVersion(resourceById(await this.#http.get(path`/configuration-versions/${id}`, options), id))
  }

  /** The commit that a version is of. Undefined for one that was uploaded, and on servers that know no commits. */
  async ingressAttributes(id: string, options?: Options): Promise<Resource | undefined> {
    try {
      return (await this.#http.get(path`/configuration-versions/${id}/ingress-attributes`, options)).data[0]
    } catch (error) {
      if (ApiError.is(error, 404)) return undefined
      throw error
    }
  }

  /** Discards the archive. 409 where it is in use, current, or came from a repository. */
  archive(id: string, options?: Options): Promise<void> {
    return this.#http.act(path`/configuration-versions/${id}/actions/archive`, undefined, options)
  }

  /** Only Terraform Enterprise knows this; HCP Terraform answers 404. */
  changeBackingData(id: string, action: BackingDataAction, options?: Options): Promise<void> {
    const route = path`/configuration-versions/${id}/actions/`
    return this.#http.act(`${route}${action}_backing_data`, undefined, options)
  }
}

/** Where the archive of a version is, or of the version that a run is of. */
export const archivePath = (of: { readonly id: string } | { readonly runId: string }): string =>
  'id' in of ? path`/configuration-versions/${of.id}/download` : path`/runs/${of.runId}/configuration-version/download`

function configurationVersion(resource: Resource): ConfigurationVersion {
  const { id, attributes } = resource
  return {
    resource,
    id,
    status: attributes.text('status') ?? 'unknown',
    uploadUrl: attributes.text('upload-url'),
    speculative: attributes.flag('speculative') ?? false,
    provisional: attributes.flag('provisional') ?? false,
    errorMessage: attributes.text('error-message') ?? attributes.text('error'),
    isOfCommit: relatedIds(resource, 'ingress-attributes').length > 0
  }
}
