import { expect, test } from '@jest/globals'
import { execFileSync, spawnSync } from 'node:child_process'
import { lchownSync, mkdirSync, readdirSync, renameSync, symlinkSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { serveGithub } from '../../../packages/github-server/src/index.ts'
import { serve } from '../../../packages/hcp-terraform-server/src/index.ts'
import { place } from '../../slug/trees.ts'
import { annotated, runStep, type Options } from '../on-a-runner.ts'
import { withPages, type OtherPages } from '../other-pages.ts'

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
  const step = await runStep(hcp, {
    ...options,
    action: 'workspaces',
    inputs: { workspace: undefined, 'changed-only': 'true', ...options.inputs }
  })
  return { names: JSON.parse(step.outputs.workspaces ?? 'null') as unknown, step }
}

/** A repository with two commits, the second of which changes files; some move. It is gone at the end of the scope. */
function repository(files: readonly string[], moves: Readonly<Record<string, string>> = {}) {
  const root = place()
  const directory = root.path
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
  return { directory, before, after: git('rev-parse', 'HEAD'), [Symbol.dispose]: root[Symbol.dispose] }
}

test('a push affects the workspaces whose directories it changes, and those at the top', async () => {
  await using hcp = await monorepo()
  using checkout = repository(['env/api/a file.tf', 'modules/vpc/main.tf'])
  const { directory, before, after } = checkout
  const { names } = await list(hcp, { workspace: directory, event: { name: 'push', payload: { before, after } } })
  expect(names).toEqual(['api', 'demo', 'shared'])
})

