import type { Json } from '../../json.ts'
import { tagBinding, type Tag } from './tags.ts'

/** What a workspace is asked to be. */
export interface WorkspaceSettings {
  readonly attributes: Readonly<Record<string, Json | undefined>>
  readonly projectId?: string | undefined
  readonly tags?: readonly Tag[] | undefined
}

/** The document that asks for it. */
export function workspaceDocument({ attributes, projectId, tags = [] }: WorkspaceSettings): unknown {
  const relationships = {
    ...(projectId !== undefined && { project: { data: { type: 'projects', id: projectId } } }),
    ...(tags.length > 0 && { 'tag-bindings': { data: tags.map(tagBinding) } })
  }
  return { data: { type: 'workspaces', attributes, relationships } }
}
