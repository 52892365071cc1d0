import type { ReadPrint } from '../../src/run/review.ts'
import { uncomparedIn } from '../../src/run/uncompared.ts'

/** What is not compared, as a notice has it without a limit. */
export function describeUncompared(plan: ReadPrint, reviewed = plan): string | undefined {
  const found = uncomparedIn(plan, reviewed)
  if (found === undefined) return undefined
  return found.names.length === 0 ? found.sentence : `${found.sentence}: ${found.names.join(', ')}`
}
