import { expect, test } from '@jest/globals'
import { serveGithub } from '../../../packages/github-server/src/index.ts'
import { serve } from '../../../packages/hcp-terraform-server/src/index.ts'
import { onGithub } from '../on-github.ts'
import { plain, runStep } from '../on-a-runner.ts'

const SECRET = 'correct-horse-battery-staple-2026'
const LOG = `Terraform will perform the following actions:

  # x_y.a will be created
  + resource "x_y" "a" {
      + whole = "${SECRET}"
      + cut   = "${SECRET.slice(0, -1)}`

test.each(['finished', 'errored'] as const)('a log without an end marker, of a plan that has %s', async status => {
  await using hcp = await serve({ script: { plan: { status, additions: 1, log: LOG } } })
  hcp.faults.set({ name: 'log-without-end' })
  await using github = await serveGithub()
  for (const output of ['json-output', 'json-output-redacted'])
    hcp.faults.set({ on: `GET /plans/:id/${output}`, do: { kind: 'answer', status: 404 }, times: 100 })
  const trigger = github.trigger('pull_request', github.addPullRequest({ number: 7 }))
  const step = await runStep(
    hcp,
    onGithub(trigger, {
      inputs: { variables: `password = "${SECRET}"`, 'sensitive-run-variables': 'password' },
      files: { 'main.tf': 'variable "password" {\n  sensitive = true\n}\n' }
    })
  )
  const log = plain(step.log).split('##[endgroup]').slice(1).join('')
  expect(log).toContain('+ whole = "***"')
  expect(log).toContain('The log ends inside of a line, which is left out.')
  for (const text of [log, step.summary, ...github.comments(7).map(({ body }) => body)])
    expect(text).not.toContain('correct-horse')
})
