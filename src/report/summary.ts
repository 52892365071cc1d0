import { fit, wholeText } from './fit.ts'
import { blocksOf, missingNote } from './compose.ts'
import type { Report } from './report.ts'

/** What one step may write, in bytes: https://docs.github.com/en/actions/reference/workflows-and-actions/workflow-commands#step-isolation-and-limits */
const LIMIT = 1_048_576

const bytes = (text: string): number => Buffer.byteLength(text)

export interface Summary {
  /** For the job's summary, which may hold several reports. */
  readonly text: string
  /** All of the report, however long. */
  readonly whole: string
  readonly isWhole: boolean
}

export function summaryOf(report: Report): Summary {
  const blocks = blocksOf(report)
  const { text, left, shortened } = fit(blocks, LIMIT - 2, bytes, missingNote(report, 'file'))
  return { text: `${text}\n\n`, whole: `${wholeText(blocks)}\n\n`, isWhole: left.length + shortened.length === 0 }
}
