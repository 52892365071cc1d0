import { createHash } from 'node:crypto'
import { resourcesIn, type StateResource } from '../outputs.ts'
import type { Workspace } from '../resources.ts'
import { instant } from '../world.ts'
import type { Resource } from './document.ts'

/** One for each instance in the current state: https://developer.hashicorp.com/terraform/cloud-docs/api-docs/workspace-resources */
export function managedResources(workspace: Workspace): Resource[] {
  const { currentStateVersion: version } = workspace
  if (version?.processed !== true || version.state === undefined) return []
  return resourcesIn(version.state)
    .filter(({ mode }) => mode === 'managed')
    .flatMap(resource => (resource.instances ?? []).map(({ index_key: index }) => instance(resource, index)))

  function instance({ type, name, module, provider }: StateResource, index: string | number | undefined): Resource {
    const inside = module?.replace(/^module\./, '') ?? 'root'
    const key = index === undefined ? '' : `[${typeof index === 'string' ? JSON.stringify(index) : index}]`
    const local = `${type}.${name}${key}`
    const at = instant(version?.createdAt ?? workspace.createdAt)
    const address = module === undefined ? local : `${inside}.${local}`
    return {
      id: idOf(`${workspace.id} ${address}`),
      type: 'resources',
      attributes: {
        address,
        name,
        'created-at': at,
        'updated-at': at,
        module: inside,
        provider: /"(?:[^/"]+\/)?([^/"]+\/[^/"]+)"/.exec(provider)?.[1] ?? provider,
        'provider-type': type,
        'modified-by-state-version-id': version?.id ?? null,
        'name-index': index === undefined ? null : String(index)
      },
      links: { self: null }
    }
  }
}

/** The same as long as the resource is. */
function idOf(key: string): string {
  return `wsr-${createHash('sha256').update(key).digest('base64url').replaceAll(/[-_0]/g, '').slice(0, 16)}`
}
