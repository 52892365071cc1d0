import { describe, expect, test } from '@jest/globals'
import { differences } from '../../src/run/review.ts'
import { describeUncompared } from './described.ts'
import { planOf, present, read } from './plans-of-terraform.ts'

const never = { isRefreshOnly: false, sensitiveValues: 'refuse' } as const
const UNCLEAR = /^\S+: the plan does not show which configuration of its provider it uses/

const SOURCE = 'terraform.io/builtin/terraform'
const declaring = (name: string): string =>
  `terraform {\n  required_providers {\n    ${name} = { source = "${SOURCE}" }\n  }\n}\n`
const REQUIRED = declaring('terraform')
const RESOURCE = 'resource "terraform_data" "x" {\n  input = 1\n}\n'
const OTHER_NAME = `${declaring('tf')}resource "terraform_data" "x" {\n  provider = tf\n  input    = 1\n}\n`
const call = (name: string): string => `module "${name}" {\n  source = "./${name}"\n}\n`
const passing = (alias: string): string =>
  `${REQUIRED}
provider "terraform" {
  alias = "dev"
}
provider "terraform" {
  alias = "prod"
}
module "a" {
  source    = "./a"
  providers = { terraform = terraform.${alias} }
}
`

const WRAPPER = { 'a/main.tf': REQUIRED + call('w'), 'a/w/main.tf': call('b'), 'a/w/b/main.tf': REQUIRED + RESOURCE }

describe('as Terraform writes plans', () => {
  ;(present ? test.each : test.skip.each)([
    ['by a module that does not declare it', WRAPPER],
    ['under another local name', { 'a/main.tf': REQUIRED + call('b'), 'a/b/main.tf': OTHER_NAME }],
    ['to a module with an empty `provider` block', { 'a/main.tf': `${REQUIRED}provider "terraform" {\n}\n${RESOURCE}` }]
  ])('a provider with several configurations that is passed %s is refused', async (_how, files) => {
    const reviewed = await planOf({ 'main.tf': passing('dev'), ...files })
    const planned = await planOf({ 'main.tf': passing('prod'), ...files })
    expect(differences(planned, reviewed, never)).toEqual([expect.stringMatching(UNCLEAR)])
    expect(differences(reviewed, reviewed, never)).toEqual([expect.stringMatching(UNCLEAR)])
  })
  ;(present ? test : test.skip)('a provider that Terraform resolves is compared', async () => {
    const files = { 'a/main.tf': REQUIRED + call('b'), 'a/b/main.tf': REQUIRED + RESOURCE }
    const reviewed = await planOf({ 'main.tf': passing('dev'), ...files })
    const planned = await planOf({ 'main.tf': passing('prod'), ...files })
    expect(differences(reviewed, reviewed, never)).toEqual([])
    expect(differences(planned, reviewed, never)).toEqual([expect.stringContaining('values that differ')])
  })
})

const pg = (key: string, host?: string): Readonly<Record<string, object>> => ({
  [key]: {
    name: 'pg',
    full_name: 'x/pg',
    ...(key.includes(':') && { module_address: 'module.a' }),
    ...(host !== undefined && { expressions: { host: { constant_value: host } } })
  }
})
const TOKEN = ['ephemeral.pg_secret.s.value', 'ephemeral.pg_secret.s']
const SECRET = { address: 'ephemeral.pg_secret.s', mode: 'ephemeral', provider_config_key: 'module.a:pg' }

/** A resource in a module that is given one of these configurations. */
const planWith = (providers: object, block: object = { provider_config_key: 'module.a:pg' }) => ({
  format_version: '1.2',
  terraform_version: '1.11.4',
  resource_changes: [
    {
      address: 'module.a.pg_db.a',
      provider_name: 'x/pg',
      change: { actions: ['create'], before: null, after: { n: 1 }, after_unknown: {}, after_sensitive: {} }
    }
  ],
  configuration: {
    provider_config: { ...pg('module.a:pg'), ...providers },
    root_module: {
      module_calls: {
        a: { source: './a', module: { resources: [{ address: 'pg_db.a', mode: 'managed', ...block }, SECRET] } }
      }
    }
  }
})

test('one configuration that a module may be given is compared, and named', () => {
  const plan = read(planWith(pg('pg', 'dev')))
  expect(differences(plan, plan, never)).toEqual([])
  expect(describeUncompared(plan)).toMatch(/: the provider module\.a:pg$/)
  expect(differences(read(planWith(pg('pg', 'prod'))), plan, never)).toEqual([
    expect.stringContaining('values that differ')
  ])
})

test.each([
  ['it is given', undefined],
  [
    'an ephemeral resource of it is given',
    {
      provider_config_key: 'pg',
      expressions: { token: { references: TOKEN } }
    }
  ]
])('which of several configurations %s is not guessed', (_what, block) => {
  const plan = read(planWith({ ...pg('pg', 'dev'), ...pg('pg.prod', 'prod') }, block))
  expect(differences(plan, plan, never)).toEqual([expect.stringMatching(UNCLEAR)])
})

test('configurations without arguments in the modules between do not count', () => {
  const without = pg('module.a:pg')['module.a:pg']
  const between = { 'module.a.module.b:pg': without, 'module.a.module.b.module.c:pg': without }
  const plan = read(planWith({ ...between, ...pg('pg', 'dev') }))
  expect(differences(plan, plan, never)).toEqual([])
})

test('what the state decides of something without a block is named', () => {
  const plan = read(planWith({ ...pg('pg', 'dev'), ...pg('pg.prod', 'prod') }, { address: 'pg_db.b' }))
  expect(differences(plan, plan, never)).toEqual([])
  expect(describeUncompared(plan)).toContain('module.a.pg_db.a (which configuration of its provider the state names)')
})

/** Terraform 1.11 writes no ephemeral resource into the configuration of a plan. */
test.each<[string, object, object]>([
  ['a write-only argument uses', { expressions: { token: { references: TOKEN } } }, {}],
  ['its provider uses', {}, { pg: { name: 'pg', full_name: 'x/pg', expressions: { token: { references: TOKEN } } } }]
])('an ephemeral resource that %s is named, where the plan has none', (_what, block, provider) => {
  const plan = planWith({ ...pg('pg', 'dev'), ...provider }, { provider_config_key: 'pg', ...block })
  const [, address = ''] = TOKEN
  const where = 'expressions' in block ? 'module.a.' : ''
  plan.configuration.root_module.module_calls.a.module.resources.pop()
  expect(describeUncompared(read(plan))).toContain(`the ephemeral resource ${where}${address}`)
})
