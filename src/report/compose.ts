import type { Action } from '../terraform/plan.ts'
import type { Block } from './fit.ts'
import { code, codeBlock, link } from './markdown.ts'
import {
  attributeBlocks,
  cautionBlocks,
  changeBlocks,
  diagnosticBlocks,
  driftBlocks,
  findingBlocks,
  outputBlocks,
  outputChangeBlocks
} from './sections.ts'
import type { Report } from './report.ts'

/** The report as blocks, in the order in which they are read. */
export function blocksOf(report: Report): readonly Block[] {
  const { changes, objections, findings, diagnostics, outputs, applied } = report
  return [
    { rank: 0, what: 'titles', text: `### ${title(report)}` },
    ...(changes === undefined ? [] : cautionBlocks(changes, applied)),
    { rank: 0, what: 'links', text: links(report) },
    ...(objections.length === 0 ? [] : [{ rank: 1, what: 'messages', text: codeBlock(objections.join('\n')) }]),
    ...diagnosticBlocks(diagnostics),
    ...findingBlocks(findings),
    ...(changes === undefined ? [] : changeBlocks(changes, applied)),
    ...(changes === undefined || applied ? [] : outputChangeBlocks(changes)),
    ...(changes === undefined ? [] : driftBlocks(changes)),
    ...outputBlocks(outputs),
    ...(changes === undefined ? [] : attributeBlocks(changes))
  ]
}

/** What came of it, first of all. */
function title(report: Report): string {
  const { organization, workspace, operation, mode, result, failed, applied } = report
  const where = code(`${organization}/${workspace}`)
  if (failed) return `❌ ${where}: ${result}`
  const verb = applied ? 'Applied in' : operation === 'save-plan' ? 'Saved plan for' : 'Plan for'
  const kind = mode === 'normal' ? '' : ` (${mode})`
  const words = inWords(report)
  return `${applied || words === NOTHING ? '✅' : '📝'} ${verb} ${where}${kind}: ${words}`
}

const NOTHING = 'no changes'

/** What is done, or was done, in numbers: additions, changes and destructions always, the rest where there is any. */
function inWords({ result, counts, changes, applied }: Report): string {
  if (counts === undefined) return result
  const having = (action: Action): number => changes?.resources.filter(change => change.action === action).length ?? 0
  const words: readonly (readonly [number, string, string])[] = [
    [counts.imports, 'to import', 'imported'],
    [counts.additions, 'to add', 'added'],
    [counts.changes, 'to change', 'changed'],
    [counts.destructions, 'to destroy', 'destroyed'],
    [having('move'), 'to move', 'moved'],
    [having('forget'), 'to forget', 'forgotten']
  ]
  if (words.every(([count]) => count === 0))
    return changes !== undefined && changes.outputs.length > 0 ? 'only outputs change' : NOTHING
  return words
    .filter(([count], index) => count > 0 || (index >= 1 && index <= 3))
    .map(([count, future, past]) => `${count} ${applied ? past : future}`)
    .join(', ')
}

function links({ runUrl, jobUrl, commit }: Report): string {
  const parts = [
    ...(runUrl === undefined ? [] : [link('Run', runUrl)]),
    ...(jobUrl === undefined ? [] : [link('Job', jobUrl)]),
    ...(commit === undefined ? [] : [`Commit ${code(commit.slice(0, 7))}`])
  ]
  return parts.join(' · ')
}

/** Says what did not fit, and where it can be read. */
export const leftOut =
  (runUrl: string | undefined) =>
  (left: ReadonlyMap<string, number>): string => {
    const parts = Array.from(left, ([what, count]) => `${count} ${what}`)
    const where = runUrl === undefined ? 'in the run' : `in the ${link('run', runUrl)}`
    return `_Left out, since it would be too long for GitHub: ${parts.join(', ')}. All of it is ${where}._`
  }
