import { finding, type Finding, type Source } from './sources.ts'
import type { Parsed, Use } from './steps.ts'

/**
 * What this repository asks of its own workflows: they may do no more than they say, no one else can change what they run, and no token
 * is left on the disk.
 */
export function againstOwnRules(source: Source, { isWorkflow, hasPermissions, scopes }: Parsed): Finding[] {
  const uses = scopes.flatMap(scope => scope.uses)
  return [
    ...(isWorkflow && !hasPermissions
      ? [finding(source, 1, 'say for the whole workflow what its permissions are')]
      : []),
    ...uses
      .filter(use => !isPinned(use))
      .map(use => finding(source, use.line, `${use.uses}: pin it as name@<40 hex digits> # vX.Y.Z`)),
    ...uses
      .filter(use => isCheckout(use) && !keepsNoToken(use))
      .map(use => finding(source, use.line, `${use.uses}: give it persist-credentials: false`))
  ]
}

const isPinned = ({ uses, scalar }: Use): boolean =>
  uses.startsWith('./') || (/@[0-9a-f]{40}$/.test(uses) && /^ v\d+\.\d+\.\d+$/.test(scalar.comment ?? ''))

const isCheckout = ({ uses }: Use): boolean => uses.startsWith('actions/checkout@')
const keepsNoToken = (use: Use): boolean =>
  use.with.some(({ name, value }) => name === 'persist-credentials' && value === false)
