import { InputError } from '../errors.ts'
import type { Inputs } from '../github/inputs.ts'
import { fitsAnOutput } from '../github/results.ts'
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
export function listed(found: readonly { readonly resource: Resource }[]): string {
  const text = `[${found.map(({ resource }) => toJson(resource)).join(',')}]`
  if (fitsAnOutput(text)) return text
  throw new InputError([
    `\`limit\`: the ${found.length} that were found are ${text.length} characters of JSON, more than GitHub takes for an output. Ask for fewer`
  ])
}
