import { expect, test } from '@jest/globals'
import { serveGithub } from '../../../packages/github-server/src/index.ts'
import { serve } from '../../../packages/hcp-terraform-server/src/index.ts'
import { onGithub } from '../on-github.ts'
import { runStep } from '../on-a-runner.ts'

const PASSWORDS = /hunter22|swordfish|tops3cret/

/** A plan that changes a password, which also is where `elsewhere` says. */
const plan = (elsewhere: string) => ({
  format_version: '1.2',
  resource_changes: [
    {
      address: 'db.main["a"]',
      change: {
        actions: ['update'],
        before: { password: 'hunter22', note: `old ${elsewhere}` },
        after: { password: 'swordfish', note: `new ${elsewhere}` },
        after_unknown: {},
        before_sensitive: { password: true },
        after_sensitive: { password: true }
      }
    }
  ],
  output_changes: {
    key: {
      actions: ['create'],
      before: null,
      after: 'swordfish',
      after_unknown: false,
      before_sensitive: true,
      after_sensitive: true
    }
  }
})

test.each([
  ['the service leaves out sensitive values', 'nowhere', false],
  ['the plan is read whole: its sensitive values are found everywhere', 'hunter22', true]
])('no value that is known to be secret is in what is sent to GitHub; %s', async (_name, elsewhere, whole) => {
  await using hcp = await serve({ script: { plan: { changes: 1, json: plan(elsewhere), log: 'x\n' } } })
  hcp.seedState({ token: { value: 'tops3cret', sensitive: true } })
  if (whole) hcp.faults.set({ on: 'GET /plans/:id/json-output-redacted', do: { kind: 'answer', status: 404 } })
  await using github = await serveGithub()
  const pull = github.addPullRequest({ number: 7, title: 'x' })
  const options = onGithub(github.trigger('pull_request', pull), { inputs: { 'sensitive-outputs': 'mask' } })
  const step = await runStep(hcp, options)
  const sent = JSON.stringify(github.journal.entries) + step.summary
  expect(sent).toContain('db.main')
  expect(sent).toContain('(sensitive value)')
  expect(sent).not.toMatch(PASSWORDS)
  expect(sent).not.toContain(hcp.token)
})
