import { expect, test } from '@jest/globals'
import { differences } from '../../src/run/review.ts'
import { describeUncompared } from './described.ts'
import { planOf, present, read } from './plans-of-terraform.ts'

type Bag = Readonly<Record<string, unknown>>

const strictly = { isRefreshOnly: false, sensitiveValues: 'refuse' } as const
const VERSIONS = { format_version: '1.2', terraform_version: '1.11.4' }
const differ = (reviewed: Bag, planned: Bag) =>
  differences(read({ ...VERSIONS, ...planned }), read({ ...VERSIONS, ...reviewed }), strictly)
const noticeOf = (plan: Bag) =>
  describeUncompared(read({ ...VERSIONS, ...plan }))?.replace(/^.*Review their code: /, '')
const references = (...names: string[]) => ({ references: names })
const constant = (value: unknown) => ({ constant_value: value })

const OTHER = 'create, but with values that differ from the reviewed plan'

/** Expressions that use what another command changes in a module, in another way than by the output's name, next to another output of it. */
const USED_AS_A_WHOLE = {
  before: '${jsonencode(module.one)} ${module.one.name}',
  after: '${module.one.name} ${jsonencode(module.one)}',
  values: '${module.one.name} ${values(module.one)[0]}',
  index: '${module.one.name} ${module.one["cmd"]}',
  instance: '${module.each["a"].name} ${jsonencode(module.each["a"])}',
  adjacent: '${module.each["a"].name}${module.each[each.key].cmd}',
  splat: '${module.each["a"].name} ${jsonencode(values(module.each)[*].cmd)}',
  nested: '${module.one.tags.x} ${jsonencode(module.one)}',
  output_as_key: '${module.one.name} ${module.one["cmds"].tags}',
  instance_as_attribute: '${module.each.a.cmd}',
  instance_named_as_output: '${module.each.name.cmd} ${module.each["name"].cmd}',
  key_named_as_output: '${module.each["name"].cmd}',
  known_instance_named_as_output: '${module.known.name.cmd}',
  known_key_named_as_output: '${module.known["name"].cmd}'
}
const OTHERS_ONLY = {
  name: '${module.one.name} ${module.one.name}',
  inside: '${module.one.tags.x}',
  key: '${module.each["a"].name} ${module.each["a"].tags["x"]}',
  key_of_count: '${module.counted[0].name}',
  output_in_brackets: '${module.one["tags"].x}',
  known_key: '${module.known["cmd"].tags.x}'
}
const resourceOf = ([name, text]: readonly [string, string]) => `
resource "terraform_data" "${name}" {
  for_each = toset(["a"])
  input    = "\${terraform_data.id.id} ${text}"
}
`
const withModules = (cmd: string) => ({
  'main.tf': `
module "one" {
  source = "./net"
}
module "each" {
  source   = "./net"
  for_each = toset(["a", "name"])
}
module "known" {
  source   = "./net"
  for_each = { cmd = 1, name = 2 }
}
module "counted" {
  source = "./net"
  count  = length(["a"])
}
resource "terraform_data" "id" {}
resource "terraform_data" "job" {
  for_each = toset(["a"])
  input    = module.each["a"].name
  provisioner "local-exec" {
    command = module.each[each.key].cmd
  }
}
resource "terraform_data" "arguments" {
  input            = "\${terraform_data.id.id} \${jsonencode(module.one)}"
  triggers_replace = module.one.name
}
${[...Object.entries(USED_AS_A_WHOLE), ...Object.entries(OTHERS_ONLY)].map(resourceOf).join('')}`,
  'net/main.tf': `
output "name" {
  value = "n"
}
output "tags" {
  value = { x = 1 }
}
output "cmd" {
  value = "${cmd}"
}
output "cmds" {
  value = { tags = "${cmd}" }
}
`
})

;(present ? test : test.skip)(
  'a module that is used as a whole is compared, whatever else of it is used with it, as Terraform writes it',
  async () => {
    const [good, evil] = [await planOf(withModules('echo good')), await planOf(withModules('echo evil'))]
    const different = ['job["a"]', 'arguments', ...Object.keys(USED_AS_A_WHOLE).map(name => `${name}["a"]`)]
    expect(differences(evil, good, strictly).toSorted()).toEqual(
      different.map(name => `terraform_data.${name}: ${OTHER}`).toSorted()
    )
  },
  120_000
)

