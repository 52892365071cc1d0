import { existsSync } from 'node:fs'
import { expect, test } from '@jest/globals'
import { serve } from '../../../packages/hcp-terraform-server/src/index.ts'
import { place, plant } from '../../slug/trees.ts'
import { annotated, runStep } from '../on-a-runner.ts'
import { stateText } from '../states.ts'

test.each(['.', 'configuration/upload'])(
  '%s: a directory that a committed link leads out of the checkout uploads nothing',
  async action => {
    await using hcp = await serve()
    using at = place()
    plant(at.path, { 'home/credentials.tf': '# secret', 'work/main.tf': '', 'work/infra': { link: '../home' } })
    const step = await runStep(hcp, { action, workspace: at.at('work'), inputs: { directory: 'infra' } })
    expect(annotated(step, 'error')).toEqual([
      expect.stringMatching(/^`directory`: "infra" is in the checkout ".*work", but a symbolic link leads from there/)
    ])
    expect(hcp.journal.writes).toEqual([])
  }
)

test.each([
  ['itself a link', 'state.json'],
  ['behind a directory that is one', 'infra/home.json'],
  ['named from elsewhere', '../work/state.json']
])('state/upload: a file that a committed link leads out of the checkout is not sent: %s', async (_what, path) => {
  await using hcp = await serve()
  using at = place()
  const links = { 'work/state.json': { link: '../home/home.json' }, 'work/infra': { link: '../home' } }
  plant(at.path, { 'home/home.json': stateText(4), 'work/main.tf': '', ...links })
  const step = await runStep(hcp, { action: 'state/upload', workspace: at.at('work'), inputs: { path } })
  expect(annotated(step, 'error')).toEqual([
    expect.stringMatching(/^`path`: ".*" is in the checkout ".*work", but a symbolic link leads from there/)
  ])
  expect(hcp.journal.entries).toEqual([])
})

test('state/upload: what git keeps of the checkout is not sent through a committed link', async () => {
  await using hcp = await serve()
  using at = place()
  plant(at.path, { 'work/.git/state.json': stateText(4), 'work/state.json': { link: '.git/state.json' } })
  const step = await runStep(hcp, { action: 'state/upload', workspace: at.at('work'), inputs: { path: 'state.json' } })
  expect(annotated(step, 'error')).toEqual([
    expect.stringMatching(/^`path`: ".*" is in the checkout ".*work", but a symbolic link leads from there/)
  ])
  expect(hcp.journal.entries).toEqual([])
})

test.each([
  ['that a link in the checkout leads to another place in it', 'work/link.json'],
  ['that is outside of the checkout by its own name', 'home/home.json']
])('state/upload: a file is sent %s', async (_what, name) => {
  await using hcp = await serve()
  using at = place()
  const state = stateText(4)
  plant(at.path, { 'home/home.json': state, 'work/a/b.json': state, 'work/link.json': { link: 'a/b.json' } })
  const inputs = { path: at.at(name) }
  const step = await runStep(hcp, { action: 'state/upload', workspace: at.at('work'), inputs })
  expect([step.conclusion, hcp.find().currentStateVersion?.state?.toString()]).toEqual(['success', state])
})

test.each([
  ['state/download', { path: 'infra/new/state.json' }, 'infra/new/state.json'],
  ['configuration/download', { path: 'infra/archive.tar.gz' }, 'infra/archive.tar.gz'],
  ['configuration/download', { path: 'infra', extract: 'true' }, 'infra/main.tf']
])('%s with %j: nothing is written where a committed link leads out of the checkout', async (action, given, file) => {
  await using hcp = await serve()
  using at = place()
  plant(at.path, { 'home/': '', 'work/main.tf': '', 'work/infra': { link: '../home' } })
  const id = action === 'state/download' ? {} : { 'configuration-version-id': 'cv-1' }
  const step = await runStep(hcp, { action, workspace: at.at('work'), inputs: { ...id, ...given } })
  expect(annotated(step, 'error')).toEqual([
    expect.stringMatching(/^`path`: ".*" is in the checkout ".*work", but a symbolic link leads from there/)
  ])
  expect(existsSync(at.at(`work/${file}`))).toBe(false)
  expect(hcp.journal.entries).toEqual([])
})

test('a directory that is outside of the checkout by its own name is uploaded, with a warning', async () => {
  await using hcp = await serve()
  using at = place()
  plant(at.path, { 'generated/main.tf': 'output "a" {\n  value = 1\n}\n', 'work/main.tf': '' })
  const step = await runStep(hcp, { workspace: at.at('work'), inputs: { directory: at.at('generated') } })
  expect(annotated(step, 'warning')).toContainEqual(
    expect.stringContaining(`: the action uploads the files in "${at.at('generated')}"`)
  )
  expect(step.conclusion).toBe('success')
})

test.each(['.', 'configuration/upload'])(
  '%s: a working directory that .terraformignore excludes is named before anything is created',
  async action => {
    await using hcp = await serve()
    hcp.createWorkspace('prod', { 'working-directory': 'env/prod' })
    const files = { 'env/prod/main.tf': '', 'README.md': '', '.terraformignore': 'env/\n' }
    const step = await runStep(hcp, { action, files, inputs: { workspace: 'prod' } })
    expect(annotated(step, 'error')).toEqual([
      expect.stringContaining('the rule "env/" in .terraformignore excludes them. Remove the rule, or add !env/prod/')
    ])
    expect(hcp.journal.writes).toEqual([])
  }
)
