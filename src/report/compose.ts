import { plural } from '../plural.ts'
import { withoutColors } from '../terraform/colors.ts'
import { checkBlocks } from './check-blocks.ts'
import { diagnosticBlocks } from './diagnostics.ts'
import { blockOf } from './instances.ts'
import { entryBlocks, type Showing } from './resource-entries.ts'
import type { TextBlock, Missing } from './fit.ts'
import { headBlocks } from './headline.ts'
import { deferredBlocks, generatedBlocks, invocationBlocks, planTextBlocks } from './later-sections.ts'
import { findingBlocks } from './findings.ts'
import { code, codeBlock, link, shorten } from './markdown.ts'
import { moduleTableBlocks } from './module-table.ts'
import { providerBlocks } from './provider-blocks.ts'
import type { Report } from './report.ts'
import { driftBlocks, outputBlocks, outputChangeBlocks } from './sections.ts'

const MAX_REFUSALS = 20_000

/** The report as blocks, in the order in which they are read. */
export function blocksOf(report: Report): readonly TextBlock[] {
  const { changes, refusals, findings, outputs, applied, filter } = report
  const { hasBegun, isGivenUp, progress } = report
  const when = applied ? 'past' : hasBegun || isGivenUp ? 'planned' : 'future'
  const showing: Showing = { filter, when, results: progress }
  return [
    ...headBlocks(report),
    ...(refusals.length === 0
      ? []
      : [{ rank: 1, what: 'message', text: codeBlock(shorten(withoutColors(refusals.join('\n')), MAX_REFUSALS)) }]),
    ...diagnosticBlocks(report, 'error'),
    ...findingBlocks(findings),
    ...(changes === undefined ? [] : moduleTableBlocks(changes.resources)),
    ...(changes === undefined ? [] : providerBlocks(changes)),
    ...(changes === undefined ? [] : entryBlocks(changes.resources, showing)),
    ...(changes === undefined || applied ? [] : outputChangeBlocks(changes, showing)),
    ...(changes === undefined ? [] : invocationBlocks(changes, showing)),
    ...(changes === undefined ? [] : deferredBlocks(changes, showing)),
    ...planTextBlocks(report.planText),
    ...generatedBlocks(report.generatedConfiguration),
    ...outputBlocks(outputs),
    ...(changes === undefined ? [] : driftBlocks(changes, filter)),
    ...checkBlocks(report),
    ...diagnosticBlocks(report, 'warning')
  ]
}

/** Where all of the report is: the file is named by an output of the step. */
export type WholeAt = 'summary' | 'file'

/** Says what did not fit, and where it can be read. What is destroyed is counted for each resource block. */
export const missingNote =
  ({ runUrl, jobUrl }: Report, wholeAt: WholeAt) =>
  ({ left, shortened }: Missing, room: number): string => {
    const lost = new Map<string, number>()
    for (const { count = 1, trace } of left)
      if (trace !== undefined && trace !== '') lost.set(blockOf(trace), (lost.get(blockOf(trace)) ?? 0) + count)
    const whole =
      wholeAt === 'summary' && jobUrl !== undefined
        ? link('summary of the job', jobUrl)
        : 'file whose path is in the output `summary-markdown-file` of the step'
    const run = runUrl === undefined ? '' : `, and the plan in the ${link('run', runUrl)}`
    const parts = [counted('Left out', left), counted('Shortened', shortened)].filter(part => part !== '').join('. ')
    const said = `_The report is too long for GitHub. ${parts}. The whole report is in the ${whole}${run}._`
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
    if (names.length === 0) return said.length * 2 <= room || said.length < 200 ? said : `_${parts}._`
    const rest = missing === 0 ? '' : `, and ${missing} more`
    return `Destroyed or replaced, and not shown above: ${names.join(', ')}${rest}.\n\n${said}`
  }

function counted(how: string, blocks: readonly TextBlock[]): string {
  const counts = new Map<string, { readonly count: number; readonly whatPlural: string | undefined }>()
  for (const { what, whatPlural, count = 1 } of blocks)
    if (count > 0) counts.set(what, { count: (counts.get(what)?.count ?? 0) + count, whatPlural })
  const parts = Array.from(counts, ([what, { count, whatPlural }]) => plural(count, what, whatPlural))
  return parts.length === 0 ? '' : `${how}: ${parts.join(', ')}`
}
