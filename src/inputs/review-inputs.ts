import type { Inputs } from '../github/inputs.ts'

/** Characters of a key that can't be guessed from its signatures. */
const MIN_KEY_CHARS = 32

/** How reviewed plans are known. */
export const reviewInputs = (input: Inputs, token: string) => ({
  reviewKey: reviewKeyInput(input, token),
  reviewedSensitiveValues: input.choice('reviewed-sensitive-values', ['refuse', 'ignore'])
})

/** The problem where a report has to be signed, and nothing can sign it. */
export const NO_REVIEW_KEY = `must be set for \`apply-only-if: reviewed\` if \`token\` has fewer than ${MIN_KEY_CHARS} characters: signatures are public, and a short token can be guessed from them. Set it to the same secret in the jobs that plan and apply. Create one with \`openssl rand -hex 32\``

/** The key that reports are signed with. Jobs that have the same token need none. Undefined where the token is too short for a key. */
export function reviewKeyInput(input: Inputs, token: string): string | undefined {
  const key = input.text('review-key')
  if (key !== undefined && key.length < MIN_KEY_CHARS)
    input.reject(
      'review-key',
      `must have at least ${MIN_KEY_CHARS} characters, but has ${key.length}: signatures are public, and a short key can be guessed from them. Create one with \`openssl rand -hex 32\``
    )
  return key ?? (token.length < MIN_KEY_CHARS ? undefined : token)
}
