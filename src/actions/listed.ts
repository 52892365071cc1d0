import type { Inputs } from '../github/inputs.ts'
import { toJson, type Resource } from '../tfe/document.ts'

/** The most that is asked for: ten pages. */
const HIGHEST = 1_000

/** How many of a list, newest first. */
export function limitInput(input: Inputs): number {
  const value = input.text('limit') ?? ''
  const limit = /^\d{1,9}$/.test(value) ? Number(value) : 0
  if (limit < 1 || limit > HIGHEST) input.reject('limit', `"${value}" is no number from 1 to ${HIGHEST}`)
  return limit
}

/** Resources as one JSON array, in the API's own words. */
export const listed = (found: readonly { readonly resource: Resource }[]): string =>
  `[${found.map(({ resource }) => toJson(resource)).join(',')}]`
