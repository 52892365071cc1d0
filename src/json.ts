/**
 * JSON whose numbers keep their digits. Terraform's numbers have arbitrary precision; JavaScript's hold 2^53. A number that
 * would change is kept as its source text (`JSON.rawJSON`), which `JSON.stringify` writes back as it was.
 * https://tc39.es/proposal-json-parse-with-source/
 */
export type Json = string | number | boolean | null | RawNumber | readonly Json[] | { readonly [key: string]: Json }

/** A number outside of what a JavaScript number can hold, as its digits. */
export interface RawNumber {
  readonly rawJSON: string
}

/** The parts of the proposal that Node 24 has and TypeScript's library does not declare yet. */
declare global {
  interface JSON {
    parse(
      text: string,
      reviver: (key: string, value: unknown, context: { readonly source?: string }) => unknown
    ): unknown
    rawJSON(text: string): RawNumber
    isRawJSON(value: unknown): value is RawNumber
  }
}

export const parseJson = (text: string): Json =>
  JSON.parse(text, (_key, value, { source }) =>
    typeof value === 'number' && source !== undefined && String(value) !== source ? JSON.rawJSON(source) : value
  ) as Json

export const isObject = (value: Json | undefined): value is Readonly<Record<string, Json>> =>
  typeof value === 'object' && value !== null && !Array.isArray(value) && !JSON.isRawJSON(value)
