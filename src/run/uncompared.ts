import type { ReadPrint } from './review.ts'

/** As many of them as a message names. */
const MAX_NAMED = 20

/**
 * What of two plans is not compared though it decides what the apply does, as a sentence for a person. Of an expression that is not a constant, a plan
 * has at most the names that it refers to: where its value is not known before the apply, the rest of it may be another one.
 */
export function describeUncompared(plan: ReadPrint): string | undefined {
  if (plan.print.used === undefined) return REDACTED
  const all = namedIn(plan)
  if (all.length === 0) return undefined
  const more = all.length > MAX_NAMED ? `, and ${all.length - MAX_NAMED} more, which the log lists` : ''
  return `${PARTLY} ${all.slice(0, MAX_NAMED).join(', ')}${more}`
}

/** The names of all, where they are more than the sentence names. */
export function listUncompared(plan: ReadPrint): readonly string[] {
  const all = namedIn(plan)
  return all.length > MAX_NAMED ? all : []
}

function namedIn({ print }: ReadPrint): readonly string[] {
  const changing = print.changes.filter(({ kind, hidden }) => kind !== 'check' && hidden.length > 0)
  const runsProgram = ({ hidden }: (typeof changing)[number]) => hidden.some(part => part.startsWith('provisioner'))
  // Provisioners run programs: they are named first.
  const found = [...changing.filter(runsProgram), ...changing.filter(change => !runsProgram(change))]
  return [...found.map(({ name, hidden }) => `${name} (${hidden.join(', ')})`), ...[...(print.used ?? [])].toSorted()]
}

const REDACTED =
  '`apply-only-if: reviewed` compared redacted plans. They lack the results of checks, the version of Terraform, the values of variables, provisioners, the configurations of providers, and which of these a resource uses, write-only arguments, and the expressions of values that are known only after the apply. To compare the whole plans, give the team of the token the role Admin in the workspace'

const PARTLY =
  'The plans do not show all of these parts, so `apply-only-if: reviewed` compared them only as far as it could. Review their code:'

/** The sentences without names. */
export const UNCOMPARED = [REDACTED, PARTLY]
