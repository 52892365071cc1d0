import { expect, test } from '@jest/globals'
import { RUN_STATUSES } from '../../src/run/status.ts'
import { describeUnwanted } from '../../src/steps/end-unwanted.ts'

const BY_THE_ACTION: readonly string[] = ['canceled', 'force_canceled', 'discarded']
const BY_ITSELF: readonly string[] = ['policy_soft_failed', 'planned_and_finished', 'assessed', 'errored']

const expected = (status: string): string => {
  if (BY_THE_ACTION.includes(status)) return ', and the action ended it'
  if (status === 'applied') return 'the run was applied before the action could end it'
  if (BY_ITSELF.includes(status)) return 'The run ended before the action could end it'
  return 'the run has not ended'
}

test.each([...RUN_STATUSES, 'a_status_of_tomorrow'])('a run that was not asked for and is %s', status => {
  const text = describeUnwanted({ status })
  expect(text).toContain(expected(status))
  expect(text.includes('cancel or discard it')).toBe(expected(status) === 'the run has not ended')
})
