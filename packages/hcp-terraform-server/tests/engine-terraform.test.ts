import { describe, expect, test } from '@jest/globals'
import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { runTerraform } from '../src/engine/process.ts'
import { simulatedEngine } from '../src/engine/simulated.ts'
import { terraformEngine } from '../src/engine/terraform.ts'
import { diagnostics, events, inShort, outputs, runEngine } from './run-engine.ts'

const engine = await terraformEngine()
const simulated = simulatedEngine()
const withCli = engine === undefined ? test.skip : test
if (engine === undefined)
  console.warn('Skipped: what only the terraform engine does. There is no terraform CLI on PATH.')
const terraform = engine ?? simulated

test('without a CLI there is no engine', async () => {
  await expect(terraformEngine('/nowhere/terraform')).resolves.toBeUndefined()
})

describe('a run that is cancelled', () => {
  withCli('while it applies keeps the state so far, and leaves no process behind', async () => {
    const files = `
resource "terraform_data" "done" {}
resource "terraform_data" "slow" {
  input = terraform_data.done.id
  provisioner "local-exec" { command = "echo pid=$$; sleep 60" }
}`
    let shell = 0
    const [cancelled, next] = await runEngine(terraform, [
      {
        files,
        watch: (log, cancel) => {
          shell = Number(/local-exec\): pid=(\d+)/.exec(log)?.[1] ?? 0)
          if (shell > 0) cancel()
        }
      },
      { files, apply: false }
    ])
    expect(cancelled?.apply?.status).toBe('canceled')
    expect(cancelled?.applyLog).toContain('Interrupt received')
    expect(() => process.kill(shell, 0)).toThrow('ESRCH')
    expect(next && inShort(next)).toBe('+1 ~0 -1')
    expect(next?.planLog).toContain('"reason":"tainted"')
  })

  withCli('before it starts runs nothing', async () => {
    const [ran] = await runEngine(terraform, [{ files: 'locals {}', watch: (_log, cancel) => cancel() }])
    expect(ran?.plan).toEqual({ status: 'canceled' })
    expect(events(ran?.planLog ?? '')).toEqual([])
  })
})

withCli('ephemeral variables exist when the plan is applied', async () => {
  const files = `
variable "word" { ephemeral = true }
variable "place" { type = string }
resource "terraform_data" "kept" {
  provisioner "local-exec" {
    command     = "test \\"$WORD\\" = \\"hello \${var.place}\\""
    environment = { WORD = "\${var.word} \${var.place}" }
  }
}`
  const [ran] = await runEngine(terraform, [{ files, variables: { word: '"hello"', place: '"here"' } }])
  expect(ran && inShort(ran)).toBe('+1 ~0 -0')
})

withCli('an apply that fails half-way keeps what it did, and the next one goes on from there', async () => {
  const files = (command: string) => `
resource "terraform_data" "first" {}
resource "terraform_data" "second" {
  input = terraform_data.first.id
  provisioner "local-exec" { command = "${command}" }
}`
  const ran = await runEngine(terraform, [
    { files: files('exit 3') },
    { files: files('true') },
    { files: files('true') }
  ])
  expect(ran.map(inShort)).toEqual([
    'apply errored; local-exec provisioner error (main.tf:5)',
    '+1 ~0 -1',
    '+0 ~0 -0, no changes'
  ])
  expect(ran[0]?.applyLog).toMatch(/\nOperation failed: failed running terraform apply \(exit 1\)$/)
})

withCli('a run knows nothing of the environment that started the server', async () => {
  const mine = {
    GITHUB_TOKEN: 'ghs_1',
    ACTIONS_RUNTIME_TOKEN: 'jwt',
    INPUT_TOKEN: 'x',
    TF_VAR_name: 'theirs',
    TF_TOKEN_localhost: 'y',
    AWS_PROFILE: 'z'
  }
  Object.assign(process.env, mine)
  try {
    const files = `
variable "name" { default = "ours" }
output "name" { value = var.name }
resource "terraform_data" "a" {
  provisioner "local-exec" { command = "env" }
}`
    const [ran] = await runEngine(terraform, [{ files }])
    expect(ran && outputs(ran)).toEqual({ name: '"ours" string' })
    const names = [...(ran?.applyLog ?? '').matchAll(/local-exec\): (\w+)=/g)].map(([, name]) => name)
    expect(names).toContain('PATH')
    expect(names.filter(name => Object.keys(mine).includes(name ?? ''))).toEqual([])
  } finally {
    for (const name of Object.keys(mine)) Reflect.deleteProperty(process.env, name)
  }
})

