import { expect, test } from '@jest/globals'
import { withHostileCall, type OutsideCall } from './calls.ts'

/** Actions that together make every kind of call that leaves our code. */
const ACTIONS = ['apply', 'plan of a newer commit', 'state/upload', 'configuration/download', 'workspaces'] as const

/** Processes at a time. */
const AT_ONCE = 3
/** One in so many calls is tried here, of each kind at least one. */
const ONE_IN = 3

/** What is wrong with how an action ends in which a call throws that quotes every secret. */
async function problems(name: string, call: OutsideCall): Promise<readonly string[]> {
  // It throws where a secret is found in anything that the step has said or left.
  const ended = await withHostileCall(name, call).catch((error: unknown) => String(error))
  if (typeof ended === 'string') return [`${call}: ${ended}`]
  const { step } = ended
  return step.conclusion === 'failure' && step.annotations.every(({ level }) => level !== 'error')
    ? [`${call}: a failure without an error: ${step.log.slice(-300)}`]
    : []
}

test.each(ACTIONS)(
  '%s tells no secret, whichever call that leaves our code throws and quotes them all',
  async name => {
    const { step, calls } = await withHostileCall(name, undefined)
    expect([step.conclusion, calls.length > 20]).toEqual(['success', true])
    const chosen = calls.filter((_, at) => at % ONE_IN === 0)
    const found: string[] = []
    const left = chosen.values()
    const work = async (): Promise<void> => {
      for (const call of left) found.push(...(await problems(name, call)))
    }
    await Promise.all(Array.from({ length: AT_ONCE }, work))
    expect(found).toEqual([])
  },
  240_000
)
