import { expect, test } from '@jest/globals'
import { execFileSync } from 'node:child_process'
import { mkdirSync, mkdtempSync, renameSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { serveGithub } from '../../../packages/github-server/src/index.ts'
import { serve } from '../../../packages/hcp-terraform-server/src/index.ts'
import { annotated, toItsEnd, type Options } from '../on-a-runner.ts'

/** Workspaces of a monorepo; the one without a working directory runs at its top. */
async function monorepo() {
  const hcp = await serve()
  hcp.createWorkspace('web', { 'working-directory': 'env/web' })
  hcp.createWorkspace('api', { 'working-directory': '/env/api/' })
  hcp.createWorkspace('api-extra', { 'working-directory': 'env/api-extra' })
  hcp.createWorkspace('shared', { 'working-directory': 'env/shared', 'trigger-prefixes': ['/modules'] })
  return hcp
}

const list = async (hcp: Awaited<ReturnType<typeof serve>>, options: Options = {}) => {
  const step = await toItsEnd(hcp, {
    ...options,
    action: 'workspaces',
    inputs: { workspace: undefined, 'changed-only': 'true' }
  })
  return { names: JSON.parse(step.outputs.workspaces ?? 'null') as unknown, step }
}

/** A repository with two commits, the second of which changes files; some move. */
function repository(files: readonly string[], moves: Readonly<Record<string, string>> = {}) {
  const directory = mkdtempSync(join(tmpdir(), 'monorepo-'))
  const git = (...args: string[]): string =>
    execFileSync('git', ['-c', 'user.name=x', '-c', 'user.email=x@example.com', ...args], {
      cwd: directory,
      encoding: 'utf8'
    }).trim()
  const write = (name: string, text: string): void => {
    mkdirSync(dirname(join(directory, name)), { recursive: true })
    writeFileSync(join(directory, name), text)
  }
  git('init', '--quiet')
  for (const name of Object.keys(moves)) write(name, 'a text that is long enough to be known again')
  write('README.md', 'x')
  git('add', '--all')
  git('commit', '--quiet', '--message', 'One')
  const before = git('rev-parse', 'HEAD')
  for (const name of files) write(name, 'y')
  for (const [from, to] of Object.entries(moves)) {
    mkdirSync(dirname(join(directory, to)), { recursive: true })
    renameSync(join(directory, from), join(directory, to))
  }
  git('add', '--all')
  git('commit', '--quiet', '--message', 'Two')
  return { directory, before, after: git('rev-parse', 'HEAD') }
}

test('a push concerns the workspaces whose directories it changes, and those at the top', async () => {
  await using hcp = await monorepo()
  const { directory, before, after } = repository(['env/api/a file.tf', 'modules/vpc/main.tf'])
  const { names } = await list(hcp, { workspace: directory, event: { name: 'push', payload: { before, after } } })
  expect(names).toEqual(['api', 'demo', 'shared'])
})

test('a file that moves concerns the directory that it leaves, too', async () => {
  await using hcp = await monorepo()
  const { directory, before, after } = repository([], { 'env/web/main.tf': 'env/api-extra/main.tf' })
  const { names } = await list(hcp, { workspace: directory, event: { name: 'push', payload: { before, after } } })
  expect(names).toEqual(['api-extra', 'demo', 'web'])
})

test('of a pull request GitHub tells the files, where the checkout does not know them', async () => {
  await using hcp = await monorepo()
  await using github = await serveGithub()
  const pull = github.addPullRequest({
    files: ['env/web/main.tf', ...Array.from({ length: 150 }, (_, index) => `docs/${index}.md`)]
  })
  const { names } = await list(hcp, github.trigger('pull_request', pull))
  expect(names).toEqual(['demo', 'web'])
})

test('where nobody can tell what has changed, no workspace is left out', async () => {
  await using hcp = await monorepo()
  const payload = { before: '0'.repeat(40), after: 'f'.repeat(40) }
  const { names, step } = await list(hcp, { event: { name: 'push', payload } })
  expect(names).toEqual(['api', 'api-extra', 'demo', 'shared', 'web'])
  expect(annotated(step, 'warning')).toEqual([expect.stringContaining('A checkout with `fetch-depth: 0` knows them.')])
})
