import { expect, test } from '@jest/globals'
import { join } from 'node:path'
import { serveGithub } from '../../../packages/github-server/src/index.ts'
import { serve } from '../../../packages/hcp-terraform-server/src/index.ts'
import { runWorkflow } from '../../../packages/workflow-runner/src/index.ts'

const ROOT = join(import.meta.dirname, '..', '..', '..')

test('the workflow of the README plans a pull request, applies its merge, and hands an output to the next job', async () => {
  await using hcp = await serve({
    organization: 'acme',
    workspace: 'web',
    script: { plan: { additions: 1 }, apply: { outputs: { url: { value: 'https://web.example.com' } } } }
  })
  await using github = await serveGithub()
  const pull = github.addPullRequest()
  const on = (name: 'pull_request' | 'push') =>
    runWorkflow({
      file: join(ROOT, 'examples', 'plan-and-apply.yml'),
      repository: join(ROOT, 'examples', 'demo'),
      actions: { 'OWNER/hcp-terraform-action': ROOT },
      secrets: { TF_API_TOKEN: hcp.token },
      machine: { TF_HOSTNAME: hcp.address },
      ...github.trigger(name, pull)
    }).ended

  const planned = await on('pull_request')
  expect(planned.jobs.map(({ id, conclusion }) => [id, conclusion])).toEqual([
    ['plan', 'success'],
    ['apply', 'skipped'],
    ['deploy', 'skipped']
  ])
  github.merge(pull)
  const applied = await on('push')
  expect(applied.jobs.map(({ id, conclusion }) => [id, conclusion])).toEqual([
    ['plan', 'skipped'],
    ['apply', 'success'],
    ['deploy', 'success']
  ])
  expect(applied.log).toMatch(/^Deploying to https:\/\/web\.example\.com$/m)
  expect(
    hcp.world.runs
      .values()
      .map(({ status }) => status)
      .toArray()
  ).toEqual(['planned_and_finished', 'applied'])
  expect(github.comments(pull.number)).toEqual([
    expect.objectContaining({ body: expect.stringContaining('Applied in `acme/web`') })
  ])
})
