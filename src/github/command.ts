import { EOL } from 'node:os'

type Properties = Readonly<Record<string, string | number | undefined>>

/**
 * A line that the runner obeys, as `@actions/core` writes it: that loads an HTTP client of a megabyte, and a mask must be out before the
 * first request is.
 * https://docs.github.com/en/actions/reference/workflows-and-actions/workflow-commands
 */
export function command(name: string, message = '', properties: Properties = {}): string {
  const given = Object.entries(properties).filter(([, value]) => value !== undefined && value !== '' && value !== 0)
  const list = given.map(([key, value]) => `${key}=${escapeProperty(String(value))}`).join(',')
  return `::${name}${list === '' ? '' : ` ${list}`}::${escape(message)}`
}

/** Writes a line to the job's log. Nothing is kept back: what this process was told to mask is told to the runner, whatever comes next. */
export const print = (line: string): void => void process.stdout.write(line + EOL)

const escape = (text: string): string => text.replaceAll('%', '%25').replaceAll('\r', '%0D').replaceAll('\n', '%0A')

const escapeProperty = (text: string): string => escape(text).replaceAll(':', '%3A').replaceAll(',', '%2C')
