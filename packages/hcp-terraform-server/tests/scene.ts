import { serve, type Hcp, type Options } from '../src/index.ts'
import { archiveOf } from './archives.ts'
import { client, document, type Answer, type Client, type Item } from './client.ts'

/** A service with a workspace, and what a client does most. */
export interface Scene extends AsyncDisposable {
  readonly hcp: Hcp
  readonly api: Client
  readonly workspaceId: string
  /** A configuration version, uploaded. */
  upload(attributes?: object, workspaceId?: string): Promise<Item>
  /** The same, and a run of it, as it was answered. */
  run(attributes?: object, version?: Item): Promise<Item>
  /** What the run is now. */
  read(run: Item, include?: string): Promise<Answer>
  as(token: string): Client
}

export async function scene(options: Options = {}): Promise<Scene> {
  const hcp = await serve(options)
  const api = client(hcp, hcp.token)
  const workspaceId = hcp.find().id
  const upload = async (attributes: object = {}, workspace = workspaceId) => {
    const created = await api.post(
      `/workspaces/${workspace}/configuration-versions`,
      document('configuration-versions', { 'auto-queue-runs': false, ...attributes })
    )
    const url = created.data.attributes['upload-url'] as string
    const archive = archiveOf({ 'main.tf': 'output "greeting" {\n  value = "hello"\n}\n' })
    await fetch(url, { method: 'PUT', body: Uint8Array.from(archive) })
    return created.data
  }
  return {
    hcp,
    api,
    workspaceId,
    upload,
    run: async (attributes = {}, version) => {
      const { id } = version ?? (await upload())
      const workspace: [string, string] = ['workspaces', workspaceId]
      const of = { workspace, 'configuration-version': ['configuration-versions', id] as [string, string] }
      const created = await api.post('/runs', document('runs', attributes, of))
      if (created.status !== 201) throw new Error(`POST /runs: ${created.status} ${created.text}`)
      return created.data
    },
    read: ({ id }, include) => api.get(`/runs/${id}${include === undefined ? '' : `?include=${include}`}`),
    as: token => client(hcp, token),
    [Symbol.asyncDispose]: () => hcp.close()
  }
}

/** The uploaded archive's URL of a new configuration version, not used yet. */
export async function uploadUrl(
  { api, workspaceId }: Scene,
  attributes: object = {}
): Promise<{ id: string; url: string }> {
  const { data } = await api.post(
    `/workspaces/${workspaceId}/configuration-versions`,
    document('configuration-versions', { 'auto-queue-runs': false, ...attributes })
  )
  return { id: data.id, url: data.attributes['upload-url'] as string }
}

export async function put(
  url: string,
  body: string | Uint8Array,
  headers: Record<string, string> = {}
): Promise<number> {
  const bytes = typeof body === 'string' ? body : Uint8Array.from(body)
  const response = await fetch(url, { method: 'PUT', body: bytes, headers })
  await response.arrayBuffer()
  return response.status
}
