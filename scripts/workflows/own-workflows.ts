import { finding, type Finding, type Source } from './sources.ts'
import type { Use } from './steps.ts'

/** What this repository asks of its own workflows: nobody else can change what they run, and no token is left on the disk. */
export function againstOwnRules(source: Source, uses: readonly Use[]): Finding[] {
  return uses.flatMap(use => [
    ...(isPinned(use) ? [] : [finding(source, use.line, `${use.uses}: pin it as name@<40 hex digits> # vX.Y.Z`)]),
    ...(isCheckout(use) && !keepsNoToken(use)
      ? [finding(source, use.line, `${use.uses}: give it persist-credentials: false`)]
      : [])
  ])
}

const isPinned = ({ uses, scalar }: Use): boolean =>
  uses.startsWith('./') || (/@[0-9a-f]{40}$/.test(uses) && /^ v\d+\.\d+\.\d+$/.test(scalar.comment ?? ''))

const isCheckout = ({ uses }: Use): boolean => uses.startsWith('actions/checkout@')
const keepsNoToken = (use: Use): boolean =>
  use.with.some(({ name, value }) => name === 'persist-credentials' && value === false)
