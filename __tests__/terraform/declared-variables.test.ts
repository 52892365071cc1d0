import { describe, expect, test } from '@jest/globals'
import { declaredVariables } from '../../src/terraform/declared-variables.ts'
import { serve } from '../../packages/hcp-terraform-server/src/index.ts'
import { hasTerraform, terraformCli } from '../../packages/hcp-terraform-server/tests/terraform-cli.ts'

/** Declarations that are easy to read wrong. */
const FILES: Readonly<Record<string, string>> = {
  'main.tf': String.raw`variable "plain" {}
variable "one_line" { sensitive = true }
variable unquoted {
  sensitive = true // why
}
variable "not" {
  sensitive = false # not
}
variable "not_either" { sensitive = false }
variable "brackets" { sensitive = (true) }
variable "text" { sensitive = "true" }
variable "expression" { sensitive = !false }
variable /* a */ "commented" /* b */ { # c
  // sensitive = true
  /* sensitive = true */
  # sensitive = true
  description = "sensitive = true"
}
variable "heredoc" {
  description = <<-EOT
  }
  sensitive = true
  "not closed
    EOT
  type = string
}
variable "after_heredoc" {
  description = <<EOT
variable "x" {
EOT
  sensitive = true
}
variable "nested" {
  type = object({
    sensitive = optional(bool, true)
  })
  default = {
    sensitive = true
  }
  validation {
    condition     = var.nested.sensitive
    error_message = "a @{"b" == "}" ? "{" : "}"} $@{ %%{ \" } sensitive = true"
  }
}
variable "after_validation" {
  validation {
    condition     = length(regexall("}\"{", var.after_validation)) == 0
    error_message = "x"
  }
  sensitive = true
}
locals {
  variable = { "plain" = { sensitive = true } }
  directives = "%{ if true }}%{ else }{%{ endif }"
  list = [for x in [1] : "@{x > 0 ? "}" : "{"}"
  ]
}
variable "größe" { sensitive = true }
`.replaceAll('@{', '${'),
  'windows.tf':
    'variable "crlf" {\r\n  description = <<E\r\n}\r\nE\r\n  sensitive = true\r\n}\r\nvariable "crlf_not" {\r\n  default = "sensitive = true"\r\n}\r\n',
  'b.tf.json': JSON.stringify({
    '//': 'a comment',
    variable: [
      { j_sensitive: { sensitive: true } },
      { j_not: [{ sensitive: false }], j_none: {}, j_text: { sensitive: 'true' } }
    ]
  }),
  // To Terraform, U+0085 is a blank, and U+FEFF is not.
  'blanks.tf':
    'variable "blank" {\n  description = <<E\nE\u0085\n  sensitive = true\n  default = <<E\nE\n}\n' +
    'variable "not_blank" {\n  description = <<E\nE\uFEFF\n}\nvariable "x" {\n  default = <<E\nE\n  sensitive = true\n}\n',
  'ephemeral.tf': 'variable "ephemeral" {\n  ephemeral = true\n}\nvariable "ephemeral_not" {\n  ephemeral = false\n}\n',
  'ephemeral.tf.json': '{"variable": {"j_ephemeral": {"ephemeral": true}, "j_ephemeral_not": {"ephemeral": false}}}',
  'late_override.tf': 'variable "plain" { sensitive = true }\n'
}

/** Declarations that Terraform takes as sensitive, in files that are not read. */
const HIDDEN: Readonly<Record<string, string>> = {
  'a_override.tf.json': '{"variable": {"a": {"sensitive": true}}, "variable": {"plain": {}}}',
  'b_override.tf.json': '{"variable": {"b": {"sensitive": true}, "b": {}}}',
  'c_override.tf.json': String.raw`{"variable": [{"c": [{"sensitive": true}]}], "v\u0061riable": {"c": {}}}`,
  'd_override.tf': String.raw`variable "\u0064" { sensitive = true }`,
  'e_override.tf': String.raw`variable "\U00000065" { sensitive = true }`
}

const SENSITIVE = [
  'plain',
  'one_line',
  'unquoted',
  'brackets',
  'text',
  'expression',
  'after_heredoc',
  'after_validation'
]
const OTHERS = ['not', 'not_either', 'commented', 'heredoc', 'nested']
const EXPECTED = {
  ...Object.fromEntries([...SENSITIVE, 'größe', 'crlf', 'j_sensitive', 'j_text'].map(name => [name, true])),
  ...Object.fromEntries(['blank', 'not_blank', 'ephemeral', 'j_ephemeral'].map(name => [name, true])),
  ...Object.fromEntries([...OTHERS, 'crlf_not', 'j_not', 'j_none'].map(name => [name, false])),
  ...Object.fromEntries(['ephemeral_not', 'j_ephemeral_not'].map(name => [name, false]))
}

