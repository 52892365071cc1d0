import { expect, test } from '@jest/globals'
import { decide } from '../../src/run/apply-decision.ts'
import { statusMeaning, RUN_STATUSES, describeStatus, UNFINISHED, type StatusMeaning } from '../../src/run/status.ts'
import { phaseEnded } from '../../src/tfe/resources/plans.ts'
import { aRun } from './a-run.ts'

/** https://github.com/hashicorp/go-tfe/tree/main/openapi, schema `runs`, attribute `status`. */
const OPENAPI =
  `pending fetching fetching_completed pre_plan_running pre_plan_completed pre_plan_awaiting_decision queuing plan_queued
  planning planned tf_policy_checked tf_policy_override post_plan_running post_plan_completed cost_estimating cost_estimated
  policy_checking policy_override policy_soft_failed policy_checked confirmed pre_apply_running pre_apply_completed queuing_apply
  apply_queued applying post_apply_running post_apply_completed applied discarded errored canceled planned_and_finished
  planned_and_saved assessing assessed`.split(/\s+/)

/** https://developer.hashicorp.com/terraform/cloud-docs/api-docs/run#run-states, with what it is that each waits for. */
const DOCUMENTED: Readonly<Record<StatusMeaning, readonly string[]>> = {
  queued: ['pending', 'fetching', 'fetching_completed', 'queuing', 'plan_queued'],
  working: [
    'pre_plan_running',
    'pre_plan_completed',
    'planning',
    'cost_estimating',
    'policy_checking',
    'tf_policy_checked',
    'post_plan_running',
    'confirmed',
    'pre_apply_running',
    'pre_apply_completed',
    'queuing_apply',
    'apply_queued',
    'applying',
    'post_apply_running',
    'post_apply_completed',
    'assessing'
  ],
  confirmable: ['planned', 'cost_estimated', 'policy_checked', 'post_plan_completed', 'planned_and_saved'],
  override: [
    'policy_override',
    'tf_policy_override',
    'pre_plan_awaiting_decision',
    'post_plan_awaiting_decision',
    'pre_apply_awaiting_decision'
  ],
  ended: [
    'applied',
    'planned_and_finished',
    'policy_soft_failed',
    'discarded',
    'errored',
    'canceled',
    'force_canceled',
    'assessed'
  ]
}

const ALL = Object.values(DOCUMENTED).flat()

test('every status of the OpenAPI document and of the documentation is in the table, and no other', () => {
  expect(RUN_STATUSES.toSorted()).toEqual([...new Set([...OPENAPI, ...ALL])].toSorted())
})

test.each(Object.entries(DOCUMENTED))('what is %s is known as that', (means, statuses) => {
  expect(statuses.map(status => [status, statusMeaning(status)])).toEqual(statuses.map(status => [status, means]))
})

test('all but those that end a run are asked for where unfinished runs are', () => {
  expect(UNFINISHED.toSorted()).toEqual(ALL.filter(status => !DOCUMENTED.ended.includes(status)).toSorted())
})

test.each(['plan', 'save-plan', 'apply'] as const)(
  'an unknown status is not the end of a run, nor of an %s',
  operation => {
    const around = {
      operation,
      expectNoChanges: true,
      findings: [],
      onOverride: 'fail' as const,
      conditions: [],
      sensitiveValues: 'refuse' as const,
      examined: undefined,
      examinedPlanId: undefined,
      late: undefined
    }
    for (const status of ['quantum_planned', 'unknown', '', 'constructor', '__proto__', 'Applied']) {
      expect([status, statusMeaning(status)]).toEqual([status, 'working'])
      expect(decide(aRun(status), around)).toEqual({ kind: 'wait' })
    }
    expect(describeStatus('quantum_planned')).toBe('quantum planned')
    expect(phaseEnded('quantum_finished')).toBe(false)
  }
)
