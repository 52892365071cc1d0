import { expect, test } from '@jest/globals'
import { serve } from '../../../packages/hcp-terraform-server/src/index.ts'
import { runStep } from '../on-a-runner.ts'

test.each([
  ['its answer is lost: the version has it', { kind: 'reset' }, 'after', 1],
  ['it never arrived: the same URL is tried again', { kind: 'reset' }, 'before', 1],
  ['the URL is refused: a new version takes its place', { kind: 'answer', status: 403 }, 'before', 2]
] as const)('an upload may fail, and %s', async (_name, fault, when, versions) => {
  await using hcp = await serve()
  hcp.faults.set({ on: 'PUT /_archivist/v1/configuration/:secret', do: fault, when })
  const step = await runStep(hcp)
  expect(step.conclusion).toBe('success')
  expect(hcp.world.configurationVersions.size).toBe(versions)
  expect(hcp.world.runs.size).toBe(1)
})