test('a file that moves affects the directory that it leaves, too', async () => {
  await using hcp = await monorepo()
  using checkout = repository([], { 'env/web/main.tf': 'env/api-extra/main.tf' })
  const { directory, before, after } = checkout
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

/** What the workspaces of a pull request are, whose last files are on the second page of a server with pages of 30. */
async function onSecondPage(pages: OtherPages) {
  await using hcp = await monorepo()
  await using github = await serveGithub()
  const pull = github.addPullRequest({
    files: [...Array.from({ length: 40 }, (_, index) => `docs/${index}.md`), 'env/web/main.tf', 'env/api/main.tf']
  })
  await using trigger = await withPages(github, github.trigger('pull_request', pull), pages)
  const { names, step } = await list(hcp, trigger)
  return { names, warnings: annotated(step, 'warning') }
}

test.each<[string, OtherPages]>([
  ['that has pages of its own', { size: 30 }],
  ['that has pages of its own, and no links to them', { size: 30, hasLinks: false }],
  ['that has larger pages than asked for', { size: 42 }]
])('all files of a pull request are read from a server %s', async (_, pages) => {
  expect(await onSecondPage(pages)).toEqual({ names: ['api', 'demo', 'web'], warnings: [] })
})

test.each<[string, OtherPages, string]>([
  [
    'that lists fewer files than it counts',
    { size: 30, hasLinks: false, hasOnePage: true },
    'lists 30 of 42 changed files'
  ],
  ['that names a next page, and does not show it', { size: 30, hasOnePage: true }, 'says that another page follows']
])('no workspace is left out with a server %s', async (_, pages, problem) => {
  expect(await onSecondPage(pages)).toEqual({
    names: ['api', 'api-extra', 'demo', 'shared', 'web'],
    warnings: [expect.stringContaining(problem)]
  })
})

test('git says why it does not know what has changed, and no workspace is left out', async () => {
  await using hcp = await monorepo()
  const payload = { before: '1'.repeat(40), after: 'f'.repeat(40) }
  const { names, step } = await list(hcp, { event: { name: 'push', payload } })
  expect(names).toEqual(['api', 'api-extra', 'demo', 'shared', 'web'])
  expect(annotated(step, 'warning')).toEqual([expect.stringMatching(/omits no workspace.*not a git repository/i)])
})

/** What git itself says of a request in the same repository. */
function words(directory: string, ...args: string[]): string {
  const { stderr } = spawnSync('git', args, { cwd: directory, encoding: 'utf8', env: { PATH: process.env.PATH } })
  return stderr.trim().split('\n')[0] ?? ''
}

test("git's own error is quoted where a checkout does not have the commit before", async () => {
  await using hcp = await monorepo()
  using checkout = repository(['env/api/main.tf'])
  const { directory, after } = checkout
  const before = '1'.repeat(40)
  const said = words(directory, 'diff-tree', '-r', before, after)
  expect(said).toMatch(/^fatal: .*1{40}/)
  const { names, step } = await list(hcp, {
    workspace: directory,
    event: { name: 'push', payload: { before, after } }
  })
  expect(names).toEqual(['api', 'api-extra', 'demo', 'shared', 'web'])
  expect(annotated(step, 'warning')).toEqual([expect.stringContaining(said)])
  expect(annotated(step, 'warning')).toEqual([expect.stringContaining('with `fetch-depth: 0`')])
})

test('a checkout in a folder of the workspace is advised to be at its top', async () => {
  await using hcp = await monorepo()
  using checkout = repository(['env/api/main.tf'])
  const { directory, before, after } = checkout
  using workspace = place()
  renameSync(directory, workspace.at('source'))
  mkdirSync(directory)
  const { names, step } = await list(hcp, {
    workspace: workspace.path,
    event: { name: 'push', payload: { before, after } }
  })
  expect(names).toEqual(['api', 'api-extra', 'demo', 'shared', 'web'])
  expect(annotated(step, 'warning')).toEqual([
    expect.stringMatching(/not a git repository.*Check out the repository at the root of GITHUB_WORKSPACE/)
  ])
})

test('a checkout of another user is read, which git by itself refuses', async () => {
  if (process.getuid?.() !== 0) {
    console.warn('Only root can give a checkout to another user')
    return
  }
  await using hcp = await monorepo()
  using checkout = repository(['env/api/main.tf'])
  const { directory, before, after } = checkout
  for (const name of ['', ...readdirSync(directory, { recursive: true, encoding: 'utf8' })])
    lchownSync(join(directory, name), 12_345, 12_345)
  expect(words(directory, 'rev-parse', 'HEAD')).toMatch(/dubious ownership/)
  const { names, step } = await list(hcp, {
    workspace: directory,
    event: { name: 'push', payload: { before, after } }
  })
  expect([names, annotated(step, 'warning')]).toEqual([['api', 'demo'], []])
})

test('trigger patterns decide where a workspace has some, and nothing does where it looks at no files', async () => {
  await using hcp = await serve()
  const below = (name: string, triggers: object) =>
    hcp.createWorkspace(name, { 'working-directory': `env/${name}`, ...triggers })
  below('matched', { 'trigger-patterns': ['/modules/**/*.tf'] })
  below('unmatched', { 'trigger-patterns': ['/env/**/*'] })
  below('always', { 'file-triggers-enabled': false })
  below('plain', {})
  using checkout = repository(['modules/vpc/main.tf'])
  const { directory, before, after } = checkout
  const { names } = await list(hcp, { workspace: directory, event: { name: 'push', payload: { before, after } } })
  expect(names).toEqual(['always', 'demo', 'matched'])
})

test('a merge group is compared with its target branch', async () => {
  await using hcp = await monorepo()
  using checkout = repository(['env/api/main.tf'])
  const { directory, before, after } = checkout
  const payload = {
    merge_group: { base_sha: before, head_sha: after, head_ref: 'refs/heads/gh-readonly-queue/main/x' }
  }
  const { names } = await list(hcp, { workspace: directory, event: { name: 'merge_group', payload } })
  expect(names).toEqual(['api', 'demo'])
})

test('a prefix that is a link counts as its target', async () => {
  await using hcp = await monorepo()
  hcp.createWorkspace('linked', { 'working-directory': 'env/linked', 'trigger-prefixes': ['common'] })
  using checkout = repository(['lib/common/main.tf'])
  const { directory, before, after } = checkout
  symlinkSync(join('lib', 'common'), join(directory, 'common'))
  const { names } = await list(hcp, { workspace: directory, event: { name: 'push', payload: { before, after } } })
  expect(names).toEqual(['demo', 'linked'])
})

test('shared paths affect all, excluded names and local execution none, and the log says which were left out', async () => {
  await using hcp = await monorepo()
  hcp.createWorkspace('laptop', { 'working-directory': 'env/laptop', 'execution-mode': 'local' })
  using checkout = repository(['lib/main.tf'])
  const { directory, before, after } = checkout
  const inputs = { 'shared-paths': 'lib', exclude: 'API*\ndemo', 'exclude-local': 'true' }
  const { names, step } = await list(hcp, {
    workspace: directory,
    event: { name: 'push', payload: { before, after } },
    inputs
  })
  expect(names).toEqual(['shared', 'web'])
  expect(step.log).toMatch(/^api-extra: excluded/m)
  expect(step.log).toMatch(/^laptop: .*local$/m)
})
