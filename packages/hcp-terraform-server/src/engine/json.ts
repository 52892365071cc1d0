/** Not in TypeScript's library yet: https://github.com/tc39/proposal-json-parse-with-source */
const json = JSON as unknown as {
  parse(text: string, reviver: (key: string, value: unknown, context: { source?: string }) => unknown): unknown
  rawJSON(text: string): unknown
}

/** Reads JSON so that writing it again gives every number with the digits it had, also beyond 2^53. */
export function parseJson(text: string): unknown {
  return json.parse(text, (_key, value, { source }) =>
    typeof value === 'number' && source !== undefined && String(value) !== source ? json.rawJSON(source) : value
  )
}

/** The number with exactly these digits, for JSON.stringify. */
export function jsonNumber(digits: string): unknown {
  return String(Number(digits)) === digits ? Number(digits) : json.rawJSON(digits)
}
