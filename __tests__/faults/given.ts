import type { Hcp, RunStatus } from '../../packages/hcp-terraform-server/src/index.ts'
import { archiveOf } from '../../packages/hcp-terraform-server/tests/archives.ts'

/** Seconds for what exists before: a busy machine may take its time. */
const PATIENCE = 60
const API = { 'content-type': 'application/vnd.api+json' }

async function post(
  hcp: Hcp,
  path: string,
  data: object
): Promise<{ id: string; attributes: Record<string, unknown> }> {
  const response = await fetch(`${hcp.address}/api/v2${path}`, {
    method: 'POST',
    headers: { ...API, authorization: `Bearer ${hcp.token}` },
    body: JSON.stringify({ data })
  })
  return ((await response.json()) as { data: { id: string; attributes: Record<string, unknown> } }).data
}

/** A configuration version whose archive exists. */
export async function version(hcp: Hcp, attributes: object = {}): Promise<string> {
  const data = { type: 'configuration-versions', attributes: { 'auto-queue-runs': false, ...attributes } }
  const created = await post(hcp, `/workspaces/${hcp.find().id}/configuration-versions`, data)
  await fetch(String(created.attributes['upload-url']), {
    method: 'PUT',
    body: new Uint8Array(archiveOf({ 'main.tf': '' }))
  })
  await hcp.until(({ configurationVersions }) => configurationVersions.get(created.id)?.status === 'uploaded', PATIENCE)
  return created.id
}

/** The older of two versions: not the current one, and so not in use. */
export async function oldVersion(hcp: Hcp): Promise<string> {
  const id = await version(hcp)
  await version(hcp)
  return id
}

/** A run that was begun elsewhere and has come to a status. */
export async function run(hcp: Hcp, status: RunStatus, attributes: object = {}): Promise<{ 'run-id': string }> {
  const id = await version(hcp)
  const data = {
    type: 'runs',
    attributes: { message: 'begun elsewhere', ...attributes },
    relationships: {
      workspace: { data: { type: 'workspaces', id: hcp.find().id } },
      'configuration-version': { data: { type: 'configuration-versions', id } }
    }
  }
  const { id: runId } = await post(hcp, '/runs', data)
  await hcp.until(({ runs }) => runs.get(runId)?.status === status, PATIENCE)
  return { 'run-id': runId }
}

/** A version whose files are marked for deletion. */
export async function softDeleted(hcp: Hcp, id: string): Promise<string> {
  const path = `/configuration-versions/${id}/actions/soft_delete_backing_data`
  const headers = { ...API, authorization: `Bearer ${hcp.token}` }
  await fetch(`${hcp.address}/api/v2${path}`, { method: 'POST', headers })
  return id
}
