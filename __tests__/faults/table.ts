import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { FAULTS, KINDS } from './kinds.ts'
import { CALL_KINDS, columnOf, kindOf, requestOf, type CallKind, type Outcome } from './matrix.ts'
import type { Fault } from './network.ts'
import type { OutsideCall } from './outside-calls.ts'

/** What is in a cell, for what came of it. */
const SIGNS = { succeeds: '✓', 'succeeds, warns': '✓!', 'fails clearly': '✗' } as const satisfies Record<
  Outcome,
  string
>
const OUTCOMES = Object.keys(SIGNS) as Outcome[]
const PAGE = join(import.meta.dirname, 'README.md')
const BEGIN = '<!-- faults -->'
const END = '<!-- end of faults -->'
const BEGIN_CALLS = '<!-- calls -->'
const END_CALLS = '<!-- end of calls -->'

/** By case, request and column: what came of a fault. */
export type Table = Map<string, Outcome>

/** By case and kind of call: what came of those that threw. */
export type CallTable = Map<string, ReadonlySet<Outcome>>

export const callKeyOf = (name: string, call: OutsideCall): string => `${name} | ${kindOf(call)}`
export const keyOf = (name: string, fault: Fault): string => [name, requestOf(fault), columnOf(fault)].join(' | ')

const columns = FAULTS.map(columnOf)

/** The table as Markdown: a row for each request of each case, a column for each fault. */
export function render(table: Table): string {
  const rows = Map.groupBy(table.keys(), key => key.split(' | ').slice(0, 2).join(' | '))
  const head = ['action', 'request', ...columns.map((_, at) => String(at + 1))]
  const lines = [...rows.keys()].map(row => {
    const [name = '', request = ''] = row.split(' | ')
    const cells = columns.map(column => {
      const outcome = table.get(`${row} | ${column}`)
      return outcome === undefined ? '' : SIGNS[outcome]
    })
    return [name, `\`${request}\``, ...cells]
  })
  const legend = FAULTS.map((fault, at) => {
    const { says } = KINDS[fault.kind]
    const span =
      fault.span === 'once'
        ? ''
        : fault.span === 'outage'
          ? ' From then on, every request.'
          : ' From then on, every request of that route.'
    return `${at + 1}. ${says}${span}`
  })
  const body = [head, head.map(() => '---'), ...lines].map(cells => `| ${cells.join(' | ')} |`)
  return [...legend, '', ...body].join('\n')
}

const callColumns = Object.keys(CALL_KINDS) as CallKind[]

/** The same of calls: a row for each case, a column for each kind. */
function renderCalls(table: CallTable): string {
  const names = new Set([...table.keys()].map(key => key.split(' | ')[0] ?? ''))
  const lines = [...names].map(name => [
    name,
    ...callColumns.map(kind => {
      const outcomes = table.get(`${name} | ${kind}`)
      return OUTCOMES.filter(outcome => outcomes?.has(outcome) === true)
        .map(outcome => SIGNS[outcome])
        .join(' ')
    })
  ])
  const head = ['action', ...callColumns]
  const body = [head, head.map(() => '---'), ...lines].map(cells => `| ${cells.join(' | ')} |`)
  return [...callColumns.map(kind => `- ${kind}: ${CALL_KINDS[kind]}`), '', ...body].join('\n')
}

/** Puts the tables into the page. */
export function write(table: Table, calls: CallTable): void {
  const page = readFileSync(PAGE, 'utf8')
  writeFileSync(PAGE, replaced(replaced(page, BEGIN, END, render(table)), BEGIN_CALLS, END_CALLS, renderCalls(calls)))
}

function replaced(page: string, begin: string, end: string, text: string): string {
  const [before = '', rest = ''] = page.split(begin)
  const [, after = ''] = rest.split(end)
  return `${before}${begin}\n\n<!-- prettier-ignore-start -->\n\n${text}\n\n<!-- prettier-ignore-end -->\n\n${end}${after}`
}

/** The cells of the rows between two marks. */
function rowsOf(begin: string, end: string): readonly (readonly string[])[] {
  const page = readFileSync(PAGE, 'utf8')
  const shown = page.slice(page.indexOf(begin), page.indexOf(end)).split('\n')
  const rows = shown.filter(line => line.startsWith('| ')).slice(2)
  return rows.map(line =>
    line
      .slice(2, -2)
      .split(' | ')
      .map(cell => cell.trim())
  )
}

/** The table that the page holds. */
export function read(): Table {
  const table: Table = new Map()
  for (const [name = '', request = '', ...cells] of rowsOf(BEGIN, END))
    for (const [at, cell] of cells.entries()) {
      const outcome = OUTCOMES.find(each => SIGNS[each] === cell)
      if (outcome !== undefined) table.set([name, request.replaceAll('`', ''), columns[at]].join(' | '), outcome)
    }
  return table
}

/** The same of calls. */
export function readCalls(): CallTable {
  const table: CallTable = new Map()
  for (const [name = '', ...cells] of rowsOf(BEGIN_CALLS, END_CALLS))
    for (const [at, cell] of cells.entries()) {
      const signs = cell.split(' ')
      const outcomes = OUTCOMES.filter(each => signs.includes(SIGNS[each]))
      if (outcomes.length > 0) table.set(`${name} | ${callColumns[at]}`, new Set(outcomes))
    }
  return table
}
