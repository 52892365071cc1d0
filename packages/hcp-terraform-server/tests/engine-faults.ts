import type { Step } from './run-engine.ts'

/** A faulty configuration and what is said of it. */
export const FAULTS: readonly { readonly name: string; readonly step: Step; readonly expect: string }[] = [
  {
    name: 'undeclared names',
    step: {
      files:
        'output "x" { value = var.nope }\noutput "y" { value = local.nope }\noutput "z" { value = terraform_data.nope.id }'
    },
    expect:
      'plan errored; Reference to undeclared input variable (main.tf:1); Reference to undeclared local value (main.tf:2); Reference to undeclared resource (main.tf:3)'
  },
  {
    name: 'an attribute that resources of the type do not have',
    step: { files: 'resource "terraform_data" "a" {}\noutput "x" { value = terraform_data.a.nope }' },
    expect: 'plan errored; Unsupported attribute (main.tf:2)'
  },
  {
    name: 'an attribute that this input does not have',
    step: {
      files:
        'resource "terraform_data" "a" { input = { k = 1 } }\n\noutput "x" { value = terraform_data.a.output.nope }'
    },
    expect: 'plan errored; Unsupported attribute (main.tf:3)'
  },
  {
    name: 'a template of null',
    step: { files: 'output "x" {\n  value = "é ${null}"\n}' },
    expect: 'plan errored; Invalid template interpolation value (main.tf:2)'
  },
  {
    name: 'a sensitive value in an output that is not',
    step: {
      files:
        'variable "s" {\n  sensitive = true\n  default = 1\n}\nlocals { l = "x${var.s}" }\noutput "x" {\n  value = { k = local.l }\n}'
    },
    expect: 'plan errored; Output refers to sensitive values (main.tf:6)'
  },
  {
    name: 'required variables without a value',
    step: { files: { 'a.tf': '# first\nvariable "a" {}\n', 'b.tf': 'variable "b" {\n  description = "x"\n}' } },
    expect: 'plan errored; No value for required variable (a.tf:2); No value for required variable (b.tf:1)'
  },
  {
    name: 'a value of the wrong type',
    step: { files: 'variable "n" { type = number }', variables: { n: '"many"' } },
    expect: 'plan errored; Invalid value for input variable (.terraform/run.tfvars:1)'
  },
  {
    name: 'a sensitive value of the wrong type, without showing it',
    step: { files: 'variable "n" {\n  type = number\n  sensitive = true\n}', variables: { n: '"secret"' } },
    expect: 'plan errored; Invalid value for input variable (main.tf:1)'
  },
  {
    name: 'a value that is not HCL',
    step: { files: 'variable "n" {}', variables: { n: '[' } },
    expect: 'plan errored; Missing expression (.terraform/run.tfvars:2)'
  },
  {
    name: 'defaults of the wrong type',
    step: {
      files:
        'variable "l" {\n  type = list(string)\n  default = { a = 1 }\n}\nvariable "o" {\n  type = object({ a = string })\n  default = {}\n}'
    },
    expect:
      'plan errored; Invalid default value for variable (main.tf:3); Invalid default value for variable (main.tf:7)'
  },
  {
    name: 'the same name twice',
    step: {
      files:
        'output "x" { value = 1 }\noutput "x" { value = 1 }\nvariable "x" {}\nvariable "x" {}\nlocals { x = 1 }\nlocals { x = 1 }'
    },
    expect:
      'plan errored; Duplicate local value definition (main.tf:6); Duplicate output definition (main.tf:2); Duplicate variable declaration (main.tf:4)'
  },
  {
    name: 'arguments and blocks that do not exist, one that is missing',
    step: { files: 'output "x" {\n}\noutput "y" {\n  value = 1\n  foo = 1\n}\nfoo "x" {}' },
    expect:
      'plan errored; Missing required argument (main.tf:1); Unsupported argument (main.tf:5); Unsupported block type (main.tf:7)'
  },
  {
    name: 'broken syntax',
    step: { files: 'output "x" {\n  value = \n}\n' },
    expect: 'plan errored; Invalid expression (main.tf:2)'
  },
  {
    name: 'a Terraform version that this is not',
    step: { files: 'terraform { required_version = ">= 99" }' },
    expect: 'plan errored; Unsupported Terraform Core version (main.tf:1)'
  },
  {
    name: 'addresses that are none',
    step: { files: 'locals {}', targets: ['foo bar'], replacements: ['nope nope'] },
    expect: 'plan errored; Invalid force-replace address "nope nope"; Invalid target "foo bar"'
  }
]
