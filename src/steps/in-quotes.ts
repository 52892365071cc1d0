import type { Secrets } from '../secrets/secrets.ts'

/** The beginning of a text from elsewhere as one line in quotation marks, or nothing where it has only blanks. */
export function inQuotes(text: string | undefined, secrets: Secrets, maxChars: number): string {
  // Secrets first: of one that is cut, or whose line ends are gone, a part would stay.
  const line = secrets
    .removeFrom(text ?? '')
    .replace(/\s+/g, ' ')
    .trim()
  if (line === '') return ''
  return `"${line.length > maxChars ? `${line.slice(0, maxChars).toWellFormed()}…` : line}"`
}
