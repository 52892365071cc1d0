import { butIs, type Inputs } from '../github/inputs.ts'
import { fitsAnOutput } from '../github/results.ts'
import { toJson, type Resource } from '../tfe/document.ts'
import { temporaryFile } from './temporary-file.ts'
import type { World } from './world.ts'

/** The most that is asked for: ten pages. */
const MAX_LIMIT = 1_000

/** How many of a list, from its beginning. */
export function limitInput(input: Inputs): number {
  const value = input.text('limit') ?? ''
  const limit = /^\d{1,9}$/.test(value) ? Number(value) : 0
  if (limit < 1 || limit > MAX_LIMIT)
    input.reject('limit', `must be a number between 1 and ${MAX_LIMIT}, ${butIs(value)}`)
  return limit
}

/** What makes entries of a list large: left out unless it is asked for. */
const LARGE = ['resources', 'modules', 'providers'] as const

export const includeInput = (input: Inputs): readonly string[] => input.choices('include', LARGE)

/** How many entries are read for so many: a single one does not show in which order a server lists them. */
export const readFor = (limit: number): number => Math.max(limit, 2)

/** The order of a list, as far as its dates show it. Not every server lists the newest first. */
export function orderOf(dates: readonly (string | undefined)[]): string {
  const times = dates.map(date => Date.parse(date ?? ''))
  return times.every((time, at) => at === 0 || time <= (times[at - 1] ?? NaN))
    ? 'newest first'
    : "in the server's order"
}

interface Listed {
  /** Undefined where it is more than an output can hold. */
  readonly text: string | undefined
  readonly file: string
}

/** Resources as one JSON array, in the API's own words: as a text, and in a file that has no limit. */
export function writeList(
  world: World,
  name: string,
  found: readonly { readonly resource: Resource }[],
  include: readonly string[] = LARGE
): Promise<Listed> {
  const leftOut = LARGE.filter(each => !include.includes(each))
  return writeJson(world, name, `[${found.map(({ resource }) => toJson(resource, leftOut)).join(',')}]`)
}

/** A JSON text in a file, and as it is where it fits an output. */
export async function writeJson(world: World, name: string, text: string): Promise<Listed> {
  const file = await temporaryFile(world, name, 'json', text)
  if (fitsAnOutput(text)) return { text, file }
  world.log.warning(
    `\`${name}\` is not set, because its ${text.length} characters are more than GitHub allows for an output. Read it from the file whose path is in \`${name}-file\`.`
  )
  return { text: undefined, file }
}
