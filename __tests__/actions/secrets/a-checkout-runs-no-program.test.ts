import { expect, test } from '@jest/globals'
import { execFileSync } from 'node:child_process'
import { chmodSync, existsSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { serveGithub } from '../../../packages/github-server/src/index.ts'
import { serve } from '../../../packages/hcp-terraform-server/src/index.ts'
import { place, plant, type Tree } from '../../slug/trees.ts'
import { onGithub } from '../on-github.ts'
import { runStep } from '../on-a-runner.ts'

const MISSING = '1'.repeat(40)

/** An ordinary folder that git takes for a repository of its own, and whose missing commits it fetches by running a program. */
const imitation = (program: string): Tree => ({
  HEAD: 'ref: refs/heads/main\n',
  'refs/heads/main': `${MISSING}\n`,
  'objects/pack/keep': '',
  config: [
    '[core]',
    'repositoryformatversion = 1',
    'bare = true',
    `fsmonitor = "${program}"`,
    '[extensions]',
    'partialClone = origin',
    '[remote "origin"]',
    'url = /tmp',
    'promisor = true',
    `uploadpack = "${program}"`,
    ''
  ].join('\n')
})

function repository() {
  const at = place()
  const proof = at.at('proof')
  const program = at.at('program')
  const main = 'output "a" {\n  value = 1\n}\n'
  plant(at.path, { program: `#!/bin/sh\nenv > ${proof}\n`, 'work/main.tf': main, 'work/infra/main.tf': main })
  chmodSync(program, 0o755)
  plant(at.at('work/infra'), imitation(program))
  const git = (...args: string[]) => execFileSync('git', ['-C', at.at('work'), ...args], { encoding: 'utf8' }).trim()
  const commit = () => {
    git('init', '--quiet')
    git('add', '.')
    git('-c', 'user.name=A', '-c', 'user.email=a@example.com', 'commit', '--quiet', '-m', 'Add infra')
    return git('rev-parse', 'HEAD')
  }
  return {
    at,
    program,
    commit,
    ran: () => (existsSync(proof) ? readFileSync(proof, 'utf8') : undefined),
    [Symbol.dispose]: () => at[Symbol.dispose]()
  }
}

test('git by itself runs the program of such a folder, or the cases below would show nothing', () => {
  using made = repository()
  made.commit()
  expect(() =>
    execFileSync('git', ['cat-file', 'commit', 'HEAD'], { cwd: made.at.at('work/infra'), stdio: 'pipe' })
  ).toThrow(expect.anything())
  expect(made.ran()).toBeDefined()
})

test.each(['workflow_dispatch', 'issue_comment', 'pull_request'] as const)(
  '%s: a folder of the checkout that looks like a repository runs no program, and the commit is that of the checkout',
  async name => {
    using made = repository()
    const head = made.commit()
    await using hcp = await serve()
    await using github = await serveGithub()
    const pull = github.addPullRequest({ number: 7, commits: [head] })
    const options = { workspace: made.at.at('work'), inputs: { directory: 'infra', 'pull-request-number': '7' } }
    const step = await runStep(hcp, onGithub(github.trigger(name, pull), options))
    expect(step.conclusion).toBe('success')
    expect(github.comments(7)[0]?.body).toContain(`plan@${head} `)
    expect(made.ran()).toBeUndefined()
  }
)

test.each([
  ['.', 'workflow_dispatch'],
  ['.', 'push'],
  ['workspaces', 'push']
] as const)('%s at %s: a workspace that looks like a repository itself runs no program', async (action, name) => {
  using made = repository()
  plant(made.at.at('work'), imitation(made.program))
  await using hcp = await serve()
  await using github = await serveGithub()
  const trigger = github.trigger(name, github.addPullRequest({ number: 7 }))
  const payload = { ...trigger.event.payload, before: MISSING, after: '2'.repeat(40) }
  const event = { ...trigger.event, payload }
  const inputs = action === '.' ? {} : { workspace: undefined, 'changed-only': 'true' }
  const step = await runStep(hcp, onGithub({ ...trigger, event }, { action, workspace: made.at.at('work'), inputs }))
  expect(step.conclusion).toBe('success')
  expect(made.ran()).toBeUndefined()
})

test('git gets nothing of the environment of the job, and fetches nothing', async () => {
  using made = repository()
  made.commit()
  // What an archive may hold that a step before has unpacked: a real `.git`, which a commit can't hold.
  writeFileSync(join(made.at.at('work'), '.git', 'config'), imitation(made.program).config as string)
  writeFileSync(join(made.at.at('work'), '.git', 'HEAD'), `${MISSING}\n`)
  await using hcp = await serve()
  await using github = await serveGithub()
  const trigger = github.trigger('workflow_dispatch', github.addPullRequest({ number: 7 }))
  await runStep(hcp, onGithub(trigger, { workspace: made.at.at('work') }))
  expect(made.ran()).toBeUndefined()
})
