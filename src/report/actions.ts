import type { Action, Change } from '../terraform/plan.ts'

interface ActionWords {
  readonly icon: string
  /** Of one resource: before an apply, after it, where the apply did not get to its end, and outside of Terraform. */
  readonly future: string
  readonly past: string
  readonly planned: string
  readonly outside: string
  /** In the title, after a number. */
  readonly toDo: string
  /** Whether the title has it also where there is none. */
  readonly always: boolean
}

/** When it is that a text speaks of an action. */
export type Tense = 'future' | 'past' | 'planned' | 'outside'

/** Each action in the order of its weight. */
export const ACTIONS = {
  unknown: {
    icon: '❓',
    future: 'has an unknown action',
    past: 'with an unknown action',
    planned: 'was planned with an unknown action',
    outside: 'with an unknown action',
    toDo: 'with an unknown action',
    always: false
  },
  delete: {
    icon: '➖',
    future: 'will be destroyed',
    past: 'destroyed',
    planned: 'was planned to be destroyed',
    outside: 'deleted',
    toDo: 'to destroy',
    always: true
  },
  replace: {
    icon: '♻️',
    future: 'will be replaced',
    past: 'replaced',
    planned: 'was planned to be replaced',
    outside: 'replaced',
    toDo: 'to replace',
    always: false
  },
  update: {
    icon: '✏️',
    future: 'will be updated',
    past: 'changed',
    planned: 'was planned to be updated',
    outside: 'changed',
    toDo: 'to change',
    always: true
  },
  create: {
    icon: '➕',
    future: 'will be created',
    past: 'added',
    planned: 'was planned to be created',
    outside: 'added',
    toDo: 'to add',
    always: true
  },
  import: {
    icon: '📥',
    future: 'will be imported',
    past: 'imported',
    planned: 'was planned to be imported',
    outside: 'imported',
    toDo: 'to import',
    always: false
  },
  move: {
    icon: '🚚',
    future: 'moves',
    past: 'moved',
    planned: 'was planned to be moved',
    outside: 'moved',
    toDo: 'to move',
    always: false
  },
  forget: {
    icon: '👋',
    future: 'will be forgotten, not destroyed',
    past: 'forgotten',
    planned: 'was planned to be forgotten, not destroyed',
    outside: 'forgotten',
    toDo: 'to forget',
    always: false
  },
  read: {
    icon: '🔎',
    future: 'will be read during the apply',
    past: 'read',
    planned: 'was planned to be read',
    outside: 'read',
    toDo: 'to read',
    always: false
  }
} as const satisfies Readonly<Record<Action, ActionWords>>

export const ORDER = Object.keys(ACTIONS) as readonly Action[]

/** The order of the title is Terraform's, with replacements by themselves. */
const IN_TITLE: readonly Action[] = ['import', 'create', 'update', 'replace', 'delete', 'move', 'forget', 'unknown']

export type Counts = ReadonlyMap<Action, number>

/**
 * How many resources there are of each action. What is imported counts as that, whatever else is done to it. A replacement that destroys nothing is
 * one to add and one to forget.
 */
export function countActions(changes: readonly Pick<Change, 'action' | 'importing' | 'forgets'>[]): Counts {
  const counts = new Map<Action, number>()
  const add = (action: Action): void => void counts.set(action, (counts.get(action) ?? 0) + 1)
  for (const { action, importing, forgets = false } of changes) {
    for (const each of forgets ? (['create', 'forget'] as const) : [action]) add(each)
    if (importing && action !== 'import') add('import')
  }
  return counts
}

/** Numbers in words: additions, changes and destructions always, the rest where there is any. Empty where there is nothing. */
export function countsInWords(counts: Counts, done: boolean): string {
  if (IN_TITLE.every(action => (counts.get(action) ?? 0) === 0)) return ''
  return IN_TITLE.filter(action => ACTIONS[action].always || (counts.get(action) ?? 0) > 0)
    .map(action => `${counts.get(action) ?? 0} ${done ? ACTIONS[action].past : ACTIONS[action].toDo}`)
    .join(', ')
}
