import { expect, test } from '@jest/globals'
import { spawnSync } from 'node:child_process'
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { serveGithub, type Github, type PullRequest } from '../../../packages/github-server/src/index.ts'
import { serve, type Hcp } from '../../../packages/hcp-terraform-server/src/index.ts'
import { runWorkflow } from '../../../packages/workflow-runner/src/index.ts'

const ROOT = join(import.meta.dirname, '..', '..', '..')
const EXAMPLE = join(ROOT, 'examples', 'pull-request-commands.yml')
const [BEFORE, WRITTEN, LATER] = ['2026-01-01T10:00:00Z', '2026-01-01T11:00:00Z', '2026-01-01T11:00:01Z'] as const

/** Runs the example for a comment, and tells how it answered. */
async function comment(hcp: Hcp, github: Github, pull: PullRequest, user: string, body: string) {
  const { reactions } = github.addComment(pull.number, body, { user, createdAt: WRITTEN })
  const { ended } = runWorkflow({
    file: EXAMPLE,
    repository: join(ROOT, 'examples', 'demo'),
    actions: { 'OWNER/hcp-terraform-action': ROOT },
    secrets: { TF_API_TOKEN: hcp.token },
    machine: { TF_HOSTNAME: hcp.address },
    ...github.trigger('issue_comment', pull)
  })
  const { log, conclusion, jobs } = await ended
  const commit = jobs[0]?.steps.find(({ id }) => id === 'guard')?.outputs.commit
  return {
    log,
    conclusion,
    commit,
    error: /##\[error\](.*)/.exec(log)?.[1],
    reactions: reactions.map(({ content }) => content)
  }
}

async function scene() {
  const hcp = await serve({ organization: 'acme', workspace: 'web' })
  const github = await serveGithub()
  github.allow('writer', 'write')
  github.allow('maintainer', 'maintain')
  github.allow('triager', 'triage')
  const dispose = async () => {
    await github.close()
    await hcp.close()
  }
  return { hcp, github, [Symbol.asyncDispose]: dispose }
}

const present = ['curl', 'jq'].every(name => spawnSync(name, ['--help'], { stdio: 'ignore' }).error === undefined)
if (!present) console.warn('SKIPPED: curl or jq is not on PATH; commands of pull requests were not tried.')
const withTools = present ? test : test.skip

withTools('who may write plans and applies the commit that was the head, and gets an answer', async () => {
  await using at = await scene()
  const { hcp, github } = at
  const pull = github.addPullRequest({ createdAt: BEFORE })
  github.push(pull, undefined, BEFORE)
  expect(await comment(hcp, github, pull, 'writer', '/terraform plan')).toMatchObject({
    conclusion: 'success',
    commit: pull.head.sha,
    reactions: ['rocket']
  })
  expect(await comment(hcp, github, pull, 'maintainer', '/terraform apply')).toMatchObject({
    conclusion: 'success',
    commit: pull.head.sha,
    reactions: ['rocket']
  })
  expect([...hcp.world.runs.values()].map(({ status }) => status)).toEqual(['planned_and_finished', 'applied'])
  // This runner's checkout has one commit only, whatever it is asked for.
  expect(readFileSync(EXAMPLE, 'utf8')).toMatch(
    /checkout@v\d+\n *with:\n *ref: \$\{\{ steps\.guard\.outputs\.commit \}\}\n *persist-credentials: false/
  )
  hcp.faults.set({ on: 'POST /runs', do: { kind: 'answer', status: 422 } })
  expect((await comment(hcp, github, pull, 'writer', '/terraform plan')).reactions).toEqual(['-1'])
})

withTools('a command is refused before any code of the pull request is fetched or run', async () => {
  await using at = await scene()
  const { hcp, github } = at
  const refused = async (pull: PullRequest, user = 'writer', body = '/terraform apply') => {
    const { conclusion, error, reactions, log } = await comment(hcp, github, pull, user, body)
    expect([conclusion, reactions, log.includes('Copied')]).toEqual(['failure', ['-1'], false])
    return error
  }
  const pull = github.addPullRequest({ createdAt: BEFORE })
  // The association that a comment shows is MEMBER for all of them.
  expect(await refused(pull, 'triager')).toContain('triager has the permission read')
  expect(await refused(pull, 'stranger')).toContain('stranger has the permission none')
  expect(await refused(pull, 'app[bot]')).toContain('has the permission none')
  expect(await refused(github.addPullRequest({ fork: 'writer', createdAt: BEFORE }))).toContain('is from a fork')
  expect(await refused(github.addPullRequest({ state: 'closed', createdAt: BEFORE }))).toContain('is closed')
  // A push of the same second counts as a later one.
  for (const time of [LATER, WRITTEN]) {
    const pushed = github.addPullRequest({ createdAt: BEFORE })
    github.push(pushed, undefined, time)
    expect(await refused(pushed)).toContain(`${pushed.head.sha} was pushed after the comment`)
  }
  const unknown = github.addPullRequest({ createdAt: BEFORE })
  unknown.head = { ...unknown.head, sha: 'f'.repeat(40) }
  expect(await refused(unknown)).toContain('is not the commit that was pushed last')
  github.faults.set({ name: 'unavailable', on: 'GET /repos/:owner/:repo/collaborators/:user/permission' })
  expect(await refused(pull)).toContain('has the permission unknown')
  expect(hcp.journal.lines).toEqual([])
})

withTools('another comment starts nothing', async () => {
  await using at = await scene()
  const { hcp, github } = at
  const pull = github.addPullRequest({ createdAt: BEFORE })
  for (const body of ['/terraform apply; id', ' /terraform apply', '/terraform destroy', '> /terraform apply']) {
    const { reactions, log } = await comment(hcp, github, pull, 'writer', body)
    expect([reactions, log.includes('Check who asks')]).toEqual([[], false])
  }
  expect([hcp.journal.lines, github.journal.lines]).toEqual([[], []])
})
