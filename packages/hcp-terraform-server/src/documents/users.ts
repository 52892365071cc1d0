import type { Caller } from '../resources.ts'
import type { Resource, View } from './document.ts'

/** https://developer.hashicorp.com/terraform/cloud-docs/api-docs/users; teams act through a service account of their name. */
export function userResource(_: View, { id, name, kind }: Caller): Resource {
  return {
    id,
    type: kind === 'team' ? 'teams' : 'users',
    attributes:
      kind === 'team' ? { name } : { username: name, 'is-service-account': kind === 'organization', 'v2-only': true },
    links: { self: `/api/v2/${kind === 'team' ? 'teams' : 'users'}/${id}` }
  }
}
