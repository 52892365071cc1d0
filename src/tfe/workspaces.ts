import { one, related, type Resource } from './document.ts'
import { isObject } from '../json.ts'
import type { Http, Options } from './http.ts'
import { path } from './path.ts'

/** https://developer.hashicorp.com/terraform/cloud-docs/api-docs/workspaces */
export interface Workspace {
  readonly id: string
  readonly name: string
  readonly organization: string | undefined
  /** `remote`, `agent` or `local`: in `local` the service runs nothing. */
  readonly executionMode: string | undefined
  /** Where in the uploaded directory Terraform runs; undefined at its top. */
  readonly workingDirectory: string | undefined
  readonly locked: boolean
  readonly lockedReason: string | undefined
  readonly hasVcs: boolean
  /** What the token may do here; absent where the server does not say. */
  readonly permissions: {
    readonly queueRun: boolean | undefined
    readonly queueApply: boolean | undefined
    readonly queueDestroy: boolean | undefined
  }
}

export class Workspaces {
  readonly #http: Http

  constructor(http: Http) {
    this.#http = http
  }

  async readByName(organization: string, name: string, options?: Options): Promise<Workspace> {
    const route = path`/organizations/${organization}/workspaces/${name}`
    return workspace(one(await this.#http.get(route, options)))
  }
}

function workspace(resource: Resource): Workspace {
  const { id, attributes } = resource
  const permissions = attributes.fields('permissions')
  return {
    id,
    name: attributes.text('name') ?? id,
    organization: related(resource, 'organization')[0],
    executionMode: attributes.text('execution-mode'),
    workingDirectory: attributes.text('working-directory'),
    locked: attributes.flag('locked') ?? false,
    lockedReason: attributes.text('locked-reason'),
    hasVcs: isObject(attributes.value('vcs-repo')),
    permissions: {
      queueRun: permissions.flag('can-queue-run'),
      queueApply: permissions.flag('can-queue-apply'),
      queueDestroy: permissions.flag('can-queue-destroy')
    }
  }
}
