import { expect, test } from '@jest/globals'
import { serveGithub } from '../../../packages/github-server/src/index.ts'
import { serve, type Hcp } from '../../../packages/hcp-terraform-server/src/index.ts'
import { onGithub } from '../on-github.ts'
import { annotated, NO_WORKSPACE, onARunner, runStep } from '../on-a-runner.ts'
import { change } from '../plans.ts'
import { resourcesOf, rewritten } from '../rewriting.ts'

const SECRET = 'swordfish-77'
const WARNING = `╷\n│ Warning: ${SECRET} is weak\n│ \n│ \n╵\n`
const json = {
  format_version: '1.2',
  resource_changes: [change('db.main', 'create', { password: SECRET }, { password: true })]
}
const task = (enforcement: string) => ({
  name: 'scan',
  stage: 'post_plan',
  enforcement,
  passes: false,
  message: `the password ${SECRET} is weak`,
  url: `https://scan.example/?of=${SECRET}`
})

/** A server without redacted plans, whose token may read the whole plan. */
async function withWholePlans(script: object): Promise<Hcp> {
  const hcp = await serve({ script })
  hcp.faults.set({ on: 'GET /plans/:id/json-output-redacted', do: { kind: 'answer', status: 404 }, times: 1000 })
  return hcp
}

/** What people and later steps may read of a step. */
const textsOf = (step: Awaited<ReturnType<typeof runStep>>): string =>
  JSON.stringify([step.log, step.summary, step.annotations, step.outputs])

test.each(['mandatory', 'advisory'])('the message of a run task that is %s', async enforcement => {
  await using hcp = await withWholePlans({ plan: { additions: 1, json }, tasks: [task(enforcement)] })
  await using github = await serveGithub()
  const pull = github.addPullRequest({ number: 7 })
  const step = await runStep(hcp, onGithub(github.trigger('pull_request', pull)))
  expect(annotated(step, enforcement === 'mandatory' ? 'error' : 'warning').join()).toContain(
    'the password *** is weak'
  )
  expect(JSON.parse(step.outputs['task-results'] ?? '')).toMatchObject([{ message: 'the password *** is weak' }])
  expect(textsOf(step) + (github.comments(7)[0]?.body ?? '')).not.toContain(SECRET)
})

test.each(['run/show', 'run/wait'])('the message of a run task, with %s', async action => {
  await using hcp = await withWholePlans({ plan: { additions: 1, json }, tasks: [task('advisory')] })
  const { outputs } = await runStep(hcp)
  const inputs = { ...NO_WORKSPACE, 'run-id': outputs['run-id'] ?? '' }
  const step = await runStep(hcp, { action, inputs })
  expect(step.outputs['task-results']).toContain('the password *** is weak')
  expect(textsOf(step)).not.toContain(SECRET)
})

test('the error of a policy set', async () => {
  const policySets = [{ name: 'guard', policies: [] }]
  await using hcp = await withWholePlans({ plan: { additions: 1, json }, policySets })
  await using server = await rewritten(hcp, {
    answer: document => {
      for (const { type, attributes } of resourcesOf(document))
        if (type === 'policy-set-outcomes') attributes.error = `near ${SECRET}`
    }
  })
  await using github = await serveGithub()
  const pull = github.addPullRequest({ number: 7 })
  const step = await runStep(server, onGithub(github.trigger('pull_request', pull)))
  expect(step.outputs['policy-results']).toContain('near ***')
  expect(textsOf(step) + (github.comments(7)[0]?.body ?? '')).not.toContain(SECRET)
  const inputs = { ...NO_WORKSPACE, 'run-id': step.outputs['run-id'] }
  const shown = await runStep(server, { action: 'run/show', inputs })
  expect(shown.outputs['policy-results']).toContain('near ***')
  expect(textsOf(shown)).not.toContain(SECRET)
})

