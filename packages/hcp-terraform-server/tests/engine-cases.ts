import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import type { Step } from './run-engine.ts'

/** What each engine is to make of a configuration. Both run every case; where both can, everything they write is compared. */
export interface Case {
  readonly name: string
  readonly steps: readonly (Step & { readonly expect: string; readonly outputs?: Readonly<Record<string, string>> })[]
}

const demo = Object.fromEntries(
  ['main.tf', 'variables.tf', 'outputs.tf'].map(name => [
    name,
    readFileSync(join(import.meta.dirname, '../../../examples/demo', name), 'utf8')
  ])
)
const demoWith = (from: string, to: string) =>
  Object.fromEntries(Object.entries(demo).map(([name, text]) => [name, text.replace(from, to)]))

const CHAIN = `
resource "terraform_data" "a" {
  input = "a"
}
resource "terraform_data" "b" {
  input = terraform_data.a.output
}
resource "terraform_data" "c" {
  input = "c"
}
output "a" { value = terraform_data.a.output }
output "b" { value = terraform_data.b.output }
output "c" { value = terraform_data.c.output }
output "k" { value = "constant" }
`

const SECRETS = `
variable "secret" {
  default   = "s3cret"
  sensitive = true
}
resource "terraform_data" "a" {
  input = { k = var.secret, o = 1 }
}
resource "terraform_data" "b" {
  input            = [var.secret, 1]
  triggers_replace = terraform_data.a.output.o
}
resource "terraform_data" "c" {
  input = "x-\${terraform_data.b.id}"
}
resource "terraform_data" "d" {}
output "a" {
  value     = terraform_data.a.input
  sensitive = true
}
output "b" { value = terraform_data.b.output[1] }
output "c" { value = terraform_data.c }
output "none" { value = null }
`

const VARIABLES = `
variable "text" { type = string }
variable "number" { type = number }
variable "bool" { type = bool }
variable "list" { type = list(string) }
variable "map" { type = map(number) }
variable "object" { type = object({ a = string, b = optional(number), c = optional(list(string), ["x"]) }) }
variable "tuple" { type = tuple([string, number]) }
variable "any" {}
variable "auto" {}
variable "file" { default = "default" }
output "text" { value = var.text }
output "number" { value = var.number }
output "bool" { value = var.bool }
output "list" { value = var.list }
output "map" { value = var.map }
output "object" { value = var.object }
output "tuple" { value = var.tuple }
output "any" { value = var.any }
output "auto" { value = var.auto }
output "file" { value = var.file }
output "all" { value = "\${var.text}-\${var.number}-\${var.bool}-\${var.list[0]}-\${var.map.k}-\${var.object["a"]}" }
`

const KIND_OF_LITERALS = `
output "escapes" { value = "a$\${b} %%{c} \\"q\\" \\\\ \\t\\n \\u00e9 \\U0001F680 é" }
output "heredoc" {
  value = <<EOT
it is "\${1}" $\${x}
  \\n stays
EOT
}
output "numbers" { value = [1.50, -0.1, 1e3, 1.5e-7, 90071992547409931337, 0.30000000000000004] }
output "nested" {
  value = { list = [true, null, { "quoted key" = 1, (local.key) = 2 }], empty = {}, none = [] }
}
output "index" { value = { a = [1, { b = "deep" }] }["a"][1].b }
output "whole" { value = "\${local.list}" }
output "comments" {
  value = { # a } in a comment
    a = "} # no comment" // {
    /* " */ b = ["\${"}"}{", 1, # one
      2] /* tail */
  }
} # end
locals {
  key  = "from-\${local.name}"
  name = "local"
  list = [1, "two"]
}
`

