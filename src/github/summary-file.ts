import * as core from '@actions/core'
import type { Log } from './log.ts'

/** Adds Markdown to the job's summary. https://docs.github.com/en/actions/reference/workflows-and-actions/workflow-commands#adding-a-job-summary */
export async function writeSummary(log: Log, markdown: string): Promise<void> {
  await core.summary.addRaw(log.withoutCredentials(markdown)).write()
}
