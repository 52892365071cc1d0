import type { ConfigurationVersion, IngressAttributes } from '../resources.ts'
import { one, type Resource, type View } from './document.ts'

/** https://developer.hashicorp.com/terraform/cloud-docs/api-docs/configuration-versions#attributes */
export function configurationVersionResource(_: View, version: ConfigurationVersion): Resource {
  const self = `/api/v2/configuration-versions/${version.id}`
  return {
    id: version.id,
    type: 'configuration-versions',
    attributes: {
      'auto-queue-runs': version.autoQueueRuns,
      error: version.error,
      'error-message': version.errorMessage,
      source: version.source,
      speculative: version.speculative,
      status: version.status,
      'status-timestamps': version.statusTimestamps,
      provisional: version.provisional
    },
    relationships: {
      'ingress-attributes': one('ingress-attributes', version.ingressAttributes, `${self}/ingress-attributes`)
    },
    links: version.status === 'uploaded' ? { self, download: `${self}/download` } : { self }
  }
}

export function ingressAttributesResource(_: View, { id, attributes, createdBy }: IngressAttributes): Resource {
  const self = `/api/v2/ingress-attributes/${id}`
  return {
    id,
    type: 'ingress-attributes',
    attributes,
    relationships: { 'created-by': one('users', createdBy, `${self}/created-by`) },
    links: { self }
  }
}
