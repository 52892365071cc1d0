import type { Report } from '../../src/report/report.ts'
import { UNFILTERED } from '../../src/terraform/diff/writer.ts'

/** A report of a plan of which nothing is known yet. */
export const aReport = (more: Partial<Report> = {}): Report => ({
  organization: 'acme',
  workspace: 'web',
  operation: 'plan',
  mode: 'normal',
  result: 'The plan has changes',
  failed: false,
  refusals: [],
  applied: false,
  counts: undefined,
  hasChanges: undefined,
  changes: undefined,
  filter: UNFILTERED,
  planText: undefined,
  findings: [],
  diagnostics: [],
  outputs: [],
  phase: undefined,
  hasBegun: false,
  isGivenUp: false,
  isLeft: false,
  progress: undefined,
  files: undefined,
  runUrl: undefined,
  jobUrl: undefined,
  commit: undefined,
  ...more
})
