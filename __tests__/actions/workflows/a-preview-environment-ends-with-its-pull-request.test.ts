import { expect, test } from '@jest/globals'
import { join } from 'node:path'
import { serveGithub, type PullRequestOptions } from '../../../packages/github-server/src/index.ts'
import { serve, type Hcp } from '../../../packages/hcp-terraform-server/src/index.ts'
import { runWorkflow } from '../../../packages/workflow-runner/src/index.ts'

const ROOT = join(import.meta.dirname, '..', '..', '..')

/** Runs the example for a pull request, as an event of one kind after another starts it. */
async function preview(hcp: Hcp, actions: readonly string[], options: PullRequestOptions = {}): Promise<string[]> {
  await using github = await serveGithub()
  const pull = github.addPullRequest(options)
  const conclusions: string[] = []
  for (const action of actions) {
    const { event, github: context } = github.trigger('pull_request', pull)
    const { ended } = runWorkflow({
      file: join(ROOT, 'examples', 'preview-environments.yml'),
      repository: join(ROOT, 'examples', 'demo'),
      actions: { 'OWNER/hcp-terraform-action': ROOT },
      secrets: { TF_API_TOKEN: hcp.token },
      machine: { TF_HOSTNAME: hcp.address },
      event: { ...event, payload: { ...event.payload, action } },
      github: { ...github.context, ...context }
    })
    conclusions.push((await ended).conclusion)
  }
  return conclusions
}

const names = ({ world }: Hcp) => [...world.workspaces.values()].map(({ attributes }) => attributes.name)
const start = () => serve({ organization: 'acme', workspace: 'web', engine: 'simulated' })

test('it is created, updated by every push, and destroyed and deleted at the end', async () => {
  await using hcp = await start()
  expect(await preview(hcp, ['opened', 'synchronize'])).toEqual(['success', 'success'])
  expect(names(hcp)).toEqual(['web', 'preview-1'])
  expect(await preview(hcp, ['closed'])).toEqual(['success'])
  expect(names(hcp)).toEqual(['web'])
})

test('a pull request from a fork gets none, and one whose workspace is gone ends well', async () => {
  await using hcp = await start()
  await preview(hcp, ['opened', 'closed'], { fork: 'stranger' })
  expect([names(hcp), hcp.journal.lines]).toEqual([['web'], []])
  expect(await preview(hcp, ['closed'])).toEqual(['success'])
  expect(names(hcp)).toEqual(['web'])
})
