import { mkdir } from 'node:fs/promises'
import { join } from 'node:path'
import { describe, expect, test } from '@jest/globals'
import { serve, type Hcp } from '../../packages/hcp-terraform-server/src/index.ts'
import { hasTerraform, terraformCli } from '../../packages/hcp-terraform-server/tests/terraform-cli.ts'
import { differences, type ReadPrint } from '../../src/run/review.ts'
import { someOf, uncomparedIn } from '../../src/run/uncompared.ts'
import { IGNORED_PLAN_KEYS } from '../../src/terraform/ignored-plan-keys.ts'
import { PlanReader, type PlanFingerprint } from '../../src/terraform/plan-print.ts'
import { describeUncompared } from './described.ts'

type Document = Readonly<Record<string, unknown>>

/** Reads a plan in pieces that end anywhere. */
function printOf(document: unknown, size = 7): PlanFingerprint | undefined {
  const reader = new PlanReader()
  const bytes = Buffer.from(typeof document === 'string' ? document : JSON.stringify(document))
  for (let at = 0; at < bytes.length; at += size) reader.write(bytes.subarray(at, at + size))
  return reader.end()
}

function read(document: Document, isRedacted = false): ReadPrint {
  const print = printOf({ format_version: '1.2', ...document })
  if (print === undefined) throw new Error('it is not a plan')
  return { print, isRedacted }
}

const UNMARKED = { before_sensitive: false, after_sensitive: {} }
const change = (
  address: string,
  actions: string,
  after: unknown = { x: 1 },
  more: Document = {},
  inside: Document = {}
) => ({
  address,
  ...more,
  change: {
    actions: actions.split(' '),
    ...UNMARKED,
    ...(actions === 'no-op' ? { before: after, before_sensitive: inside.after_sensitive ?? {} } : { before: null }),
    after,
    ...inside
  }
})
const resources = (...changes: readonly Document[]) => ({ resource_changes: changes })
const strictly = { isRefreshOnly: false, sensitiveValues: 'refuse' } as const

/** Lines that tell how two plans differ, the reviewed one first. */
const differ = (reviewed: Document, planned: Document, terms: Partial<Parameters<typeof differences>[2]> = {}) =>
  differences(read(planned), read(reviewed), { ...strictly, ...terms })

describe('two plans are the same', () => {
  test.each<[string, Document, Document]>([
    [
      'with keys in another order',
      resources(change('a.a', 'create', { x: 1, y: 2 })),
      resources(change('a.a', 'create', { y: 2, x: 1 }))
    ],
    [
      'with resources in another order',
      resources(change('a.a', 'create'), change('a.b', 'create')),
      resources(change('a.b', 'create'), change('a.a', 'create'))
    ],
    ['where one lists what stays as it is', resources(), resources(change('a.a', 'no-op'))],
    ['without changes, whether the list is empty or not there', resources(), {}],
    ['where a list is null', resources(), { resource_changes: null }],
    ...Object.keys(IGNORED_PLAN_KEYS).map((key): [string, Document, Document] => {
      const [one, other] = key === 'configuration' ? [{ root_module: { a: [1] } }, {}] : [{ a: [1] }, [{ b: 2 }]]
      return [`whatever \`${key}\` is`, { [key]: one }, { [key]: other }]
    }),
    ['whatever has changed outside of Terraform', { resource_drift: [change('a.a', 'update')] }, {}]
  ])('%s', (_name, reviewed, planned) => {
    expect(differ(reviewed, planned)).toEqual([])
  })
})

