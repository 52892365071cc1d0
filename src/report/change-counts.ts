import { plural } from '../plural.ts'
import { countActions, countsInWords, type Counts } from './actions.ts'
import type { Report } from './report.ts'

export const NOTHING = 'no changes'

/** What is done, or was done, in numbers. Undefined where that is not known. */
export function changesInWords({ counts, changes, applied, mode, hasChanges }: Report): string | undefined {
  const numbers = listedCounts({ counts, changes, applied }) ?? (counts && fromTotals(counts))
  if (numbers === undefined) return hasChanges === false ? NOTHING : undefined
  const words = [countsInWords(numbers, applied), ...later(changes, applied)].filter(part => part !== '').join(', ')
  if (words !== '') return words
  if (changes !== undefined && mode === 'refresh-only' && changes.drift.length > 0) return driftInWords(changes.drift)
  if (changes !== undefined && changes.outputs.length > 0) return 'only outputs change'
  if (listsNothing({ changes, mode, hasChanges })) return 'changes that the plan does not list'
  // Neither counts nor the log tell of outputs.
  return (changes?.source ?? 'log') !== 'log' || hasChanges === false ? NOTHING : undefined
}

/** What the list of changes counts. Undefined where it is not all that the service counts, whose count is the right one then. */
export function listedCounts({
  counts,
  changes,
  applied
}: Pick<Report, 'counts' | 'changes' | 'applied'>): Counts | undefined {
  const known = changes === undefined ? undefined : countActions(changes.resources)
  const isWhole =
    known !== undefined &&
    (counts === undefined || agree(known, counts) || countsInWords(fromTotals(counts), applied) === '')
  return isWhole ? known : undefined
}

/** Whether a plan as JSON lists nothing that its apply does, though the service says that it has changes: the list is not whole. */
export const listsNothing = ({ changes, mode, hasChanges }: Pick<Report, 'changes' | 'mode' | 'hasChanges'>): boolean =>
  hasChanges === true &&
  changes !== undefined &&
  changes.source !== 'log' &&
  [changes.resources, changes.outputs, changes.deferred, changes.invocations].every(({ length }) => length === 0) &&
  (mode !== 'refresh-only' || changes.drift.length === 0)

function later(changes: Report['changes'], applied: boolean): readonly string[] {
  const { deferred = [], invocations = [] } = changes ?? {}
  const invoked = invocations.filter(invocation => invocation.deferred === undefined)
  const actions = plural(invoked.length, 'action')
  return [
    ...(invoked.length === 0 ? [] : [`${actions} ${applied ? 'invoked' : 'to invoke'}`]),
    ...(deferred.length === 0 ? [] : [`${deferred.length} deferred`])
  ]
}

function agree(known: Counts, { additions, changes, destructions, imports }: NonNullable<Report['counts']>): boolean {
  const [created, updated, replaced, deleted] = (['create', 'update', 'replace', 'delete'] as const).map(
    action => known.get(action) ?? 0
  )
  return (
    additions === (created ?? 0) + (replaced ?? 0) &&
    changes === updated &&
    destructions === (deleted ?? 0) + (replaced ?? 0) &&
    // Older servers count no imports.
    imports <= (known.get('import') ?? 0)
  )
}

const fromTotals = ({ additions, changes, destructions, imports }: NonNullable<Report['counts']>): Counts =>
  new Map([
    ['import', imports],
    ['create', additions],
    ['update', changes],
    ['delete', destructions]
  ])

export function driftInWords(drift: NonNullable<Report['changes']>['drift']): string {
  const deleted = drift.filter(({ action }) => action === 'delete').length
  return `${drift.length} changed outside of Terraform${deleted === 0 ? '' : ` (${deleted} deleted)`}`
}
