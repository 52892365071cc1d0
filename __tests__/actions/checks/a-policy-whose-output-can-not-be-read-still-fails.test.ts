import { expect, test } from '@jest/globals'
import { serve } from '../../../packages/hcp-terraform-server/src/index.ts'
import { namedPolicies, policiesOfCheck } from '../../../src/run/policy-findings.ts'
import { annotated, runStep } from '../on-a-runner.ts'

test('a policy check whose output can not be read still says what it came to', async () => {
  const policies = [{ name: 'cheap', enforcement: 'hard-mandatory', passes: false }] as const
  await using hcp = await serve({ script: { policies } })
  hcp.faults.set({ on: 'GET /policy-checks/:id/output', do: { kind: 'answer', status: 404, body: '' }, times: 9 })
  const step = await runStep(hcp)
  expect(step.outputs).toMatchObject({ 'run-status': 'errored', 'policy-status': 'failed' })
  expect(step.outputs).not.toHaveProperty('policy-results')
  expect(annotated(step, 'error')[0]).toMatch(
    /^A policy has failed: http\S+\nPolicy "1 policy" \(hard-mandatory\) failed$/
  )
})

const PASSED = '## Policy 1: cheap (hard-mandatory)\n\nResult: true\n\n'

test.concurrent.each([
  ['a result that is neither true nor false', '## Policy 2: costs (advisory)\n\nResult: undefined\n', false],
  ['a name of two lines', '## Policy 2: costs\n(advisory)\n\nResult: false\n', false],
  ['an end that is cut off', '', false],
  ['another policy as one prints it', '## Policy 2: prod-guard (hard-mandatory)\nResult: true\n', true]
])('printed results that the policy check does not count name no policy: %s', async (_what, more, passes) => {
  const policies = [
    { name: 'cheap', enforcement: 'hard-mandatory', passes: true },
    ...(passes ? [] : [{ name: 'costs', enforcement: 'advisory', passes } as const])
  ] as const
  await using hcp = await serve({ script: { policies } })
  const printed = { kind: 'answer', status: 200, body: PASSED + more } as const
  hcp.faults.set({ on: 'GET /policy-checks/:id/output', do: printed, times: 9 })
  const step = await runStep(hcp)
  expect(step.outputs['policy-status']).toBe(passes ? undefined : 'advisory-failed')
  expect(step.outputs).not.toHaveProperty('policy-results')
  expect(annotated(step, 'warning').join()).toContain('have other results than the policy check counts')
})

test.each(['errored', 'unreachable', 'hard_failed', 'soft_failed'])(
  'a check that is %s has not passed, whatever was printed',
  status => {
    const check = { id: 'polchk-1', status, scope: undefined, passed: 1, overridable: false }
    const counted = { ...check, advisoryFailed: 0, softFailed: 0, hardFailed: 0 }
    expect(namedPolicies(counted, PASSED)).toBeUndefined()
    expect([...policiesOfCheck(counted, [], '')]).toMatchObject([{ policy: { passed: false } }])
  }
)