describe('two plans differ', () => {
  const a = change('a.a', 'create')
  test.each<[string, Document, Document, string]>([
    [
      'in a resource more',
      resources(a),
      resources(a, change('a.b', 'delete')),
      'a.b: delete, which was not in the reviewed plan'
    ],
    ['in a resource less', resources(a), resources(), 'a.a: create in the reviewed plan, but not in this plan'],
    [
      'in an action',
      resources(change('a.a', 'update')),
      resources(change('a.a', 'delete create')),
      'a.a: replace (destroy, then create); reviewed was update'
    ],
    [
      'in the order of a replacement',
      resources(change('a.a', 'create delete')),
      resources(change('a.a', 'delete create')),
      'a.a: replace (destroy, then create); reviewed was replace (create, then destroy)'
    ],
    [
      'in forgetting instead of destroying',
      resources(change('a.a', 'forget create')),
      resources(change('a.a', 'delete create')),
      'a.a: replace (destroy, then create); reviewed was forget, then create'
    ],
    [
      'in an action that this version does not know',
      resources(),
      resources(change('a.a', 'annihilate')),
      'a.a: annihilate, which was not in the reviewed plan'
    ],
    [
      'in a value',
      resources(a),
      resources(change('a.a', 'create', { x: 2 })),
      'a.a: create, but with values that differ from the reviewed plan'
    ],
    [
      'in a digit that JavaScript does not hold',
      resources(change('a.a', 'create', { x: '#1' })),
      resources(change('a.a', 'create', { x: '#2' })),
      'a.a: create, but with values that differ from the reviewed plan'
    ],
    [
      'in a sensitive value',
      resources(change('a.a', 'create', { p: 'a' }, {}, { after_sensitive: { p: true } })),
      resources(change('a.a', 'create', { p: 'b' }, {}, { after_sensitive: { p: true } })),
      'a.a: create, but with values that differ from the reviewed plan'
    ],
    [
      'in the provider',
      resources({ ...a, provider_name: 'x' }),
      resources({ ...a, provider_name: 'y' }),
      'a.a: create, but with values that differ from the reviewed plan'
    ],
    [
      'in what is imported',
      resources(change('a.a', 'no-op', {}, {}, { importing: { id: '1' } })),
      resources(change('a.a', 'no-op', {}, {}, { importing: { id: '2' } })),
      'a.a: no-op, but with values that differ from the reviewed plan'
    ],
    [
      'in an import',
      resources(change('a.a', 'no-op')),
      resources(change('a.a', 'no-op', {}, {}, { importing: { id: '2' } })),
      'a.a: no-op, which was not in the reviewed plan'
    ],
    [
      'in a move',
      resources(change('a.a', 'no-op')),
      resources(change('a.a', 'no-op', {}, { previous_address: 'a.z' })),
      'a.a: no-op, which was not in the reviewed plan'
    ],
    [
      'in a key that this version does not know',
      resources({ ...a, novelty: 1 }),
      resources({ ...a, novelty: 2 }),
      'a.a: create, but with values that differ from the reviewed plan'
    ],
    [
      'in a key called __proto__',
      resources(JSON.parse('{"address":"a.a","__proto__":{"x":1}}') as Document),
      resources({ address: 'a.a' }),
      'a.a: unknown, but with values that differ from the reviewed plan'
    ],
    [
      'in what a failed replacement has left',
      resources({ ...change('a.a', 'delete'), deposed: '1' }),
      resources({ ...change('a.a', 'delete'), deposed: '2' }),
      'a.a (deposed object 2): delete, which was not in the reviewed plan'
    ],
    [
      'in an output',
      { output_changes: { url: change('', 'update', 'x').change } },
      { output_changes: { url: change('', 'update', 'y').change } },
      'output url: update, but with values that differ from the reviewed plan'
    ],
    [
      'in what is deferred',
      {},
      { deferred_changes: [{ reason: 'instance_count_unknown', resource_change: a }] },
      'a.a (deferred): create, which was not in the reviewed plan'
    ],
    [
      'in an action of a provider',
      {},
      {
        action_invocations: [
          { address: 'action.x.y', lifecycle_action_trigger: { triggering_resource_address: 'a.a' } }
        ]
      },
      'action action.x.y of a.a: invoke, which was not in the reviewed plan'
    ],
    [
      'in the values of an action of a provider',
      { action_invocations: [{ address: 'action.x.y', config_values: { c: 1 } }] },
      { action_invocations: [{ address: 'action.x.y', config_values: { c: 2 } }] },
      'action action.x.y: invoke, but with values that differ from the reviewed plan'
    ],
    [
      'in an action of a provider that looks like none',
      {},
      { action_invocations: [{ address: 'action.x.y', change: { actions: ['no-op'] } }] },
      'action action.x.y: invoke, which was not in the reviewed plan'
    ],
    ...[
      change('a.a', 'no-op', { x: 1 }, { invoke_after: 'destroy' }),
      change('a.a', 'no-op', { x: 1 }, {}, { erases: true }),
      change('a.a', 'no-op', { x: 1 }, {}, { before: { x: 2 } }),
      change('a.a', 'no-op', { x: 1 }, {}, { before_sensitive: { x: true } }),
      change('a.a', 'no-op', { x: 1 }, {}, { after_unknown: { y: true } }),
      change('a.a', 'no-op', { x: 1 }, {}, { importing: {} })
    ].map((planned): [string, Document, Document, string] => [
      `in a change that is called none and is not: ${JSON.stringify(planned)}`,
      resources(),
      resources(planned),
      'a.a: no-op, which was not in the reviewed plan'
    ]),
    [
      'in a check that fails',
      { checks: [{ address: { to_display: 'check.cert' }, status: 'pass' }] },
      { checks: [{ address: { to_display: 'check.cert' }, status: 'fail' }] },
      'check.cert: fail, which was not in the reviewed plan'
    ],
    [
      'in a top-level key that this version does not know',
      {},
      { novelty: true },
      '`novelty` of the plan differs from that of the reviewed plan'
    ],
    [
      'in the value of one',
      { novelty: [1] },
      { novelty: [2] },
      '`novelty` of the plan differs from that of the reviewed plan'
    ],
    [
      'in a key of the configuration that this version does not know',
      { configuration: { novelty: [1] } },
      { configuration: { novelty: [2] } },
      '`configuration.novelty` of the plan differs from that of the reviewed plan'
    ],
    [
      'in the version of Terraform',
      { terraform_version: '1.5.7' },
      { terraform_version: '1.11.0' },
      '`terraform_version` of the plan differs from that of the reviewed plan'
    ],
    [
      'in the values of variables',
      { variables: { account: { value: 1 } } },
      { variables: { account: { value: 2 } } },
      '`variables` of the plan differs from that of the reviewed plan'
    ]
  ])('%s', (_name, reviewed, planned, line) => {
    const exact = (document: Document): string => JSON.stringify(document).replace(/"#(\d)"/g, '9007199254740993$1')
    const print = (document: Document): ReadPrint => {
      const found = printOf(exact({ format_version: '1.2', ...document }))
      if (found === undefined) throw new Error('it is not a plan')
      return { print: found, isRedacted: false }
    }
    expect(differences(print(planned), print(reviewed), strictly)).toContain(line)
  })

  test('in what has changed outside of Terraform, where that is all that is taken over', () => {
    const drift = (after: unknown) => ({ resource_drift: [change('a.a', 'update', after)] })
    const differ2 = (reviewed: Document, planned: Document) => differ(reviewed, planned, { isRefreshOnly: true })
    expect(differ2(drift({ x: 2 }), drift({ x: 3 }))).toEqual([
      'a.a (changed outside of Terraform): update, but with values that differ from the reviewed plan'
    ])
    expect(differ2({}, drift({ x: 3 }))).toEqual([
      'a.a (changed outside of Terraform): update, which was not in the reviewed plan'
    ])
    expect(differ2(drift({ x: 2 }), drift({ x: 2 }))).toEqual([])
  })
})

describe('redacted plans', () => {
  const sensitive = change('a.a', 'create', {}, {}, { after_sensitive: { nested: [{ p: true }] } })
  const redacted = (document: Document, sensitiveValues: 'refuse' | 'ignore' = 'refuse') =>
    differences(read(document, true), read(document, true), { ...strictly, sensitiveValues })

  test('are refused where something that changes has sensitive values', () => {
    expect(redacted(resources(sensitive))).toEqual([
      expect.stringMatching(/^a\.a has sensitive values.*role Admin.*`reviewed-sensitive-values`/)
    ])
    expect(redacted({ output_changes: { secret: sensitive.change } })).toEqual([
      expect.stringMatching(/^output secret has/)
    ])
    expect(redacted(resources(sensitive), 'ignore')).toEqual([])
  })

  test('are the same where nothing that changes has any', () => {
    expect(
      redacted(
        resources(
          change('a.a', 'create'),
          change('a.s', 'no-op', {}, {}, { after_sensitive: { nested: [{ p: true }] } })
        )
      )
    ).toEqual([])
  })

  test.each<[string, Document]>([
    ['left out', { before_sensitive: undefined, after_sensitive: undefined }],
    ['null', { before_sensitive: null, after_sensitive: null }],
    ['null in a value', { after_sensitive: { p: null } }],
    ['texts', { after_sensitive: { p: 'true' } }]
  ])('are refused where Terraform has not marked what is sensitive: marks are %s', (_name, marks) => {
    expect(redacted(resources(change('a.a', 'create', { p: 'x' }, {}, marks)))).toEqual([
      expect.stringContaining('a.a does not show which of its values are sensitive')
    ])
  })

  test('that have marks of values and of an action are refused for either', () => {
    expect(redacted(resources({ ...sensitive, config_sensitive: null }))).toEqual([
      expect.stringContaining('a.a has sensitive values')
    ])
  })
})

