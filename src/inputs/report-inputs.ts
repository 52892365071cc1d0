import type { Inputs } from '../github/inputs.ts'
import { NO_REVIEW_KEY, type reviewInputs } from './review-inputs.ts'

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

/** Inputs that say which comment is meant, where there is none, each with why it has no effect. */
export function unreported(
  input: Inputs,
  given: ReturnType<typeof reviewInputs> & {
    readonly wait: boolean
    readonly applyOnlyIf: readonly string[]
    readonly report: ReturnType<typeof reportInputs>
  }
): readonly (readonly [boolean, string, string])[] {
  const { wait, applyOnlyIf, reviewKey, reviewedSensitiveValues, report } = given
  const { comment, commentId, pullRequestNumber } = report
  const why = wait
    ? 'has no effect with `pull-request-comment: never`. Remove one of them'
    : 'has no effect with `wait: false`, because the step ends before it can report. Remove one of them'
  const isSilent = !wait || comment === 'never'
  return [
    // What was reviewed is found by the same id.
    [isSilent && commentId !== undefined && !applyOnlyIf.includes('reviewed'), 'comment-id', why],
    [
      input.text('review-key') !== undefined && isSilent && !applyOnlyIf.includes('reviewed'),
      'review-key',
      wait
        ? `has no effect with \`pull-request-comment: never\`, and without \`apply-only-if: reviewed\`. Remove it`
        : why
    ],
    [applyOnlyIf.includes('reviewed') && reviewKey === undefined, 'review-key', NO_REVIEW_KEY],
    [
      reviewedSensitiveValues === 'ignore' && !applyOnlyIf.includes('reviewed'),
      'reviewed-sensitive-values',
      'has no effect without `apply-only-if: reviewed`. Set both, or remove it'
    ],
    [isSilent && pullRequestNumber !== undefined, 'pull-request-number', why]
  ]
}
