import { plural } from '../plural.ts'
import type { Action, Change } from '../terraform/plan.ts'
import { ACTIONS, ORDER } from './actions.ts'
import { blockOf } from './instances.ts'
import type { TextBlock } from './fit.ts'
import { code, shorten } from './markdown.ts'

/** Resources up to which the entries themselves are clear enough. */
const FEW = 20
const MAX_ROWS = 30
const MAX_COLUMNS = 5
const MAX_NAME = 100

/** The parts of an address: dots in the keys of instances are none. */
const parts = (address: string): readonly string[] =>
  address.match(/(?:[^.["]|\[(?:"(?:[^"\\]|\\.)*"|[^\]]*)\]?)+/g) ?? []

interface Place {
  readonly module: string
  readonly type: string
}

function placeOf(address: string): Place {
  const all = parts(blockOf(address).replace(/ \(deposed object .*\)$/, ''))
  let at = 0
  while (all[at] === 'module' && at + 1 < all.length) at += 2
  const own = all[at] === 'data' ? at + 1 : at
  return { module: all.slice(0, at).join('.'), type: all[own] ?? '' }
}

/** Where what is done: a row for each module, a column for each type, the most frequent first. */
export function moduleTableBlocks(changes: readonly Change[]): readonly TextBlock[] {
  if (changes.length <= FEW) return []
  const cells = new Map<string, Map<string, Map<Action, number>>>()
  const types = new Map<string, number>()
  for (const { address, action } of changes) {
    const { module, type } = placeOf(address)
    const row = getOrAdd(cells, module, () => new Map<string, Map<Action, number>>())
    const cell = getOrAdd(row, type, () => new Map<Action, number>())
    cell.set(action, (cell.get(action) ?? 0) + 1)
    types.set(type, (types.get(type) ?? 0) + 1)
  }
  const byCount = [...types].toSorted(([, a], [, b]) => b - a).map(([type]) => type)
  const columns = byCount.length > MAX_COLUMNS ? byCount.slice(0, MAX_COLUMNS - 1) : byCount
  const others = byCount.slice(columns.length)
  const rows = [...cells].toSorted(([a], [b]) => (a < b ? -1 : 1))
  const total = (row: Map<string, Map<Action, number>>): number => sum(row.values().flatMap(cell => cell.values()))
  const shown = rows.length > MAX_ROWS ? rows.toSorted(([, a], [, b]) => total(b) - total(a)).slice(0, MAX_ROWS) : rows
  const line = (...texts: readonly string[]): string => `| ${texts.join(' | ')} |`
  const table = [
    line('', ...columns.map(name), ...(others.length === 0 ? [] : [plural(others.length, 'other type')]), 'all'),
    line(':--', ...columns.map(() => '--:'), ...(others.length === 0 ? [] : ['--:']), '--:'),
    ...shown.map(([module, row]) =>
      line(
        module === '' ? 'root' : name(module),
        ...columns.map(type => inCell([row.get(type)])),
        ...(others.length === 0 ? [] : [inCell(others.map(type => row.get(type)))]),
        String(total(row))
      )
    )
  ].join('\n')
  const rest = rows.filter(row => !shown.includes(row))
  const more =
    rest.length === 0
      ? ''
      : `\n\n${sum(rest.map(([, row]) => total(row)))} more in ${plural(rest.length, 'more module')}.`
  return [{ rank: 4, what: 'table', text: table + more }]
}

/** A bar ends a cell even in code, unless a backslash is before it, which itself must not have one before it. */
const name = (text: string): string =>
  code(shorten(text, MAX_NAME)).replaceAll(/(?<!\\)\\*\|/g, found => `${'\\u{5c}'.repeat(found.length - 1)}\\|`)

function inCell(cells: readonly (ReadonlyMap<Action, number> | undefined)[]): string {
  return ORDER.flatMap(action => {
    const count = sum(cells.map(cell => cell?.get(action) ?? 0))
    return count === 0 ? [] : [`${ACTIONS[action].icon} ${count}`]
  }).join(' ')
}

const sum = (numbers: Iterable<number>): number => Iterator.from(numbers).reduce((total, number) => total + number, 0)

function getOrAdd<V>(map: Map<string, V>, key: string, make: () => V): V {
  const found = map.get(key) ?? make()
  map.set(key, found)
  return found
}
