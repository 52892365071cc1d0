import { describe, expect, test } from '@jest/globals'
import { serveGithub } from '../../../packages/github-server/src/index.ts'
import { serve } from '../../../packages/hcp-terraform-server/src/index.ts'
import { onGithub } from '../on-github.ts'
import { annotated, runStep } from '../on-a-runner.ts'
import { change, NO_CONFIGURATION } from '../plans.ts'

const structured = (...messages: readonly object[]): string =>
  messages.map(message => `${JSON.stringify(message)}\n`).join('')
const PLAIN_DRIFT = 'Note: Objects have changed outside of Terraform\n\n  # a.a has been deleted\n'
const DRIFT = {
  '@message': 'a.a: Drift detected (delete)',
  type: 'resource_drift',
  change: { resource: { addr: 'a.a' }, action: 'delete' }
}
const ACTION = { '@message': 'action.a.a: Planned action invocation', type: 'planned_action_invocation' }
const OUTPUT = { '@message': 'Outputs: 1', type: 'outputs', outputs: { ip: { sensitive: false, action: 'update' } } }
const NONE = { add: 0, change: 0, remove: 0, import: 0, operation: 'plan' }
const summary = (changes: object) => ({ '@message': 'Plan: 0 to add.', type: 'change_summary', changes })

const plan = (parts: Readonly<Record<string, unknown>>) => ({
  format_version: '1.2',
  resource_changes: [],
  ...parts,
  ...NO_CONFIGURATION
})
const DELETED = change('a.a', 'delete', { input: 'production' })
const DRIFTED = plan({ resource_drift: [DELETED] })
const INVOKED = plan({ action_invocations: [{ address: 'action.a.a', type: 'a', name: 'a', provider_name: 'p' }] })
const WRITTEN = plan({
  output_changes: {
    ip: {
      actions: ['update'],
      before: 'a',
      after: 'b',
      after_unknown: false,
      before_sensitive: false,
      after_sensitive: false
    }
  }
})

interface Empty {
  readonly log: string
  readonly json?: ReturnType<typeof plan>
  readonly inputs?: Readonly<Record<string, string>>
}
const REFRESH = { mode: 'refresh-only' }

const scriptOf = ({ log, json }: Empty) => ({ plan: { hasChanges: false, log, ...(json !== undefined && { json }) } })

const CASES: readonly (readonly [string, Empty])[] = [
  ['drift in a plain log', { log: PLAIN_DRIFT, inputs: REFRESH }],
  ['drift in a structured log', { log: structured(DRIFT, summary(NONE)), inputs: REFRESH }],
  ['drift that only the plan as JSON has', { log: 'Refreshed.\n', json: DRIFTED, inputs: REFRESH }],
  ['an action in a structured log', { log: structured(ACTION, summary(NONE)) }],
  ['what a summary counts besides', { log: structured(summary({ ...NONE, action_invocation: 1 })) }],
  ['an action that only the plan as JSON has', { log: 'Planned.\n', json: INVOKED }],
  ['an output that changes', { log: structured(OUTPUT, summary(NONE)), json: WRITTEN }],
  ['a resource that only the plan as JSON has', { log: 'Planned.\n', json: plan({ resource_changes: [DELETED] }) }]
]

describe.each(CASES)('a plan with %s has changes, although the service says that it has none', (_what, empty) => {
  const { inputs = {} } = empty

  test('where no changes are expected, and where they are applied', async () => {
    await using hcp = await serve({ script: scriptOf(empty) })
    const step = await runStep(hcp, { inputs: { 'expect-no-changes': 'true', ...inputs } })
    expect(annotated(step, 'error')[0]).toMatch(/^The plan has changes, but /)
    expect(step.outputs['has-changes']).toBe('true')
    const apply = await runStep(hcp, { inputs: { operation: 'apply', ...inputs } })
    expect([apply.conclusion, apply.outputs['has-changes']]).toEqual(['failure', 'true'])
  })

  test('and no report calls it empty, for a review that an apply believes', async () => {
    await using hcp = await serve({ script: scriptOf(empty) })
    await using github = await serveGithub()
    const pull = github.addPullRequest({ number: 7 })
    await runStep(
      hcp,
      onGithub(github.trigger('pull_request', pull), { inputs: { 'pull-request-comment': 'always', ...inputs } })
    )
    expect(github.comments(7)[0]?.body).not.toMatch(/: no changes|No changes/)
    github.merge(pull)
    const apply = { operation: 'apply', 'apply-only-if': 'reviewed', 'allow-empty-apply': 'true', ...inputs }
    const applied = await runStep(hcp, onGithub(github.trigger('push', pull), { inputs: apply }))
    expect([applied.conclusion, applied.outputs['run-status']]).toEqual(['failure', 'discarded'])
  })
})

test('drift does not count in a run that is not refresh-only', async () => {
  await using hcp = await serve({ script: scriptOf({ log: PLAIN_DRIFT, json: DRIFTED }) })
  const step = await runStep(hcp, { inputs: { 'expect-no-changes': 'true' } })
  expect([step.conclusion, step.outputs['has-changes']]).toEqual(['success', 'false'])
})

test('an empty plan that can not be read is not signed for a review', async () => {
  await using hcp = await serve({ script: scriptOf({ log: 'Planned.\n' }) })
  await using github = await serveGithub()
  const pull = github.addPullRequest({ number: 7 })
  for (const output of ['json-output', 'json-output-redacted'])
    hcp.faults.set({ on: `GET /plans/:id/${output}`, do: { kind: 'answer', status: 404 }, times: 100 })
  const inputs = { 'pull-request-comment': 'always', 'review-key': 'the key of the jobs that plan and apply' }
  const step = await runStep(hcp, onGithub(github.trigger('pull_request', pull), { inputs }))
  expect(annotated(step, 'warning').join()).toMatch(/not signed for review/)
  expect(github.comments(7)[0]?.body).not.toMatch(/reviews:\S+\.run-/)
})
