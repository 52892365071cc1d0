import { expect, test } from '@jest/globals'
import { serveGithub } from '../../../packages/github-server/src/index.ts'
import { serve } from '../../../packages/hcp-terraform-server/src/index.ts'
import { onGithub } from '../on-github.ts'
import { annotated, NO_WORKSPACE, plain, runStep } from '../on-a-runner.ts'

const SECRET = 'hunter2/hunter2'
const change = (value: string) => ({
  address: 'x_y.a',
  mode: 'managed',
  type: 'x_y',
  name: 'a',
  change: {
    actions: ['create'],
    before: null,
    after: { dsn: `postgres://u:${encodeURIComponent(value)}@h`, stage: 'prod' },
    after_unknown: {},
    before_sensitive: false,
    after_sensitive: {}
  }
})
const line = (type: string, more: object): string =>
  `${JSON.stringify({ '@level': 'info', '@message': `message of ${type}`, type, ...more })}\n`

/** A value that is in an attribute without a mark, in a line of the log, and in a warning. */
const script = {
  plan: {
    additions: 1,
    json: { format_version: '1.2', resource_changes: [change(SECRET)] },
    log: [
      `using ${SECRET} in prod\n`,
      line('planned_change', { change: { resource: { addr: 'x_y.a' }, action: 'create' } }),
      line('diagnostic', {
        '@level': 'warn',
        diagnostic: { severity: 'warning', summary: `${SECRET} is weak`, detail: 'in prod' }
      }),
      line('change_summary', { changes: { add: 1, change: 0, remove: 0, operation: 'plan' } })
    ].join('')
  }
}
const declaring = (sensitive: string) =>
  `variable "stage" {}\nvariable "password" {\n  description = "}"\n${sensitive}\n}\n`
const variables = `password = ${SECRET}\nstage = prod`

/** Everything that people may read of a step. */
async function planWith(files: Record<string, string>, inputs: Record<string, string>) {
  await using hcp = await serve({ script })
  await using github = await serveGithub()
  const workingDirectory = Object.keys(files).some(name => name.startsWith('env/')) ? 'env' : ''
  if (workingDirectory !== '') hcp.createWorkspace('web', { 'working-directory': workingDirectory })
  const pull = github.addPullRequest({ number: 7, title: 'x' })
  const step = await runStep(
    hcp,
    onGithub(github.trigger('pull_request', pull), {
      files,
      inputs: { ...(workingDirectory !== '' && { workspace: 'web' }), ...inputs }
    })
  )
  expect(step.conclusion).toBe('success')
  const log = plain(step.log).split('##[endgroup]').slice(1).join('')
  const places = {
    log,
    annotations: annotated(step, 'warning').join('\n'),
    summary: step.summary,
    comment: github.comments(7)[0]?.body ?? ''
  }
  return { log, places }
}

test.each([
  ['in HCL', { 'main.tf': declaring('  sensitive = true') }],
  ['in JSON', { 'main.tf.json': '{"variable":{"stage":{},"password":{"sensitive":true}}}' }],
  ['as ephemeral', { 'main.tf': declaring('  ephemeral = true') }],
  ['in an override', { 'main.tf': declaring(''), 'main_override.tofu': 'variable "password" { sensitive = true }' }],
  ['in the working directory', { 'env/main.tf': declaring('  sensitive = true'), 'main.tf': '' }]
])(
  'the value of a variable that is declared as sensitive %s is nowhere, and that of another one is',
  async (_name, files) => {
    const { log, places } = await planWith(files, { variables })
    for (const [place, text] of Object.entries(places)) {
      expect([place, text.includes('prod')]).toEqual([place, true])
      expect([place, text.includes(SECRET) || text.includes(encodeURIComponent(SECRET))]).toEqual([place, false])
    }
    expect(places.comment).toContain('postgres://u:***@h')
    expect(log).not.toContain('omits them from the log')
  }
)