/** A resource, with an argument whose value the plan does not show. */
const created = (expressions: Bag, more: Bag = {}, after: Bag = { x: null }, unknown: Bag = {}) => ({
  resource_changes: [
    {
      address: 'a.a',
      change: { actions: ['create'], before: null, after, after_unknown: unknown }
    }
  ],
  configuration: { root_module: { resources: [{ address: 'a.a', expressions }], ...more } }
})

test.each([
  ['1.0.0', 1],
  ['0.15.5', 1],
  ['', 1],
  ['1.0.1', 0],
  ['1.0.10', 0],
  ['1.11.4', 0]
])(
  'a module after an output of it is all of the module where Terraform writes it so: version "%s"',
  (version, count) => {
    const plan = (cmd: string) => ({
      ...created(
        { x: references('module.net.name', 'module.net') },
        {
          module_calls: {
            net: { module: { outputs: { name: { expression: constant('n') }, cmd: { expression: constant(cmd) } } } }
          }
        }
      ),
      terraform_version: version
    })
    expect(differ(plan('a'), plan('b'))).toHaveLength(count)
  }
)

test('a module that a provider uses as a whole is compared, though the provider uses an output of it too', () => {
  const plan = (host: string) => ({
    resource_changes: [{ address: 'a.a', change: { actions: ['create'], before: null, after: { x: 1 } } }],
    configuration: {
      provider_config: {
        p: {
          name: 'p',
          expressions: { host: references('module.net', 'var.env'), port: references('module.net.port', 'module.net') }
        }
      },
      root_module: {
        resources: [{ address: 'a.a', provider_config_key: 'p', expressions: { x: constant(1) } }],
        module_calls: {
          net: { module: { outputs: { host: { expression: constant(host) }, port: { expression: constant(1) } } } }
        }
      }
    }
  })
  expect(differ(plan('a'), plan('a'))).toEqual([])
  expect(differ(plan('a'), plan('b'))).toEqual([`a.a: ${OTHER}`])
})

;(present ? test : test.skip)(
  'the default of a variable that is null in the plan is compared: Terraform may take it in place of null',
  async () => {
    const files = (cmd: string) => ({
      'main.tf': `
variable "cmd" {
  type     = string
  nullable = false
  default  = "${cmd}"
}
resource "terraform_data" "x" {
  provisioner "local-exec" {
    command = var.cmd
  }
}
`,
      'terraform.tfvars': 'cmd = null\n'
    })
    const [good, evil] = [await planOf(files('echo good')), await planOf(files('echo evil'))]
    expect(differences(evil, good, strictly)).toEqual([`terraform_data.x: ${OTHER}`])
  },
  120_000
)

;(present ? test : test.skip)(
  'expressions of JSON syntax are not constants, though Terraform writes their texts as constants',
  async () => {
    const files = (cmd: string) => ({
      'main.tf.json': JSON.stringify({
        module: { m: { source: './m', cmd: '${null}' } },
        resource: {
          terraform_data: {
            id: {},
            shown: { input: '${file("cmd")}' },
            later: { input: ['${terraform_data.id.id}', '${file("cmd")}'], triggers_replace: { '${uuid()}': 'x' } },
            run: { provisioner: [{ 'local-exec': { command: '${file("cmd")}' } }] }
          }
        }
      }),
      cmd: 'echo',
      'm/main.tf': `
variable "cmd" {
  nullable = false
  default  = "${cmd}"
}
resource "terraform_data" "x" {
  provisioner "local-exec" {
    command = var.cmd
  }
}
`
    })
    const [good, evil] = [await planOf(files('echo good')), await planOf(files('echo evil'))]
    expect(describeUncompared(good)).toMatch(
      /: terraform_data\.run \(provisioner "local-exec"\), module\.m\.terraform_data\.x \(provisioner "local-exec"\), terraform_data\.later \(`input`, `triggers_replace`\)$/
    )
    expect(differences(evil, good, strictly)).toEqual([`module.m.terraform_data.x: ${OTHER}`])
  },
  120_000
)

