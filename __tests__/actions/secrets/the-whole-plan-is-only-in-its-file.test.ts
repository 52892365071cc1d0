import { expect, test } from '@jest/globals'
import { serve } from '../../../packages/hcp-terraform-server/src/index.ts'
import { runStep } from '../on-a-runner.ts'
import { change, planWith } from '../plans.ts'

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
async function placesOfSecret(redacted: boolean): Promise<string> {
  await using hcp = await serve({ script })
  hcp.seedState({ token: { value: SECRET, sensitive: true } })
  if (!redacted)
    hcp.faults.set({ on: 'GET /plans/:id/json-output-redacted', do: { kind: 'answer', status: 404 }, times: 1000 })
  return await runStep(hcp).then(
    step => `nowhere, and ${step.outputs['plan-json-file'] === undefined ? 'no plan' : 'the plan'} is in a file`,
    (error: unknown) => String(error)
  )
}

test('a redacted plan has no secret in its file', async () => {
  expect(await placesOfSecret(true)).toBe('nowhere, and the plan is in a file')
})

test('a whole plan has its secrets in its file, and nowhere else', async () => {
  expect(await placesOfSecret(false)).toMatch(/^Error: a sensitive output is in terraform-plan-[\w-]+\.json: .*$/)
})
