import { describe, expect, test } from '@jest/globals'
import { isFailed } from '../../src/run/outcome.ts'
import { policiesOfEvaluation } from '../../src/run/policy-sets.ts'
import { Fields } from '../../src/tfe/document.ts'
import { errorIn, policySetOutcome, resultCounts } from '../../src/tfe/resources/policy-outcome.ts'

type Attributes = Parameters<typeof policySetOutcome>[0]['attributes']['json']

const outcome = (status: string, enforcement_level?: string) => ({
  policy_name: 'open',
  status,
  ...(enforcement_level !== undefined && { enforcement_level })
})
const counts = (passed: number, advisory = 0, mandatory = 0, errored = 0) => ({
  passed,
  'advisory-failed': advisory,
  'mandatory-failed': mandatory,
  errored
})

/** The policies of an evaluation of policy sets, as a server describes them. */
function policies(status: string, sets: readonly Attributes[], evaluation: Attributes = {}, failsOnAdvisory = true) {
  const outcomes = sets.map((json, at) => {
    const attributes = new Fields({ 'policy-set-name': `set-${at}`, ...json })
    return policySetOutcome({ id: '', type: '', attributes, relationships: {}, links: new Fields({}) }, () => [])
  })
  const attributes = new Fields(evaluation)
  const described = { id: 'poleval-1', status, counts: resultCounts(attributes), error: errorIn(attributes) }
  return policiesOfEvaluation(described, outcomes, failsOnAdvisory)
}

const PASSED = { outcomes: [outcome('passed', 'mandatory')], 'result-count': counts(1) }

describe('nothing has failed in', () => {
  test.each<[string, Parameters<typeof policies>]>([
    ['a set without policies', ['passed', [{ outcomes: [], error: '', 'result-count': counts(0) }]]],
    ['a set whose outcomes and counts are null', ['passed', [{ outcomes: null, error: null, 'result-count': null }]]],
    ['an evaluation without sets', ['passed', [], { 'result-count': counts(0) }]],
    ['policies that passed and are counted', ['passed', [PASSED, PASSED], { 'result-count': counts(2), error: null }]],
    ['policies that passed and are not counted', ['passed', [{ outcomes: PASSED.outcomes }]]],
    ['an error without a text', ['passed', [{ ...PASSED, error: {} }]]],
    [
      'an evaluation that a run that ended did not come to',
      ['unreachable', [], { 'result-count': counts(0, 0, 0, 1) }]
    ],
    ['an evaluation that was cancelled', ['canceled', [{ outcomes: [], 'result-count': counts(0) }]]]
  ])('%s', (_, described) => {
    expect(policies(...described).filter(finding => finding.kind === 'policy' && !finding.policy.passed)).toEqual([])
  })

  test('a set of which only advisory policies failed, whatever the evaluation calls that', () => {
    const set = { outcomes: [outcome('failed', 'advisory')], 'result-count': counts(0, 1) }
    for (const status of ['passed', 'failed'])
      expect(policies(status, [set], { 'result-count': counts(0, 1) })).toEqual([
        { kind: 'policy', policy: expect.objectContaining({ name: 'open', set: 'set-0', passed: false }) }
      ])
    expect(policies('failed', [set]).some(isFailed)).toBe(false)
    expect(policies('failed', [set], {}, false).some(isFailed)).toBe(true)
  })
})

describe('a policy has failed in', () => {
  const failure = (name: string, set: string | undefined, message?: unknown) =>
    expect.objectContaining({
      name,
      set,
      enforcement: 'mandatory',
      passed: false,
      overridden: false,
      ...(message !== undefined && { message })
    })

  test.each<[string, Parameters<typeof policies>, ReturnType<typeof failure>]>([
    [
      'a set with an error',
      ['errored', [PASSED, { outcomes: [], error: 'rego_parse_error' }]],
      failure('evaluation', 'set-1', 'it could not be carried out: rego_parse_error')
    ],
    [
      'a set with an error in an evaluation that passed',
      ['passed', [{ ...PASSED, error: 'no such module' }]],
      failure('evaluation', 'set-0', expect.stringContaining('no such module'))
    ],
    [
      'a set whose error is an object',
      ['passed', [{ outcomes: [], error: { summary: 'Setup', detail: 'no agent' } }]],
      failure('evaluation', 'set-0', expect.stringContaining('Setup: no agent'))
    ],
    ['a set that counts an error', ['passed', [{ 'result-count': counts(0, 0, 0, 1) }]], failure('1 policy', 'set-0')],
    [
      'a set that counts a failure next to what it names',
      ['failed', [{ ...PASSED, 'result-count': counts(1, 0, 2) }]],
      failure('2 policies', 'set-0')
    ],
    [
      'a set that counts in words with underscores',
      ['passed', [{ result_count: { mandatory_failed: 1 } }]],
      failure('1 policy', 'set-0')
    ],
    [
      'a set that counts no policy that passed, and names one',
      ['passed', [{ ...PASSED, 'result-count': counts(0) }]],
      failure('evaluation', 'set-0')
    ],
    [
      'a set that is not listed, and counted',
      ['passed', [PASSED], { 'result-count': counts(1, 0, 0, 1) }],
      failure('1 policy', undefined)
    ],
    [
      'an evaluation that errored and does not say why',
      ['errored', [PASSED, { outcomes: [] }]],
      failure('evaluation poleval-1', 'set-1')
    ],
    ['an evaluation that failed and names no policy', ['failed', []], failure('evaluation poleval-1', undefined)],
    ['an evaluation of an unknown status', ['odd', [PASSED]], failure('evaluation poleval-1', undefined)],
    [
      'an evaluation with an error of its own',
      ['passed', [PASSED], { error: { type: 'setup_error', summary: 'Setup', detail: '' } }],
      failure('evaluation poleval-1', undefined, 'Setup')
    ],
    ['an outcome that errored', ['errored', [{ outcomes: [outcome('errored')] }]], failure('open', 'set-0')],
    ['an outcome without a result', ['passed', [{ outcomes: [{ policy_name: 'open' }] }]], failure('open', 'set-0')]
  ])('%s', (_, described, expected) => {
    const failed = policies(...described).filter(isFailed)
    expect(failed).toEqual([{ kind: 'policy', policy: expected }])
  })

  test('an evaluation that was overridden, and a person let it pass', () => {
    const found = policies('overridden', [{ outcomes: [], error: 'rego_parse_error' }])
    expect(found).toEqual([{ kind: 'policy', policy: expect.objectContaining({ passed: false, overridden: true }) }])
  })
})
