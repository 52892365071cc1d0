import { expect, test } from '@jest/globals'
import { readFileSync } from 'node:fs'
import { serve } from '../../../packages/hcp-terraform-server/src/index.ts'
import { annotated, onARunner } from '../on-a-runner.ts'

test('an output that is too long for GitHub is left out whole, reported, and in the file', async () => {
  await using hcp = await serve()
  hcp.seedState({ certificate: { value: 'x'.repeat(600_000) }, url: { value: 'https://x' } })
  using run = onARunner(hcp)
  const step = await run.ended
  expect(step.conclusion).toBe('success')
  expect(step.outputs).not.toHaveProperty('certificate')
  expect(step.outputs).not.toHaveProperty('outputs')
  expect(step.outputs.url).toBe('https://x')
  expect(annotated(step, 'warning').map(message => /`([\w-]+)` is not set/.exec(message)?.[1])).toEqual([
    'certificate',
    'outputs'
  ])
  const file = JSON.parse(readFileSync(step.outputs['outputs-file'] ?? '', 'utf8')) as Record<string, string>
  expect(file.certificate).toHaveLength(600_000)
})
