import { expect, test } from '@jest/globals'
import { serve } from '../../../packages/hcp-terraform-server/src/index.ts'
import { annotated, runStep } from '../on-a-runner.ts'

test('a configuration in a folder of the repository is found, and named, before anything is uploaded', async () => {
  await using hcp = await serve()
  const step = await runStep(hcp, { files: { 'README.md': 'x', 'deploy/terraform/main.tofu': 'locals {}' } })
  expect(annotated(step, 'error')).toEqual([
    expect.stringMatching(/^`directory`: .*Set `directory` to ".*deploy\/terraform"$/)
  ])
  expect(hcp.journal.writes).toEqual([])
})

test.each(['main.tf', 'main.tofu', 'main.tf.json', 'main.tofu.json'])('%s counts as a configuration', async file => {
  await using hcp = await serve()
  const below = await runStep(hcp, { files: { 'README.md': 'x', [`infra/${file}`]: '{}' } })
  expect(annotated(below, 'error')).toEqual([expect.stringMatching(/Set `directory` to ".*infra"$/)])
  expect(hcp.journal.writes).toEqual([])
  const top = await runStep(hcp, { files: { [file]: '{}' } })
  expect(annotated(top, 'error')).toEqual([])
})

test('one mistake gives one error', async () => {
  await using hcp = await serve()
  const destroy = await runStep(hcp, { inputs: { operation: 'destroy', 'allow-empty-apply': 'true' } })
  expect(annotated(destroy, 'error')).toEqual([
    expect.stringMatching(/^`operation` must be .*`destroy`.*`mode` to `destroy`\.$/)
  ])
  const wait = await runStep(hcp, { inputs: { wait: 'no', timeout: '1h' } })
  expect(annotated(wait, 'error')).toEqual([expect.stringMatching(/^`wait` must be `true` or `false`, but is `no`/)])
})

test.each(['', '/', '.', './'])('no configuration at all where the workspace runs in "%s"', async workingDirectory => {
  await using hcp = await serve()
  hcp.createWorkspace('top', { 'working-directory': workingDirectory })
  const inputs = { workspace: 'top' }
  const step = await runStep(hcp, { files: { 'README.md': 'x' }, inputs })
  expect(annotated(step, 'error')).toEqual([
    expect.stringMatching(
      /^`directory`: .* no Terraform files .*at its top.*Set `directory` to the directory that contains/
    )
  ])
  const below = await runStep(hcp, { files: { 'infra/main.tf': '' }, inputs })
  expect(annotated(below, 'error')).toEqual([expect.stringMatching(/Set `directory` to ".*infra"$/)])
  expect(hcp.journal.writes).toEqual([])
  const destroy = await runStep(hcp, { files: { 'README.md': 'x' }, inputs: { ...inputs, mode: 'destroy' } })
  expect(destroy.conclusion).toBe('success')
})

test('an empty token for GitHub is an error where a comment needs it', async () => {
  await using hcp = await serve()
  const step = await runStep(hcp, { inputs: { 'pull-request-comment': 'always', 'github-token': '' } })
  expect(annotated(step, 'error')).toEqual([
    expect.stringMatching(/^`github-token` is missing, and `pull-request-comment: always` needs it\./)
  ])
  expect(hcp.journal.lines).toEqual([])
})
