import type { Inputs } from '../github/inputs.ts'

/** Characters of a key that can't be guessed from its signatures. */
const MIN_KEY_CHARS = 32

/** How reviewed plans are known. */
export const reviewInputs = (input: Inputs, token: string) => ({
  reviewKey: reviewKeyInput(input, token),
  reviewedSensitiveValues: input.choice('reviewed-sensitive-values', ['refuse', 'ignore'])
})

/** The key that reports are signed with. Jobs that have the same token need none. */
export function reviewKeyInput(input: Inputs, token: string): string {
  const key = input.text('review-key')
  if (key !== undefined && key.length < MIN_KEY_CHARS)
    input.reject(
      'review-key',
      `must have at least ${MIN_KEY_CHARS} characters, but has ${key.length}: signatures are public, and a short key can be guessed from them. Create one with \`openssl rand -hex 32\``
    )
  return key ?? token
}
