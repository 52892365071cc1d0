import { expect, test } from '@jest/globals'
import { serve } from '../../../packages/hcp-terraform-server/src/index.ts'
import { annotated, runStep } from '../on-a-runner.ts'

const files = { 'env/prod/main.tf': 'output "where" {\n  value = "prod"\n}\n', 'modules/a.tf': '' }

test('the directory that is given holds the working directory; the working directory itself is reported as a mistake', async () => {
  await using hcp = await serve({ engine: 'simulated' })
  hcp.createWorkspace('prod', { 'working-directory': './env/prod/' })
  const right = await runStep(hcp, { files, inputs: { workspace: 'prod', operation: 'apply' } })
  expect(right.outputs.where).toBe('prod')
  const wrong = await runStep(hcp, { files, inputs: { workspace: 'prod', directory: 'env/prod' } })
  expect(annotated(wrong, 'error')[0]).toContain('It is that directory itself. Set it to "."')
})
