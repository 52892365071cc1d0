import { expect, test } from '@jest/globals'
import { serve } from '../../../packages/hcp-terraform-server/src/index.ts'
import { annotated, NO_WORKSPACE, runStep } from '../on-a-runner.ts'
import { resourcesOf, rewritten, type Rewriting } from '../rewriting.ts'

const policySets = [
  { name: 'style', policies: [{ name: 'tagged', enforcement: 'advisory', passes: true }] },
  { name: 'guard', policies: [{ name: 'no-public-buckets', enforcement: 'mandatory', passes: true }] }
] as const

const counts = (passed: number, errored: number) => ({
  'advisory-failed': 0,
  'mandatory-failed': 0,
  passed,
  errored
})

/** An agent that did not come to the policies of one set: the run goes on. */
const broken = (status: string, ofSet: object): Rewriting => ({
  answer: document => {
    for (const { type, attributes } of resourcesOf(document)) {
      if (type === 'policy-set-outcomes' && attributes['policy-set-name'] === 'guard') Object.assign(attributes, ofSet)
      if (type === 'policy-evaluations') Object.assign(attributes, { status, 'result-count': counts(1, 1) })
    }
  }
})

const PARSE_ERROR = 'rego_parse_error: guard.rego:3: unexpected eof'

test.each(['plan', 'apply'])('a set with an error is named in the results of %s', async operation => {
  await using hcp = await serve({ script: { policySets } })
  const set = { outcomes: [], error: PARSE_ERROR, 'result-count': counts(0, 1) }
  await using server = await rewritten(hcp, broken('errored', set))
  const step = await runStep(server, { inputs: { operation } })
  expect(step.outputs['policy-status']).toBe('failed')
  expect(JSON.parse(step.outputs['policy-results'] ?? 'null')).toEqual([
    {
      name: 'evaluation',
      set: 'guard',
      enforcement: 'mandatory',
      status: 'failed',
      message: `it could not be carried out: ${PARSE_ERROR}`
    },
    expect.objectContaining({ name: 'tagged', set: 'style', status: 'passed' })
  ])
  expect(step.conclusion).toBe('success')
  expect(annotated(step, 'warning')).toEqual([
    `Policy "evaluation" of guard (mandatory) failed: it could not be carried out: ${PARSE_ERROR}`
  ])
  expect(step.summary).toContain('1 of 2 policies failed')
  const inputs = { ...NO_WORKSPACE, 'run-id': step.outputs['run-id'] }
  const shown = await runStep(server, { action: 'run/show', inputs })
  expect(shown.outputs).toMatchObject({
    'policy-status': 'failed',
    'policy-results': step.outputs['policy-results']
  })
})

test.each<[string, string, object]>([
  ['a set that counts an error and names nothing', 'passed', { outcomes: [], 'result-count': counts(0, 1) }],
  ['an evaluation that errored', 'errored', { outcomes: [], 'result-count': null }],
  ['an evaluation that failed', 'failed', { outcomes: [], 'result-count': null }]
])('%s has not passed', async (_, status, set) => {
  await using hcp = await serve({ script: { policySets } })
  await using server = await rewritten(hcp, broken(status, set))
  const step = await runStep(server)
  expect(step.outputs['policy-status']).toBe('failed')
  expect(step.outputs['policy-results']).toContain('"status":"failed"')
})

test('the policies of an evaluation that did not end are not called passed', async () => {
  await using hcp = await serve({ script: { policySets } })
  await using server = await rewritten(hcp, broken('canceled', { outcomes: [] }))
  const step = await runStep(server)
  expect(step.outputs['policy-status']).toBeUndefined()
  expect(step.outputs['policy-results']).toBeUndefined()
})

test('nor are those of a run that ended before one of its evaluations', async () => {
  await using hcp = await serve({ script: { policySets: [policySets[0], { ...policySets[1], kind: 'sentinel' }] } })
  await using server = await rewritten(hcp, {
    answer: document => {
      for (const { type, attributes } of resourcesOf(document))
        if (type === 'policy-evaluations' && attributes['policy-kind'] === 'sentinel') attributes.status = 'running'
    }
  })
  const step = await runStep(server)
  expect([step.conclusion, step.outputs['policy-status']]).toEqual(['success', undefined])
})

test('a set without policies has passed', async () => {
  await using hcp = await serve({ script: { policySets: [policySets[0], { name: 'empty', policies: [] }] } })
  const step = await runStep(hcp)
  expect([step.conclusion, step.outputs['policy-status']]).toEqual(['success', 'passed'])
  expect(annotated(step, 'warning')).toEqual([])
})
