/**
 * Outputs as the best of the other JavaScript actions reads them: the workspace, then its current state version with all outputs in one
 * answer. That withholds sensitive values by now; `each` asks for each of them by its id, one after the other. It uses no library, which
 * those actions do: node peer.js ADDRESS TOKEN list|each
 */
import { appendFileSync } from 'node:fs'

interface Resource {
  readonly id: string
  readonly attributes: { readonly name: string; readonly sensitive: boolean; readonly value: unknown }
}
interface Document<Data> {
  readonly data: Data
  readonly included?: readonly Resource[]
}

const [address = '', token = '', mode = ''] = process.argv.slice(2)

async function get<Data>(path: string): Promise<Document<Data>> {
  const response = await fetch(`${address}/api/v2${path}`, { headers: { authorization: `Bearer ${token}` } })
  if (!response.ok) throw new Error(`GET ${path}: ${response.status}`)
  return (await response.json()) as Document<Data>
}

const { data: workspace } = await get<Resource>('/organizations/demo/workspaces/demo')
const { included = [] } = await get<Resource>(`/workspaces/${workspace.id}/current-state-version?include=outputs`)
const values: Record<string, unknown> = {}
for (const output of included) {
  const asked = mode === 'each' && output.attributes.sensitive
  const { attributes } = asked ? (await get<Resource>(`/state-version-outputs/${output.id}`)).data : output
  if (attributes.sensitive && typeof attributes.value === 'string') console.log(`::add-mask::${attributes.value}`)
  values[attributes.name] = attributes.value
}
appendFileSync(process.env.GITHUB_OUTPUT ?? '', `workspace-outputs-json=${JSON.stringify(values)}\n`)
