import { expect, test } from '@jest/globals'
import { serveGithub } from '../../../packages/github-server/src/index.ts'
import { serve, type Hcp } from '../../../packages/hcp-terraform-server/src/index.ts'
import { onGithub } from '../on-github.ts'
import { annotated, runStep } from '../on-a-runner.ts'
import { planOf } from '../plans.ts'
import { resourcesOf, rewritten, type Rewritten } from '../rewriting.ts'

const COUNTS = ['resource-additions', 'resource-changes', 'resource-destructions', 'resource-imports']

/** A server whose runs and plans leave attributes out, or have others. */
const answering = (hcp: Hcp, attributes: Readonly<Record<string, unknown>>): Promise<Rewritten> =>
  rewritten(hcp, {
    answer: document => {
      for (const resource of resourcesOf(document))
        if (resource.type === 'runs' || resource.type === 'plans')
          for (const [name, value] of Object.entries(attributes)) {
            if (value === undefined) Reflect.deleteProperty(resource.attributes, name)
            else if (name in resource.attributes) resource.attributes[name] = value
          }
    }
  })

const UNSAID = { 'has-changes': undefined }
const UNCOUNTED = Object.fromEntries(COUNTS.map(name => [name, undefined]))
const NONE = { 'has-changes': false, ...Object.fromEntries(COUNTS.map(name => [name, 0])) }

const withoutJson = (hcp: Hcp): void => {
  for (const on of ['GET /plans/:id/json-output', 'GET /plans/:id/json-output-redacted'])
    hcp.faults.set({ on, do: { kind: 'answer', status: 404 }, times: 100 })
}

test.each<[string, Readonly<Record<string, unknown>>]>([
  ['left out, and the plan counts some', UNSAID],
  ['null, and the plan counts some', { 'has-changes': null }],
  ['false, and the plan counts some', { 'has-changes': false }],
  ['left out as the counts are, and the plan as JSON has some', { ...UNSAID, ...UNCOUNTED }]
])('a plan whose `has-changes` is %s has drifted', async (_name, attributes) => {
  await using hcp = await serve({ script: planOf('x') })
  await using server = await answering(hcp, attributes)
  const step = await runStep(server, { inputs: { 'expect-no-changes': 'true' } })
  expect(annotated(step, 'error')[0]).toMatch(/^The plan has changes, but /)
  expect(step.outputs['has-changes']).toBe('true')
})

test.each([
  ['structured', undefined],
  ['plain', '  # a.a will be created\n\n\u001b[1mPlan:\u001b[0m 1 to add, 0 to change, 0 to destroy.\n'],
  ['plain, of outputs', '\nChanges to Outputs:\n  + a = 1\n']
])('a log that lists changes is believed where the service says that there are none: %s', async (_name, log) => {
  await using hcp = await serve(log === undefined ? {} : { script: { plan: { hasChanges: false, log } } })
  await using server = await answering(hcp, NONE)
  withoutJson(hcp)
  const step = await runStep(server, { inputs: { 'expect-no-changes': 'true' } })
  expect(annotated(step, 'error')[0]).toMatch(/^The plan has changes, but /)
  expect(step.outputs['has-changes']).toBe('true')
})

test.each<[string, Readonly<Record<string, unknown>>]>([
  ['also with counts of 0', UNSAID],
  ['also without counts', { ...UNSAID, ...UNCOUNTED }]
])('where nothing says it, the step fails only where no changes were expected: %s', async (_name, attributes) => {
  await using hcp = await serve({ script: { plan: { hasChanges: false, log: 'Done.\n' } } })
  await using server = await answering(hcp, attributes)
  withoutJson(hcp)
  const step = await runStep(server, { inputs: { 'expect-no-changes': 'true' } })
  expect(annotated(step, 'error')[0]).toMatch(/^The service does not say whether the plan has changes/)
  expect(step.outputs).not.toHaveProperty('has-changes')
  const plan = await runStep(server)
  expect(plan.conclusion).toBe('success')
  expect(plan.log).not.toMatch(/plan has (?:no )?changes/)
  expect(plan.log).toContain('does not say whether it has changes')
  expect(plan.summary).toContain('does not say whether it has changes')
  expect(plan.summary).not.toMatch(/no changes/i)
  expect(plan.outputs).not.toHaveProperty('has-changes')
})

test('where only the plan as JSON shows that there are none, there are none', async () => {
  await using hcp = await serve({
    script: { plan: { hasChanges: false, json: { format_version: '1.2', resource_changes: [] } } }
  })
  await using server = await answering(hcp, UNSAID)
  const step = await runStep(server, { inputs: { 'expect-no-changes': 'true' } })
  expect([step.conclusion, step.outputs['has-changes']]).toEqual(['success', 'false'])
})

test.each<[string, Readonly<Record<string, unknown>>]>([
  ['left out', UNSAID],
  ['false, and the plan counts some', { 'has-changes': false }],
  ['left out as the counts are', { ...UNSAID, ...UNCOUNTED }]
])('a report that shows no values is not signed where `has-changes` is %s', async (_name, attributes) => {
  await using hcp = await serve({ script: planOf('evil') })
  await using github = await serveGithub()
  const pull = github.addPullRequest({ number: 7 })
  await using server = await answering(hcp, attributes)
  withoutJson(hcp)
  await runStep(server, onGithub(github.trigger('pull_request', pull)))
  expect(github.comments(7)).toHaveLength(1)
  hcp.faults.clear()
  github.merge(pull)
  hcp.script(planOf('evil'))
  const inputs = { operation: 'apply', 'apply-only-if': 'reviewed' }
  const step = await runStep(server, onGithub(github.trigger('push', pull), { inputs }))
  expect([step.conclusion, step.outputs['run-status']]).toEqual(['failure', 'discarded'])
  expect(annotated(step, 'error')[0]).toContain('No signed plan of')
})
