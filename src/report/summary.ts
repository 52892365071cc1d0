import { fit } from './fit.ts'
import { blocksOf, omissionNote } from './compose.ts'
import type { Report } from './report.ts'

/** What one step may write, in bytes: https://docs.github.com/en/actions/reference/workflows-and-actions/workflow-commands#step-isolation-and-limits */
const LIMIT = 1_048_576

const bytes = (text: string): number => Buffer.byteLength(text)

/** The report for the job's summary, in which several may stand under each other. */
export const summaryText = (report: Report): string =>
  `${fit(blocksOf(report), LIMIT - 2, bytes, omissionNote(report, false)).text}\n\n`