/** Terraform converts each to the number 12345678, or to the text of it. */
test.each([
  ['`variables`', { inputs: { variables: 'password = 0012345678' } }],
  ['`variables` as JSON', { inputs: { variables: '{"password": {"pins": [12345678.0]}}' } }],
  ['a file', { files: { 'a.tfvars': 'password = ["0012345678"]\n' }, inputs: { 'variables-file': 'a.tfvars' } }],
  [
    'a JSON file',
    { files: { 'a.tfvars.json': '{"password": 1.2345678e7}' }, inputs: { 'variables-file': 'a.tfvars.json' } }
  ],
  ['the environment', { inputs: { 'environment-variables': 'true' }, env: { TF_VAR_password: '0012345678' } }]
])(
  'a sensitive number of %s is left out as Terraform prints it, too',
  async (_name, { inputs, env = {}, files = {} }: Given) => {
    const texts = { note: 'pin 12345678', encoded: JSON.stringify({ pin: 12_345_678 }) }
    const shown = {
      ...change(''),
      change: { ...change('').change, after: { ...texts, pin: 12_345_678, stage: 'prod' } }
    }
    const plan = {
      additions: 1,
      json: { format_version: '1.2', resource_changes: [shown] },
      log: script.plan.log.replaceAll(SECRET, '12345678 (1.2345678e+07)')
    }
    await using hcp = await serve({ script: { plan } })
    const step = await runStep(hcp, {
      files: { 'main.tf': declaring('  sensitive = true'), ...files },
      inputs: { ...inputs, 'sensitive-run-variables': 'password' },
      env
    })
    expect(step.conclusion).toBe('success')
    const log = plain(step.log).split('##[endgroup]').slice(1).join('')
    for (const text of [log, annotated(step, 'warning').join('\n'), step.summary]) {
      expect(text).toContain('prod')
      expect(text).not.toMatch(/2345678/)
    }
  }
)

interface Given {
  readonly inputs: Readonly<Record<string, string>>
  readonly env?: Readonly<Record<string, string>>
  readonly files?: Readonly<Record<string, string>>
}

test('the value of a variable that is not declared as sensitive is shown', async () => {
  const { places } = await planWith({ 'main.tf': declaring('  sensitive = false') }, { variables })
  expect(places.comment).toContain(encodeURIComponent(SECRET))
})

test('the value of a variable that only `sensitive-run-variables` calls sensitive is nowhere', async () => {
  const { log, places } = await planWith(
    { 'main.tf': declaring('') },
    { variables, 'sensitive-run-variables': 'password' }
  )
  for (const text of Object.values(places)) {
    expect(text).toContain('prod')
    expect(text).not.toContain('hunter2')
  }
  expect(log).not.toContain('omits them from the log')
})

test.each([
  ['can not be read', { 'main.tf': declaring(''), 'more.tf': 'variable "x" {' }, "can't be read in more.tf"],
  [
    'repeats a key of JSON',
    { 'main.tf': declaring(''), 'x_override.tf.json': '{"variable":{"password":{"sensitive":true}},"variable":{}}' },
    "can't be read in x_override.tf.json"
  ],
  [
    'escapes its name',
    { 'main.tf': declaring(''), 'x_override.tf': String.raw`variable "p\u0061ssword" { sensitive = true }` },
    "can't be read in x_override.tf"
  ],
  ['does not declare it', { 'main.tf': 'variable "stage" {}\n' }, 'does not declare']
])('where the configuration %s, the value counts as sensitive, and the log says so', async (_name, files, why) => {
  const { log, places } = await planWith(files, { variables })
  for (const text of Object.values(places)) expect(text).not.toContain(encodeURIComponent(SECRET))
  expect(log).toMatch(new RegExp(`the values of password.* as sensitive.*${why}`))
})

test('where the configuration was uploaded before, the value counts as sensitive', async () => {
  await using hcp = await serve({ script })
  const upload = await runStep(hcp, { action: 'configuration/upload', inputs: { speculative: 'true' } })
  const step = await runStep(hcp, {
    files: {},
    inputs: { 'configuration-version-id': upload.outputs['configuration-version-id'] ?? '', variables }
  })
  expect(step.summary).toContain('postgres://u:***@h')
  expect(step.log).toMatch(/the values of password, stage .* as sensitive.*was uploaded before/)
})

