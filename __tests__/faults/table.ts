import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { FAULTS, KINDS } from './kinds.ts'
import { columnOf, requestOf, type Outcome } from './matrix.ts'
import type { Fault } from './network.ts'

/** What is in a cell, for what came of it. */
const SIGNS = { succeeds: '✓', 'succeeds, warns': '✓!', 'fails clearly': '✗' } as const satisfies Record<
  Outcome,
  string
>
const PAGE = join(import.meta.dirname, 'README.md')
const BEGIN = '<!-- faults -->'
const END = '<!-- end of faults -->'

/** By case, request and column: what came of a fault. */
export type Table = Map<string, Outcome>

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

/** Puts the table into the page. */
export function write(table: Table): void {
  const page = readFileSync(PAGE, 'utf8')
  const [before = '', rest = ''] = page.split(BEGIN)
  const [, after = ''] = rest.split(END)
  writeFileSync(
    PAGE,
    `${before}${BEGIN}\n\n<!-- prettier-ignore-start -->\n\n${render(table)}\n\n<!-- prettier-ignore-end -->\n\n${END}${after}`
  )
}

/** The table that the page holds. */
export function read(): Table {
  const page = readFileSync(PAGE, 'utf8')
  const shown = page.slice(page.indexOf(BEGIN), page.indexOf(END))
  const table: Table = new Map()
  for (const line of shown.split('\n').filter(each => each.startsWith('| ') && each.includes('`'))) {
    const [name = '', request = '', ...cells] = line
      .slice(2, -2)
      .split(' | ')
      .map(cell => cell.trim())
    for (const [at, cell] of cells.entries()) {
      const outcome = (Object.keys(SIGNS) as Outcome[]).find(each => SIGNS[each] === cell)
      if (outcome !== undefined) table.set([name, request.replaceAll('`', ''), columns[at]].join(' | '), outcome)
    }
  }
  return table
}
