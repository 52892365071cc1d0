/** Tables as they are printed, and as benchmarks/README.md shows them. */
export interface Table {
  readonly title: string
  readonly columns: readonly string[]
  readonly rows: readonly (readonly string[])[]
}

/** What one part of the benchmarks gives. */
export interface Part {
  readonly tables: readonly Table[]
  readonly aims: readonly Aim[]
  /** What does not exist on this machine, and so was not measured, by name. */
  readonly skipped: readonly string[]
}

/** What a figure was to be, and what it is. */
export interface Aim {
  readonly aim: string
  readonly measured: string
  readonly met: boolean
}

export interface Spread {
  readonly min: number
  readonly median: number
  readonly max: number
}

export function spread(values: readonly number[]): Spread {
  const sorted = values.toSorted((a, b) => a - b)
  const at = (part: number) => sorted[Math.floor((sorted.length - 1) * part)] ?? NaN
  return { min: at(0), median: at(0.5), max: at(1) }
}

export const milliseconds = (ms: number): string => ms.toFixed(ms < 100 ? 1 : 0)
export const cellsOf = ({ min, median, max }: Spread): readonly string[] => [min, median, max].map(milliseconds)
export const ratio = (value: number, to: number): string => (value / to).toFixed(2)

/** The aims of a part, and whether they are met. */
export const aimsTable = (aims: readonly Aim[]): Table => ({
  title: 'Aims',
  columns: ['aim', 'measured', 'met'],
  rows: aims.map(({ aim, measured, met }) => [aim, measured, met ? 'yes' : '**no**'])
})

/** Markdown, which reads well in a terminal too. */
export function markdown({ title, columns, rows }: Table): string {
  const cells = [columns, ...rows].map(row => row.map(cell => cell.replaceAll('|', '\\|')))
  const widths = columns.map((_, at) => Math.max(3, ...cells.map(row => row[at]?.length ?? 0)))
  const line = (row: readonly string[]) => `| ${row.map((cell, at) => cell.padEnd(widths[at] ?? 0)).join(' | ')} |`
  const [head = [], ...body] = cells
  return [`**${title}**`, '', line(head), line(widths.map(width => '-'.repeat(width))), ...body.map(line)].join('\n')
}
