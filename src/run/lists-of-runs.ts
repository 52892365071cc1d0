import { RUN_OPERATIONS, type RunOperation, type RunSearch } from '../tfe/resources/run-search.ts'
import type { ListedRun } from '../tfe/resources/runs.ts'

/** Operations whose runs OTF lists only, or not at all, as soon as a filter names them: not those of the other operations that it names. */
const APART: readonly RunOperation[] = ['plan_only', 'save_plan']

/** The lists that have all that is searched for, where a server does not put the runs of several operations into one. */
export function listsFor(search: RunSearch): readonly RunSearch[] {
  const { operations = [] } = search
  if (operations.length < 2) return [search]
  const apart = APART.filter(operation => operations.includes(operation))
  const others = operations.filter(operation => !APART.includes(operation))
  // Without a filter, a list has every run but those that only plan.
  if (operations.length === RUN_OPERATIONS.length) return listsOf(search, [[], ['plan_only']])
  return listsOf(search, [...apart.map(operation => [operation]), ...(others.length === 0 ? [] : [others])])
}

const listsOf = (search: RunSearch, groups: readonly (readonly RunOperation[])[]): readonly RunSearch[] =>
  groups.map(operations => ({ ...search, operations }))

/** The runs of several lists as one, each run once, the newest first as they are in each. */
export async function* merged(lists: readonly AsyncGenerator<ListedRun>[]): AsyncGenerator<ListedRun> {
  const seen = new Set<string>()
  const heads = await Promise.all(lists.map(async list => ({ list, head: await list.next() })))
  for (;;) {
    const waiting = heads.flatMap(each => (each.head.done === true ? [] : [{ each, listed: each.head.value }]))
    const [first, ...more] = waiting
    if (first === undefined) return
    const { each, listed } = more.reduce((a, b) => (createdAt(b.listed) > createdAt(a.listed) ? b : a), first)
    if (!seen.has(listed.run.id)) yield listed
    seen.add(listed.run.id)
    each.head = await each.list.next()
  }
}

const createdAt = ({ run }: ListedRun): number => Date.parse(run.resource.attributes.text('created-at') ?? '') || 0
