import { describe, expect, test } from '@jest/globals'
import { decide, type Decision, type Operation } from '../../src/run/decide.ts'
import { failure, type Ending } from '../../src/run/outcome.ts'
import { meaning, RUN_STATUSES } from '../../src/run/status.ts'
import type { Run } from '../../src/tfe/runs.ts'

const run = (status: string, more: Partial<Run> & { confirmable?: boolean } = {}): Run => ({
  id: 'run-1',
  status,
  message: undefined,
  hasChanges: true,
  isPlanOnly: false,
  actions: { confirmable: more.confirmable ?? false, cancelable: false, discardable: false, forceCancelable: false },
  mayApply: true,
  workspaceId: 'ws-1',
  configurationVersionId: 'cv-1',
  planId: 'plan-1',
  applyId: 'apply-1',
  plan: undefined,
  apply: undefined,
  ...more
})

const said = (decision: Decision): string => (decision.kind === 'end' ? decision.ending : decision.kind)
const decided = (status: string, operation: Operation, more?: Parameters<typeof run>[1]): string =>
  said(decide(run(status, more), operation))

describe('a run that may be confirmed', () => {
  const confirmable = { confirmable: true }

  test.each(['planned', 'cost_estimated', 'policy_checked', 'post_plan_completed'])(
    'is confirmed when it is to be applied: %s',
    status => {
      expect(decided(status, 'apply', confirmable)).toBe('confirm')
    }
  )

  test.each(['planned', 'cost_estimated', 'policy_checked', 'post_plan_completed'])(
    'waits while the service offers no confirmation: %s',
    status => {
      expect(decided(status, 'apply')).toBe('wait')
    }
  )

  test('is never confirmed by a plan', () => {
    for (const status of [...RUN_STATUSES, 'new_status']) {
      for (const operation of ['plan', 'save-plan'] as const)
        expect(decided(status, operation, confirmable)).not.toBe('confirm')
    }
  })

  test('is left to others where the token may not apply', () => {
    expect(decided('planned', 'apply', { confirmable: true, mayApply: false })).toBe('may-not-apply')
  })

  test('is confirmed where the service does not say what the token may', () => {
    expect(decided('planned', 'apply', { confirmable: true, mayApply: undefined })).toBe('confirm')
  })
})

describe('a status that nobody here has heard of', () => {
  test.each(['plan', 'apply', 'save-plan'] as const)('means that the run goes on: %s', operation => {
    expect(decided('quantum_planning', operation)).toBe('wait')
    expect(meaning('quantum_planning')).toBe('working')
    expect(meaning('__proto__')).toBe('working')
  })

  test('is still confirmed when that is what the service offers', () => {
    expect(decided('quantum_planned', 'apply', { confirmable: true })).toBe('confirm')
  })
})

describe('endings', () => {
  test.each<[string, Operation, Parameters<typeof run>[1], Ending, boolean]>([
    ['planned_and_finished', 'plan', { hasChanges: true }, 'planned', false],
    ['planned_and_finished', 'apply', { hasChanges: false }, 'no-changes', false],
    ['planned_and_saved', 'save-plan', { confirmable: true }, 'saved', false],
    ['applied', 'apply', {}, 'applied', false],
    ['policy_soft_failed', 'plan', {}, 'policy-failed', true],
    ['policy_override', 'apply', {}, 'needs-override', true],
    ['post_plan_awaiting_decision', 'plan', {}, 'needs-override', true],
    ['discarded', 'apply', {}, 'discarded', true],
    ['canceled', 'apply', {}, 'canceled', true],
    ['force_canceled', 'plan', {}, 'canceled', true],
    ['errored', 'plan', {}, 'errored', true]
  ])('%s of %s', (status, operation, more, ending, fails) => {
    expect(decided(status, operation, more)).toBe(ending)
    expect(failure({ ending, run: run(status) }, 'https://example.test') !== undefined).toBe(fails)
  })

  test('every status that ends a run ends it for every operation, and no other does by itself', () => {
    for (const status of RUN_STATUSES) {
      const ends = ['ended', 'override'].includes(meaning(status)) || status === 'planned_and_saved'
      expect([status, decide(run(status), 'plan').kind]).toEqual([status, ends ? 'end' : 'wait'])
    }
  })
})