export const CASES: readonly Case[] = [
  {
    name: 'the demo: created, unchanged, a new image replaces the server, destroyed',
    steps: [
      {
        files: demo,
        expect: '+3 ~0 -0',
        outputs: {
          account_number: '90071992547409931337 number',
          admin_password: '"correct-horse-battery-staple" string sensitive',
          monthly_cost: '12.75 number',
          public: 'true bool',
          regions: '["eu-central-1","us-east-1"] [list,string]',
          server:
            '{"cores":2,"id":"ID","image":"web-1.4.2","network":"aurora-network"} [object,{cores:number,id:string,image:string,network:string}]',
          url: '"https://aurora.example.com" string'
        }
      },
      { files: demo, expect: '+0 ~0 -0, no changes' },
      { files: demoWith('web-1.4.2', 'web-1.5.0'), expect: '+1 ~1 -1' },
      { files: demoWith('web-1.4.2', 'web-1.5.0'), mode: 'destroy', expect: '+0 ~0 -3', outputs: {} }
    ]
  },
  {
    name: 'targets bring what they need, and only outputs of what they bring',
    steps: [
      {
        files: CHAIN,
        targets: ['terraform_data.b'],
        expect: '+2 ~0 -0',
        outputs: { a: '"a" string', b: '"a" string' }
      },
      { files: CHAIN, expect: '+1 ~0 -0' },
      { files: CHAIN, targets: ['terraform_data.nothing'], expect: '+0 ~0 -0, no changes' },
      {
        files: CHAIN,
        mode: 'destroy',
        targets: ['terraform_data.a'],
        expect: '+0 ~0 -2',
        outputs: { a: '"a" string', b: '"a" string', c: '"c" string', k: '"constant" string' }
      },
      { files: CHAIN, refresh: false, expect: '+2 ~0 -0' }
    ]
  },
  {
    name: 'a refresh changes outputs and nothing else',
    steps: [
      { files: CHAIN, targets: ['terraform_data.b'], expect: '+2 ~0 -0' },
      {
        files: CHAIN,
        mode: 'refresh-only',
        expect: '+0 ~0 -0',
        outputs: { a: '"a" string', b: '"a" string', c: 'null dynamic', k: '"constant" string' }
      },
      { files: CHAIN.replace('"a"\n', '"A"\n'), mode: 'refresh-only', apply: false, expect: '+0 ~0 -0, no changes' }
    ]
  },
  {
    name: 'a replacement on request, and one that follows from a trigger',
    steps: [
      { files: SECRETS, expect: '+4 ~0 -0' },
      { files: SECRETS, replacements: ['terraform_data.a'], expect: '+2 ~1 -2' },
      { files: SECRETS.replace('o = 1', 'o = 2'), expect: '+1 ~2 -1' },
      { files: SECRETS.replace('o = 1', 'o = 2').replace('sensitive = true', ''), expect: '+0 ~2 -0' }
    ]
  },
  {
    name: 'resources that left the configuration are destroyed, dependents first',
    steps: [
      { files: CHAIN, expect: '+3 ~0 -0' },
      {
        files:
          'resource "terraform_data" "c" {\n  input = "c"\n  depends_on = [terraform_data.d]\n}\nresource "terraform_data" "d" {}',
        expect: '+1 ~0 -2',
        outputs: {}
      },
      { files: { 'readme.txt': 'no configuration' }, mode: 'destroy', expect: '+0 ~0 -2' },
      { files: { 'readme.txt': 'no configuration' }, expect: 'plan errored; No configuration files' }
    ]
  },
  {
    name: 'a changed output is a change: its value, its type, its sensitivity, its end',
    steps: [
      { files: 'output "x" { value = 1 }', expect: '+0 ~0 -0', outputs: { x: '1 number' } },
      { files: 'output "x" { value = "1" }', expect: '+0 ~0 -0', outputs: { x: '"1" string' } },
      {
        files: 'output "x" {\n  value = "1"\n  sensitive = true\n}',
        expect: '+0 ~0 -0',
        outputs: { x: '"1" string sensitive' }
      },
      { files: 'output "x" {\n  value = "1"\n  sensitive = true\n}', expect: '+0 ~0 -0, no changes' },
      { files: 'output "x" { value = null }', expect: '+0 ~0 -0', outputs: {} },
      { files: 'locals {}', expect: '+0 ~0 -0, no changes' }
    ]
  },
  {
    name: 'values that are partly known only after the apply',
    steps: [
      {
        files: `
resource "terraform_data" "a" { triggers_replace = { n = [1] } }
resource "terraform_data" "b" { input = { x = [terraform_data.a.id, 1], y = "k", z = null } }
output "o" { value = { b = terraform_data.b.input, l = [terraform_data.a.id] } }`,
        expect: '+2 ~0 -0'
      },
      { files: 'resource "terraform_data" "b" {}', expect: '+0 ~1 -1' },
      {
        files:
          'resource "terraform_data" "a" { input = 1 }\nresource "terraform_data" "b" { input = terraform_data.a.output }',
        expect: '+1 ~1 -0'
      },
      {
        files:
          'resource "terraform_data" "a" { input = 1 }\nresource "terraform_data" "b" { input = terraform_data.a.output }',
        replacements: ['terraform_data.a'],
        expect: '+1 ~1 -1'
      }
    ]
  },
  {
    name: 'variables: each type, HCL escapes, digits, and which source wins',
    steps: [
      {
        files: {
          'main.tf': VARIABLES,
          'terraform.tfvars': 'file = "first"\n',
          'x.auto.tfvars': 'auto = "auto"\nfile = "second"\ntext = "lost"\nunknown = 1\n'
        },
        variables: {
          text: '"a$${b}%%{c}\\"\\n\\té"',
          number: '"12345678901234567890.10"',
          bool: '"true"',
          list: '["x", 1, true]',
          map: '{ k = 1.50, "j" = "2" }',
          object: '{ a = 1, dropped = 2 }',
          tuple: '[1, "2"]',
          any: '{\n  k-1 = [1, true, null, "s"]\n}'
        },
        expect: '+0 ~0 -0',
        outputs: {
          all: '"a${b}%{c}\\"\\n\\té-12345678901234567890.1-true-x-1.5-1" string',
          any: '{"k-1":[1,true,null,"s"]} [object,{k-1:[tuple,[number,bool,dynamic,string]]}]',
          auto: '"auto" string',
          bool: 'true bool',
          file: '"second" string',
          list: '["x","1","true"] [list,string]',
          map: '{"j":2,"k":1.5} [map,number]',
          number: '12345678901234567890.1 number',
          object: '{"a":"1","b":null,"c":["x"]} [object,{a:string,b:number,c:[list,string]}]',
          text: '"a${b}%{c}\\"\\n\\té" string',
          tuple: '["1",2] [tuple,[string,number]]'
        }
      }
    ]
  },
  {
    name: 'literals: escapes, heredocs, numbers, nesting',
    steps: [
      {
        files: KIND_OF_LITERALS,
        expect: '+0 ~0 -0',
        outputs: {
          comments: '{"a":"} # no comment","b":["}{",1,2]} [object,{a:string,b:[tuple,[string,number,number]]}]',
          escapes: '"a${b} %{c} \\"q\\" \\\\ \\t\\n é 🚀 é" string',
          heredoc: '"it is \\"1\\" ${x}\\n  \\\\n stays\\n" string',
          index: '"deep" string',
          nested:
            '{"empty":{},"list":[true,null,{"from-local":2,"quoted key":1}],"none":[]} [object,{empty:[object,{}],list:[tuple,[bool,dynamic,[object,{from-local:number,quoted key:number}]]],none:[tuple,[]]}]',
          numbers:
            '[1.5,-0.1,1000,0.00000015,90071992547409931337,0.30000000000000004] [tuple,[number,number,number,number,number,number]]',
          whole: '[1,"two"] [tuple,[number,string]]'
        }
      }
    ]
  },
  {
    name: 'where state is kept is not the configuration’s to say',
    steps: [
      {
        files:
          'terraform {\n  required_version = "~> 1.4, < 2.0.0"\n  cloud {\n    organization = "a"\n    workspaces { name = "b" }\n  }\n}\noutput "x" { value = 1 }',
        expect: '+0 ~0 -0'
      },
      {
        files: 'terraform {\n  backend "s3" { bucket = "b" }\n}\noutput "x" { value = 1 }',
        expect: '+0 ~0 -0, no changes'
      }
    ]
  },
  {
    name: 'the working directory is where the configuration is',
    steps: [
      {
        files: { 'env/prod/main.tf': 'output "x" { value = 1 }', 'main.tf': 'output "y" {}' },
        workingDirectory: 'env/prod',
        expect: '+0 ~0 -0',
        outputs: { x: '1 number' }
      },
      { files: 'output "x" { value = 1 }', workingDirectory: 'env/prod', expect: 'plan errored' }
    ]
  }
]
