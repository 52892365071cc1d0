import type { Json } from '../../json.ts'
import type { ResourceAction } from './plan-tree.ts'

/** The plan's words for each action. The last is OpenTofu's. */
const ACTIONS: Readonly<Record<string, ResourceAction>> = {
  'no-op': 'none',
  create: 'create',
  read: 'read',
  update: 'update',
  delete: 'delete',
  forget: 'forget',
  'delete,create': 'delete-create',
  'create,delete': 'create-delete',
  'create,forget': 'create-forget',
  'forget,create': 'forget-create'
}

/** Whatever is not known here may do anything: it is shown as unknown, and never left out. */
export function resourceAction(actions: Json | undefined): ResourceAction {
  const words = wordsOf(actions)
  return (Object.hasOwn(ACTIONS, words) ? ACTIONS[words] : undefined) ?? 'unknown'
}

export const wordsOf = (actions: Json | undefined): string =>
  Array.isArray(actions) && actions.every(word => typeof word === 'string')
    ? actions.join()
    : JSON.stringify(actions ?? null)
