import { expect, test } from '@jest/globals'
import { serve } from '../../../packages/hcp-terraform-server/src/index.ts'
import { annotated, runStep } from '../on-a-runner.ts'
import { FILES } from '../configurations.ts'

const upload = (inputs: Readonly<Record<string, string>> = {}) => ({
  action: 'configuration/upload',
  files: FILES,
  inputs
})

test('a configuration is uploaded, and nothing is run', async () => {
  await using hcp = await serve({ timings: { processing: 300 } })
  const step = await runStep(hcp, upload())
  const [version] = [...hcp.world.configurationVersions.values()]
  expect(step.outputs).toMatchObject({
    'configuration-version-id': version?.id,
    'configuration-version-status': 'uploaded',
    'archive-files': '2',
    'archive-bytes': expect.stringMatching(/^\d{3}$/)
  })
  expect(version).toMatchObject({ speculative: false, provisional: false, autoQueueRuns: false })
  expect(hcp.world.runs.size).toBe(0)
})

test('as is asked for: speculative, provisional, with a run of its own', async () => {
  await using hcp = await serve()
  await runStep(hcp, upload({ speculative: 'true' }))
  const { outputs } = await runStep(hcp, upload({ provisional: 'true', 'auto-queue-runs': 'true' }))
  expect([...hcp.world.configurationVersions.values()]).toMatchObject([
    { speculative: true, provisional: false },
    { speculative: false, provisional: true, autoQueueRuns: true }
  ])
  expect([...hcp.world.runs.keys()]).toEqual([outputs['run-id']])
})

test('no run is waited for where the service runs nothing', async () => {
  await using hcp = await serve()
  hcp.createWorkspace('local', { 'execution-mode': 'local' })
  const step = await runStep(hcp, upload({ workspace: 'local', 'auto-queue-runs': 'true' }))
  expect(annotated(step, 'error')).toEqual([
    expect.stringContaining('`auto-queue-runs` has no effect in the workspace "local"')
  ])
  expect(hcp.journal.writes).toEqual([])
})

test('what can not be is reported before anything is uploaded', async () => {
  await using hcp = await serve()
  const both = await runStep(hcp, upload({ speculative: 'true', provisional: 'true' }))
  expect(annotated(both, 'error')).toEqual([
    expect.stringContaining('`provisional` has no effect with `speculative: true`')
  ])
  hcp.createWorkspace('odd', { 'working-directory': 'env/prod' })
  const odd = await runStep(hcp, upload({ workspace: 'odd' }))
  expect(annotated(odd, 'error')).toEqual([expect.stringContaining('runs Terraform in "env/prod" of the upload')])
  expect(hcp.journal.writes).toEqual([])
})
