import { expect, test } from '@jest/globals'
import { serve } from '../../../packages/hcp-terraform-server/src/index.ts'
import { runStep } from '../on-a-runner.ts'

const files = { 'infra/env/prod/main.tf': 'resource "terraform_data" "a" {\n  inptu = 1\n}\n' }

test.each([true, false])(
  'a mistake is shown on its line of the repository, with structured logs: %s',
  async structured => {
    await using hcp = await serve({ engine: 'auto' })
    hcp.createWorkspace('prod', { 'working-directory': 'env/prod', 'structured-run-output-enabled': structured })
    const step = await runStep(hcp, { files, inputs: { workspace: 'prod', directory: 'infra' } })
    expect(step.conclusion).toBe('failure')
    expect(step.annotations).toContainEqual(
      expect.objectContaining({
        level: 'error',
        title: 'Unsupported argument',
        file: 'infra/env/prod/main.tf',
        line: 2
      })
    )
  }
)
