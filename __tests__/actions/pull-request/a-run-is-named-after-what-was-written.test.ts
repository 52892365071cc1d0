import { expect, test } from '@jest/globals'
import { serveGithub } from '../../../packages/github-server/src/index.ts'
import { serve } from '../../../packages/hcp-terraform-server/src/index.ts'
import { runStep } from '../on-a-runner.ts'

test('a run of a pull request whose head is not in the checkout has the title of the pull request', async () => {
  await using hcp = await serve({ engine: 'simulated' })
  await using github = await serveGithub()
  const pull = github.addPullRequest({ title: 'Give the database more room' })
  await runStep(hcp, github.trigger('pull_request', pull))
  const created = hcp.journal.entries.find(({ method, path }) => method === 'POST' && path.endsWith('/runs'))
  expect(JSON.stringify(created?.body)).toContain('Give the database more room')
})
