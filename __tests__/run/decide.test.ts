import { describe, expect, test } from '@jest/globals'
import type { RunFinding } from '../../src/run/run-finding.ts'
import { decide, type RunContext, type Operation } from '../../src/run/apply-decision.ts'
import { failureOf, type Ending } from '../../src/run/outcome.ts'
import type { ApplyCondition, ExaminedPlan, ReadPrint } from '../../src/run/review.ts'
import { statusMeaning, RUN_STATUSES } from '../../src/run/status.ts'
import type { Run } from '../../src/tfe/resources/runs.ts'
import { aRun as run } from './a-run.ts'

const confirmable: Partial<Run> = {
  actions: { confirmable: true, cancelable: false, discardable: true, forceCancelable: false }
}

/** What is decided, in one word. */
function decided(
  status: string,
  operation: Operation,
  more: Partial<Run> = {},
  around: Partial<RunContext> = {}
): string {
  const decision = decide(run(status, more), {
    operation,
    expectNoChanges: false,
    findings: [],
    onOverride: 'fail',
    conditions: [],
    sensitiveValues: 'refuse',
    examined: undefined,
    examinedPlanId: 'plan-1',
    ...around
  })
  return decision.kind === 'end' ? decision.ending : decision.kind
}

describe('a run that may be confirmed', () => {
  test.each(['planned', 'cost_estimated', 'policy_checked', 'post_plan_completed'])(
    'is confirmed when the step applies: %s',
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

  test('is waited for where the service applies it by itself, and not confirmed', () => {
    expect(decided('planned', 'plan', { ...confirmable, isAutoApply: true })).toBe('wait')
    expect(decided('planned', 'plan', confirmable)).toBe('needs-confirmation')
  })

  test('is waited for on its way to a saved plan', () => {
    const onItsWay = { ...confirmable, isSavedPlan: true }
    expect(decided('planned', 'save-plan', onItsWay)).toBe('wait')
    expect(decided('policy_checked', 'plan', onItsWay)).toBe('wait')
    expect(decided('planned_and_saved', 'plan', onItsWay)).toBe('saved')
    expect(decided('planned_and_saved', 'apply', onItsWay)).toBe('confirm')
  })

  test('is left to others where the token may not apply', () => {
    expect(decided('planned', 'apply', { ...confirmable, mayApply: false })).toBe('may-not-apply')
  })

  test('is confirmed where the service does not say what the token may', () => {
    expect(decided('planned', 'apply', { ...confirmable, mayApply: undefined })).toBe('confirm')
  })
})

describe('an apply on conditions', () => {
  const planned = (actions: string): ExaminedPlan => ({ actions: [{ address: 'a.b', actions }], reviewed: undefined })
  const at = (conditions: readonly ApplyCondition[], examined?: ExaminedPlan): string =>
    decided('planned', 'apply', confirmable, { conditions, examined })

  test('is refused where the service names another plan for it than the examined one', () => {
    const examined = { actions: [], reviewed: undefined }
    for (const [planId, examinedPlanId] of [
      ['plan-2', 'plan-1'],
      [undefined, 'plan-1'],
      ['plan-1', undefined]
    ])
      expect(
        decided(
          'planned',
          'apply',
          { ...confirmable, planId },
          { conditions: ['no-destroys'], examined, examinedPlanId }
        )
      ).toBe('refuse')
    expect(at(['no-destroys'], examined)).toBe('confirm')
  })

  test('is examined before it is decided', () => {
    expect(at(['no-destroys'])).toBe('examine')
    expect(decided('planned', 'plan', confirmable, { conditions: ['no-destroys'] })).toBe('needs-confirmation')
  })

  test.each([
    ['create', 'confirm'],
    ['update', 'confirm'],
    ['read', 'confirm'],
    ['no-op', 'confirm'],
    ['forget', 'confirm'],
    ['delete', 'refuse'],
    ['delete create', 'refuse'],
    ['create delete', 'refuse'],
    ['forget create', 'refuse'],
    ['replace', 'refuse'],
    ['annihilate', 'refuse'],
    ['unknown', 'refuse'],
    ['', 'refuse']
  ])('that nothing is destroyed: %s', (actions, what) => {
    expect(at(['no-destroys'], planned(actions))).toBe(what)
  })

  test('that the changes are the reviewed ones', () => {
    const print = (value: string): ReadPrint => ({
      print: {
        changes: [{ kind: 'resource', name: 'a.b', actions: 'create', print: value, marks: 'none', hidden: [] }],
        drift: [],
        others: new Map(),
        used: undefined,
        dataSources: new Map()
      },
      isRedacted: false
    })
    const reviewed = (examined: ExaminedPlan['reviewed']): string =>
      at(['reviewed'], { actions: [], reviewed: examined })
    expect(reviewed([print('x'), print('x')])).toBe('confirm')
    expect(reviewed([print('x'), print('y')])).toBe('refuse')
    expect(reviewed({ missing: 'It is not known' })).toBe('refuse')
    expect(reviewed(undefined)).toBe('refuse')
  })

  test('that the files are the reviewed ones', () => {
    const same = (files: ExaminedPlan['files']): string =>
      at(['same-files'], { actions: [], reviewed: undefined, ...(files !== undefined && { files }) })
    expect(same('same')).toBe('confirm')
    expect(same({ missing: 'They differ' })).toBe('refuse')
    expect(same(undefined)).toBe('refuse')
  })

  test('is refused where the service counts what no change accounts for', () => {
    const plan = {
      id: 'plan-1',
      status: 'finished',
      logReadUrl: undefined,
      hasChanges: true,
      hasGeneratedConfiguration: false
    }
    const counts = { additions: 0, changes: 0, destructions: 2, imports: 0 }
    const around: Partial<RunContext> = {
      conditions: ['no-destroys'],
      examined: { actions: [], reviewed: undefined }
    }
    expect(decided('planned', 'apply', { ...confirmable, plan: { ...plan, ...counts } }, around)).toBe('refuse')
    expect(decided('planned', 'apply', confirmable, around)).toBe('confirm')
  })

  test('is refused where the changes can not be read', () => {
    expect(at(['no-destroys'], { actions: { missing: 'They can not be read' }, reviewed: undefined })).toBe('refuse')
  })
})

describe('an apply that ends after its plan', () => {
  test.each([
    ['apply', { isPlanOnly: true }, 'plan-only'],
    ['apply', { isPlanOnly: true, hasChanges: false }, 'plan-only'],
    ['apply', {}, 'not-applied'],
    ['apply', { hasChanges: false }, 'no-changes'],
    ['apply', { hasChanges: false, allowsEmptyApply: true }, 'empty-not-applied'],
    ['plan', { hasChanges: false, allowsEmptyApply: true }, 'no-changes'],
    ['save-plan', {}, 'not-saved'],
    ['save-plan', { hasChanges: false }, 'no-changes'],
    ['plan', { isPlanOnly: true }, 'planned']
  ] as const)('%s of a run with %j: %s', (operation, more, ending) => {
    expect(decided('planned_and_finished', operation, more)).toBe(ending)
  })
})

describe('a status that no one here has heard of', () => {
  test.each(['plan', 'apply', 'save-plan'] as const)('means that the run goes on: %s', operation => {
    expect(decided('quantum_planning', operation)).toBe('wait')
    expect(statusMeaning('quantum_planning')).toBe('working')
    expect(statusMeaning('__proto__')).toBe('working')
  })

  test('is still confirmed when that is what the service offers', () => {
    expect(decided('quantum_planned', 'apply', confirmable)).toBe('confirm')
  })
})

describe('an errored run', () => {
  const policy = (enforcement: string, passed: boolean, overridden = false): RunFinding => ({
    kind: 'policy',
    policy: { name: 'cheap', set: undefined, enforcement, passed, overridden, message: undefined }
  })
  const task = (enforcement: string, status: string): RunFinding => ({
    kind: 'task',
    task: {
      id: 't',
      name: 'scan',
      stage: 'post_plan',
      enforcement,
      status,
      overridden: false,
      message: undefined,
      url: undefined
    }
  })

  test.each<[string, readonly RunFinding[], Ending]>([
    ['for a policy', [task('advisory', 'failed'), policy('hard-mandatory', false)], 'policy-failed'],
    ['for a task', [policy('advisory', false), task('mandatory', 'failed')], 'task-failed'],
    [
      'for Terraform, where what failed was advisory',
      [policy('advisory', false), task('advisory', 'failed')],
      'errored'
    ],
    ['for Terraform, where what failed was overridden', [policy('soft-mandatory', false, true)], 'errored']
  ])('%s', (_name, findings, ending) => {
    expect(decided('errored', 'apply', {}, { findings })).toBe(ending)
  })

  test('names what has failed', () => {
    const findings = [policy('hard-mandatory', false), policy('advisory', false), task('mandatory', 'failed')]
    expect(
      failureOf(
        { ending: 'policy-failed', run: run('errored'), findings, unread: 'none', refusals: [] },
        'https://example.test/run-1'
      )?.message
    ).toBe(
      'A policy has failed: https://example.test/run-1\nPolicy "cheap" (hard-mandatory) failed\nRun task "scan" (post-plan, mandatory) failed'
    )
  })
})

test('changes where none were expected are drift', () => {
  expect(decided('planned_and_finished', 'plan', { hasChanges: true }, { expectNoChanges: true })).toBe('drifted')
  expect(decided('planned_and_finished', 'plan', { hasChanges: false }, { expectNoChanges: true })).toBe('no-changes')
  const unknown = { hasChanges: undefined }
  expect(decided('planned_and_finished', 'plan', unknown, { expectNoChanges: true })).toBe('no-changes-unproven')
})

test('a run that waits for an override fails the step, ends it well or is waited for, as it is asked', () => {
  const at = (onOverride: 'fail' | 'succeed' | 'wait') => decided('policy_override', 'apply', {}, { onOverride })
  expect([at('fail'), at('succeed'), at('wait')]).toEqual(['needs-override', 'awaits-override', 'wait'])
})

test.each(['policy_override', 'tf_policy_override', 'post_plan_awaiting_decision', 'pre_apply_awaiting_decision'])(
  'conditions are checked before a run is left at %s, and not where its override is waited for',
  status => {
    const at = (actions: string | undefined, around: Partial<RunContext> = {}) =>
      decided(
        status,
        'apply',
        {},
        {
          conditions: ['no-destroys'],
          examined: actions === undefined ? undefined : { actions: [{ address: 'a.b', actions }], reviewed: undefined },
          ...around
        }
      )
    expect([at(undefined), at('delete'), at('create')]).toEqual(['examine', 'refuse', 'needs-override'])
    expect(at('create', { onOverride: 'succeed' })).toBe('awaits-override')
    expect(at('create', { examinedPlanId: 'plan-2' })).toBe('refuse')
    expect(at('delete', { onOverride: 'wait' })).toBe('wait')
  }
)

test('a run that is left before its plan can not meet conditions', () => {
  expect(decided('pre_plan_awaiting_decision', 'apply', {}, { conditions: ['no-destroys'] })).toBe('refuse')
})

test('a token that may not apply leaves only a plan that meets the conditions', () => {
  const at = (actions: string) =>
    decided(
      'planned',
      'apply',
      { ...confirmable, mayApply: false },
      { conditions: ['no-destroys'], examined: { actions: [{ address: 'a.b', actions }], reviewed: undefined } }
    )
  expect([at('create'), at('delete')]).toEqual(['may-not-apply', 'refuse'])
})

describe('endings', () => {
  test.each<[string, Operation, Partial<Run>, Ending, boolean]>([
    ['planned_and_finished', 'plan', { hasChanges: true }, 'planned', false],
    ['planned_and_finished', 'apply', { hasChanges: false }, 'no-changes', false],
    ['planned_and_finished', 'apply', { hasChanges: false, allowsEmptyApply: true }, 'empty-not-applied', true],
    ['planned_and_finished', 'plan', { hasChanges: undefined }, 'changes-unknown', false],
    ['planned_and_finished', 'apply', { hasChanges: undefined }, 'no-changes-unproven', true],
    ['planned_and_finished', 'save-plan', { hasChanges: undefined }, 'no-changes-unproven', true],
    ['planned_and_saved', 'save-plan', confirmable, 'saved', false],
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
    expect(
      failureOf({ ending, run: run(status), findings: [], unread: 'none', refusals: [] }, 'https://example.test') !==
        undefined
    ).toBe(fails)
  })

  test('every status that ends a run ends it for every operation, and no other does by itself', () => {
    for (const status of RUN_STATUSES) {
      const ends = ['ended', 'override'].includes(statusMeaning(status)) || status === 'planned_and_saved'
      expect([status, decided(status, 'plan') === 'wait' ? 'wait' : 'end']).toEqual([status, ends ? 'end' : 'wait'])
    }
  })
})
