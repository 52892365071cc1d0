import { InputError } from '../errors.ts'

/** A path below the API's base, in which every interpolated id is one segment: an id with a slash can't become another route. */
export const path = (literals: TemplateStringsArray, ...ids: readonly string[]): string =>
  literals.reduce((joined, literal, index) => `${joined}${segment(ids[index - 1] ?? '')}${literal}`)

/** An empty id would name the collection, and URL parsers walk up on dots, encoded or not. */
function segment(id: string): string {
  if (/^\.{0,2}$/.test(id)) throw new InputError([`"${id}" is not an id`])
  return encodeURIComponent(id)
}
