import type { Change } from '../terraform/plan.ts'
import type { ValueDiff } from './value-diff.ts'

const INSTANCE = /\[(?:\d+|"(?:[^"\\]|\\.)*")\]$/
export const isInstance = (address: string): boolean => INSTANCE.test(address)
export const blockOf = (address: string): string => address.replace(INSTANCE, '')
export const keyOf = (address: string): string => INSTANCE.exec(address)?.[0].slice(1, -1) ?? ''

/**
 * An attribute that stays as it is: often the id, which no two instances have in common. Only its name is before the sign: the last line of a value
 * of several lines may hold a new value, after an arrow.
 */
const UNCHANGED = /^ +(?:"(?:[^"\\]|\\.)*"|[^\s"]+) += /
/** A value that the replacement computes anew. */
const RECOMPUTED = /^(! \S+ += ).* -> (\([a-z ]+\)(?: #.*)?)$/

const comparable = (line: string, { action }: Pick<Change, 'action'>): string =>
  UNCHANGED.test(line) ? '' : action === 'replace' ? line.replace(RECOMPUTED, '$1$2') : line

/** What equal instances have in common. Those that are destroyed are equal, whatever their attributes were. */
export const likeness = (change: Pick<Change, 'action'>, { lines }: ValueDiff): readonly string[] =>
  change.action === 'delete' ? [] : lines.map(line => comparable(line, change))

export interface SharedDiff {
  /** The lines that all instances have. */
  readonly lines: readonly string[]
  readonly brief: readonly string[]
  /** How many values that change are not the same in all instances. */
  readonly differing: number
}

/** The diff of equal instances. */
export function sharedDiff(
  diffs: readonly [ValueDiff, ...ValueDiff[]],
  { action }: Pick<Change, 'action'>
): SharedDiff {
  const [first] = diffs
  if (diffs.length === 1) return { lines: first.lines, brief: first.brief, differing: 0 }
  if (action === 'delete')
    return { lines: [], brief: [], differing: diffs.reduce((sum, { changed }) => sum + changed, 0) }
  const own = new Set(first.lines.filter((line, index) => diffs.some(({ lines }) => lines[index] !== line)))
  const isShared = (line: string): boolean => !own.has(line)
  return {
    lines: first.lines.filter(isShared),
    brief: first.brief.filter(isShared),
    differing: diffs.length * first.lines.filter(line => own.has(line) && !UNCHANGED.test(line)).length
  }
}
