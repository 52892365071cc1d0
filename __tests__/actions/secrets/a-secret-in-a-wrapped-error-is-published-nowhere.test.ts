import { expect, test } from '@jest/globals'
import { serveGithub } from '../../../packages/github-server/src/index.ts'
import { serve } from '../../../packages/hcp-terraform-server/src/index.ts'
import { onGithub } from '../on-github.ts'
import { annotated, runStep } from '../on-a-runner.ts'

/** As Terraform 1.11 prints it where its output is not a terminal: it wraps the detail at 78 columns. */
const LOG = `\u2577
│ Error: No user
│${' '}
│   on main.tf line 3, in resource "terraform_data" "a":
│    3: resource "terraform_data" "a" {
│${' '}
│ The service has refused to create the user with the password correct horse
│ battery staple because it is weak.
\u2575
`

test('of a diagnostic', async () => {
  await using hcp = await serve({ script: { plan: { status: 'errored', log: LOG } } })
  await using github = await serveGithub()
  const trigger = github.trigger('pull_request', github.addPullRequest({ number: 7 }))
  const inputs = { variables: 'note = correct horse battery staple', 'sensitive-run-variables': 'note' }
  const files = { 'main.tf': 'variable "note" {\n  sensitive = true\n}\n' }
  const step = await runStep(hcp, { ...onGithub(trigger, { inputs }), files })
  const places = [annotated(step, 'error').join('\n'), step.summary, github.comments(7)[0]?.body ?? '']
  for (const text of places) {
    expect(text).toContain('The service has refused to create the user with the password *** because it is weak.')
    expect(text).not.toMatch(/horse|staple/)
  }
})
