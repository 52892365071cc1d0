import { ApiError, RunFailed } from '../../errors.ts'
import { resourceById, relatedIds, type Resource } from '../document.ts'
import type { Http, Options } from '../http.ts'
import { ownedResource, type Owner } from '../owner.ts'
import { pages } from '../pages.ts'
import { path } from '../path.ts'

export type Category = 'terraform' | 'env'

/** What a variable of a workspace is asked to be. It is known by its key and its category. */
export interface VariableAttributes {
  readonly key: string
  readonly category: Category
  readonly value: string
  /** Whether the value is HCL source; otherwise it is a text. */
  readonly hcl: boolean
  readonly sensitive: boolean
}

/** https://developer.hashicorp.com/terraform/cloud-docs/api-docs/workspace-variables */
export interface WorkspaceVariable extends VariableAttributes {
  readonly id: string
  readonly description: string | undefined
  /** Whether the server says if the variable is sensitive. */
  readonly tellsSensitivity: boolean
}

export class Variables {
  readonly #http: Http

  constructor(http: Http) {
    this.#http = http
  }

  /** The workspace's own, without those of variable sets. */
  async list(workspaceId: string, options?: Options): Promise<readonly WorkspaceVariable[]> {
    const asked = { ...options, of: ownerOf(workspaceId) }
    const all = await Array.fromAsync(pages(this.#http, path`/workspaces/${workspaceId}/vars`, asked))
    return all.map(variable)
  }

  /** 422 where there is one of that key and category. */
  async create(
    workspaceId: string,
    attributes: VariableAttributes & { readonly description?: string | undefined },
    options?: Options
  ): Promise<WorkspaceVariable> {
    const body = { data: { type: 'vars', attributes } }
    const answer = await this.#http.write('POST', path`/workspaces/${workspaceId}/vars`, body, options)
    return variable(ownedResource(answer, ownerOf(workspaceId)))
  }

  /** Repeatable. What is sensitive stays so. */
  async update(
    workspaceId: string,
    id: string,
    attributes: Partial<VariableAttributes>,
    options?: Options
  ): Promise<WorkspaceVariable> {
    const body = { data: { type: 'vars', id, attributes } }
    const route = path`/workspaces/${workspaceId}/vars/${id}`
    const answer = await this.#http.write('PATCH', route, body, { ...options, policy: 'repeatable' })
    return variable(ownedResource(answer, ownerOf(workspaceId), resourceById(answer, id)))
  }

  /** Repeatable: one that does not exist is as good. */
  async delete(workspaceId: string, id: string, options?: Options): Promise<void> {
    const route = path`/workspaces/${workspaceId}/vars/${id}`
    try {
      await this.#http.act(route, undefined, { ...options, method: 'DELETE', policy: 'repeatable' })
    } catch (error) {
      if (!ApiError.is(error, 404)) throw error
    }
  }
}

const ownerOf = (workspaceId: string): Owner => ({ configurable: workspaceId })

/** Whether two are the same variable, whatever their values. */
export const isSameVariable = (
  a: Pick<VariableAttributes, 'key' | 'category'>,
  b: Pick<VariableAttributes, 'key' | 'category'>
): boolean => a.key === b.key && a.category === b.category

/** Whether the server says that a variable is sensitive, and shows no value of it. */
export const isKeptSecret = ({ sensitive, tellsSensitivity, value }: WorkspaceVariable): boolean =>
  sensitive && tellsSensitivity && value === ''

/** An environment variable and one of Terraform may have the same name. */
function categoryOf(id: string, attributes: Resource['attributes']): Category {
  const category = attributes.text('category')
  if (category === 'env' || category === 'terraform') return category
  throw new RunFailed(
    `The server does not say whether "${attributes.text('key') ?? id}" is an environment variable or a Terraform variable, so the action can't tell which variable to change.`
  )
}

const variable = ({ id, attributes }: Resource): WorkspaceVariable => ({
  id,
  key: attributes.text('key') ?? '',
  category: categoryOf(id, attributes),
  value: attributes.text('value') ?? '',
  hcl: attributes.flag('hcl') ?? false,
  // One whose sensitivity the server does not say is not compared with anything.
  sensitive: attributes.flag('sensitive') ?? true,
  tellsSensitivity: attributes.flag('sensitive') !== undefined,
  description: attributes.text('description')
})

/** https://developer.hashicorp.com/terraform/cloud-docs/api-docs/variable-sets */
export interface VariableSet {
  readonly id: string
  readonly name: string
  readonly workspaceIds: readonly string[]
}

export class VariableSets {
  readonly #http: Http

  constructor(http: Http) {
    this.#http = http
  }

  /** Undefined where no variable set has that name, or the token can't see it. */
  async findByName(organization: string, name: string, options?: Options): Promise<VariableSet | undefined> {
    const route = path`/organizations/${organization}/varsets`
    const asked = { ...options, query: { q: name }, of: { organization } }
    for await (const resource of pages(this.#http, route, asked)) {
      if (resource.attributes.text('name') === name) return variableSet(resource)
    }
    return undefined
  }

  /** Those that apply to a workspace, for whatever reason. */
  async ofWorkspace(workspaceId: string, options?: Options): Promise<readonly VariableSet[]> {
    const all = await Array.fromAsync(pages(this.#http, path`/workspaces/${workspaceId}/varsets`, options))
    return all.map(variableSet)
  }

  /** Repeatable. */
  apply(id: string, workspaceId: string, options?: Options): Promise<void> {
    const body = { data: [{ type: 'workspaces', id: workspaceId }] }
    return this.#http.act(path`/varsets/${id}/relationships/workspaces`, body, { ...options, policy: 'repeatable' })
  }
}

const variableSet = (resource: Resource): VariableSet => ({
  id: resource.id,
  name: resource.attributes.text('name') ?? resource.id,
  workspaceIds: relatedIds(resource, 'workspaces')
})
