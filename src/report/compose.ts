import { diagnosticBlocks } from './diagnostics.ts'
import { entryBlocks, blockOf } from './resource-entries.ts'
import type { TextBlock } from './fit.ts'
import { headBlocks } from './headline.ts'
import { code, codeBlock, link, shorten } from './markdown.ts'
import { moduleTableBlocks } from './module-table.ts'
import type { Report } from './report.ts'
import { driftBlocks, findingBlocks, outputBlocks, outputChangeBlocks, progressBlocks } from './sections.ts'

const MAX_OBJECTIONS = 20_000

/** The report as blocks, in the order in which they are read. */
export function blocksOf(report: Report): readonly TextBlock[] {
  const { changes, objections, findings, outputs, applied } = report
  return [
    ...headBlocks(report),
    ...(objections.length === 0
      ? []
      : [{ rank: 1, what: 'messages', text: codeBlock(shorten(objections.join('\n'), MAX_OBJECTIONS)) }]),
    ...diagnosticBlocks(report, 'error'),
    ...progressBlocks(report),
    ...findingBlocks(findings),
    ...(changes === undefined ? [] : moduleTableBlocks(changes.resources)),
    ...(changes === undefined ? [] : entryBlocks(changes.resources, applied)),
    ...(changes === undefined || applied ? [] : outputChangeBlocks(changes)),
    ...outputBlocks(outputs),
    ...(changes === undefined ? [] : driftBlocks(changes)),
    ...diagnosticBlocks(report, 'warning')
  ]
}

/** Says what did not fit, and where it can be read. What is destroyed is counted for each resource block. */
export const omissionNote =
  ({ runUrl, jobUrl }: Report, hasMore: boolean) =>
  (left: readonly TextBlock[], room: number): string => {
    const counts = new Map<string, number>()
    const lost = new Map<string, number>()
    for (const { what, count = 1, trace } of left) {
      if (count > 0) counts.set(what, (counts.get(what) ?? 0) + count)
      if (trace !== undefined && trace !== '') lost.set(blockOf(trace), (lost.get(blockOf(trace)) ?? 0) + count)
    }
    const places = [
      ...(hasMore && jobUrl !== undefined ? [`in the ${link('summary of the job', jobUrl)}`] : []),
      ...(runUrl === undefined ? [] : [`in the ${link('run', runUrl)}`])
    ]
    const where = places.length === 0 ? 'in the run' : places.join(' and ')
    const parts = Array.from(counts, ([what, count]) => `${count} ${what}`).join(', ')
    const said = `_Left out, since it would be too long for GitHub: ${parts}. All of it is ${where}._`
    const names: string[] = []
    let used = said.length + 100
    let missing = 0
    for (const [address, count] of lost) {
      const name = `${count} × ${code(`${shorten(address, 300)}[…]`)}`
      // Characters of an address may have four bytes.
      used += name.length * 4 + 2
      if (used > room) missing += count
      else names.push(name)
    }
    if (names.length === 0) return said.length * 2 <= room || said.length < 200 ? said : `_${parts} left out._`
    const rest = missing === 0 ? '' : `, and ${missing} more`
    return `Destroyed or replaced, and not shown above: ${names.join(', ')}${rest}.\n\n${said}`
  }
