import type { CheckStatus } from '../terraform/check-statuses.ts'
import type { TextBlock } from './fit.ts'
import { code, details, shorten } from './markdown.ts'
import type { Report } from './report.ts'

const MAX_SHOWN = 200
const MAX_TEXT = 600

const STATUSES: Readonly<Record<string, { readonly icon: string; readonly words: string }>> = {
  error: { icon: '❌', words: 'could not be evaluated' },
  fail: { icon: '⚠️', words: 'failed' },
  unknown: { icon: '❔', words: 'not known before the apply' },
  pass: { icon: '✅', words: 'passed' }
}

const OTHER = { icon: '❓', words: 'with another status' }

const ORDER = Object.keys(STATUSES)
const placeOf = ({ status }: CheckStatus): number => (ORDER.includes(status) ? ORDER.indexOf(status) : 1.5)
const wordsOf = (status: string): { readonly icon: string; readonly words: string } =>
  (Object.hasOwn(STATUSES, status) ? STATUSES[status] : undefined) ?? OTHER

/** The checks of a plan by status. What they found is among the warnings. An apply evaluates them again. */
export function checkBlocks({ checks = [], hasBegun }: Report): readonly TextBlock[] {
  if (checks.length === 0 || hasBegun) return []
  const sorted = checks.toSorted((a, b) => placeOf(a) - placeOf(b) || a.address.localeCompare(b.address, 'en'))
  const counts = Map.groupBy(sorted, ({ status }) => wordsOf(status).words)
  const words = Array.from(counts, ([each, all]) => `${all.length} ${each}`).join(', ')
  const lines = sorted
    .slice(0, MAX_SHOWN)
    .map(
      ({ address, status }) => `- ${wordsOf(status).icon} ${code(shorten(address, MAX_TEXT))} ${wordsOf(status).words}`
    )
  const more = sorted.length > MAX_SHOWN ? [`- and ${sorted.length - MAX_SHOWN} more`] : []
  return [
    {
      rank: 7,
      what: 'check',
      count: checks.length,
      text: details(`Checks: ${words}`, [...lines, ...more].join('\n')),
      short: `- Checks: ${words}`
    }
  ]
}