describe('what is a plan', () => {
  test('is one with a version', () => {
    expect(printOf({ plan_format_version: '1.2', resource_changes: [] })?.changes).toEqual([])
  })

  test.each<[string, unknown]>([
    ['an empty object', {}],
    ['an error', { errors: [{ status: '500' }] }],
    ['a document', { data: null }],
    ['changes that are not a list', { format_version: '1.2', resource_changes: 'none' }],
    ['a configuration that is a list', { format_version: '1.2', configuration: [{}] }],
    ['changes that are an object', { format_version: '1.2', resource_changes: { a: {} } }],
    ['outputs that are a list', { format_version: '1.2', output_changes: [{}] }],
    ['a change that is a text', { format_version: '1.2', resource_changes: ['a.a'] }]
  ])('%s is none', (_name, document) => {
    expect(printOf(document)).toBeUndefined()
  })

  test.each([
    '[]',
    '"text"',
    '7',
    '{"format_version":"1.2"',
    '{"format_version":"1.2","resource_changes":[{}',
    '<html>',
    '{]'
  ])('%s can not be read', text => {
    expect(() => printOf(text)).toThrow()
  })

  test('is one whose parts that are not compared are nested deep', () => {
    const deep = `${'['.repeat(5_000)}${']'.repeat(5_000)}`
    expect(printOf(`{"planned_values":${deep},"format_version":"1.2"}`)?.changes).toEqual([])
  })

  test('is not JSON that is nested without end', () => {
    expect(() => printOf(`{"novelty":${'['.repeat(2_000)}`)).toThrow('levels deep')
  })
})

describe('where sensitive values are ignored, two plans', () => {
  const ignoring = (document: Document): string => {
    const reader = new PlanReader('ignore')
    reader.write(Buffer.from(JSON.stringify({ format_version: '1.2', ...document })))
    return JSON.stringify(reader.end()?.changes)
  }
  const marked = (after: unknown, marks: unknown) =>
    resources(change('a.a', 'update', after, {}, { before: after, before_sensitive: marks, after_sensitive: marks }))
  const output = (value: unknown) => ({
    output_changes: { o: { actions: ['create'], before: null, after: value, after_sensitive: true } }
  })
  const deferred = (value: unknown) => ({
    deferred_changes: [
      { reason: 'x', resource_change: change('a.a', 'create', { p: value }, {}, { after_sensitive: { p: true } }) }
    ]
  })
  const action = (value: unknown) => ({
    action_invocations: [{ address: 'action.x.y', config_values: { p: value }, config_sensitive: { p: true } }]
  })
  const deferredAction = (value: unknown) => ({
    deferred_action_invocations: action(value).action_invocations.map(each => ({ action_invocation: each }))
  })

  test.each<[string, Document, Document]>([
    ['in an object', marked({ p: 'x' }, { p: true }), marked({ p: 'y' }, { p: true })],
    [
      'in a list',
      marked({ l: [1, { p: 'x' }] }, { l: [false, { p: true }] }),
      marked({ l: [1, { p: 'y' }] }, { l: [false, { p: true }] })
    ],
    ['whole', marked({ p: 'x' }, true), marked('digest', true)],
    ['in an output', output('x'), output('y')],
    ['in a deferred change', deferred('x'), deferred('y')],
    ['in an action', action('x'), action('y')],
    ['in a deferred action', deferredAction('x'), deferredAction('y')]
  ])('are the same with other values %s', (_name, one, other) => {
    expect(ignoring(one)).toBe(ignoring(other))
  })

  test.each<[string, Document, Document]>([
    ['next to it', marked({ p: 'x', q: 1 }, { p: true }), marked({ p: 'x', q: 2 }, { p: true })],
    ['where the marks end before it', marked({ l: ['x', 1] }, { l: [true] }), marked({ l: ['x', 2] }, { l: [true] })],
    ['whose marks have another shape', marked({ p: 'x' }, { p: ['?'] }), marked({ p: 'y' }, { p: ['?'] })],
    [
      'that is called as a property of every object',
      marked({ constructor: 'x' }, {}),
      marked({ constructor: 'y' }, {})
    ],
    ['that takes the place of none', marked({ p: null }, { p: true }), marked({ p: 'y' }, { p: true })]
  ])('differ with another value %s', (_name, one, other) => {
    expect(ignoring(one)).not.toBe(ignoring(other))
  })
})

/** Two configurations that Terraform plans alike, but for what the changes do not show. */
const configured = (alias: string, command: string, more = '') => ({
  'main.tf': `
provider "terraform" {}
provider "terraform" {
  alias = "west"
}
module "m" {
  source   = "./m"
  for_each = toset(["a.b[0]"])
  providers = {
    terraform = terraform${alias}
  }
}
${more}
`,
  'm/main.tf': `
resource "terraform_data" "b" {
  count = 1
  provisioner "local-exec" {
    command = ${JSON.stringify(command)}
  }
}
`
})

/** Configurations that Terraform plans alike, but for what is known only after the apply. */
const unknown = ({ from = 'good', prefix = '', output = 'good', command = 'echo a', days = 5 }) => ({
  'main.tf': `
variable "days" {
  default = 5
}
resource "terraform_data" "good" {
  input = "10.0.0.0/8"
}
resource "terraform_data" "bad" {
  input = "0.0.0.0/0"
}
module "m" {
  source = "./m"
  given  = terraform_data.${output}.output
}
resource "terraform_data" "rule" {
  input            = "${prefix}\${terraform_data.${from}.output}"
  triggers_replace = module.m.made
  provisioner "local-exec" {
    command = "${command} \${self.id}"
  }
}
output "address" {
  value = terraform_data.${from}.output
}
check "certificate" {
  assert {
    condition     = var.days == ${days}
    error_message = "The certificate has expired"
  }
}
`,
  'm/main.tf': `
variable "given" {}
output "made" {
  value = "\${var.given}/x"
}
output "other" {
  value = 1
}
`
})

/** A command that is a function of constants, of which a plan has not even names. */
const formatted = (command: string) => ({
  'main.tf': `
resource "terraform_data" "a" {
  provisioner "local-exec" {
    command = format("%s a", "${command}")
  }
}
`
})

/** What a data source reads is in the configuration of neither, and in no change. */
const fromState = (network: string) => ({
  'other.tfstate': JSON.stringify({
    version: 4,
    terraform_version: '1.11.0',
    serial: 1,
    lineage: 'a',
    outputs: { network: { value: network, type: 'string' } },
    resources: []
  }),
  'main.tf': `
data "terraform_remote_state" "other" {
  backend = "local"
  config = {
    path = "other.tfstate"
  }
}
resource "terraform_data" "id" {}
resource "terraform_data" "rule" {
  input = "\${terraform_data.id.id} \${data.terraform_remote_state.other.outputs.network}"
}
`
})

