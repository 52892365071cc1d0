import * as core from '@actions/core'

/** Adds Markdown to the job's summary. https://docs.github.com/en/actions/reference/workflows-and-actions/workflow-commands#adding-a-job-summary */
export async function writeSummary(markdown: string): Promise<void> {
  await core.summary.addRaw(markdown).write()
}
