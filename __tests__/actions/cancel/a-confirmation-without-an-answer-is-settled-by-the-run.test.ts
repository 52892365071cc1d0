import { afterAll, beforeAll, expect, test } from '@jest/globals'
import { serve } from '../../../packages/hcp-terraform-server/src/index.ts'
import { annotated, plain, runStep } from '../on-a-runner.ts'

const UNKNOWN = 'The service did not say whether it accepted the confirmation of the plan.'
const PERSON = 'If the confirmation has not arrived, the run waits for a person to confirm or discard it.'

/** A step whose limit passes while its confirmation has no answer, its post step, and what the server knows then. */
async function unanswered(when: 'before' | 'after', onTimeout: string) {
  await using hcp = await serve({ script: { hold: ['applying'] } })
  hcp.faults.set({ on: 'POST /runs/:id/actions/apply', do: { kind: 'hang' }, when })
  const step = await runStep(hcp, { inputs: { operation: 'apply', timeout: '8s', 'on-timeout': onTimeout } })
  const statuses = [...hcp.world.runs.values()].map(run => run.status)
  return { step, statuses, decisions: hcp.journal.writes.filter(line => line.includes('/actions/')) }
}

const CASES = [
  ['after', 'cancel', 'canceled', 'cancelled'],
  ['before', 'cancel', 'discarded', 'discarded'],
  ['after', 'leave', 'applying', 'applying'],
  ['before', 'leave', 'planned', 'planned']
] as const

// Each of them waits for its limit: they wait together.
const ends = new Map<string, Awaited<ReturnType<typeof unanswered>>>()
beforeAll(async () => {
  await Promise.all(CASES.map(async ([when, how]) => ends.set(`${when} ${how}`, await unanswered(when, how))))
})
afterAll(() => ends.clear())

test.each(CASES)(
  'a confirmation that hangs %s the service has handled it, and `on-timeout: %s`: the step reads the run',
  (when, how, status, says) => {
    const end = ends.get(`${when} ${how}`)
    if (end === undefined) throw new Error('the step has not run')
    const { step, statuses, decisions } = end
    expect([step.conclusion, statuses]).toEqual(['failure', [status]])
    expect(step.outputs['run-status']).toBe(status)
    const [error = ''] = annotated(step, 'error')
    expect(error).toMatch(/^The run did not finish within `timeout`: http/)
    expect(error).toContain(`${UNKNOWN} The run's status is "${says}".`)
    expect(error.includes(PERSON)).toBe(status === 'planned')
    expect(step.summary).toContain(UNKNOWN)
    // Nothing says that it was confirmed or applied, nor that it was not.
    expect(plain(step.log)).not.toMatch(/Confirmed the plan|not confirmed|Applied/)
    expect(decisions.filter(line => line.endsWith('/apply'))).toHaveLength(1)
    expect(decisions.length === 1).toBe(how === 'leave')
  }
)
