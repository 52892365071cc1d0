import { byBlock, invocationName } from '../terraform/planned-invocation.ts'
import type { StatedChange } from './listed-changes.ts'

/** What the words of plans, reports and logs have in common. What is not among them may be anything. */
const KINDS: Readonly<Record<string, string>> = {
  create: 'create',
  read: 'read',
  update: 'update',
  delete: 'delete',
  replace: 'replace',
  'delete create': 'replace',
  'create delete': 'replace',
  'forget create': 'replace',
  'create forget': 'replace',
  forget: 'forget',
  remove: 'forget',
  'no-op': 'none',
  noop: 'none',
  move: 'none',
  import: 'none'
}

const kindOf = (actions: string): string | undefined => (Object.hasOwn(KINDS, actions) ? KINDS[actions] : undefined)

/** Whether two words may be for one change. */
export function sameKind(one: string, other: string): boolean {
  const [first, second] = [kindOf(one), kindOf(other)]
  return first === second || first === undefined || second === undefined
}

const DEPOSED = / \(deposed object [^\s()]+\)(?=$| \(deferred\)$)/
/** How a plan that is compared tells items apart that have one name. */
const COUNT = / \(\d+\)$/

/**
 * How exactly a log names what a plan as JSON lists: each object; a resource, whichever of its objects; an action of a provider by its block,
 * whichever of its instances.
 */
export type NamedBy = 'object' | 'resource' | 'block'

function nameOf({ address, invocation }: StatedChange, by: NamedBy): string {
  if (by === 'block' && invocation !== undefined) return invocationName(byBlock(invocation))
  const name = address.replace(COUNT, '')
  return by === 'resource' ? name.replace(DEPOSED, '') : name
}

/** What a plan as JSON lists, to be claimed one by one: what a log names twice must be listed twice. */
export class ListedActions {
  readonly #left = new Map<string, StatedChange[]>()

  constructor(listed: readonly StatedChange[], by: NamedBy) {
    for (const change of listed) {
      const key = keyOf({ ...change, address: nameOf(change, by) })
      const others = this.#left.get(key)
      if (others === undefined) this.#left.set(key, [change])
      else others.push(change)
    }
  }

  /**
   * Whether one that is not claimed yet is of the same resource and kind, and has what the claim says of where the resource comes from. The most
   * alike goes first.
   */
  claim(named: StatedChange): boolean {
    const left = this.#left.get(keyOf(named)) ?? []
    const [best] = left
      .filter(each => sameKind(each.actions, named.actions) && hasOrigin(each, named))
      .toSorted((one, other) => likeness(other, named) - likeness(one, named))
    if (best === undefined) return false
    left.splice(left.indexOf(best), 1)
    return true
  }
}

const keyOf = ({ kind, address }: StatedChange): string => `${kind} ${address}`

const hasOrigin = (listed: StatedChange, { previousAddress, importing = false }: StatedChange): boolean =>
  (previousAddress === undefined || listed.previousAddress === previousAddress) &&
  (!importing || listed.importing === true)

function likeness(listed: StatedChange, named: StatedChange): number {
  const isAlike =
    listed.previousAddress === named.previousAddress && (listed.importing ?? false) === (named.importing ?? false)
  return (kindOf(listed.actions) === kindOf(named.actions) ? 2 : 0) + (isAlike ? 1 : 0)
}
