import { expect, test } from '@jest/globals'
import { serve } from '../../../packages/hcp-terraform-server/src/index.ts'
import { readFileSync, statSync } from 'node:fs'
import { onARunner } from '../on-a-runner.ts'

test('the file of outputs holds everything that was exported, and is only for its owner', async () => {
  await using hcp = await serve()
  hcp.seedState({ password: { value: 'hunter2', sensitive: true }, region: { value: 'eu-west-1' } })
  using run = onARunner(hcp, { inputs: { 'sensitive-outputs': 'mask' } })
  const { outputs } = await run.ended
  const file = outputs['outputs-file'] ?? ''
  expect(JSON.parse(readFileSync(file, 'utf8'))).toEqual({ password: 'hunter2', region: 'eu-west-1' })
  expect((statSync(file).mode & 0o777).toString(8)).toBe('600')
  expect(file.startsWith(run.temp)).toBe(true)
})