/** An action, and a data source that it uses and of which another value exists each time. */
const action = (values: Bag, tag: string, more: Bag = { config_unknown: {} }, listed = 'action_invocations') => {
  const invocation = { address: 'action.h.now', config_values: values, config_sensitive: {}, ...more }
  return {
    [listed]: [listed === 'action_invocations' ? invocation : { action_invocation: invocation }],
    prior_state: { values: { root_module: { resources: [{ address: 'data.d.d', values: { url: 'u', tag } }] } } },
    configuration: {
      root_module: {
        resources: [{ address: 'data.d.d' }],
        actions: [{ address: 'action.h.now', expressions: { url: references('data.d.d.url', 'data.d.d') } }]
      }
    }
  }
}

test.each(['action_invocations', 'deferred_action_invocations'])(
  'what an action uses is compared only where the plan does not show the value: %s',
  listed => {
    const shown = (tag: string) => action({ url: 'u' }, tag, { config_unknown: {} }, listed)
    expect(differ(shown('a'), shown('b'))).toEqual([])
    expect(noticeOf(shown('a'))).toBeUndefined()
    for (const [values, more] of [
      [{ url: null }, { config_unknown: {} }],
      [{}, { config_unknown: { url: true } }],
      [{ url: { a: 1 } }, { config_unknown: { url: { b: true } } }],
      [{ url: 'u' }, { config_unknown: true }],
      [{ url: 'u' }, {}]
    ] as const) {
      const plan = (tag: string) => action(values, tag, more, listed)
      expect(differ(plan('a'), plan('b'))).toHaveLength(1)
      expect(noticeOf(plan('a'))).toMatch(/^action action\.h\.now( \(deferred\))? \(`url`\)$/)
    }
  }
)

/** A block `rule` in the resource, that uses a data source of which another value exists each time. */
const withRule = (rule: unknown, expressions: Bag, tag: string, unknown: Bag = {}) => {
  const written = 'references' in expressions ? expressions : [expressions]
  return {
    ...created(
      {},
      { resources: [{ address: 'a.a', expressions: { rule: written } }, { address: 'data.d.d' }] },
      { rule },
      unknown
    ),
    prior_state: { values: { root_module: { resources: [{ address: 'data.d.d', values: { cidr: 'c', tag } }] } } }
  }
}
const DATA = references('data.d.d.cidr', 'data.d.d')

test.each<[string, unknown, Bag, Bag?]>([
  ['next to null', [{ cidr: 'c', note: null }], { cidr: DATA }],
  ['in a block in the block', [{ in: [{ cidr: 'c', note: null }] }], { in: [{ cidr: DATA }] }],
  [
    'in each of several',
    [
      { cidr: 'c', note: null },
      { cidr: 'd', note: null }
    ],
    { cidr: DATA }
  ],
  ['next to what is known only after the apply', [{ cidr: 'c' }], { cidr: DATA }, { rule: [{ order: true }] }]
])(
  'what an argument of a block uses is not compared where the plan shows its value: %s',
  (_name, rule, expressions, unknown = {}) => {
    const plan = (tag: string) => withRule(rule, expressions, tag, unknown)
    expect(differ(plan('a'), plan('b'))).toEqual([])
  }
)

