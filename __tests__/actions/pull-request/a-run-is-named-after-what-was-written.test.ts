import { expect, test } from '@jest/globals'
import { execFileSync } from 'node:child_process'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { serveGithub, type Github } from '../../../packages/github-server/src/index.ts'
import { serve } from '../../../packages/hcp-terraform-server/src/index.ts'
import { annotated, runStep, type Options } from '../on-a-runner.ts'

/** The beginning of the message of the run that a step makes, and what it warns of. */
async function named(options: Options) {
  await using hcp = await serve({ engine: 'simulated' })
  const step = await runStep(hcp, options)
  expect(step.conclusion).toBe('success')
  const [run] = [...hcp.world.runs.values()]
  return { message: run?.attributes.message.replace(/ \[.*/, ''), warnings: annotated(step, 'warning') }
}

/** A pull request whose head is not in the checkout, and what GitHub was asked for about commits. */
async function elsewhere(prepare: (github: Github, head: string) => Readonly<Record<string, string>> | undefined) {
  await using github = await serveGithub()
  const pull = github.addPullRequest({ title: 'Give the database more room' })
  const inputs = prepare(github, pull.head.sha)
  const { message, warnings } = await named({ ...github.trigger('pull_request', pull), ...(inputs && { inputs }) })
  return { message, warnings, asked: github.journal.lines.filter(line => line.includes('/commits/')).length }
}

const COMMIT = 'GET /repos/:owner/:repo/git/commits/:commit'
const TITLE = 'Give the database more room'

test('a run of a pull request whose head is not in the checkout has the subject that GitHub knows', async () => {
  const found = await elsewhere((github, head) => {
    github.setCommitMessage(head, 'Raise the limit\nof connections\n\nThe pool is full at night.\n')
    return undefined
  })
  expect(found).toEqual({ message: 'Raise the limit of connections', warnings: [], asked: 1 })
})

test.each<[string, Parameters<typeof elsewhere>[0], number]>([
  [
    'the token may not read the repository',
    github => ({ 'github-token': github.token('installation', { 'pull-requests': 'write' }) }),
    1
  ],
  ['there is no token', () => ({ 'github-token': '' }), 0],
  [
    'GitHub has a problem',
    github => {
      github.faults.set({ name: 'bad-gateway', on: COMMIT, times: 9 })
      return undefined
    },
    1
  ],
  [
    'GitHub does not answer',
    github => {
      github.faults.set({ on: COMMIT, do: { kind: 'hang' } })
      return undefined
    },
    1
  ],
  [
    'GitHub answers with another commit',
    github => {
      const body = JSON.stringify({ sha: 'f'.repeat(40), message: 'Another' })
      const headers = { 'content-type': 'application/json' }
      github.faults.set({ on: COMMIT, do: { kind: 'answer', status: 200, body, headers } })
      return undefined
    },
    1
  ],
  [
    'the commit has no message',
    (github, head) => {
      github.setCommitMessage(head, '\n')
      return undefined
    },
    1
  ]
])('it has the title of the pull request where %s, without a warning', async (_case, prepare, asked) => {
  expect(await elsewhere(prepare)).toEqual({ message: TITLE, warnings: [], asked })
})

test.each(['push', 'pull_request'] as const)(
  'a run of a %s has the subject of the commit in the checkout',
  async name => {
    const directory = mkdtempSync(join(tmpdir(), 'checkout-'))
    try {
      const git = (...args: string[]) => execFileSync('git', ['-C', directory, ...args], { encoding: 'utf8' }).trim()
      const commit = (message: string): string => {
        const who = ['-c', 'user.name=Author', '-c', 'user.email=author@example.com']
        git(...who, 'commit', '--quiet', '--allow-empty', '--cleanup=verbatim', '-m', message)
        return git('rev-parse', 'HEAD')
      }
      git('init', '--quiet')
      writeFileSync(join(directory, 'main.tf'), '')
      git('add', '.')
      const head = commit('Move the bucket\nto another region\n\nIt is closer.')
      if (name === 'pull_request') commit('Merge for the workflow')
      await using github = await serveGithub()
      const pull = github.addPullRequest({ commits: [head] })
      const trigger = github.trigger(name, pull)
      const context = { ...trigger.github, ...(name === 'push' && { sha: head }) }
      const { message } = await named({ ...trigger, github: context, workspace: directory })
      expect(message).toBe('Move the bucket to another region')
      expect(github.journal.lines.filter(line => line.includes('/git/commits/'))).toEqual([])
    } finally {
      rmSync(directory, { recursive: true })
    }
  }
)
