import type { Caller } from '../resources.ts'
import type { Resource, View } from './document.ts'

/** https://developer.hashicorp.com/terraform/cloud-docs/api-docs/users; teams act through a service account of their name. */
export function userResource({ caller }: View, person: Caller): Resource {
  const { id, name, kind } = person
  const user = {
    username: name,
    'avatar-url': 'https://www.gravatar.com/avatar/?s=100&d=mm',
    'is-service-account': kind === 'organization',
    'auth-method': 'tfc',
    'v2-only': true,
    // What only they see themselves: https://developer.hashicorp.com/terraform/cloud-docs/api-docs/account#sample-response
    ...(person === caller ? ownAttributes(person) : {}),
    permissions: PERMISSIONS
  }
  return {
    id,
    type: kind === 'team' ? 'teams' : 'users',
    attributes: kind === 'team' ? { name } : user,
    links: { self: `/api/v2/${kind === 'team' ? 'teams' : 'users'}/${id}` }
  }
}

const PERMISSIONS = {
  'can-create-organizations': true,
  'can-change-email': true,
  'can-change-username': true,
  'can-manage-user-tokens': false,
  'can-view2fa-settings': false,
  'can-manage-hcp-account': false
}

function ownAttributes({ name, email }: Caller) {
  return {
    email: email ?? `${name}@example.com`,
    'unconfirmed-email': null,
    'two-factor': { enabled: false, verified: false },
    'is-site-admin': false,
    'is-admin': false,
    'is-sso-login': false
  }
}
