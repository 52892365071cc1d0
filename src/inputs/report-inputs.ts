import type { Inputs } from '../github/inputs.ts'

/** The outputs of reporting. */
export const REPORT = ['comment-url', 'summary-markdown-file', 'plan-json-file', 'resource-changes-json'] as const

export const reportInputs = (input: Inputs) => ({
  comment: input.choice('pull-request-comment', ['always', 'on-changes', 'never']),
  commentId: input.text('comment-id'),
  pullRequestNumber: input.count('pull-request-number'),
  githubToken: input.text('github-token'),
  summary: input.flag('summary')
})
