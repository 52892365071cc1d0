import type { PlannedAction } from './review.ts'

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

const DEPOSED = / \(deposed object [^\s()]+\)(?: \(\d+\))?$/

/** What a plan as JSON lists, to be claimed one by one: what a log names twice must be listed twice. */
export class ListedActions {
  readonly #left = new Map<string, string[]>()
  readonly #nameOf: (address: string) => string

  /** With `any object`, deposed objects have the address of their resource. */
  constructor(listed: readonly PlannedAction[], objects: 'any object' | 'each object' = 'each object') {
    this.#nameOf = address => (objects === 'any object' ? address.replace(DEPOSED, '') : address)
    for (const { address, actions } of listed) {
      const name = this.#nameOf(address)
      const others = this.#left.get(name)
      if (others === undefined) this.#left.set(name, [actions])
      else others.push(actions)
    }
  }

  /** Whether one that is not claimed yet is of the same resource and kind. The same kind goes before words that may be for it. */
  claim({ address, actions }: PlannedAction): boolean {
    const left = this.#left.get(address) ?? []
    const exact = left.findIndex(each => kindOf(each) === kindOf(actions))
    const found = exact === -1 ? left.findIndex(each => sameKind(each, actions)) : exact
    if (found === -1) return false
    left.splice(found, 1)
    return true
  }
}
