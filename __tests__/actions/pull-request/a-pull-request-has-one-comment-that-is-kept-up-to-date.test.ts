import { expect, test } from '@jest/globals'
import { serveGithub } from '../../../packages/github-server/src/index.ts'
import { serve } from '../../../packages/hcp-terraform-server/src/index.ts'
import { onGithub } from '../on-github.ts'
import { runStep } from '../on-a-runner.ts'
import { withPages } from '../other-pages.ts'

test('a pull request has one comment of a workspace, kept up to date, whoever else writes there', async () => {
  await using hcp = await serve({ script: { plan: { additions: 1 } } })
  await using github = await serveGithub()
  const pull = github.addPullRequest({ number: 7 })
  for (let index = 0; index < 130; index++) github.addComment(7, `Comment ${index}`)
  const first = await runStep(hcp, onGithub(github.trigger('pull_request', pull)))
  const [ours] = github.comments(7).slice(-1)
  expect(first.outputs['comment-url']).toContain(`#issuecomment-${ours?.id}`)
  // Somebody quotes it, or would like to be taken for us.
  github.addComment(7, ours?.body ?? '', { user: 'mallory' })
  hcp.script({ plan: { additions: 2 } })
  await runStep(hcp, onGithub(github.trigger('pull_request', pull)))
  const comments = github.comments(7)
  expect(comments).toHaveLength(132)
  expect(comments[130]?.body).toContain('### 📝 Plan for `demo/demo`: 2 to add, 0 to change, 0 to destroy')
  expect(comments[131]?.body).toContain('1 to add')
})

test('so it has on a server whose pages are smaller than asked for', async () => {
  await using hcp = await serve({ script: { plan: { additions: 1 } } })
  await using github = await serveGithub()
  const pull = github.addPullRequest({ number: 7 })
  for (let index = 0; index < 40; index++) github.addComment(7, `Comment ${index}`)
  for (const hasLinks of [true, false]) {
    await using trigger = await withPages(github, github.trigger('pull_request', pull), { size: 30, hasLinks })
    await runStep(hcp, onGithub(trigger))
    expect(github.comments(7)).toHaveLength(41)
  }
})
