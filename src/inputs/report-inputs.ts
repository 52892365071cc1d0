import type { Inputs } from '../github/inputs.ts'

/** The outputs of reporting. */
export const REPORT = ['comment-url', 'summary-markdown-file', 'plan-json-file', 'resource-changes-json'] as const

export const reportInputs = (input: Inputs) => ({
  ...commentInputs(input),
  commentId: input.text('comment-id')
})

/** How a step reports. Whether no token for GitHub's API is a mistake depends on whether it does. */
export const commentInputs = (input: Inputs) => ({
  comment: input.choice('pull-request-comment', ['always', 'on-changes', 'never']),
  pullRequestNumber: input.count('pull-request-number'),
  githubToken: input.text('github-token'),
  summary: input.flag('summary')
})

/** The default of the input is never empty: somebody has set it to a secret that this workflow does not get. */
export function rejectMissingGithubToken(
  input: Inputs,
  { comment, githubToken }: ReturnType<typeof commentInputs>
): void {
  if (comment === 'never' || githubToken !== undefined || input.isRejected('pull-request-comment')) return
  input.reject(
    'github-token',
    `is missing, and \`pull-request-comment: ${comment}\` needs it. Remove \`github-token\` to use the token of the job, or set \`pull-request-comment\` to \`never\`. GitHub passes no secrets to workflows from forks or from Dependabot`
  )
}
