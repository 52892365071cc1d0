import { api } from './api.ts'
import { archivesFrom } from './archives.ts'
import { ignoreRules } from './ignore-rules.ts'
import { inputs } from './inputs.ts'
import { logs } from './logs.ts'
import type { Parser } from './parser.ts'
import { reports } from './reports.ts'
import { secrets } from './secrets.ts'

/** Everything that reads what others have written. */
export const PARSERS: readonly Parser[] = [
  ...ignoreRules,
  ...logs,
  ...api,
  ...inputs,
  ...secrets,
  ...reports,
  ...archivesFrom
]

/** How many of so many cases each parser gets: its share, and at least one. */
export function casesOf(total: number): readonly { readonly parser: Parser; readonly cases: number }[] {
  const shares = PARSERS.reduce((sum, { share }) => sum + share, 0)
  return PARSERS.map(parser => ({ parser, cases: Math.max(1, Math.round((total * parser.share) / shares)) }))
}
