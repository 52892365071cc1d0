import type { Diagnostic } from '../terraform/log-events.ts'
import type { Action, Changes } from '../terraform/plan.ts'
import type { Finding } from '../run/checks.ts'
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

/** All that people are told of a run, wherever they are told. */
export interface Report {
  readonly organization: string
  readonly workspace: string
  readonly operation: 'plan' | 'apply' | 'save-plan'
  readonly mode: 'normal' | 'destroy' | 'refresh-only'
  /** How it ended, as a sentence without its full stop. */
  readonly result: string
  readonly failed: boolean
  /** What stood in the way of an apply. */
  readonly objections: readonly string[]
  readonly applied: boolean
  readonly counts: Totals | undefined
  readonly changes: Changes | undefined
  readonly findings: readonly Finding[]
  readonly diagnostics: readonly Diagnostic[]
  /** Terraform's outputs after an apply. */
  readonly outputs: readonly ReportedOutput[]
  readonly runUrl: string | undefined
  readonly jobUrl: string | undefined
  /** The commit that was planned. */
  readonly commit: string | undefined
}

export interface Totals {
  readonly additions: number
  readonly changes: number
  readonly destructions: number
  readonly imports: number
}

export interface ReportedOutput {
  readonly name: string
  /** Undefined where it is sensitive. */
  readonly text: string | undefined
}

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
