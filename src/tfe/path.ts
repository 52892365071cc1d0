import { InputError } from '../errors.ts'

/** A path below the API's base, in which every interpolated id is one segment: an id with a slash can't become another route. */
export const path = (literals: TemplateStringsArray, ...ids: readonly string[]): string =>
  literals.reduce((joined, literal, index) => `${joined}${segment(ids[index - 1] ?? '')}${literal}`)

/** An empty id would name the collection, URL parsers walk up on dots, encoded or not, and half a character has no encoding. */
function segment(id: string): string {
  if (/^\.{0,2}$/.test(id) || !id.isWellFormed())
    throw new InputError([`"${id}" must be an id of the API, such as run-CZcmD7eagjhyX0vN`])
  return encodeURIComponent(id)
}
