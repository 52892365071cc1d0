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

test('one mistake gives one error', async () => {
  await using hcp = await serve()
  const destroy = await runStep(hcp, { inputs: { operation: 'destroy', 'allow-empty-apply': 'true' } })
  expect(annotated(destroy, 'error')).toEqual([
    expect.stringMatching(/^`operation` must be .*`destroy`.*`mode` to `destroy`\.$/)
  ])
  const wait = await runStep(hcp, { inputs: { wait: 'no', timeout: '1h' } })
  expect(annotated(wait, 'error')).toEqual([expect.stringMatching(/^`wait` must be `true` or `false`, but is `no`/)])
})
