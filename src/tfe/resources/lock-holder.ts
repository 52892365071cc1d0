import { includedOne, relatedIds, relatedType, type Resource } from '../document.ts'

/** Who holds a workspace's lock. */
export interface LockHolder {
  readonly kind: 'run' | 'user' | 'team'
  readonly id: string
  /** A user's or a team's name, where the token may see it. */
  readonly name: string | undefined
}

interface Locked {
  readonly lockedBy: LockHolder | undefined
  readonly lockedReason: string | undefined
}

const HOLDERS: Readonly<Record<string, LockHolder['kind']>> = { runs: 'run', users: 'user', teams: 'team' }

export function lockHolderOf(of: Resource, included: readonly Resource[]): LockHolder | undefined {
  const [id] = relatedIds(of, 'locked-by')
  const kind = HOLDERS[relatedType(of, 'locked-by') ?? '']
  if (id === undefined || kind === undefined) return undefined
  const attributes = includedOne(of, 'locked-by', included)?.attributes
  return { kind, id, name: attributes?.text('username') ?? attributes?.text('name') }
}

/** Who holds the lock, and why: ` by the user bob ("migrating")`. A run holds one as well, and some servers say nothing of it. */
export function lockHolder({ lockedBy, lockedReason }: Locked): string {
  if (lockedBy === undefined && lockedReason === undefined) return ' by a run or a person'
  const who = lockedBy === undefined ? '' : ` by the ${lockedBy.kind} ${lockedBy.name ?? lockedBy.id}`
  return `${who}${lockedReason === undefined ? '' : ` ("${lockedReason}")`}`
}

/** What a server returns of a lock, as a clause. */
export function describeLock(of: Locked & { readonly locked: boolean; readonly tellsLocked: boolean }): string {
  if (!of.tellsLocked) return 'it does not return whether the workspace is locked'
  return `the workspace is ${of.locked ? `locked${lockHolder(of)}` : 'not locked'}`
}
