import { describe, expect, test } from '@jest/globals'
import { simulatedEngine } from '../src/engine/simulated.ts'
import { decimal } from '../src/engine/simulated/values.ts'
import { satisfies } from '../src/engine/simulated/version.ts'
import { emptyState, writeState } from '../src/engine/state.ts'
import { inShort, runEngine, type Step } from './run-engine.ts'

const engine = simulatedEngine()
const value = (expression: string) => `locals {\n  x = 1\n}\noutput "o" {\n  value = ${expression}\n}`
const within = (line: string) => `resource "terraform_data" "a" {\n  ${line}\n}`

describe('what is beyond the subset fails the plan, by its name, file and line', () => {
  test.each<[string, Step['files'], string]>([
    ['a function', value('upper("x")'), 'the function upper (main.tf:5)'],
    ['a for expression', value('[for k in [] : k]'), '"for" expressions (main.tf:5)'],
    ['a splat', value('[{}][*].a'), 'splat expressions (main.tf:5)'],
    ['a condition', value('true ? 1 : 2'), 'conditional expressions (main.tf:5)'],
    ['an operator', value('1 + 2'), 'operators (main.tf:5)'],
    ['a negation', value('-local.x'), 'operators (main.tf:5)'],
    ['a template directive', value('"%{ if true }x%{ endif }"'), 'conditional expressions (main.tf:5)'],
    ['a whitespace marker', value('"${~ 1 }x"'), 'whitespace markers in templates (~) (main.tf:5)'],
    ['an indented heredoc', value('<<-EOT\n    x\n  EOT'), 'indented heredocs (<<-) (main.tf:6)'],
    ['a path', value('path.module'), 'references to "path" (main.tf:5)'],
    ['a workspace name', value('terraform.workspace'), 'references to "terraform" (main.tf:5)'],
    ['a module', 'module "m" {\n  source = "./m"\n}', '"module" blocks (main.tf:1)'],
    ['data', 'data "terraform_remote_state" "x" {}', '"data" blocks (main.tf:1)'],
    ['a resource of a provider', '\nresource "aws_instance" "x" {}', 'resources of type aws_instance (main.tf:2)'],
    [
      'a required provider',
      'terraform {\n  required_providers {\n    aws = {}\n  }\n}',
      'the provider aws (main.tf:3)'
    ],
    ['count', within('count = 2'), '"count" (main.tf:2)'],
    ['for_each', within('for_each = {}'), '"for_each" (main.tf:2)'],
    ['a lifecycle', within('lifecycle {\n  }'), '"lifecycle" blocks (main.tf:2)'],
    ['a provisioner', within('provisioner "local-exec" {\n  }'), '"provisioner" blocks (main.tf:2)'],
    ['a validation', 'variable "v" {\n  validation {\n  }\n}', '"validation" blocks (main.tf:2)'],
    ['a set', 'variable "v" {\n  type = set(string)\n}', 'sets (main.tf:2)'],
    ['configuration in JSON', { 'main.tf.json': '{}' }, 'configuration in JSON (main.tf.json:1)'],
    ['an override', { 'main.tf': '', 'x_override.tf': '' }, 'override files (x_override.tf:1)'],
    ['variables in JSON', { 'main.tf': '', 'x.auto.tfvars.json': '{}' }, 'variables in JSON (x.auto.tfvars.json:1)']
  ])('%s', async (_, files, construct) => {
    const ran = await runEngine(engine, [{ files }])
    expect(ran.map(inShort)).toEqual([`plan errored; The simulated engine does not know ${construct}`])
  })

  test('a state with resources that are not its own', async () => {
    const state = {
      ...emptyState('1.11.4'),
      resources: [{ mode: 'managed', type: 'aws_instance', name: 'x', instances: [{}] }]
    }
    const ran = await runEngine(engine, [{ files: 'locals {}' }], writeState(state))
    expect(ran.map(inShort)).toEqual([
      'plan errored; The simulated engine does not know aws_instance.x, which is in the state'
    ])
  })
})

test('a state that changed between plan and apply is not overwritten', async () => {
  const files = (content: string) => `output "x" { value = ${content} }`
  const [first, second] = await runEngine(engine, [{ files: files('1') }, { files: files('2') }])
  const meanwhile = second?.state ?? Buffer.alloc(0)
  const ran = await runEngine(engine, [{ files: files('3'), meanwhile }], first?.state)
  expect(ran.map(inShort)).toEqual(['apply errored; Saved plan is stale'])
})

test('a cancelled apply keeps the state so far', async () => {
  const files = 'resource "terraform_data" "a" {}\nresource "terraform_data" "b" { input = terraform_data.a.id }'
  const [cancelled, next] = await runEngine(engine, [
    { files, watch: (log, cancel) => log.includes('terraform_data.a: Creation complete') && cancel() },
    { files, apply: false }
  ])
  expect(cancelled && inShort(cancelled)).toBe('apply canceled; execution halted')
  expect(next && inShort(next)).toBe('+1 ~0 -0')
})

test('the plain log reads like Terraform’s, and shows nothing sensitive', async () => {
  const files =
    'resource "terraform_data" "a" {}\noutput "s" {\n  value = "hidden"\n  sensitive = true\n}\noutput "x" { value = [1] }'
  const [created, broken] = await runEngine(engine, [
    { files, structured: false },
    { files: 'output "x" {\n  value = var.nope\n}', structured: false }
  ])
  expect(created?.planLog).toBe(`Terraform v1.11.4 (simulated)
on linux_amd64
Initializing plugins and modules...
  # terraform_data.a will be created

Plan: 1 to add, 0 to change, 0 to destroy.

Changes to Outputs:
  + s
  + x
`)
  expect(created?.applyLog).toMatch(
    /Apply complete! Resources: 1 added, 0 changed, 0 destroyed\.\n\nOutputs:\n\ns = <sensitive>\nx = \[1\]\n$/
  )
  expect(broken?.planLog).toContain(`╷
│ Error: Reference to undeclared input variable
│ 
│   on main.tf line 2, in output "x":
│    2:   value = var.nope
│ 
│ An input variable with the name "nope" has not been declared.`)
})

test.each([
  ['1.50', '1.5'],
  ['-0', '0'],
  ['1e3', '1000'],
  ['12.34e1', '123.4'],
  ['-1.5E-3', '-0.0015'],
  ['00012', '12'],
  ['12345678901234567890.10', '12345678901234567890.1']
])('the number %s is written %s', (source, digits) => {
  expect(decimal(source)).toBe(digits)
})

test.each([
  ['>= 1.4', true],
  ['1.11.4', true],
  ['= 1.11', false],
  ['!= 1.11.4', false],
  ['~> 1.5', true],
  ['~> 1.11.0', true],
  ['~> 1.10.0', false],
  ['> 1.11.4', false],
  ['>= 1.0, < 1.11', false],
  ['<= 2', true],
  ['latest', false]
])('1.11.4 against the constraint "%s": %s', (constraint, meets) => {
  expect(satisfies('1.11.4', constraint)).toBe(meets)
})
