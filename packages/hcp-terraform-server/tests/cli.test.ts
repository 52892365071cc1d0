import { afterAll, beforeAll, describe, expect, test } from '@jest/globals'
import { serve, type Hcp } from '../src/index.ts'
import { archiveOf } from './archives.ts'
import { client, document } from './client.ts'
import { put } from './scene.ts'
import { cloudBlock, hasTerraform, terraformCli, type TerraformCli } from './terraform-cli.ts'

const CONFIGURATION = `
variable "greeting" {
  default = "hello"
}
resource "terraform_data" "it" {
  input = var.greeting
}
output "greeting" {
  value = terraform_data.it.output
}
output "secret" {
  value     = "s3cr3t"
  sensitive = true
}
`

// Each command waits for the service more than it works.
const MINUTE = 60_000
const present = hasTerraform()
if (!present) console.warn('SKIPPED: terraform is not on PATH; the server was not tried with the real CLI.')

/** The real CLI as a client: what it refuses, HCP Terraform would not have said. */
;(present ? describe : describe.skip)('terraform, against the server', () => {
  let hcp: Hcp
  beforeAll(async () => {
    hcp = await serve({ engine: 'terraform' })
  })
  afterAll(() => hcp.close())

  const initialized = async (workspace: string, configuration = CONFIGURATION): Promise<TerraformCli> => {
    const terraform = await terraformCli(hcp, { 'main.tf': cloudBlock(workspace) + configuration })
    const { code, output } = await terraform.run('init -input=false')
    expect([code, output]).toEqual([0, expect.stringContaining('HCP Terraform has been successfully initialized')])
    return terraform
  }
  const runs = (workspace: string) => hcp.world.runsOf(hcp.find(workspace)).map(({ status }) => status)

  test.concurrent(
    'plans, saves a plan and applies it, reads outputs and state, pushes state, destroys',
    async () => {
      await using terraform = await initialized('all-of-it')
      const planned = await terraform.run('plan -input=false')
      expect(planned).toMatchObject({
        code: 0,
        output: expect.stringContaining('Plan: 1 to add, 0 to change, 0 to destroy.')
      })
      // Rendered from the redacted JSON of the plan.
      expect(planned.output).toContain('# terraform_data.it will be created')
      expect(planned.output).toContain('+ secret   = (sensitive value)')

      const saved = await terraform.run('plan -input=false -out=saved.tfplan')
      expect(saved).toMatchObject({ code: 0, output: expect.stringContaining('Saved the plan to: saved.tfplan') })
      const applied = await terraform.run('apply -input=false saved.tfplan')
      expect(applied).toMatchObject({ code: 0, output: expect.stringContaining('Apply complete! Resources: 1 added') })
      expect(runs('all-of-it')).toEqual(['applied', 'planned_and_finished'])

      const outputs = await terraform.run('output -json')
      expect(JSON.parse(outputs.stdout)).toEqual({
        greeting: { sensitive: false, type: 'string', value: 'hello' },
        secret: { sensitive: true, type: 'string', value: 's3cr3t' }
      })
      expect((await terraform.run('state list')).stdout).toBe('terraform_data.it\n')
      const pulled = await terraform.run('state pull')
      const state = JSON.parse(pulled.stdout) as { serial: number; outputs: { greeting: { value: string } } }
      expect(state.outputs.greeting.value).toBe('hello')

      await terraform.write('newer.tfstate', JSON.stringify({ ...state, serial: state.serial + 5 }))
      await terraform.write('older.tfstate', pulled.stdout)
      expect((await terraform.run('state push newer.tfstate')).code).toBe(0)
      expect(await terraform.run('state push older.tfstate')).toMatchObject({
        code: 1,
        output: expect.stringContaining('serial')
      })
      const serial = () => hcp.find('all-of-it').currentStateVersion?.serial
      expect(serial()).toBeGreaterThan(state.serial + 4)
      // `-force` passes the CLI's own check only: its request says `force: false`, and is refused.
      const forced = await terraform.run('state push -force older.tfstate')
      expect(forced).toMatchObject({ code: 1, output: expect.stringContaining('is not greater than the serial') })
      expect(serial()).toBeGreaterThan(state.serial + 4)
      // It keeps its lock after a failed upload, for a person to look.
      expect(hcp.find('all-of-it').lock?.reason).toBe('Locked by Terraform')
      expect((await terraform.run('force-unlock -force demo/all-of-it')).code).toBe(0)
      expect(hcp.find('all-of-it').lock).toBeUndefined()

      const destroyed = await terraform.run('destroy -auto-approve -input=false')
      expect(destroyed).toMatchObject({
        code: 0,
        output: expect.stringContaining('Apply complete! Resources: 0 added, 0 changed, 1 destroyed')
      })
      expect((await terraform.run('state list')).stdout).toBe('')
    },
    MINUTE
  )

  test.concurrent(
    'applies at once, and asks: declined, nothing happens',
    async () => {
      await using terraform = await initialized('asked')
      const first = await terraform.run('apply -auto-approve -input=false -var greeting=first')
      expect(first).toMatchObject({ code: 0, output: expect.stringContaining('greeting = "first"') })
      const declined = await terraform.run('apply -var greeting=second', 'no')
      expect(declined).toMatchObject({ code: 1, output: expect.stringContaining('Apply discarded') })
      expect(runs('asked')).toEqual(['discarded', 'applied'])
      const accepted = await terraform.run('apply -var greeting=third', 'yes')
      expect(accepted).toMatchObject({ code: 0, output: expect.stringContaining('greeting = "third"') })
      expect((await terraform.run('output -raw greeting')).stdout).toBe('third')
    },
    MINUTE
  )

  test.concurrent(
    'works in a workspace that executes locally, which keeps its state only',
    async () => {
      await using terraform = await initialized('laptop')
      await client(hcp, hcp.token).patch(`/workspaces/${hcp.find('laptop').id}`, {
        data: { type: 'workspaces', attributes: { 'execution-mode': 'local' } }
      })
      expect(await terraform.run('plan -input=false')).toMatchObject({
        code: 0,
        output: expect.stringContaining('1 to add')
      })
      expect((await terraform.run('apply -auto-approve -input=false')).code).toBe(0)
      expect(JSON.parse((await terraform.run('output -json')).stdout)).toMatchObject({ secret: { value: 's3cr3t' } })
      expect(hcp.find('laptop')).toMatchObject({
        lock: undefined,
        currentStateVersion: { status: 'finalized', run: undefined }
      })
      expect((await terraform.run('destroy -auto-approve -input=false')).code).toBe(0)
      expect(runs('laptop')).toEqual([])
    },
    MINUTE
  )

  test.concurrent(
    'shows what is wrong with a configuration, where it is wrong',
    async () => {
      await using terraform = await initialized('wrong', 'output "it" {\n  value = terraform_data.missing.output\n}\n')
      const { code, output } = await terraform.run('plan -input=false')
      expect([code, output]).toEqual([1, expect.stringContaining('Reference to undeclared resource')])
      expect(runs('wrong')).toEqual(['errored'])
    },
    MINUTE
  )

  test.concurrent(
    'overrides a soft-mandatory policy when it is asked to',
    async () => {
      await using terraform = await initialized('governed')
      hcp.find('governed').checks = {
        costEstimate: { prior: '0.0', proposed: '1.5', delta: '1.5', matched: 1 },
        policies: [{ name: 'no-surprises', enforcement: 'soft-mandatory', passes: false }],
        tasks: [{ name: 'scan', stage: 'post_plan', enforcement: 'advisory', passes: false, message: 'Have a look' }]
      }
      const { code, output } = await terraform.run('apply', 'override', 'yes')
      expect([code, output]).toEqual([0, expect.stringContaining('Apply complete!')])
      expect(output).toContain('no-surprises (soft-mandatory)')
      expect(output).toContain('Have a look')
      expect(output).toContain('$1.5')
      expect(runs('governed')).toEqual(['applied'])
    },
    MINUTE
  )

  test.concurrent.each([
    ['a-map', '{ env = "dev" }'],
    ['a-list', '["flat"]']
  ])(
    'finds its workspace by tags that are %s',
    async (name, tags) => {
      const hcpTags = tags.startsWith('{') ? ['env=dev'] : ['flat']
      hcp.createWorkspace(name, { tags: hcpTags })
      const cloud = `terraform {\n  cloud {\n    hostname = "localhost"\n    organization = "demo"\n    workspaces {\n      tags = ${tags}\n    }\n  }\n}\n`
      await using terraform = await terraformCli(hcp, { 'main.tf': cloud + CONFIGURATION })
      const started = await terraform.run('init -input=false')
      expect([started.code, started.output]).toEqual([0, expect.stringContaining('successfully initialized')])
      expect((await terraform.run('workspace list')).stdout).toContain(name)
      expect(await terraform.run('plan -input=false')).toMatchObject({ code: 0 })
      const applied = await terraform.run('apply -auto-approve -input=false')
      expect(applied).toMatchObject({ code: 0, output: expect.stringContaining('Apply complete! Resources: 1 added') })
      expect(runs(name)).toEqual(['applied', 'planned_and_finished'])
    },
    2 * MINUTE
  )

  test.concurrent(
    'waits behind a run with a comment',
    async () => {
      await using terraform = await initialized('behind')
      const workspace = hcp.find('behind')
      const api = client(hcp, hcp.token)
      const created = await api.post(
        `/workspaces/${workspace.id}/configuration-versions`,
        document('configuration-versions', { 'auto-queue-runs': false })
      )
      await put(created.data.attributes['upload-url'] as string, archiveOf({ 'main.tf': CONFIGURATION }))
      const waiting = await api.post('/runs', document('runs', {}, { workspace: ['workspaces', workspace.id] }))
      const comment = { data: { type: 'comments', attributes: { body: 'Please wait' } } }
      expect((await api.post(`/runs/${waiting.data.id}/comments`, comment)).status).toBe(201)
      await hcp.until(world => world.runs.get(waiting.data.id)?.awaiting === 'confirmation', 30)
      const applying = terraform.run('apply -auto-approve -input=false')
      await hcp.until(world => world.runsOf(workspace)[0]?.status === 'pending', 30)
      // The CLI reads the queue before it waits in it.
      await new Promise(resolve => setTimeout(resolve, 3000))
      expect((await api.post(`/runs/${waiting.data.id}/actions/discard`, { comment: 'Go on' })).status).toBe(202)
      expect(await applying).toMatchObject({ code: 0, output: expect.stringContaining('Apply complete!') })
    },
    2 * MINUTE
  )
})
