import { expect, test } from '@jest/globals'
import { serve } from '../../../packages/hcp-terraform-server/src/index.ts'
import { plain, runStep } from '../on-a-runner.ts'

test('structured logs are rendered as people read them', async () => {
  const line = (type: string, message: string, more: object): string =>
    `${JSON.stringify({ '@level': 'info', '@message': message, type, ...more })}\n`
  const change = (addr: string, action: string): string =>
    line('planned_change', 'x', { change: { resource: { addr }, action } })
  const diagnostic = {
    severity: 'warning',
    summary: 'Deprecated',
    detail: 'Use b.',
    range: { filename: 'main.tf', start: { line: 3, column: 1 }, end: { line: 3, column: 2 } }
  }
  const log = [
    'Terraform v1.11.4\n',
    change('aws_s3_bucket.a', 'create'),
    change('aws_s3_bucket.b', 'delete'),
    line('diagnostic', 'Warning: Deprecated', { diagnostic })
  ]
  await using hcp = await serve({ script: { plan: { log } } })
  const { log: shown } = await runStep(hcp)
  expect(plain(shown)).toContain('  + aws_s3_bucket.a will be created\n  - aws_s3_bucket.b will be destroyed\n')
  expect(plain(shown)).toContain('│ Warning: Deprecated\n│ \n│   on main.tf line 3:\n')
})