test.each<[string, object]>([
  [
    'sensitive variables of the workspace',
    {
      variables: { password: { value: SECRET }, stage: { value: 'prod' } },
      configuration: { root_module: { variables: { password: { sensitive: true }, stage: {} } } }
    }
  ],
  [
    'data sources of modules',
    {
      prior_state: {
        values: {
          root_module: {
            child_modules: [
              { resources: [{ address: 'x', values: { a: SECRET, b: 'prod' }, sensitive_values: { a: true } }] }
            ]
          }
        }
      }
    }
  ],
  ['outputs of the state', { prior_state: { values: { outputs: { a: { value: SECRET, sensitive: true } } } } }],
  [
    'actions that it invokes',
    { action_invocations: [{ address: 'action.x.y', config_values: { a: SECRET }, config_sensitive: { a: true } }] }
  ],
  [
    'actions that it defers',
    {
      deferred_action_invocations: [
        {
          reason: 'x',
          action_invocation: { address: 'a.b.c', config_values: { a: SECRET }, config_sensitive: { a: true } }
        }
      ]
    }
  ]
])('the whole plan names the values of %s, too', async (_name, more) => {
  const json = { format_version: '1.2', ...more, resource_changes: [change(SECRET)] }
  await using hcp = await serve({ script: { plan: { additions: 1, json, log: 'x\n' } } })
  hcp.faults.set({ on: 'GET /plans/:id/json-output-redacted', do: { kind: 'answer', status: 404 } })
  const step = await runStep(hcp)
  expect(step.summary).toContain('postgres://u:***@h')
  expect(step.summary).toContain('prod')
})

test.each(['run/apply', 'run/wait', 'run/show'])(
  '%s leaves out the values of the run that it is given',
  async action => {
    const apply = { log: `connecting to postgres://u:${SECRET}@h\n╷\n│ Warning: ${SECRET} is weak\n│ \n│ \n╵\n` }
    await using hcp = await serve({ script: { ...script, apply } })
    await using github = await serveGithub()
    const files = { 'main.tf': declaring('  sensitive = true') }
    const operation = action === 'run/wait' ? 'plan' : 'save-plan'
    const saved = await runStep(hcp, { files, inputs: { operation, variables } })
    const pull = github.addPullRequest({ number: 7, title: 'x' })
    const inputs = { ...NO_WORKSPACE, 'run-id': saved.outputs['run-id'] ?? '' }
    const step = await runStep(hcp, onGithub(github.trigger('pull_request', pull), { action, inputs }))
    expect(step.conclusion).toBe('success')
    const places = [step.log, step.summary, JSON.stringify(step.outputs), ...annotated(step, 'warning')]
    for (const text of places) for (const form of [SECRET, encodeURIComponent(SECRET)]) expect(text).not.toContain(form)
    expect(step.log).toMatch(/the values of password, stage.* as sensitive.*was uploaded before/)
    if (action === 'run/show')
      expect(JSON.parse(step.outputs.run ?? '')).toMatchObject({
        attributes: {
          variables: [
            { key: 'password', value: '***' },
            { key: 'stage', value: '***' }
          ]
        }
      })
  }
)

test('a line of `variables` that is wrong is not repeated', async () => {
  await using hcp = await serve()
  const step = await runStep(hcp, { inputs: { variables: `key = -----BEGIN KEY-----\n${SECRET}\n` } })
  expect(annotated(step, 'error')[0]).toContain('`variables` must be `name = value` on each line, but line 2')
})

test.each([
  ['resources', 'x_y.a'],
  ['outputs', 'dsn']
])('a plan that does not say which values are sensitive is shown without values: %s', async (what, name) => {
  const { before_sensitive, after_sensitive, ...bare } = change(SECRET).change
  expect([before_sensitive, after_sensitive]).toEqual([false, {}])
  const json = {
    format_version: '0.1',
    resource_changes: what === 'resources' ? [{ ...change(SECRET), change: bare }] : [],
    output_changes: what === 'outputs' ? { dsn: { ...bare, after: SECRET } } : {}
  }
  await using hcp = await serve({
    script: { plan: { ...script.plan, json, log: script.plan.log.replaceAll(SECRET, '') } }
  })
  const step = await runStep(hcp)
  expect(step.summary).toContain(name)
  expect(step.summary).toContain('does not say which of them are sensitive')
  expect(step.log).toContain('does not say which of them are sensitive')
  for (const text of [step.summary, step.log]) {
    expect(text).not.toContain(SECRET)
    expect(text).not.toContain(encodeURIComponent(SECRET))
  }
})
