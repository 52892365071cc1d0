import { expect, test } from '@jest/globals'
import { serve } from '../../../packages/hcp-terraform-server/src/index.ts'
import { cloudBlock, hasTerraform, terraformCli } from '../../../packages/hcp-terraform-server/tests/terraform-cli.ts'
import { plain, runStep } from '../on-a-runner.ts'

const CONFIGURATION = `resource "terraform_data" "it" {
  input = { list = ["a", "b"], json = jsonencode({ a = 1 }), secret = sensitive("hunter2-hunter2") }
}
output "greeting" {
  value = "hello"
}
`

const present = hasTerraform()
if (!present) console.warn('SKIPPED: terraform is not on PATH; the log was not compared with the real CLI.')

/** From what is in front of the changes to the end of the outputs. */
const changes = (text: string): string =>
  /Terraform used the selected providers[^]*?Changes to Outputs:\n(?: .*\n)+/.exec(text)?.[0] ?? text

;(present ? test : test.skip)(
  'the log of a structured run holds the plan as terraform plan prints it in cloud mode',
  async () => {
    await using hcp = await serve({ engine: 'terraform' })
    await using terraform = await terraformCli(hcp, { 'main.tf': cloudBlock('demo') + CONFIGURATION })
    await terraform.run('init -input=false')
    const cli = await terraform.run('plan -input=false')
    const { log } = await runStep(hcp, { files: { 'main.tf': CONFIGURATION } })
    expect(changes(plain(log))).toBe(changes(cli.output))
    expect(changes(plain(log))).toContain('# terraform_data.it will be created')
  },
  240_000
)

test('the log of a structured run has every attribute, and no value that is marked', async () => {
  const change = { resource: { addr: 'x_y.a' }, action: 'update' }
  const line = (type: string, more: object): string =>
    `${JSON.stringify({ '@level': 'info', '@message': `message of ${type}`, type, ...more })}\n`
  const marked = { password: true }
  const values = (policy: string, password: string) => ({ id: '1', policy: `${'x'.repeat(600)}${policy}`, password })
  const json = {
    format_version: '1.2',
    resource_changes: [
      {
        address: 'x_y.a',
        mode: 'managed',
        type: 'x_y',
        name: 'a',
        change: {
          actions: ['update'],
          before: values('old', 'p4ssword-before'),
          after: values('new', 'p4ssword-after'),
          before_sensitive: marked,
          after_sensitive: marked
        }
      }
    ]
  }
  const log = [
    line('refresh_complete', {}),
    line('planned_change', { change }),
    line('change_summary', { changes: { add: 0, change: 1, remove: 0, operation: 'plan' } })
  ]
  await using hcp = await serve({ script: { plan: { log, json, hasChanges: true } } })
  const { log: shown } = await runStep(hcp)
  expect(plain(shown)).toContain('      ~ password = (sensitive value)\n')
  expect(plain(shown)).toContain(`${'x'.repeat(600)}old" -> "${'x'.repeat(600)}new"`)
  expect(plain(shown)).not.toMatch(/p4ssword|refresh_complete/)
  expect(plain(shown)).toMatch(/##\[endgroup\]\n(::stop-commands::.*\n)?message of change_summary\n/)
})
