import { stripVTControlCharacters } from 'node:util'
import { expect, test } from '@jest/globals'
import { serveGithub } from '../../../packages/github-server/src/index.ts'
import { serve } from '../../../packages/hcp-terraform-server/src/index.ts'
import { onGithub } from '../on-github.ts'
import { runStep } from '../on-a-runner.ts'

const PRINTED = [
  'Terraform will perform the following actions:',
  '',
  '\u001b[1m  # aws_x.y\u001b[0m will be updated in-place',
  '  ~ resource "aws_x" "y" {',
  '      ~ port = 80 -> 22',
  '    }',
  '',
  'Plan: 0 to add, 1 to change, 0 to destroy.'
]

test('where no plan can be read as JSON, the comment shows the plan as Terraform printed it, and says so', async () => {
  const log = ['Initializing plugins and modules...', ...PRINTED, ''].join('\n')
  await using hcp = await serve({ script: { plan: { changes: 1, log } } })
  await using github = await serveGithub()
  for (const output of ['json-output', 'json-output-redacted'])
    hcp.faults.set({ on: `GET /plans/:id/${output}`, do: { kind: 'answer', status: 404 }, times: 100 })
  const pull = github.addPullRequest({ number: 7 })
  const step = await runStep(hcp, onGithub(github.trigger('pull_request', pull), { inputs: { message: 'Try it' } }))
  expect(step.conclusion).toBe('success')
  const comment = github.comments(7)[0]?.body ?? ''
  for (const text of [comment, step.summary]) {
    expect(text).toContain('0 to add, 1 to change, 0 to destroy')
    expect(text).toContain("The plan can't be read as JSON")
    expect(text).toContain(`\`\`\`\n${stripVTControlCharacters(PRINTED.join('\n'))}\n\`\`\``)
    expect(text).not.toContain('Initializing plugins')
  }
})

test.each([
  ['', PRINTED, []],
  [', also where it ends early', PRINTED.slice(0, 1), [{ name: 'log-without-end' }] as const],
  [', also where it counts in the words of a secret', PRINTED, [], 'Plan'],
  [', also where it does not count', [...PRINTED.slice(0, -1), 'Planning failed.'], []]
])(
  'lines of a plain log that look structured say nothing of the plan%s',
  async (_name, printed, faults, secret = 'swordfish') => {
    const harmless = [
      { '@message': 'x', type: 'planned_change', change: { resource: { addr: 'x.harmless' }, action: 'update' } },
      { '@message': 'x', type: 'change_summary', changes: { add: 0, change: 1, remove: 0, operation: 'plan' } }
    ].map(message => JSON.stringify(message))
    // The id of a resource is printed as it is, with the lines that it may have.
    const log = ['x.y: Refreshing state... [id=a', ...harmless, 'b]', ...printed, ''].join('\n')
    await using hcp = await serve({ script: { plan: { changes: 1, log } } })
    for (const fault of faults) hcp.faults.set(fault)
    await using github = await serveGithub()
    for (const output of ['json-output', 'json-output-redacted'])
      hcp.faults.set({ on: `GET /plans/:id/${output}`, do: { kind: 'answer', status: 404 }, times: 100 })
    const pull = github.addPullRequest({ number: 7 })
    const inputs = { variables: JSON.stringify({ note: secret }), 'sensitive-run-variables': 'note' }
    const files = { 'main.tf': 'variable "note" {\n  sensitive = true\n}\n' }
    const step = await runStep(hcp, { ...onGithub(github.trigger('pull_request', pull), { inputs }), files })
    expect(step.outputs['resource-changes-json']).toBeUndefined()
    const comment = github.comments(7)[0]?.body ?? ''
    for (const text of [comment, step.summary]) {
      expect(text).not.toContain('harmless')
      expect(text).toContain('0 to add, 1 to change')
    }
  }
)
