import { ApiError } from '../../errors.ts'
import { includedAll, relatedIds, resourceById, type Document, type Resource } from '../document.ts'
import type { Http, Options } from '../http.ts'
import { ownedResource, type OwnedOptions } from '../owner.ts'
import { pages, pageSize } from '../pages.ts'
import { path } from '../path.ts'
import { output, type StateVersionOutput } from './state-version-outputs.ts'

/** https://developer.hashicorp.com/terraform/cloud-docs/api-docs/state-versions */
export interface StateVersion {
  readonly resource: Resource
  readonly id: string
  readonly serial: number | undefined
  /** Only some servers tell it. */
  readonly lineage: string | undefined
  /** Undefined where the server has no statuses. */
  readonly status: string | undefined
  readonly createdAt: string | undefined
  /** Bytes of the state. */
  readonly size: number | undefined
  /** Outputs and resources are extracted after the upload: before that their lists may be empty for no other reason. */
  readonly resourcesProcessed: boolean | undefined
  /** There until it was used. A secret, valid for one upload. */
  readonly uploadUrl: string | undefined
  /** Absent without the permission to read states. */
  readonly downloadUrl: string | undefined
  readonly jsonDownloadUrl: string | undefined
  /** Whether the server has such an address for some states. */
  readonly mayHaveJson: boolean
  readonly workspaceId: string | undefined
  /** The run that made it. Only some servers tell it. */
  readonly runId: string | undefined
  /** Of which state version this one is a copy. */
  readonly rollbackOf: string | undefined
  /** Where they were asked for, and all of them came. Sensitive values may be withheld. */
  readonly outputs: readonly StateVersionOutput[] | undefined
}

export interface NewStateVersion {
  readonly serial: number
  /** Of the state's bytes, in hexadecimal. */
  readonly md5: string
  readonly lineage?: string | undefined
  /** Skips the service's checks of serial and lineage. */
  readonly force?: boolean
  /** The run that made it. */
  readonly runId?: string | undefined
  /** The state itself, for servers that don't take it by an upload of its own. */
  readonly state?: Buffer
}

export interface StateVersionFilter {
  readonly statuses?: readonly string[]
  /** How many will be looked at. */
  readonly count?: number
}

/** Asks for the outputs of a state version in the same answer. */
export const WITH_OUTPUTS = { query: { include: 'outputs' } } as const

/** Milliseconds for a request that holds a whole state. */
const STATE_DEADLINE_MS = 300_000

export class StateVersions {
  readonly #http: Http

  constructor(http: Http) {
    this.#http = http
  }

  /** Those of a workspace, newest first, page by page. The API wants names here, not ids. */
  async *list(
    organization: string,
    workspace: string,
    { statuses = [], count = 100 }: StateVersionFilter = {},
    options?: Options
  ): AsyncGenerator<StateVersion> {
    const query = {
      'filter[organization][name]': organization,
      'filter[workspace][name]': workspace,
      'filter[status]': statuses.join(',') || undefined,
      'page[size]': pageSize(count)
    }
    for await (const resource of pages(this.#http, '/state-versions', { ...options, query })) {
      yield stateVersion(resource)
    }
  }

  async read(id: string, { of: owner = {}, ...options }: OwnedOptions = {}): Promise<StateVersion> {
    const answer = await this.#http.get(path`/state-versions/${id}`, options)
    return stateVersion(ownedResource(answer, owner, resourceById(answer, id)), answer.included)
  }

  /** Undefined where the workspace has no state yet. */
  async readCurrent(workspaceId: string, options?: Options): Promise<StateVersion | undefined> {
    try {
      const route = path`/workspaces/${workspaceId}/current-state-version`
      return ofWorkspace(await this.#http.get(route, options), workspaceId)
    } catch (error) {
      if (ApiError.isAbsence(error)) return undefined
      throw error
    }
  }

  /** Whoever creates one holds the workspace's lock. Without `state`, it is pending until its upload. */
  async create(workspaceId: string, version: NewStateVersion, options?: Options): Promise<StateVersion> {
    const { serial, md5, lineage, force = false, runId, state } = version
    const attributes = {
      serial,
      md5,
      ...(lineage !== undefined && { lineage }),
      ...(force && { force }),
      ...(state !== undefined && { state: state.toString('base64') })
    }
    const relationships = runId === undefined ? undefined : { run: { data: { type: 'runs', id: runId } } }
    const body = { data: { type: 'state-versions', attributes, ...(relationships && { relationships }) } }
    const route = path`/workspaces/${workspaceId}/state-versions`
    const patience = state === undefined ? {} : { deadline: STATE_DEADLINE_MS }
    return ofWorkspace(await this.#http.write('POST', route, body, { ...patience, ...options }), workspaceId)
  }

  /** A new state version with the content of an older one. Whoever does this holds the workspace's lock. */
  async rollback(workspaceId: string, id: string, options?: Options): Promise<StateVersion> {
    const relationships = { 'rollback-state-version': { data: { type: 'state-versions', id } } }
    const body = { data: { type: 'state-versions', relationships } }
    const route = path`/workspaces/${workspaceId}/state-versions`
    return ofWorkspace(await this.#http.write('PATCH', route, body, options), workspaceId)
  }
}

const ofWorkspace = (answer: Document, workspace: string): StateVersion =>
  stateVersion(ownedResource(answer, { workspace }), answer.included)

function stateVersion(resource: Resource, included: readonly Resource[] = []): StateVersion {
  const { id, attributes } = resource
  return {
    resource,
    id,
    serial: attributes.count('serial'),
    lineage: attributes.text('lineage'),
    status: attributes.text('status'),
    createdAt: attributes.text('created-at'),
    size: attributes.count('size'),
    // Servers that do not know the attribute process while they answer.
    resourcesProcessed: attributes.flag('resources-processed'),
    uploadUrl: attributes.text('hosted-state-upload-url'),
    downloadUrl: attributes.text('hosted-state-download-url'),
    jsonDownloadUrl: attributes.text('hosted-json-state-download-url'),
    mayHaveJson: attributes.value('hosted-json-state-download-url') !== undefined,
    workspaceId: relatedIds(resource, 'workspace')[0],
    runId: relatedIds(resource, 'run')[0],
    rollbackOf: relatedIds(resource, 'rollback-state-version')[0],
    outputs: included.length === 0 ? undefined : includedAll(resource, 'outputs', included)?.map(output)
  }
}
