import { expect, test } from '@jest/globals'
import { serveGithub } from '../../../packages/github-server/src/index.ts'
import { serve } from '../../../packages/hcp-terraform-server/src/index.ts'
import { onGithub } from '../on-github.ts'
import { runStep } from '../on-a-runner.ts'

const line = (type: string, more: object): string =>
  `${JSON.stringify({ '@level': 'info', '@message': `message of ${type}`, type, ...more })}\n`
const STRUCTURED = [
  line('planned_change', { change: { resource: { addr: 'a.a' }, action: 'create' } }),
  line('change_summary', { changes: { add: 1, change: 0, remove: 0, operation: 'plan' } })
].join('')
const script = (log: string | undefined) => ({
  plan: {
    additions: 1,
    ...(log !== undefined && { log }),
    json: {
      format_version: '1.2',
      configuration: { root_module: {} },
      resource_changes: [
        {
          address: 'a.a',
          mode: 'managed',
          type: 'a',
          name: 'a',
          change: {
            actions: ['create'],
            before: null,
            after: { input: 'x' },
            after_unknown: {},
            before_sensitive: false,
            after_sensitive: {}
          }
        }
      ]
    }
  }
})

/** The plans' documents that an apply with a condition, a log, a report and a comment reads, and how often. */
async function documentsRead(log: string | undefined, conditions: string, isAdmin: boolean, hasRedacted = true) {
  await using hcp = await serve({ script: script(log) })
  await using github = await serveGithub()
  hcp.createWorkspace('web', { permissions: { 'can-update': isAdmin } })
  if (!hasRedacted) {
    hcp.faults.set({ on: 'GET /plans/:id/json-output-redacted', do: { kind: 'answer', status: 404 }, times: 1_000 })
  }
  const pull = github.addPullRequest({ number: 7 })
  const inputs = { workspace: 'web' }
  const reviewed = await runStep(hcp, onGithub(github.trigger('pull_request', pull), { inputs }))
  github.merge(pull)
  const before = hcp.journal.entries.length
  hcp.script(script(log))
  const step = await runStep(
    hcp,
    onGithub(github.trigger('push', pull), { inputs: { ...inputs, operation: 'apply', 'apply-only-if': conditions } })
  )
  expect(step.outputs['run-status']).toBe('applied')
  expect(step.summary).toContain('a.a')
  expect(github.comments(7)[0]?.body).toContain('+ input = "x"')
  const names = new Map([
    [reviewed.outputs['plan-id'], 'reviewed'],
    [step.outputs['plan-id'], 'planned']
  ])
  return hcp.journal.entries
    .slice(before)
    .flatMap(({ method, path, status = 500 }) => {
      const [, id, document] = /\/plans\/([\w-]+)\/(json-output[\w-]*)$/.exec(path) ?? []
      return method !== 'GET' || id === undefined || status >= 400 ? [] : [`${names.get(id)} ${document}`]
    })
    .toSorted()
}

test.each([
  ['a structured log', STRUCTURED],
  ['a plain log', undefined]
])('an apply that is held against a review reads each document of a plan once: %s', async (_name, log) => {
  const redacted = ['planned json-output-redacted', 'reviewed json-output-redacted']
  expect(await documentsRead(log, 'reviewed', false)).toEqual(redacted)
  expect(await documentsRead(log, 'no-destroys\nreviewed', false)).toEqual(redacted)
})

test.each([
  ['a structured log', STRUCTURED],
  ['a plain log', undefined]
])(
  'with a token that may read whole plans those are compared, and the redacted one is shown: %s',
  async (_name, log) => {
    expect(await documentsRead(log, 'reviewed', true)).toEqual([
      'planned json-output',
      'planned json-output-redacted',
      'reviewed json-output'
    ])
    expect(await documentsRead(log, 'reviewed', true, false)).toEqual(['planned json-output', 'reviewed json-output'])
  }
)
