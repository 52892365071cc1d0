import { describe, expect, test } from '@jest/globals'
import { describeLeft, describeUnsettled, type StepDecisions } from '../../src/steps/leave-run.ts'
import { RUN_STATUSES } from '../../src/run/status.ts'
import { aRun } from '../run/a-run.ts'

const decisions = (more: Partial<StepDecisions> = {}): StepDecisions => ({
  runId: 'run-1',
  isOwn: true,
  operation: 'apply',
  confirmation: 'none',
  isRefused: false,
  ...more
})

const PERSON = 'a person to confirm or discard it'

describe('a confirmation without an answer', () => {
  const sent = decisions({ confirmation: 'sent' })

  test.each([...RUN_STATUSES, 'a_status_of_tomorrow'])('%s: nothing is said beyond what was seen', status => {
    const text = describeUnsettled(sent, aRun(status))
    expect(text).toMatch(
      /^The service did not say whether it accepted the confirmation of the plan\. The run's status is "/
    )
    expect(text).not.toMatch(/not confirmed|was confirmed|was applied|goes on/)
    expect(describeLeft(sent, aRun(status))).toBe(`Run run-1: ${text}`)
  })

  test.each(['planned', 'cost_estimated', 'policy_checked'])('%s: it may wait for a person', status => {
    expect(describeUnsettled(sent, aRun(status))).toContain(
      `If the confirmation has not arrived, the run waits for ${PERSON}`
    )
  })

  test.each(['confirmed', 'applying', 'applied', 'discarded', 'a_status_of_tomorrow'])('%s: it does not', status => {
    expect(describeUnsettled(sent, aRun(status))).not.toContain(PERSON)
  })

  test('and a run that can not be read', () => {
    expect(describeUnsettled(sent, undefined)).toContain('it may be applied')
  })
})

test('a refused plan whose discard has no answer is not said to go on', () => {
  const refused = decisions({ isRefused: true })
  expect(describeLeft(refused, aRun('discarded'))).toBe('Run run-1: The run\'s status is "discarded".')
  expect(describeLeft(refused, aRun('planned'))).toContain(PERSON)
  expect(describeLeft(refused, undefined)).not.toMatch(/goes on|applied/)
})

test.each<[string, Partial<StepDecisions>, boolean]>([
  ['a run that this step would have confirmed', {}, true],
  ['a plan', { operation: 'plan' }, false],
  ['a run of others', { isOwn: false }, false],
  ['a run that this step has confirmed', { confirmation: 'taken' }, false]
])('what %s waits for is said', (_name, more, waits) => {
  expect(describeLeft(decisions(more), aRun('planning')).includes(PERSON)).toBe(waits)
})
