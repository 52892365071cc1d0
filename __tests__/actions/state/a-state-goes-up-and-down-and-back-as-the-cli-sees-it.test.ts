import { describe, expect, test } from '@jest/globals'
import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { serve } from '../../../packages/hcp-terraform-server/src/index.ts'
import { cloudBlock, hasTerraform, terraformCli } from '../../../packages/hcp-terraform-server/tests/terraform-cli.ts'
import { onARunner, runStep } from '../on-a-runner.ts'
import { uploadOf } from '../states.ts'

const present = hasTerraform()
if (!present)
  console.warn('SKIPPED: terraform is not on PATH; states were not uploaded under the eyes of the real CLI.')

const resource = (name: string): string => `resource "terraform_data" "${name}" {\n  input = "the ${name} one"\n}\n`

;(present ? describe : describe.skip)('with the real terraform', () => {
  test('its state goes up, comes down byte for byte, survives a rollback, and `state list` agrees each time', async () => {
    await using hcp = await serve()
    hcp.createWorkspace('moved')
    await using local = await terraformCli(hcp, { 'main.tf': resource('first') })
    await using cloud = await terraformCli(hcp, { 'main.tf': cloudBlock('moved') })
    const workspace = { workspace: 'moved' }
    const write = async (): Promise<string> => {
      const { code, output } = await local.run('apply -auto-approve -input=false')
      expect([code, output]).toEqual([0, expect.stringContaining('Apply complete!')])
      return readFile(join(local.directory, 'terraform.tfstate'), 'utf8')
    }
    const listed = async (): Promise<string> => (await cloud.run('state list')).stdout
    expect((await local.run('init -input=false')).code).toBe(0)
    expect((await cloud.run('init -input=false')).code).toBe(0)
    expect(await listed()).toBe('')

    const first = await write()
    const uploaded = await runStep(hcp, uploadOf(first, workspace))
    expect(await listed()).toBe('terraform_data.first\n')

    await local.write('more.tf', resource('second'))
    const second = await write()
    expect((await runStep(hcp, uploadOf(second, workspace))).conclusion).toBe('success')
    expect(await listed()).toBe('terraform_data.first\nterraform_data.second\n')

    using down = onARunner(hcp, { action: 'state/download', inputs: { ...workspace, path: 'copy' } })
    expect((await down.ended).conclusion).toBe('success')
    expect(await readFile(join(down.workspace, 'copy'), 'utf8')).toBe(second)

    const target = { 'state-version-id': uploaded.outputs['state-version-id'] }
    const back = await runStep(hcp, { action: 'state/rollback', inputs: { ...workspace, ...target } })
    expect(back.conclusion).toBe('success')
    expect(await listed()).toBe('terraform_data.first\n')
    expect(hcp.find('moved').lock).toBeUndefined()

    // The CLI goes on from there: what it pushes follows the serial of the rollback.
    expect((await cloud.run('state rm terraform_data.first')).code).toBe(0)
    expect(await listed()).toBe('')
  })
})