const present = hasTerraform()
if (!present)
  console.warn('SKIPPED: terraform is not on PATH; providers and provisioners of its plans were not compared.')

/** The plan of a configuration, after an earlier one was applied. */
async function planOf(
  hcp: Hcp,
  files: Readonly<Record<string, string>>,
  applied?: Readonly<Record<string, string>>
): Promise<ReadPrint> {
  await using terraform = await terraformCli(hcp, {})
  await mkdir(join(terraform.directory, 'm'))
  if (applied !== undefined) {
    for (const [name, text] of Object.entries(applied)) await terraform.write(name, text)
    await terraform.run('init -input=false')
    expect(await terraform.run('apply -input=false -auto-approve')).toMatchObject({ code: 0 })
  }
  for (const [name, text] of Object.entries(files)) await terraform.write(name, text)
  await terraform.run('init -input=false')
  expect(await terraform.run('plan -input=false -out=the.plan')).toMatchObject({ code: 0 })
  return read(JSON.parse((await terraform.run('show -json the.plan')).stdout) as Document)
}

;(present ? test : test.skip)(
  'what is known only after the apply is compared by the names that its expression uses, and named, as are provisioners',
  async () => {
    await using hcp = await serve()
    const planned = (choice: Parameters<typeof unknown>[0]) => planOf(hcp, unknown(choice))
    const reviewed = await planned({})
    const rule = 'terraform_data.rule: create, but with values that differ from the reviewed plan'
    const address = 'output address: create, but with values that differ from the reviewed plan'
    const differing = async (choice: Parameters<typeof unknown>[0]) =>
      differences(await planned(choice), reviewed, strictly)
    expect(await differing({})).toEqual([])
    expect(await differing({ from: 'bad' })).toEqual([rule, address])
    expect(await differing({ output: 'bad' })).toEqual([rule])
    expect(await differing({ days: 6 })).toEqual(['check.certificate: fail, which was not in the reviewed plan'])
    // A plan has no text of these.
    expect(await differing({ prefix: 'x', command: 'curl' })).toEqual([])
    expect(describeUncompared(reviewed)).toMatch(
      /: terraform_data\.rule \(provisioner "local-exec", `input`, `triggers_replace`\), output address \(`value`\)$/
    )
    expect(describeUncompared(await planOf(hcp, configured('', 'echo a')))).toBeUndefined()
    const [open, closed] = await Promise.all(
      ['0.0.0.0/0', '10.0.0.0/8'].map(network => planOf(hcp, fromState(network)))
    )
    expect(open && closed && differences(open, closed, strictly)).toEqual([
      'terraform_data.rule: create, but with values that differ from the reviewed plan'
    ])
    const [echo, curl] = await Promise.all(['echo', 'curl'].map(command => planOf(hcp, formatted(command))))
    expect([echo, curl].map(plan => plan && describeUncompared(plan))).toEqual(
      [1, 2].map(() => expect.stringMatching(/: terraform_data\.a \(provisioner "local-exec"\)$/))
    )
  },
  240_000
)

;(present ? test : test.skip)(
  'providers and provisioners of what changes are compared, as terraform writes them into whole plans',
  async () => {
    await using hcp = await serve()
    const planned = (files: Readonly<Record<string, string>>) => planOf(hcp, files)
    const reviewed = await planned(configured('', 'echo a'))
    const name = 'module.m["a.b[0]"].terraform_data.b[0]: create, but with values that differ from the reviewed plan'
    const elsewhere = 'locals {\n  more = "resources of other pull requests"\n}\n'
    expect(differences(await planned(configured('', 'echo a', elsewhere)), reviewed, strictly)).toEqual([])
    expect(differences(await planned(configured('', 'curl x')), reviewed, strictly)).toEqual([name])
    expect(differences(await planned(configured('.west', 'echo a')), reviewed, strictly)).toEqual([name])
  },
  240_000
)

