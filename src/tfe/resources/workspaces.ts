import { resourceById, singleResource, relatedIds, type Document, type Resource } from '../document.ts'
import { ApiError } from '../../errors.ts'
import { isObject } from '../../json.ts'
import type { Http, Options } from '../http.ts'
import { pagesWithIncluded } from '../pages.ts'
import { path } from '../path.ts'
import { asAskedFor, ofOrganization } from './asked-workspace.ts'
import { lockHolderOf, type LockHolder } from './lock-holder.ts'
import { shownTags, type FilterableWorkspace, type WorkspaceFilter } from './workspace-filter.ts'
import { workspaceDocument, type WorkspaceSettings } from './new-workspace.ts'

export { describeLock, lockHolder, type LockHolder } from './lock-holder.ts'

/** https://developer.hashicorp.com/terraform/cloud-docs/api-docs/workspaces */
export interface Workspace extends FilterableWorkspace {
  readonly resource: Resource
  readonly id: string
  readonly organization: string | undefined
  /** `remote`, `agent` or `local`: in `local` the service runs nothing. */
  readonly executionMode: string | undefined
  /** Where in the uploaded directory Terraform runs; undefined at its top. */
  readonly workingDirectory: string | undefined
  /** Further directories whose changes affect it. */
  readonly triggerPrefixes: readonly string[]
  /** Globs of paths whose changes affect it, in place of directories. */
  readonly triggerPatterns: readonly string[]
  /** `file-triggers-enabled: false`: every change affects it. */
  readonly triggersOnEveryChange: boolean
  readonly locked: boolean
  /** Whether the server returns whether it is locked. */
  readonly tellsLocked: boolean
  readonly lockedReason: string | undefined
  /** Whether the server returns the reason of a lock at all: older ones, and other implementations, don't. */
  readonly tellsLockReason: boolean
  readonly lockedBy: LockHolder | undefined
  readonly hasVcs: boolean
  readonly agentPoolId: string | undefined
  readonly currentRunId: string | undefined
  readonly currentConfigurationVersionId: string | undefined
  /** How many resources its state has; undefined where the server does not say. */
  readonly resourceCount: number | undefined
  readonly allowsDestroyPlans: boolean | undefined
  /** What the token may do here; absent where the server does not say. */
  readonly permissions: {
    readonly queueRun: boolean | undefined
    readonly queueApply: boolean | undefined
    readonly queueDestroy: boolean | undefined
    readonly lock: boolean | undefined
    readonly unlock: boolean | undefined
    readonly createStateVersions: boolean | undefined
    readonly readStateVersions: boolean | undefined
    readonly readStateOutputs: boolean | undefined
  }
}

export class Workspaces {
  readonly #http: Http

  constructor(http: Http) {
    this.#http = http
  }

  /** Whether the token may read the organization. */
  async isVisible(organization: string, options?: Options): Promise<boolean> {
    try {
      await this.#http.get(path`/organizations/${organization}`, options)
      return true
    } catch (error) {
      if (ApiError.is(error, 404)) return false
      throw error
    }
  }

  /** By its name, else by its id. Without an organization by its id only. */
  async readByName(organization: string, name: string, options?: Options): Promise<Workspace> {
    if (organization === '') return this.read(name, options)
    const readNamed = async (named: string): Promise<Workspace> => {
      const route = path`/organizations/${organization}/workspaces/${named}`
      const answer = await this.#http.get(route, { ...options, query: { include: 'locked_by' } })
      return asAskedFor(workspace(answer), organization, named)
    }
    try {
      return await readNamed(name)
    } catch (error) {
      if (!ApiError.is(error, 404) || !isWorkspaceId(name)) throw error
      return ofOrganization(await this.read(name, options), organization, readNamed)
    }
  }

