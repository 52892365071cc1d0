import { expect, test } from '@jest/globals'
import { serve } from '../../../packages/hcp-terraform-server/src/index.ts'
import { runStep, tokenMasks } from '../on-a-runner.ts'

test('no line of a log is a workflow command, however it is written', async () => {
  const log = [
    '::set-output name=a::b\n',
    '  ::add-mask::Terraform\n',
    'x ##[add-mask]planned\n',
    'a\r::error::no\n',
    '::stop-commands::x\n',
    '::endgroup::\n'
  ]
  await using hcp = await serve({ script: { plan: { log } } })
  const step = await runStep(hcp)
  expect(step.conclusion).toBe('success')
  expect(step.annotations).toEqual([])
  expect(step.masks).toEqual(tokenMasks(hcp.token))
  expect(step.log).toContain('::set-output name=a::b')
})