;(present ? test : test.skip)(
  'defaults of variables of modules are compared, and provisioners of `removed` blocks named, as terraform plans them',
  async () => {
    await using hcp = await serve()
    const running = (command: string, given = '') => ({
      'main.tf': `module "m" {\n  source = "./m"\n${given}}\n`,
      'm/main.tf': `
variable "command" {
  default = "${command}"
}
resource "terraform_data" "a" {
  provisioner "local-exec" {
    command = var.command
  }
}
`
    })
    const changed = async (given = '') =>
      differences(await planOf(hcp, running('curl x', given)), await planOf(hcp, running('echo a', given)), strictly)
    expect(await changed()).toEqual([
      'module.m.terraform_data.a: create, but with values that differ from the reviewed plan'
    ])
    expect(await changed('  command = "echo b"\n')).toEqual([])
    const removed = `
removed {
  from = terraform_data.gone
  lifecycle {
    destroy = true
  }
  provisioner "local-exec" {
    when    = destroy
    command = "true"
  }
}
`
    const plan = await planOf(hcp, { 'main.tf': removed }, { 'main.tf': 'resource "terraform_data" "gone" {}\n' })
    expect(plan.print.changes).toMatchObject([{ name: 'terraform_data.gone', actions: 'delete' }])
    expect(describeUncompared(plan)).toMatch(/: terraform_data\.gone \(provisioners of a `removed` block/)
  },
  240_000
)

test('the configuration of a provider is compared, and that of resources that stay as they are is not', () => {
  const configuration = (region: string, other: string) => ({
    configuration: {
      provider_config: { aws: { expressions: { region: { constant_value: region } } } },
      root_module: {
        resources: [
          { address: 'a.a', provider_config_key: 'aws' },
          { address: 'a.other', provisioners: [{ type: other }] }
        ]
      }
    },
    ...resources(change('a.a', 'create'), change('a.other', 'no-op'))
  })
  expect(differ(configuration('eu', 'x'), configuration('eu', 'y'))).toEqual([])
  expect(differ(configuration('eu', 'x'), configuration('us', 'x'))).toEqual([
    'a.a: create, but with values that differ from the reviewed plan'
  ])
})

test('the arguments of the modules that a resource is in are compared', () => {
  const configuration = (region: string) => ({
    configuration: {
      root_module: {
        module_calls: {
          m: {
            expressions: { region: { constant_value: region } },
            module: { module_calls: { n: { module: { resources: [{ address: 'a.a' }] } } } }
          }
        }
      }
    },
    ...resources(change('module.m.module.n.a.a', 'create'))
  })
  expect(differ(configuration('eu'), configuration('eu'))).toEqual([])
  expect(differ(configuration('eu'), configuration('us'))).toEqual([
    'module.m.module.n.a.a: create, but with values that differ from the reviewed plan'
  ])
})

/** A configuration of one resource, and more. */
const block = (resource: Document, more: Document = {}, root: Document = {}) => ({
  configuration: { ...more, root_module: { resources: [{ address: 'a.a', ...resource }], ...root } }
})
const named = (...names: readonly string[]) => ({ references: names })
const create = (inside: Document = {}) => resources(change('a.a', 'create', { id: 'i', x: null }, {}, inside))

test.each<[string, Document, Document]>([
  [
    'a constant of a write-only argument',
    block({ expressions: { x: { constant_value: 'A' } } }),
    block({ expressions: { x: { constant_value: 'B' } } })
  ],
  [
    'an ephemeral resource that a write-only argument uses',
    ...(['a', 'b'] as const).map(length =>
      block(
        { expressions: { x: named('ephemeral.r.p.result', 'ephemeral.r.p') } },
        {},
        {
          resources: [
            { address: 'a.a', expressions: { x: named('ephemeral.r.p.result', 'ephemeral.r.p') } },
            { address: 'ephemeral.r.p', expressions: { length: { constant_value: length } } }
          ]
        }
      )
    )
  ] as unknown as [string, Document, Document],
  ['a key of the block that this version does not know', block({ novelty: 1 }), block({ novelty: 2 })],
  [
    'a name in the configuration of the provider',
    block({ provider_config_key: 'p' }, { provider_config: { p: { expressions: { r: named('module.m.a') } } } }),
    block({ provider_config_key: 'p' }, { provider_config: { p: { expressions: { r: named('module.m.b') } } } })
  ]
])('of a resource that changes, %s is compared', (_name, one, other) => {
  expect(differ({ ...create(), ...one }, { ...create(), ...one })).toEqual([])
  expect(differ({ ...create(), ...one }, { ...create(), ...other })).toEqual([
    'a.a: create, but with values that differ from the reviewed plan'
  ])
})

test.each(['data.d.d', 'b.b'])(
  '%s, which an expression without a value uses, is compared, with what exists of it',
  address => {
    const uses = named(`${address}.x`, address)
    const plan = (kind: 'shown' | 'unknown', program: string, value: string, other = 'x') => ({
      ...resources(
        change(
          'module.m.a.a',
          'create',
          kind === 'shown' ? { x: 1 } : {},
          {},
          { after_unknown: { x: kind === 'unknown' } }
        )
      ),
      prior_state: {
        values: {
          outputs: { resources: { value: [{ address: `module.m.${address}`, values: other }] } },
          root_module: {
            resources: [
              { address: 'b.other', values: { x: other } },
              { address, values: { x: other } }
            ],
            child_modules: [
              { resources: [{ address: `module.m.${address}`, values: { resources: [{ address: 'x', value }] } }] }
            ]
          }
        }
      },
      configuration: {
        root_module: {
          module_calls: {
            m: {
              module: {
                resources: [
                  { address: 'a.a', expressions: { x: uses } },
                  { address, expressions: { program: { constant_value: program } } }
                ]
              }
            }
          }
        }
      }
    })
    const different = ['module.m.a.a: create, but with values that differ from the reviewed plan']
    const good = plan('unknown', 'good', 'good')
    expect(differ(good, plan('unknown', 'good', 'good', 'y'))).toEqual([])
    expect(differ(good, plan('unknown', 'evil', 'good'))).toEqual(different)
    expect(differ(good, plan('unknown', 'good', 'evil'))).toEqual(different)
    expect(differ(plan('shown', 'good', 'good'), plan('shown', 'good', 'evil'))).toEqual([])
  }
)

test('a value of a dynamic block that is known only after the apply is named', () => {
  const described = (unknown: Document, expressions: Document = {}) =>
    describeUncompared(
      read({
        ...resources(change('a.a', 'create', { id: 1 }, {}, { after_unknown: unknown })),
        ...block({ expressions })
      })
    )
  const named = /: a\.a \(`ingress`\)$/
  expect(described({ id: true, ingress: [{ cidr: true }] })).toMatch(named)
  expect(described({ id: true, ingress: { cidr: true } })).toMatch(named)
  expect(described({ id: true, ingress: [{}], tags: {} })).toBeUndefined()
  expect(described({ ingress: [{ id: true }] }, { ingress: [{ cidr: { constant_value: 1 } }] })).toBeUndefined()
  const action = { address: 'action.a.a', config_values: {}, config_unknown: { step: [{ command: true }] } }
  const calls = { configuration: { root_module: { actions: [{ address: action.address }] } } }
  const ofAction = /: action action\.a\.a( \(deferred\))? \(`step`\)$/
  expect(describeUncompared(read({ action_invocations: [action], ...calls }))).toMatch(ofAction)
  const deferred = { deferred_action_invocations: [{ action_invocation: action }] }
  expect(describeUncompared(read({ ...deferred, ...calls }))).toMatch(ofAction)
})

const P = 'registry.terraform.io/x/pg'
const HOST = { host: named('var.host') }

/** A change in `module.db.module.app`, with a root module in which `module.db` has these blocks. */
const inApp = (db: Document, app: Document, providers: Document, root: Document = {}) => ({
  ...resources(change('module.db.module.app.pg_db.a', 'delete', null, { provider_name: P })),
  configuration: {
    provider_config: providers,
    root_module: {
      ...root,
      module_calls: {
        db: { ...db, module: { module_calls: { app: { module: { variables: { host: {} }, ...app } } } } }
      }
    }
  }
})
const pg = (more: Document = {}) => ({ name: 'pg', full_name: P, ...more })
const withBlock = (key: string) => ({ resources: [{ address: 'pg_db.a', provider_config_key: key }] })
const ENTRY = 'module.db.module.app:pg'
const entry = (more: Document = {}) => ({ [ENTRY]: pg({ module_address: 'module.db.module.app', ...more }) })

test.each<[string, (host: string) => Document]>([
  [
    'the default of a variable, without a block',
    host => inApp({}, { variables: { host: { default: host } } }, entry({ expressions: HOST }))
  ],
  [
    'the arguments of a module, without a block',
    host => inApp({ expressions: { host: { constant_value: host } } }, {}, {})
  ],
  [
    'a module that another module without the provider contains',
    host => inApp({}, withBlock(ENTRY), { ...entry(), pg: pg({ expressions: { host: { constant_value: host } } }) })
  ],
  [
    'a module with an empty block of the provider, to which its call passes another one',
    host =>
      inApp({}, withBlock(ENTRY), {
        ...entry({ expressions: {} }),
        'pg.west': pg({ alias: 'west', expressions: { host: { constant_value: host } } })
      })
  ],
  [
    'a block whose provider is another one in the change',
    host =>
      inApp({}, withBlock('old'), {
        old: { name: 'old', full_name: 'x/old' },
        pg: pg({ expressions: { host: { constant_value: host } } })
      })
  ],
  [
    'an argument called `references`',
    host =>
      inApp(
        {},
        { ...withBlock(ENTRY), variables: { host: { default: host } } },
        entry({ expressions: { references: HOST.host } })
      )
  ]
])('the configuration of the provider that is used is compared: %s', (_name, plan) => {
  expect(differ(plan('a'), plan('a'))).toEqual([])
  expect(differ(plan('a'), plan('b'))).toEqual([
    'module.db.module.app.pg_db.a: delete, but with values that differ from the reviewed plan'
  ])
})

test('a provider that a module can not use is not compared for what is in it', () => {
  const plan = (host: string) =>
    inApp({}, withBlock(ENTRY), {
      ...entry(),
      'module.other:pg': pg({ module_address: 'module.other', expressions: { host: { constant_value: host } } })
    })
  expect(differ(plan('a'), plan('b'))).toEqual([])
})

test.each<[string, Document, string | undefined]>([
  ['of what has no block', inApp({}, {}, entry({ expressions: HOST })), ENTRY],
  [
    'that a module may use',
    inApp({}, withBlock(ENTRY), { ...entry(), pg: pg({ expressions: HOST }) }),
    `${ENTRY}, the provider pg`
  ],
  [
    'of another provider',
    inApp({}, {}, { other: { name: 'other', full_name: 'x/other', expressions: HOST } }),
    undefined
  ],
  [
    'of an output without a block, which has no provider',
    {
      output_changes: { gone: change('', 'delete', null).change },
      configuration: { provider_config: { pg: { name: 'pg', expressions: HOST } }, root_module: {} }
    },
    undefined
  ]
])('a provider is named where the plan does not show its configuration: %s', (_name, plan, named) => {
  const described = describeUncompared(read({ terraform_version: '1.8.5', ...plan }))
  if (named === undefined) expect(described).toBeUndefined()
  else expect(described?.endsWith(`: the provider ${named}`)).toBe(true)
})

test.each<[string, Document, boolean]>([
  ['is a function of constants, of an argument of any name', { constant_value: {} }, true],
  ['is a constant, of an argument of any name', { constant_value: { constant_value: 'x' } }, false]
])('a provider is named where an expression in a block of it %s: %#', (_name, auth, isNamed) => {
  const configuration = { provider_config: { pg: pg({ expressions: { auth: [auth] } }) }, root_module: {} }
  const described = describeUncompared(
    read({ ...resources(change('pg_db.a', 'create', null, { provider_name: P })), configuration })
  )
  expect(described !== undefined).toBe(isNamed)
})

test('what redacted plans do not show is named also where they list no change', () => {
  expect(describeUncompared({ ...read({ resource_changes: [] }), isRedacted: true })).toMatch(
    /^`apply-only-if: reviewed` compared redacted/
  )
})

test('data sources with other values are named: local values and dynamic blocks may use them', () => {
  const plan = (values: Document, mode = 'data', index?: number) =>
    read({
      ...create(),
      prior_state: {
        values: {
          root_module: {
            child_modules: [
              { resources: [{ address: `module.m.data.d.d${index === undefined ? '' : `[${index}]`}`, mode, values }] }
            ]
          }
        }
      },
      configuration: { root_module: {} }
    })
  const named = /: module\.m\.data\.d\.d \(values that differ from the reviewed plan\)$/
  expect(describeUncompared(plan({ x: 'good' }), plan({ x: 'good' }))).toBeUndefined()
  expect(describeUncompared(plan({ x: 'evil' }), plan({ x: 'good' }))).toMatch(named)
  expect(describeUncompared(plan({ x: 'good' }, 'data', 0), plan({ x: 'good' }, 'data', 1))).toMatch(named)
  expect(describeUncompared(plan({ x: 'good' }), read({ ...create(), configuration: { root_module: {} } }))).toMatch(
    named
  )
  expect(describeUncompared(plan({ x: 'evil' }, 'managed'), plan({ x: 'good' }, 'managed'))).toBeUndefined()
  const reading = { ...resources(change('data.d.d', 'read')), configuration: { root_module: {} } }
  expect(describeUncompared(read(reading))).toMatch(/: data\.d\.d \(values that are read during the apply\)$/)
})

test('what is named is listed completely', () => {
  const names = Array.from({ length: 30 }, (_, index) => `a.a${index}`)
  const plan = read({
    resource_changes: names.map(name => ({ ...resources(change(name, 'create')).resource_changes[0] })),
    configuration: {
      root_module: { resources: names.map(address => ({ address, provisioners: [{ type: 'remote-exec' }] })) }
    }
  })
  const listed = names.map(name => `${name} (provisioner "remote-exec" and its connection)`)
  expect(uncomparedIn(plan, plan)?.names).toEqual(listed)
  expect(someOf(listed)).toBe(`${listed.slice(0, 20).join(', ')}, 10 more, which the log lists`)
  expect(someOf(['a', 'b'])).toBe('a, b')
  expect(someOf(['a'.repeat(1_500), 'b'.repeat(1_500), 'c'])).toBe(`${'a'.repeat(1_500)}, 2 more, which the log lists`)
  expect(someOf(['a'.repeat(2_001)])).toBe('1 more, which the log lists')
})

/** A provisioner in a module that runs what each instance of the module, or of the resource, is given. */
const ofInstances = (call: Document, block: Document, command: string, data = 'x') => ({
  ...resources(change('module.m["a"].a.a["a"]', 'create')),
  prior_state: { values: { root_module: { resources: [{ address: 'data.d.d', values: { x: data } }] } } },
  configuration: {
    root_module: {
      resources: [{ address: 'data.d.d' }],
      module_calls: {
        m: {
          ...call,
          module: {
            resources: [
              {
                address: 'a.a',
                provisioners: [{ type: 'local-exec', expressions: { command: named(command) } }],
                ...block
              }
            ]
          }
        }
      }
    }
  }
})
const DATA = named('data.d.d.x', 'data.d.d')

test.each<[string, Document, Document]>([
  ...(['each.value', 'each.key', 'count.index'] as const).map((name): [string, Document, Document] => {
    const repeated = (value: string) => ({
      expressions: { cmd: named(name) },
      [name === 'count.index' ? 'count_expression' : 'for_each_expression']: { constant_value: { a: value } }
    })
    return [
      `\`${name}\` as the argument of a module`,
      ofInstances(repeated('a'), {}, 'var.cmd'),
      ofInstances(repeated('b'), {}, 'var.cmd')
    ]
  }),
  [
    'a data source in the `for_each` of a module',
    ofInstances({ expressions: { cmd: named('each.value') }, for_each_expression: DATA }, {}, 'var.cmd'),
    ofInstances({ expressions: { cmd: named('each.value') }, for_each_expression: DATA }, {}, 'var.cmd', 'y')
  ],
  [
    'a data source in the `for_each` of the resource',
    ofInstances({ expressions: { all: DATA } }, { for_each_expression: named('var.all') }, 'each.value'),
    ofInstances({ expressions: { all: DATA } }, { for_each_expression: named('var.all') }, 'each.value', 'y')
  ]
])('what instances are made of is compared: %s', (_name, one, other) => {
  expect(differ(one, one)).toEqual([])
  expect(differ(one, other)).toEqual([
    'module.m["a"].a.a["a"]: create, but with values that differ from the reviewed plan'
  ])
})

test('the instances of a module that an expression uses as a whole are compared', () => {
  const plan = (uses: Document, key: string) => ({
    terraform_version: '1.11.4',
    ...create(),
    configuration: {
      root_module: {
        resources: [{ address: 'a.a', expressions: { x: uses } }],
        module_calls: { m: { for_each_expression: { constant_value: [key] }, module: { outputs: { o: {} } } } }
      }
    }
  })
  const whole = named('module.m')
  expect(differ(plan(whole, 'a'), plan(whole, 'a'))).toEqual([])
  expect(differ(plan(whole, 'a'), plan(whole, 'b'))).toHaveLength(1)
  const one = named('module.m["a"].o', 'module.m["a"]')
  expect(differ(plan(one, 'a'), plan(one, 'b'))).toEqual([])
})

test.each<[string, Document]>([
  ['an ephemeral resource', { address: 'ephemeral.v.s', mode: 'ephemeral' }],
  ['a data source', { address: 'data.v.s', mode: 'data' }]
])('the provider of %s that an expression in a module uses is compared, and named', (_name, secret) => {
  const plan = (host: string) => ({
    ...resources(change('module.m.a.a', 'create', { x: null })),
    configuration: {
      provider_config: { vault: { name: 'vault', expressions: { address: named('module.net.address') } } },
      root_module: {
        module_calls: {
          net: { module: { outputs: { address: { expression: { constant_value: host } } } } },
          m: {
            module: {
              resources: [
                {
                  address: 'a.a',
                  expressions: { x: named(`${secret.address as string}.x`, secret.address as string) }
                },
                { ...secret, provider_config_key: 'vault' }
              ]
            }
          }
        }
      }
    }
  })
  expect(differ(plan('a'), plan('a'))).toEqual([])
  expect(differ(plan('a'), plan('b'))).toEqual([
    'module.m.a.a: create, but with values that differ from the reviewed plan'
  ])
  expect(describeUncompared(read(plan('a')))).toMatch(/: module\.m\.a\.a \(`x`\), the provider vault$/)
})

test('of what exists, what only the configuration of a provider uses is not compared: a token is another one each time', () => {
  const plan = (token: string) => ({
    ...create(),
    prior_state: { values: { root_module: { resources: [{ address: 'data.t.t', values: { token } }] } } },
    configuration: {
      provider_config: { k: { name: 'k', expressions: { token: named('data.t.t.token', 'data.t.t') } } },
      root_module: {
        resources: [
          { address: 'a.a', provider_config_key: 'k', expressions: { x: named('data.k.k.x', 'data.k.k') } },
          { address: 'data.k.k', provider_config_key: 'k' },
          { address: 'data.t.t' }
        ]
      }
    }
  })
  expect(differ(plan('a'), plan('b'))).toEqual([])
})

test.each([
  ['that runs with this apply', (action: Document) => ({ action_invocations: [action] })],
  [
    'that is deferred',
    (action: Document) => ({ deferred_action_invocations: [{ reason: 'x', action_invocation: action }] })
  ]
])('of an action, the block and the provider are compared: %s', (_name, listed) => {
  const action = { address: 'action.pg_run.it', provider_name: P, config_values: {} }
  const plan = (host: string, block: Document) => ({
    ...listed(action),
    configuration: {
      provider_config: { pg: pg({ expressions: { host: { constant_value: host } } }) },
      root_module: { actions: [block] }
    }
  })
  const block = (command: string) => ({
    address: action.address,
    provider_config_key: 'pg',
    expressions: { command: { constant_value: command } }
  })
  expect(differ(plan('a', block('a')), plan('a', block('a')))).toEqual([])
  for (const other of [plan('b', block('a')), plan('a', block('b'))])
    expect(differ(plan('a', block('a')), other)).toHaveLength(1)
  expect(differ(plan('a', {}), plan('b', {}))).toHaveLength(1)
})

test.each([
  ['whose block is gone', 'a.gone'],
  ['whose provider is not among those of the plan', 'a.a']
])('of a resource %s, all configurations of its provider are compared', (_name, address) => {
  const deletes = (region: string) => ({
    ...resources(change(address, 'delete', null, { provider_name: 'x/aws' })),
    ...block(
      { provider_config_key: 'm:aws' },
      {
        provider_config: {
          'aws.west': { full_name: 'x/aws', expressions: { region: { constant_value: region } } },
          other: { full_name: 'x/other', expressions: { region: { constant_value: `not ${region}` } } }
        }
      }
    )
  })
  expect(differ(deletes('us'), deletes('us'))).toEqual([])
  expect(differ(deletes('us'), deletes('eu'))).toEqual([
    `${address}: delete, but with values that differ from the reviewed plan`
  ])
})

test('provisioners that a `removed` block may have are named for what is destroyed without a block', () => {
  const described = (change: Document, version = '1.11.0') =>
    describeUncompared(read({ terraform_version: version, ...change, ...block({}) }))
  const named = /: a\.gone \(provisioners of a `removed` block, if there is one.*\)$/
  expect(described(resources(change('a.gone', 'delete')))).toMatch(named)
  expect(described(resources(change('a.gone', 'delete')), '1.9.0')).toMatch(named)
  expect(described(resources(change('a.gone', 'delete')), '1.8.5')).toBeUndefined()
  expect(described(resources(change('a.gone', 'forget')))).toBeUndefined()
  expect(described(resources(change('a.a', 'delete')))).toBeUndefined()
  expect(described({ output_changes: { gone: change('', 'delete', 'x').change } })).toBeUndefined()
})

/** A resource of a module, whose provisioner runs a variable of it. */
const inModule = (variable: Document, given: Document = {}, root: Document = {}) => ({
  ...resources(change('module.m.a.a', 'create')),
  configuration: {
    provider_config: {
      'module.m:p': { name: 'p', module_address: 'module.m', expressions: { region: named('var.region') } }
    },
    root_module: {
      ...root,
      module_calls: {
        m: {
          expressions: given,
          module: {
            variables: { cmd: variable, region: { default: variable.region ?? 'eu' } },
            resources: [
              {
                address: 'a.a',
                provider_config_key: 'module.m:p',
                provisioners: [{ type: 'local-exec', expressions: { command: named('var.cmd') } }]
              }
            ]
          }
        }
      }
    }
  }
})
const otherInModule = ['module.m.a.a: create, but with values that differ from the reviewed plan']

test.each<[string, Document, Document, readonly string[]]>([
  ['that no call sets', inModule({ default: 'a' }), inModule({ default: 'b' }), otherInModule],
  [
    'that a call sets to null',
    inModule({ default: 'a' }, { cmd: { constant_value: null } }),
    inModule({ default: 'b' }, { cmd: { constant_value: null } }),
    otherInModule
  ],
  [
    'that a call may set to null',
    inModule({ default: 'a' }, { cmd: named('local.a') }),
    inModule({ default: 'b' }, { cmd: named('local.a') }),
    otherInModule
  ],
  [
    'that a call may set to null by an expression of JSON syntax',
    inModule({ default: 'a' }, { cmd: { constant_value: '${null}' } }),
    inModule({ default: 'b' }, { cmd: { constant_value: '${null}' } }),
    otherInModule
  ],
  [
    'that a call sets to a constant, which is not used',
    inModule({ default: 'a' }, { cmd: { constant_value: 'c' } }),
    inModule({ default: 'b' }, { cmd: { constant_value: 'c' } }),
    []
  ],
  [
    'that only the configuration of a provider in the module uses',
    inModule({ default: 'a' }),
    inModule({ default: 'a', region: 'us' }),
    otherInModule
  ],
  [
    'of the root module, whose value the plan does not have',
    inModule({ default: 'c' }, { cmd: named('var.root') }, { variables: { root: { default: 'a' } } }),
    inModule({ default: 'c' }, { cmd: named('var.root') }, { variables: { root: { default: 'b' } } }),
    otherInModule
  ],
  [
    'of the root module, which has another value in the plan',
    {
      ...inModule({ default: 'c' }, { cmd: named('var.root') }, { variables: { root: { default: 'a' } } }),
      variables: { root: { value: 'x' } }
    },
    {
      ...inModule({ default: 'c' }, { cmd: named('var.root') }, { variables: { root: { default: 'b' } } }),
      variables: { root: { value: 'x' } }
    },
    []
  ],
  [
    'of which only the description differs',
    inModule({ default: 'a', description: 'x' }),
    inModule({ default: 'a', description: 'y' }),
    []
  ]
])('the default of a variable is compared where it may be the value: one %s', (_name, one, other, lines) => {
  expect(differ(one, one)).toEqual([])
  expect(differ(one, other)).toEqual(lines)
})

test.each<[string, Document, RegExp | undefined]>([
  ['arguments that are null or write-only', block({ expressions: { x: named('var.x') } }), /: a\.a \(`x`\)$/],
  ['arguments that are constants', block({ expressions: { x: { constant_value: 1 } } }), undefined],
  [
    'arguments that are expressions of JSON syntax',
    block({ expressions: { x: { constant_value: '${file("a")}' } } }),
    /: a\.a \(`x`\)$/
  ],
  [
    'expressions of JSON syntax in the elements of constants',
    block({ expressions: { x: { constant_value: [{ a: 'a', b: ['%{ if true }a%{ endif }'] }] } } }),
    /: a\.a \(`x`\)$/
  ],
  [
    'expressions of JSON syntax in the keys of constants',
    block({ expressions: { x: { constant_value: { a: { '${file("a")}': 1 } } } } }),
    /: a\.a \(`x`\)$/
  ],
  [
    'expressions of JSON syntax in blocks within arguments',
    block({ expressions: { x: [{ a: [{ b: { constant_value: 'a ${file("a")}' } }] }] } }),
    /: a\.a \(`x`\)$/
  ],
  [
    'expressions of JSON syntax in provisioners',
    block({ provisioners: [{ type: 'local-exec', expressions: { command: { constant_value: '${file("a")}' } } }] }),
    /: a\.a \(provisioner "local-exec"\)$/
  ],
  [
    'expressions of JSON syntax in the configuration of a provider',
    block(
      { provider_config_key: 'p' },
      { provider_config: { p: { name: 'p', expressions: { id: { constant_value: '${jsondecode(file("a")).id}' } } } } }
    ),
    /: the provider p$/
  ],
  [
    'expressions of JSON syntax whose value the plan shows',
    block({ expressions: { id: { constant_value: '${file("a")}' } } }),
    undefined
  ],
  [
    'constants with signs of expressions',
    block({ expressions: { x: { constant_value: { $x: ['100% {', '$$', '{}'] } } } }),
    undefined
  ],
  ['arguments that are functions of constants', block({ expressions: { x: {} } }), /: a\.a \(`x`\)$/],
  ['blocks within arguments', block({ expressions: { x: [{ a: { constant_value: 1 }, b: {} }] } }), /: a\.a \(`x`\)$/],
  [
    'provisioners',
    block({ provisioners: [{ type: 'local-exec', expressions: { command: {} } }] }),
    /: a\.a \(provisioner "local-exec"\)$/
  ],
  [
    'the connection of a provisioner',
    block({ provisioners: [{ type: 'remote-exec', expressions: { inline: { constant_value: ['a'] } } }] }),
    /: a\.a \(provisioner "remote-exec" and its connection\)$/
  ],
  [
    'functions of constants in the configuration of a provider',
    block({ provider_config_key: 'p' }, { provider_config: { p: { name: 'p', expressions: { region: {} } } } }),
    /: the provider p$/
  ],
  [
    'a provider without a configuration',
    block({ provider_config_key: 'p' }, { provider_config: { p: { name: 'p' } } }),
    undefined
  ],
  [
    'the configuration of a provider',
    block({ provider_config_key: 'p' }, { provider_config: { p: { expressions: { region: named('local.region') } } } }),
    /: the provider p$/
  ],
  [
    'a plan without its configuration',
    {},
    /compared redacted plans.*checks.*version of Terraform.*provisioners.*role Admin/
  ]
])('what a plan does not show is named: %s', (_name, configuration, message) => {
  const described = describeUncompared(read({ ...create(), ...configuration }))
  if (message === undefined) expect(described).toBeUndefined()
  else expect(described).toMatch(message)
})