withCli('an init that fails ends the plan, and the log says why', async () => {
  const [ran] = await runEngine(terraform, [{ files: 'module "m" { source = "./missing" }' }])
  expect(ran?.plan).toEqual({ status: 'errored' })
  expect(diagnostics(ran?.planLog ?? '').map(({ summary }) => summary)).toContain('Unreadable module directory')
  expect(ran?.planLog).toMatch(/\nOperation failed: failed running terraform init \(exit 1\)$/)
})

withCli('everything beyond the simulated subset runs here: modules, functions, for_each', async () => {
  const [ran] = await runEngine(terraform, [
    {
      files: {
        'main.tf':
          'module "m" {\n  source = "./m"\n  for_each = toset(["a", "b"])\n  name = each.key\n}\noutput "all" { value = [for m in module.m : upper(m.name)] }',
        'm/main.tf':
          'variable "name" {}\nresource "terraform_data" "x" { input = var.name }\noutput "name" { value = terraform_data.x.output }'
      }
    }
  ])
  expect(ran && inShort(ran)).toBe('+2 ~0 -0')
  expect(ran && outputs(ran)).toEqual({ all: '["A","B"] [tuple,[string,string]]' })
})

withCli('the plain log is what Terraform prints for people', async () => {
  const [ran] = await runEngine(terraform, [
    { files: 'resource "terraform_data" "a" {}\noutput "x" { value = 1 }', structured: false }
  ])
  expect(ran?.apply).toMatchObject({ status: 'finished', additions: 1 })
  expect(ran?.planLog).toMatch(/^Terraform v1\.\d+\.\d+\non linux_amd64\nInitializing plugins and modules\.\.\.\n/)
  expect(ran?.planLog).toContain('1 to add, 0 to change, 0 to destroy.')
  expect(ran?.applyLog).toContain('Apply complete! Resources: 1 added, 0 changed, 0 destroyed.')
  expect(events((ran?.planLog ?? '') + (ran?.applyLog ?? ''))).toEqual([])
})

describe('state goes from one engine to the other', () => {
  const files =
    'variable "s" {\n  default = "s"\n  sensitive = true\n}\nresource "terraform_data" "a" { input = { s = var.s, n = 90071992547409931337 } }\nresource "terraform_data" "b" { triggers_replace = [terraform_data.a.id] }\noutput "n" { value = terraform_data.a.output.n }'

  withCli.each([
    ['the simulated one to the real one', simulated, terraform],
    ['the real one to the simulated one', terraform, simulated]
  ])('from %s, and there is nothing to do', async (_, first, second) => {
    const [written] = await runEngine(first, [{ files }])
    const [read] = await runEngine(second, [{ files, apply: false }], written?.state)
    expect(read && inShort(read)).toBe('+0 ~0 -0, no changes')
  })

  withCli('and the CLI lists and shows what the simulated one wrote', async () => {
    const [written] = await runEngine(simulated, [{ files }])
    const directory = await mkdtemp(join(tmpdir(), 'engine-'))
    try {
      await writeFile(join(directory, 'terraform.tfstate'), written?.state ?? '')
      const cli = (...command: string[]) => runTerraform({ path: 'terraform', arguments: command, directory })
      await expect(cli('state', 'list')).resolves.toMatchObject({
        code: 0,
        stdout: 'terraform_data.a\nterraform_data.b\n'
      })
      await expect(cli('output', '-raw', 'n')).resolves.toMatchObject({ code: 0, stdout: '90071992547409931337' })
      const shown = await cli('show', '-json')
      expect(JSON.parse(shown.stdout)).toMatchObject({
        values: {
          root_module: {
            resources: [
              { address: 'terraform_data.a', sensitive_values: { input: { s: true } } },
              { depends_on: ['terraform_data.a'] }
            ]
          }
        }
      })
    } finally {
      await rm(directory, { recursive: true })
    }
  })
})