test('what each variable declares is read, whatever is around it', () => {
  const found = Object.entries(FILES).flatMap(([name, text]) => [...(declaredVariables(name, text) ?? [])])
  expect(Object.fromEntries(found.map(([name, { sensitive }]) => [name, sensitive]))).toEqual(EXPECTED)
})

const present = hasTerraform()
if (!present) console.warn('SKIPPED: terraform is not on PATH; declarations of variables were not compared with it.')

;(present ? describe : describe.skip)('terraform', () => {
  /** Whether each variable of a configuration is sensitive or ephemeral: an ephemeral one is not in the plan. */
  async function hiddenBy(files: Readonly<Record<string, string>>, values: Readonly<Record<string, unknown>>) {
    await using hcp = await serve()
    await using terraform = await terraformCli(hcp, { ...files, 'terraform.tfvars.json': JSON.stringify(values) })
    await terraform.run('init -input=false')
    const planned = await terraform.run('plan -input=false -out=the.plan')
    expect([planned.code, planned.output]).toEqual([0, expect.any(String)])
    const { stdout } = await terraform.run('show -json the.plan')
    const { configuration, variables } = JSON.parse(stdout) as {
      configuration: { root_module: { variables: Record<string, { sensitive?: boolean }> } }
      variables: Record<string, unknown>
    }
    const declared = Object.entries(configuration.root_module.variables)
    return Object.fromEntries(declared.map(([name, { sensitive = !(name in variables) }]) => [name, sensitive]))
  }

  test('reads the same declarations in the same files', async () => {
    const values = Object.fromEntries(
      Object.keys(EXPECTED).map(name => [name, name === 'nested' ? { sensitive: true } : ''])
    )
    expect(await hiddenBy(FILES, values)).toEqual(EXPECTED)
  }, 240_000)

  test('takes as sensitive what repeated keys and escaped names hide', async () => {
    const names = ['a', 'b', 'c', 'd', 'e']
    const main = ['plain', ...names].map(name => `variable "${name}" {}\n`).join('')
    const values = Object.fromEntries(['plain', ...names].map(name => [name, '']))
    expect(await hiddenBy({ 'main.tf': main, ...HIDDEN }, values)).toEqual({
      plain: false,
      ...Object.fromEntries(names.map(name => [name, true]))
    })
  }, 240_000)
})

describe('a file that is not read for certain is not read at all', () => {
  test.each([
    ['a block that is not closed', 'a.tf', 'variable "a" {\n'],
    ['a text that is not closed', 'a.tf', 'variable "a" {\n  default = "x\n}\n'],
    ['a heredoc that is not closed', 'a.tf', 'variable "a" {\n  default = <<X\n}\n'],
    ['a comment that is not closed', 'a.tf', 'variable "a" {}\n/* x'],
    ['a brace too many', 'a.tf', 'variable "a" {}\n}\n'],
    ['a bracket of another kind', 'a.tf', 'variable "a" {\n  default = [1)\n}\n'],
    ['something else', 'a.tf', '<html>'],
    ['a name that is put together', 'a.tf', 'variable "a${1}" {}\n'],
    ...Object.entries(HIDDEN).map(([file, text]) => ['what hides a declaration', file, text] as const),
    ['blocks without end', 'a.tf', 'a{'.repeat(1_000_000)],
    ['JSON that is none', 'a.tf.json', '{"variable": '],
    ['JSON of another shape', 'a.tf.json', '{"variable": {"a": true}}'],
    ['a JSON text', 'a.tf.json', '"variable"']
  ])('%s, in %s', (_name, file, text) => {
    expect(declaredVariables(file, text)).toBeUndefined()
  })
})

test('long files are read in time that grows with them only', () => {
  const text = `${'\n'.repeat(2_000_000)}${'# x\n'.repeat(500_000)}variable "a" {\n  default = "${'x${"y"}'.repeat(300_000)}"\n  sensitive = true\n}\n`
  expect(declaredVariables('a.tf', text)).toEqual(new Map([['a', { sensitive: true }]]))
})
