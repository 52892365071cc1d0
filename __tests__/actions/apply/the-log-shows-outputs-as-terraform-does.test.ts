import { expect, test } from '@jest/globals'
import { serve } from '../../../packages/hcp-terraform-server/src/index.ts'
import { cloudBlock, hasTerraform, terraformCli } from '../../../packages/hcp-terraform-server/tests/terraform-cli.ts'
import { plain, runStep } from '../on-a-runner.ts'

const OUTPUTS = `output "text" {
  value = "a\\nb"
}
output "list" {
  value = [1, "two", { three = null }]
}
output "json" {
  value = jsonencode({ a = [1, 2] })
}
output "empty" {
  value = { list = [], map = {} }
}
output "big" {
  value = 12345678901234567890123
}
output "hidden" {
  value     = "hunter2-hunter2"
  sensitive = true
}
`

/** From the summary of the apply to the end of the outputs, sorted: the CLI prints them in any order. */
const outputs = (text: string): readonly string[] =>
  /Apply complete![^]*Outputs:\n(?:.* = .*\n(?: .*\n)*)+/
    .exec(text)?.[0]
    .split(/^(?=\w)/m)
    .toSorted() ?? [text]

const present = hasTerraform()
if (!present) console.warn('SKIPPED: terraform is not on PATH; the outputs were not compared with the real CLI.')

;(present ? test : test.skip)(
  'the log of a structured run ends with the outputs as terraform apply prints them in cloud mode',
  async () => {
    await using hcp = await serve({ engine: 'terraform' })
    await using other = await serve({ engine: 'terraform' })
    await using terraform = await terraformCli(hcp, { 'main.tf': cloudBlock('demo') + OUTPUTS })
    await terraform.run('init -input=false')
    const cli = await terraform.run('apply -input=false -auto-approve')
    const { log } = await runStep(other, { files: { 'main.tf': OUTPUTS }, inputs: { operation: 'apply' } })
    expect(outputs(plain(log))).toEqual(outputs(cli.output))
    expect(outputs(plain(log))).toContain('hidden = (sensitive value)\n')
    expect(log).not.toContain('hunter2')
  },
  240_000
)