test.each<[string, unknown, Bag, Bag?]>([
  ['null', [{ cidr: null }], { cidr: DATA }],
  [
    'null in one of several',
    [
      { cidr: 'c', note: null },
      { cidr: null, note: null }
    ],
    { cidr: DATA }
  ],
  ['missing in one of several', [{ cidr: 'c', note: null }, { note: null }], { cidr: DATA }],
  ['null in a part of it', [{ cidr: { a: 'c', b: null } }], { cidr: DATA }],
  ['known only after the apply', [{}], { cidr: DATA }, { rule: [{ cidr: true }] }],
  [
    'known only after the apply in a part of it',
    [{ cidr: { a: 'c' } }],
    { cidr: DATA },
    { rule: [{ cidr: { b: true } }] }
  ],
  ['known only after the apply in one of a set', [{ cidr: 'c' }, {}], { cidr: DATA }, { rule: [{}, { cidr: true }] }],
  [
    'in a set whose marks have another order',
    [{ cidr: { a: 1 } }, { cidr: {} }],
    { cidr: DATA },
    { rule: [{ cidr: { a: true } }, {}] }
  ],
  ['marked as unknown with its block', [{ cidr: 'c' }], { cidr: DATA }, { rule: [true] }],
  ['marked as unknown with all blocks', [{ cidr: 'c' }], { cidr: DATA }, { rule: true }],
  ['that of another argument', [{ cidr: 'c', secret_wo: null }], { cidr: constant('c'), secret_wo: DATA }],
  ['in a value of one expression', [{ cidr: 'c', note: null }], DATA],
  ['under a key that looks like its path', [{ cidr: null, 'x.cidr': 'c', 'x\nrule': 1 }], { cidr: DATA }]
])(
  'what an argument of a block uses is compared where its value is not shown: %s',
  (_name, rule, expressions, unknown = {}) => {
    const plan = (tag: string) => withRule(rule, expressions, tag, unknown)
    expect(differ(plan('a'), plan('a'))).toEqual([])
    expect(differ(plan('a'), plan('b'))).toEqual([`a.a: ${OTHER}`])
    expect(noticeOf(plan('a'))).toBe('a.a (`rule`)')
  }
)

const USER = { user: constant('u') }
const WRITE_ONLY = { user: 'u', password_wo: null }
const [A, B] = [{ name: constant('a') }, { name: constant('b') }]
const OTHER_USER = { user: constant('v') }

test.each<[string, Bag, unknown, Bag?]>([
  ['by itself', {}, [WRITE_ONLY]],
  ['as one object', {}, WRITE_ONLY],
  ['next to a block that is not dynamic', { engine: [USER] }, [WRITE_ONLY, WRITE_ONLY]],
  [
    'next to constant blocks that are written as one value',
    { engine: constant([WRITE_ONLY]) },
    [WRITE_ONLY, WRITE_ONLY]
  ],
  [
    'in a constant block that is written as one value',
    { engine: constant([{ secret: [WRITE_ONLY] }]) },
    [{ secret: [WRITE_ONLY, WRITE_ONLY] }]
  ],
  ['in a block that is not dynamic', { engine: [USER] }, [{ user: 'u', secret: [{ password_wo: null }] }]],
  ['in a single block', { engine: USER }, { user: 'u', secret: [{ password_wo: null }] }],
  ['next to a block in a block', { engine: [{ secret: [USER] }] }, [{ secret: [WRITE_ONLY, WRITE_ONLY] }]],
  [
    'next to equal blocks, which a set has once',
    { engine: [USER, USER] },
    [{ user: 'u' }, {}],
    { engine: [{}, { user: true }] }
  ],
  [
    'next to blocks that are equal after a conversion',
    { engine: [{ port: constant(80) }, { port: constant('80') }] },
    [{ port: 80 }, {}],
    { engine: [{}, { port: true }] }
  ],
  [
    'next to blocks whose expressions may have one value',
    { engine: [{ user: { references: ['var.a'] } }, { user: { references: ['var.b'] } }] },
    [{ user: 'u' }, { user: 'u' }],
    { engine: [{}, { id: true }] }
  ],
  [
    'next to equal blocks that are written as one value',
    { engine: constant([WRITE_ONLY, WRITE_ONLY]) },
    [WRITE_ONLY, WRITE_ONLY]
  ],
  [
    'next to blocks whose expressions of JSON syntax may have one value',
    { engine: [{ user: constant('${file("a")}') }, { user: constant('${file("b")}') }] },
    [{ user: 'u' }, { user: 'u' }],
    { engine: [{}, { id: true }] }
  ],
  [
    'next to such blocks that are written as one value',
    { engine: constant([{ user: '%{ if true }a%{ endif }' }, { user: '${file("b")}' }]) },
    [WRITE_ONLY, WRITE_ONLY]
  ],
  [
    'next to constant blocks in another block, in which a dynamic one has an unknown number',
    { engine: [{ ...A, secret: [USER, OTHER_USER] }, B] },
    [{ name: 'a' }, { name: 'b', secret: [WRITE_ONLY, WRITE_ONLY] }],
    { engine: [{ secret: true }, { secret: [{}, {}] }] }
  ],
  [
    'next to a single block in another block, of which there may be none',
    { engine: [{ ...A, secret: USER }, B] },
    [{ name: 'a' }, { name: 'b', secret: WRITE_ONLY }],
    { engine: [{ secret: true }, { secret: {} }] }
  ],
  [
    'next to blocks within such blocks',
    {
      engine: [
        { ...A, in: [{ secret: [USER] }] },
        { ...B, in: [OTHER_USER] }
      ]
    },
    [{ name: 'a' }, { name: 'b', in: [{ user: 'v', secret: [WRITE_ONLY] }] }],
    { engine: [{ in: true }, { in: [{ secret: [{}] }] }] }
  ],
  [
    'next to constant values in such blocks',
    {
      engine: [
        { ...A, in: [{ secret: constant([WRITE_ONLY]) }] },
        { ...B, in: [OTHER_USER] }
      ]
    },
    [{ name: 'a' }, { name: 'b', in: [{ user: 'v', secret: [WRITE_ONLY] }] }],
    { engine: [{ in: true }, { in: [{ secret: [{}] }] }] }
  ],
  [
    'next to constant blocks in another block, which is unknown itself',
    { engine: [{ ...A, secret: [USER] }, B] },
    [null, { name: 'b', secret: [WRITE_ONLY] }],
    { engine: [true, { secret: [{}] }] }
  ],
  [
    'next to null in another block',
    { engine: [{ ...A, secret: constant(null) }, B] },
    [
      { name: 'a', secret: [] },
      { name: 'b', secret: [WRITE_ONLY] }
    ]
  ],
  ['known only after the apply, next to one', { engine: [USER] }, [{ user: 'u' }, {}], { engine: [{}, { user: true }] }]
])('a value of a dynamic block that a plan does not show is named: %s', (_name, expressions, engine, unknown = {}) => {
  expect(noticeOf(created(expressions, {}, { engine }, unknown))).toBe('a.a (`engine`)')
})

