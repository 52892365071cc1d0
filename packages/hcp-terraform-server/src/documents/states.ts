import { awaitsUpload, content, stateDownloadPath, stateUploadPath, type StateKind } from '../archivist.ts'
import { may } from '../callers.ts'
import type { Output, StateVersion } from '../resources.ts'
import { instant } from '../world.ts'
import { blobUrl, many, one, type Resource, type View } from './document.ts'

/** https://developer.hashicorp.com/terraform/cloud-docs/api-docs/state-versions#attributes */
export function stateVersionResource(view: View, stateVersion: StateVersion): Resource {
  const { service, caller } = view
  const self = `/api/v2/state-versions/${stateVersion.id}`
  const { workspace, run, summary, processed } = stateVersion
  return {
    id: stateVersion.id,
    type: 'state-versions',
    attributes: {
      'created-at': instant(stateVersion.createdAt),
      size: stateVersion.state?.length ?? 0,
      serial: stateVersion.serial,
      status: stateVersion.status,
      intermediate: stateVersion.intermediate,
      'resources-processed': processed,
      'state-version': summary?.['state-version'] ?? null,
      'terraform-version': summary?.['terraform-version'] ?? null,
      resources: summary?.resources ?? [],
      modules: summary?.modules ?? {},
      providers: summary?.providers ?? {},
      'vcs-commit-sha': run?.configurationVersion.ingressAttributes?.attributes['commit-sha'] ?? null,
      'vcs-commit-url': run?.configurationVersion.ingressAttributes?.attributes['commit-url'] ?? null,
      ...urls(view, stateVersion),
      permissions: {
        'can-restore-backing-data': service.settings.product === 'enterprise' && may(caller, 'can-update', workspace)
      }
    },
    relationships: {
      workspace: one('workspaces', workspace),
      run: one('runs', run),
      'created-by': one('users', stateVersion.createdBy, `${self}/created-by`),
      ...(stateVersion.rollbackOf === undefined
        ? {}
        : { 'rollback-state-version': one('state-versions', stateVersion.rollbackOf) }),
      outputs: many('state-version-outputs', stateVersion.outputs)
    },
    links: { self }
  }
}

/** Upload URLs disappear once used; download URLs come with the content, for those who may read it. */
function urls(view: View, stateVersion: StateVersion) {
  const { service, caller, origin } = view
  const readable = may(caller, 'can-read-state-versions', stateVersion.workspace) && stateVersion.status === 'finalized'
  const download = (kind: StateKind) => {
    if (!readable || content(stateVersion, kind) === undefined) return null
    // A bearer is asked for there, and the redirect leads to the object store.
    if (service.settings.stateDownload === 'api') return `${origin}${stateDownloadRoute(stateVersion, kind)}`
    return blobUrl(view, stateDownloadPath(service, stateVersion, kind))
  }
  const upload = (kind: StateKind) =>
    awaitsUpload(stateVersion, kind) ? blobUrl(view, stateUploadPath(service, stateVersion, kind)) : null
  return {
    'hosted-state-download-url': download('state'),
    'hosted-json-state-download-url': download('json-state'),
    'hosted-state-upload-url': upload('state'),
    'hosted-json-state-upload-url': upload('json-state')
  }
}

function stateDownloadRoute({ id }: StateVersion, kind: StateKind): string {
  return `/api/state-versions/${id}/${kind === 'state' ? 'hosted_state' : 'hosted_json_state'}`
}

/** https://developer.hashicorp.com/terraform/cloud-docs/api-docs/state-version-outputs; `revealed` only where one is asked for by its id. */
export function outputResource({ service }: View, output: Output, revealed = false): Resource {
  const { id, name, sensitive, type, detailedType, value } = output
  const { settings, faults } = service
  const plain =
    revealed || !sensitive || settings.sensitiveValues === 'plaintext' || faults.has('plaintext-sensitive-values')
  return {
    id,
    type: 'state-version-outputs',
    attributes: { name, sensitive, type, value: plain ? value : null, 'detailed-type': detailedType },
    links: { self: `/api/v2/state-version-outputs/${id}` }
  }
}
