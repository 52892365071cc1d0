import { includedOne, one, related, relatedType, type Document, type Resource } from '../document.ts'
import { isObject } from '../../json.ts'
import type { Http, Options } from '../http.ts'
import { pages } from '../pages.ts'
import { path } from '../path.ts'

/** https://developer.hashicorp.com/terraform/cloud-docs/api-docs/workspaces */
export interface Workspace {
  readonly id: string
  readonly name: string
  readonly organization: string | undefined
  /** `remote`, `agent` or `local`: in `local` the service runs nothing. */
  readonly executionMode: string | undefined
  /** Where in the uploaded directory Terraform runs; undefined at its top. */
  readonly workingDirectory: string | undefined
  /** Further directories whose changes concern it. */
  readonly triggerPrefixes: readonly string[]
  readonly locked: boolean
  readonly lockedReason: string | undefined
  readonly lockedBy: Holder | undefined
  readonly hasVcs: boolean
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

/** Which workspaces of an organization: those of which everything here is true. */
export interface WorkspaceFilter {
  /** With `*` at its beginning or its end. */
  readonly name: string | undefined
  readonly projectId: string | undefined
  readonly tags: readonly { readonly key: string; readonly value: string | undefined }[]
}

/** Who holds a workspace's lock. */
export interface Holder {
  readonly kind: 'run' | 'user' | 'team'
  readonly id: string
  /** A user's or a team's name, where the token may see it. */
  readonly name: string | undefined
}

export class Workspaces {
  readonly #http: Http

  constructor(http: Http) {
    this.#http = http
  }

  async readByName(organization: string, name: string, options?: Options): Promise<Workspace> {
    const route = path`/organizations/${organization}/workspaces/${name}`
    return workspace(await this.#http.get(route, { ...options, query: { include: 'locked_by' } }))
  }

  /** The workspaces of an organization that a filter lets through, by name. */
  async *list(organization: string, filter: WorkspaceFilter, options?: Options): AsyncGenerator<Workspace> {
    const pairs = filter.tags.filter(({ value }) => value !== undefined)
    const query = {
      sort: 'name',
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
    const listed = pages(this.#http, path`/organizations/${organization}/workspaces`, { ...options, query })
    for await (const resource of listed) yield workspaceOf(resource, [])
  }

  async read(id: string, options?: Options): Promise<Workspace> {
    return workspace(await this.#http.get(path`/workspaces/${id}`, { ...options, query: { include: 'locked_by' } }))
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

const workspace = (document: Document): Workspace => workspaceOf(one(document), document.included)

function workspaceOf(resource: Resource, included: readonly Resource[]): Workspace {
  const { id, attributes } = resource
  const permissions = attributes.fields('permissions')
  return {
    id,
    name: attributes.text('name') ?? id,
    organization: related(resource, 'organization')[0],
    executionMode: attributes.text('execution-mode'),
    workingDirectory: attributes.text('working-directory'),
    triggerPrefixes: attributes.list('trigger-prefixes').filter(prefix => typeof prefix === 'string'),
    locked: attributes.flag('locked') ?? false,
    lockedReason: attributes.text('locked-reason'),
    lockedBy: holder(resource, included),
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

const HOLDERS: Readonly<Record<string, Holder['kind']>> = { runs: 'run', users: 'user', teams: 'team' }

function holder(of: Resource, included: readonly Resource[]): Holder | undefined {
  const [id] = related(of, 'locked-by')
  const kind = HOLDERS[relatedType(of, 'locked-by') ?? '']
  if (id === undefined || kind === undefined) return undefined
  const attributes = includedOne(of, 'locked-by', included)?.attributes
  return { kind, id, name: attributes?.text('username') ?? attributes?.text('name') }
}

/** Who holds the lock, and why: ` by the user bob ("migrating")`. Empty where the service says neither. */
export function lockHolder({ lockedBy, lockedReason }: Workspace): string {
  const who = lockedBy === undefined ? '' : ` by the ${lockedBy.kind} ${lockedBy.name ?? lockedBy.id}`
  return `${who}${lockedReason === undefined ? '' : ` ("${lockedReason}")`}`
}