test.each<[string, Bag, unknown, Bag?]>([
  ['has constants only', { engine: [USER] }, [WRITE_ONLY]],
  ['has others that differ in a constant', { engine: [USER, OTHER_USER] }, [WRITE_ONLY, WRITE_ONLY]],
  ['has a constant as its value', { engine: constant([{ user: 'u', note: null }]) }, [{ user: 'u', note: null }]],
  ['is dynamic and shown', {}, [{ user: 'u' }]],
  ['is not in the configuration, and null', {}, null],
  [
    'is in one of several blocks',
    { engine: [{ ...A, secret: [USER] }, B] },
    [
      { name: 'a', secret: [WRITE_ONLY] },
      { name: 'b', secret: [] }
    ],
    {
      engine: [
        { id: true, secret: [{}] },
        { id: true, secret: [] }
      ]
    }
  ],
  [
    'is next to a dynamic block of an unknown number',
    { engine: [A], other: [USER] },
    [{ name: 'a', note: null }],
    { other: true }
  ],
  [
    'has a constant as its value, next to a computed one in another block',
    { engine: [{ ...A, secret: constant([WRITE_ONLY]) }, B] },
    [{ name: 'a', secret: [WRITE_ONLY] }, { name: 'b' }],
    { engine: [{ secret: [{}] }, { secret: true }] }
  ],
  [
    'has a part of a constant as its value, next to a computed one',
    { engine: constant([{ name: 'a', secret: { user: 'u' } }, { name: 'b' }]) },
    [{ name: 'a', secret: WRITE_ONLY }, { name: 'b' }],
    { engine: [{ secret: {} }, { secret: true }] }
  ],
  ['has a computed argument', { engine: [USER] }, [{ user: 'u' }], { engine: [{ id: true }] }]
])('a block is not named where it %s', (_name, expressions, engine, unknown = {}) => {
  expect(noticeOf(created(expressions, {}, { engine }, unknown))).toBeUndefined()
})
