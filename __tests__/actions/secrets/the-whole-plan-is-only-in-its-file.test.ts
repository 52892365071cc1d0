import { expect, test } from '@jest/globals'
import { serve, type Hcp } from '../../../packages/hcp-terraform-server/src/index.ts'
import { annotated, runStep } from '../on-a-runner.ts'
import { change, planWith, refused } from '../plans.ts'

const SECRET = 'tops3cret-value'
const output = {
  actions: ['update'],
  before: SECRET,
  after: 'other',
  after_unknown: false,
  before_sensitive: true,
  after_sensitive: true
}
const script = planWith([change('db.main', 'create', { input: 'x' })], { output_changes: { token: output } })

/** The step's scenario fails where a secret is anywhere: here it says in which places. */
async function placesOfSecret(fault?: Parameters<Hcp['faults']['set']>[0]): Promise<string> {
  await using hcp = await serve({ script })
  hcp.seedState({ token: { value: SECRET, sensitive: true } })
  if (fault !== undefined) hcp.faults.set(fault)
  return await runStep(hcp).then(
    step => `nowhere, and ${step.outputs['plan-json-file'] === undefined ? 'no plan' : 'the plan'} is in a file`,
    (error: unknown) => String(error)
  )
}

const answering = (answer: { readonly status: number; readonly body?: string }, times = 1_000) =>
  ({ on: 'GET /plans/:id/json-output-redacted', do: { kind: 'answer', ...answer }, times }) as const
const STORAGE = 'GET /_archivist/v1/plan-json-redacted/:secret'

test('a redacted plan has no secret in its file', async () => {
  expect(await placesOfSecret()).toBe('nowhere, and the plan is in a file')
})

test.each<[string, { readonly status: number; readonly body?: string }]>([
  ['has no such route', { status: 404 }],
  ['has none of the plan', refused()],
  ['has none of that version of Terraform', { ...refused(), status: 422 }]
])('where the server %s, the whole plan has its secrets in its file, and nowhere else', async (_name, answer) => {
  expect(await placesOfSecret(answering(answer))).toMatch(
    /^Error: a sensitive output is in terraform-plan-[\w-]+\.json: .*$/
  )
})

test('a redacted plan that comes late is waited for', async () => {
  expect(await placesOfSecret(answering({ status: 204 }, 2))).toBe('nowhere, and the plan is in a file')
})

test.each<[string, Parameters<Hcp['faults']['set']>[0]]>([
  ['that does not come', answering({ status: 204 })],
  ['that the token may not read', answering(refused(403))],
  ['that a proxy refuses', answering({ status: 403, body: '<html>Blocked</html>' })],
  ['that storage refuses', { on: STORAGE, do: { kind: 'answer', status: 403 }, times: 1_000 }],
  ['that storage does not have', { on: STORAGE, do: { kind: 'answer', status: 404 }, times: 1_000 }]
])('a redacted plan %s is not replaced by the whole one', async (_name, fault) => {
  expect(await placesOfSecret(fault)).toBe('nowhere, and no plan is in a file')
})

const asOutput = (value: unknown, marks: unknown = true) =>
  JSON.stringify({
    plan_format_version: '1.2',
    output_changes: {
      token: {
        actions: ['create'],
        before: null,
        after: value,
        after_unknown: false,
        before_sensitive: false,
        after_sensitive: marks
      }
    }
  })
const whole = JSON.stringify(planWith([], { output_changes: { token: output } }).plan.json)
const DIGEST = '8517896e47af3c9ca19a694ea0d6cc30b0dccf08598f33d93e583721fd5f3032'

test.each<[string, boolean, string]>([
  ['is the whole plan', true, whole],
  ['has a value', true, asOutput('other')],
  ['has a number', true, asOutput({ pins: [1234] })],
  ['has a value next to a digest', true, asOutput([DIGEST, 'other'], [true, true])],
  ['does not mark its values', true, asOutput('other', null)],
  ['has digests', false, asOutput(DIGEST)],
  ['has digests of the parts of a value', false, asOutput({ a: [DIGEST, null], b: '' })],
  ['marks no value', false, asOutput('other', false)]
])('a redacted plan that %s: whether a warning says that its file may have secrets: %s', async (_name, warns, body) => {
  await using hcp = await serve({ script })
  hcp.faults.set(answering({ status: 200, body }))
  const step = await runStep(hcp)
  expect(step.conclusion).toBe('success')
  expect(step.outputs['plan-json-file']).toMatch(/\.json$/)
  const warning = expect.stringMatching(
    /^The plan that the service returns as redacted may contain sensitive values\..*`plan-json-file`/
  )
  expect(annotated(step, 'warning')).toEqual(
    warns ? expect.arrayContaining([warning]) : expect.not.arrayContaining([warning])
  )
})