test('the names of policies, policy sets and run tasks', async () => {
  const policies = [{ name: `no-${SECRET}`, enforcement: 'advisory', passes: false }]
  await using hcp = await withWholePlans({
    plan: { additions: 1, json },
    policies,
    policySets: [{ name: `for ${SECRET}`, policies }],
    tasks: [{ ...task('advisory'), name: `scan ${SECRET}` }]
  })
  await using github = await serveGithub()
  const pull = github.addPullRequest({ number: 7 })
  const step = await runStep(hcp, onGithub(github.trigger('pull_request', pull)))
  const inputs = { ...NO_WORKSPACE, 'run-id': step.outputs['run-id'] ?? '' }
  const shown = await runStep(hcp, { action: 'run/show', inputs })
  for (const { outputs } of [step, shown]) {
    expect(outputs['policy-results']).toMatch(/"no-\*\*\*".*"for \*\*\*"/)
    expect(outputs['task-results']).toContain('"scan ***"')
  }
  expect(textsOf(step) + textsOf(shown) + (github.comments(7)[0]?.body ?? '')).not.toContain(SECRET)
})

test.each(['apply', 'run/apply'])('the log of an apply, with %s', async by => {
  await using hcp = await withWholePlans({
    plan: { additions: 1, json, ...(by === 'run/apply' && { log: `reading ${SECRET}\n` }) },
    apply: { status: 'errored', log: `db.main: connecting with ${SECRET}\n${WARNING.replace('Warning', 'Error')}` }
  })
  const operation = by === 'apply' ? by : 'save-plan'
  // Terraform has logged this before the action could read the plan.
  using saving = onARunner(hcp, { inputs: { operation } })
  const saved = await saving.ended
  const inputs = { ...NO_WORKSPACE, 'run-id': saved.outputs['run-id'] ?? '', 'pull-request-comment': 'never' }
  const step = by === 'apply' ? { ...saved, post: undefined } : await runStep(hcp, { action: by, inputs })
  expect(step.conclusion).toBe('failure')
  expect(step.log).toContain('db.main: connecting with ***')
  if (by === 'run/apply') expect(step.log).toContain('reading ***')
  expect(annotated(step, 'error').join()).toContain('*** is weak')
  expect(textsOf(step)).not.toContain(SECRET)
})

test('the annotation of a warning, by a plan without changes', async () => {
  const prior = { outputs: { password: { value: SECRET, sensitive: true } } }
  const empty = { format_version: '1.2', resource_changes: [], prior_state: { values: prior } }
  await using hcp = await withWholePlans({
    plan: { hasChanges: false, additions: 0, json: empty, log: `${WARNING}No changes.\n` }
  })
  const step = await runStep(hcp)
  expect(step.outputs['has-changes']).toBe('false')
  expect(annotated(step, 'warning').join()).toContain('*** is weak')
  expect(step.summary).not.toContain(SECRET)
})

test('the message of a run task, where the plan as JSON comes late', async () => {
  await using hcp = await withWholePlans({ plan: { additions: 1, json }, tasks: [task('advisory')] })
  hcp.faults.set({ name: 'plan-json-late', times: 2 })
  const step = await runStep(hcp)
  expect(step.outputs['task-results']).toContain('the password *** is weak')
  expect(textsOf(step)).not.toContain(SECRET)
})

test('the error of a plan that failed, whose JSON comes late', async () => {
  const log = WARNING.replace('Warning', 'Error')
  await using hcp = await withWholePlans({ plan: { status: 'errored', log } })
  const body = JSON.stringify({ ...json, errored: true })
  const on = 'GET /plans/:id/json-output'
  hcp.faults.set({ on, do: { kind: 'answer', status: 204 }, times: 2 })
  hcp.faults.set({ on, nth: 3, do: { kind: 'answer', status: 200, body }, times: 1_000 })
  const step = await runStep(hcp)
  expect(annotated(step, 'error').join()).toContain('*** is weak')
  expect(textsOf(step)).not.toContain(SECRET)
})

test.each([
  ['is refused', 400],
  ['is refused by something other than the API', 403],
  ['does not exist', 204]
])('a warning says that the plan could not be read, where it %s', async (_name, status) => {
  await using hcp = await withWholePlans({ plan: { additions: 1, json }, tasks: [task('advisory')] })
  hcp.faults.set({ on: 'GET /plans/:id/json-output', do: { kind: 'answer', status }, times: 1000 })
  const step = await runStep(hcp)
  expect(annotated(step, 'warning').join()).toContain('does not recognize the values that it marks as sensitive')
})