  /** The workspaces of an organization that a filter lets through, by name. */
  async *list(organization: string, filter: WorkspaceFilter, options?: Options): AsyncGenerator<Workspace> {
    const pairs = filter.tags.filter(({ value }) => value !== undefined)
    const query = {
      sort: 'name',
      include: filter.tags.length > 0 ? 'effective_tag_bindings' : undefined,
      'search[wildcard-name]': filter.name,
      'filter[project][id]': filter.projectId,
      'search[tags]':
        filter.tags.flatMap(({ key, value }) => (value === undefined ? [key] : [])).join(',') || undefined,
      ...Object.fromEntries(
        pairs.flatMap(({ key, value }, index) => [
          [`filter[tagged][${index}][key]`, key],
          [`filter[tagged][${index}][value]`, value]
        ])
      )
    }
    const route = path`/organizations/${organization}/workspaces`
    const listed = pagesWithIncluded(this.#http, route, { ...options, query, of: { organization } }, ['include'])
    for await (const { resource, included } of listed) yield workspaceOf(resource, included)
  }

  async read(id: string, options?: Options): Promise<Workspace> {
    const answer = await this.#http.get(path`/workspaces/${id}`, { ...options, query: { include: 'locked_by' } })
    return workspaceOf(resourceById(answer, id), answer.included)
  }

  /** 422 where the name is taken, also by one that the token may not see. */
  async create(organization: string, name: string, settings: WorkspaceSettings, options?: Options): Promise<Workspace> {
    const body = workspaceDocument({ ...settings, attributes: { name, ...settings.attributes } })
    const answer = await this.#http.write('POST', path`/organizations/${organization}/workspaces`, body, options)
    return asAskedFor(workspace(answer), organization, name)
  }

  /** Changes what is named. Repeatable. */
  async update(id: string, settings: WorkspaceSettings, options?: Options): Promise<Workspace> {
    const body = workspaceDocument(settings)
    const answer = await this.#http.write('PATCH', path`/workspaces/${id}`, body, { ...options, policy: 'repeatable' })
    return workspaceOf(resourceById(answer, id), answer.included)
  }

  /** 409 where it has resources or is locked. */
  safeDelete(id: string, options?: Options): Promise<void> {
    return this.#http.act(path`/workspaces/${id}/actions/safe-delete`, undefined, options)
  }

  /** Whatever it has is forgotten, and goes on to exist. */
  forceDelete(id: string, options?: Options): Promise<void> {
    return this.#http.act(path`/workspaces/${id}`, undefined, { ...options, method: 'DELETE' })
  }

  /** Of whomever's lock, but a run's. */
  forceUnlock(id: string, options?: Options): Promise<void> {
    return this.#http.act(path`/workspaces/${id}/actions/force-unlock`, undefined, options)
  }

  /** 409 where it is locked already, by whomever. */
  lock(id: string, reason: string, options?: Options): Promise<void> {
    return this.#http.act(path`/workspaces/${id}/actions/lock`, { reason }, options)
  }

  /** Of whatever lock the token's user or team holds there, its reason unseen. */
  unlock(id: string, options?: Options): Promise<void> {
    return this.#http.act(path`/workspaces/${id}/actions/unlock`, undefined, options)
  }
}

/** An id as the service makes them, which could be a name as well. */
export const isWorkspaceId = (text: string): boolean => /^ws-[A-Za-z0-9]{16}$/.test(text)

const workspace = (document: Document): Workspace => workspaceOf(singleResource(document), document.included)

function workspaceOf(resource: Resource, included: readonly Resource[]): Workspace {
  const { id, attributes } = resource
  const permissions = attributes.fields('permissions')
  return {
    resource,
    id,
    name: attributes.text('name') ?? id,
    organization: relatedIds(resource, 'organization')[0],
    executionMode: attributes.text('execution-mode'),
    workingDirectory: attributes.text('working-directory'),
    triggerPrefixes: attributes.list('trigger-prefixes').filter(prefix => typeof prefix === 'string'),
    triggerPatterns: attributes.list('trigger-patterns').filter(pattern => typeof pattern === 'string'),
    triggersOnEveryChange: attributes.flag('file-triggers-enabled') === false,
    locked: attributes.flag('locked') ?? false,
    tellsLocked: attributes.flag('locked') !== undefined,
    lockedReason: attributes.text('locked-reason'),
    tellsLockReason: typeof attributes.value('locked-reason') === 'string',
    lockedBy: lockHolderOf(resource, included),
    projectId: relatedIds(resource, 'project')[0],
    ...shownTags(resource, included),
    agentPoolId: relatedIds(resource, 'agent-pool')[0],
    currentRunId: relatedIds(resource, 'current-run')[0],
    currentConfigurationVersionId: relatedIds(resource, 'current-configuration-version')[0],
    resourceCount: attributes.count('resource-count'),
    hasVcs: isObject(attributes.value('vcs-repo')),
    allowsDestroyPlans: attributes.flag('allow-destroy-plan'),
    permissions: {
      queueRun: permissions.flag('can-queue-run'),
      queueApply: permissions.flag('can-queue-apply'),
      queueDestroy: permissions.flag('can-queue-destroy'),
      lock: permissions.flag('can-lock'),
      unlock: permissions.flag('can-unlock'),
      createStateVersions: permissions.flag('can-create-state-versions'),
      readStateVersions: permissions.flag('can-read-state-versions'),
      readStateOutputs: permissions.flag('can-read-state-outputs')
    }
  }
}
