import { mkdir } from 'node:fs/promises'
import { join } from 'node:path'
import { describe, expect, test } from '@jest/globals'
import { serve } from '../../packages/hcp-terraform-server/src/index.ts'
import { hasTerraform, terraformCli } from '../../packages/hcp-terraform-server/tests/terraform-cli.ts'
import { differences, type ReadPrint } from '../../src/run/review.ts'
import { IGNORED_PLAN_KEYS, PlanReader, type PlanFingerprint } from '../../src/terraform/plan-print.ts'

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
  change: { actions: actions.split(' '), before: null, after, ...UNMARKED, ...inside }
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
    ...Object.keys(IGNORED_PLAN_KEYS).map((key): [string, Document, Document] => [
      `whatever \`${key}\` is`,
      { [key]: { a: [1] } },
      { [key]: [{ b: 2 }] }
    ]),
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
    ['in a resource less', resources(a), resources(), 'a.a: create in the reviewed plan, and nothing now'],
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
      'a.a: create, but with other values than in the reviewed plan'
    ],
    [
      'in a digit that JavaScript does not hold',
      resources(change('a.a', 'create', { x: '#1' })),
      resources(change('a.a', 'create', { x: '#2' })),
      'a.a: create, but with other values than in the reviewed plan'
    ],
    [
      'in a sensitive value',
      resources(change('a.a', 'create', { p: 'a' }, {}, { after_sensitive: { p: true } })),
      resources(change('a.a', 'create', { p: 'b' }, {}, { after_sensitive: { p: true } })),
      'a.a: create, but with other values than in the reviewed plan'
    ],
    [
      'in the provider',
      resources({ ...a, provider_name: 'x' }),
      resources({ ...a, provider_name: 'y' }),
      'a.a: create, but with other values than in the reviewed plan'
    ],
    [
      'in what is imported',
      resources(change('a.a', 'no-op', {}, {}, { importing: { id: '1' } })),
      resources(change('a.a', 'no-op', {}, {}, { importing: { id: '2' } })),
      'a.a: no-op, but with other values than in the reviewed plan'
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
      'a.a: create, but with other values than in the reviewed plan'
    ],
    [
      'in a key called __proto__',
      resources(JSON.parse('{"address":"a.a","__proto__":{"x":1}}') as Document),
      resources({ address: 'a.a' }),
      'a.a: unknown, but with other values than in the reviewed plan'
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
      'output url: update, but with other values than in the reviewed plan'
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
      'action action.x.y: invoke, but with other values than in the reviewed plan'
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
      'a.a (changed outside of Terraform): update, but with other values than in the reviewed plan'
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
        resources(change('a.a', 'create'), { ...sensitive, change: { ...sensitive.change, actions: ['no-op'] } })
      )
    ).toEqual([])
  })

  test('are refused where Terraform has not marked what is sensitive', () => {
    expect(redacted(resources({ address: 'a.a', change: { actions: ['create'], after: {} } }))).toEqual([
      expect.stringContaining('a.a does not show which of its values are sensitive')
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
    ['in an action', action('x'), action('y')]
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

const present = hasTerraform()
if (!present)
  console.warn('SKIPPED: terraform is not on PATH; providers and provisioners of its plans were not compared.')

;(present ? test : test.skip)(
  'providers and provisioners of what changes are compared, as terraform writes them into whole plans',
  async () => {
    await using hcp = await serve()
    const planned = async (files: Readonly<Record<string, string>>): Promise<ReadPrint> => {
      await using terraform = await terraformCli(hcp, {})
      await mkdir(join(terraform.directory, 'm'))
      for (const [name, text] of Object.entries(files)) await terraform.write(name, text)
      await terraform.run('init -input=false')
      expect(await terraform.run('plan -input=false -out=the.plan')).toMatchObject({ code: 0 })
      return read(JSON.parse((await terraform.run('show -json the.plan')).stdout) as Document)
    }
    const reviewed = await planned(configured('', 'echo a'))
    const name = 'module.m["a.b[0]"].terraform_data.b[0]: create, but with other values than in the reviewed plan'
    const elsewhere = 'locals {\n  more = "resources of other pull requests"\n}\n'
    expect(differences(await planned(configured('', 'echo a', elsewhere)), reviewed, strictly)).toEqual([])
    expect(differences(await planned(configured('', 'curl x')), reviewed, strictly)).toEqual([name])
    expect(differences(await planned(configured('.west', 'echo a')), reviewed, strictly)).toEqual([name])
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
    'a.a: create, but with other values than in the reviewed plan'
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
    'module.m.module.n.a.a: create, but with other values than in the reviewed plan'
  ])
})
