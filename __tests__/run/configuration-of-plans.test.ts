import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from '@jest/globals'
import { differences, type ReadPrint } from '../../src/run/review.ts'
import { describeUncompared } from './described.ts'
import { PlanReader } from '../../src/terraform/plan-print.ts'

type Value = string | number | boolean | null | Value[] | { [key: string]: Value }
type Bag = Record<string, Value>

const read = (plan: Bag): ReadPrint => {
  const reader = new PlanReader()
  reader.write(Buffer.from(JSON.stringify(plan)))
  const print = reader.end()
  if (print === undefined) throw new Error('it is not a plan')
  return { print, isRedacted: false }
}
const differ = (reviewed: Bag, planned: Bag) =>
  differences(read(planned), read(reviewed), { isRefreshOnly: true, sensitiveValues: 'refuse' })

/** As Terraform 1.11 writes it. Its providers have no arguments, and it has no ephemeral resources: these are added. */
const TERRAFORM_PLAN = JSON.parse(readFileSync(join(import.meta.dirname, 'plan-of-modules.json'), 'utf8')) as Bag

const references = (...names: string[]): Bag => ({ references: names })
const constant = (value: Value): Bag => ({ constant_value: value })
const at = (value: Value | undefined, ...path: (string | number)[]): Bag =>
  path.reduce<Value | undefined>((inner, key) => (inner as Bag)[key], value) as Bag

const SECRET = 'ephemeral.vault_secret.s'

function aPlan(): Bag {
  const plan = structuredClone(TERRAFORM_PLAN)
  const providers = at(plan, 'configuration', 'provider_config')
  const root = at(plan, 'configuration', 'root_module')
  Object.assign(at(providers, 'module.net:terraform'), {
    expressions: { host: references('var.host'), references: references('var.port') }
  })
  Object.assign(at(providers, 'terraform.west'), { expressions: { region: constant('eu') } })
  providers.vault = {
    name: 'vault',
    full_name: 'x/vault',
    expressions: { address: references('module.net.unused', 'module.net') }
  }
  providers.run = { name: 'run', full_name: 'x/run', expressions: { host: constant('h') } }
  Object.assign(at(root, 'resources', 0, 'expressions'), { password_wo: references(`${SECRET}.data`, SECRET) })
  ;(root.resources as Value[]).push({
    address: SECRET,
    mode: 'ephemeral',
    provider_config_key: 'vault',
    expressions: { path: constant('p') }
  })
  const action = { address: 'action.run_it.now', provider_config_key: 'run', expressions: { command: constant('c') } }
  root.actions = [action]
  plan.deferred_action_invocations = [
    { reason: 'x', action_invocation: { address: action.address, provider_name: 'x/run', config_values: {} } }
  ]
  return plan
}

interface Place {
  readonly path: string
  /** Each place has other texts, so that a change at one is not the same as a change at another. */
  readonly change: (plan: Bag) => void
}

/** Each leaf, to be replaced, and each object, to get a key that no version knows. */
function placesIn(value: Value, path: readonly (string | number)[] = []): readonly Place[] {
  const parent = path.slice(0, -1)
  const last = path.at(-1) ?? ''
  const place = { path: path.join(' ') }
  if (typeof value !== 'object' || value === null)
    return [{ ...place, change: plan => (at(plan, ...parent)[last] = `another ${String(value)}`) }]
  return [
    ...(Array.isArray(value)
      ? []
      : [{ path: [...path, '+'].join(' '), change: (plan: Bag) => (at(plan, ...path).novelty = 'another') }]),
    ...Object.entries(value).flatMap(([key, inner]) =>
      placesIn(inner, [...path, Array.isArray(value) ? Number(key) : key])
    )
  ]
}

const placesOf = (plan: Bag) => placesIn(plan.configuration ?? null, ['configuration'])

/** The places of a configuration where another value leads to no difference. */
function uncompared(plan: Bag): readonly string[] {
  expect(differ(plan, structuredClone(plan))).toEqual([])
  return placesOf(plan)
    .filter(({ change }) => {
      const planned = structuredClone(plan)
      change(planned)
      return differ(plan, planned).length === 0
    })
    .map(({ path }) => path.replace('configuration ', ''))
}

const ROOT = 'root_module'
const OUTER = `${ROOT} module_calls outer module`
const INNER = `${OUTER} module_calls inner module`
const NET = `${ROOT} module_calls net module`

/** What decides nothing that is applied. */
const WITHOUT_EFFECT = {
  'another provider, which nothing uses': ['provider_config +'],
  'another output, which does not change, or which nothing uses': [`${ROOT} outputs +`, `${NET} outputs +`],
  'another module': [`${ROOT} module_calls +`, `${OUTER} module_calls +`],
  'another variable, which nothing uses': [ROOT, OUTER, INNER, NET].map(module => `${module} variables +`),
  'a variable that nothing uses': [
    `${ROOT} variables unused +`,
    `${ROOT} variables unused default`,
    `${OUTER} variables zone +`,
    `${INNER} variables more +`
  ],
  'the default of a variable that has a value': [`${ROOT} variables region default`],
  'a description': [`${ROOT} variables region description`]
}

test('each part of the configuration of what changes is compared, but for what decides nothing', () => {
  expect(new Set(uncompared(aPlan()))).toEqual(new Set(Object.values(WITHOUT_EFFECT).flat()))
})

/** The same plan, as one that destroys all resources, none of which has a block any more, and so in a refresh-only run. */
function withoutBlocks(list: 'resource_changes' | 'resource_drift'): Bag {
  const plan = aPlan()
  const forget = (module: Value | undefined): void => {
    if (module === undefined) return
    delete (module as Bag).resources
    delete (module as Bag).actions
    delete (module as Bag).outputs
    for (const call of Object.values(((module as Bag).module_calls ?? {}) as Bag)) forget(at(call, 'module'))
  }
  forget(at(plan, 'configuration', ROOT))
  delete at(plan, 'configuration', 'provider_config').vault
  const changes = (plan.resource_changes as Bag[]).map(entry => ({
    ...entry,
    change: { actions: ['delete'], before: {}, after: null, before_sensitive: {}, after_sensitive: false }
  }))
  delete plan.resource_changes
  delete plan.output_changes
  return { ...plan, [list]: changes }
}

/** Variables that only blocks use. */
const OF_BLOCKS = [`${OUTER} variables size +`, `${OUTER} variables size default`, `${INNER} variables command +`]

test.each(['resource_changes', 'resource_drift'] as const)(
  'where nothing has a block any more, all configurations of its provider are compared, and what they use: %s',
  list => {
    const expected = [...OF_BLOCKS, ...Object.values(WITHOUT_EFFECT).flat()]
    expect(uncompared(withoutBlocks(list)).filter(path => !expected.includes(path))).toEqual([])
  }
)

/** With the constant at each place replaced by an expression that is not constant, in both plans. */
function unnamed(plan: Bag, expression: Bag): readonly string[] {
  const places = placesOf(plan).flatMap(({ path }) => /^(.*) constant_value(?: |$)/.exec(path)?.[1] ?? [])
  const before = describeUncompared(read(plan))
  return [...new Set(places)]
    .filter(path => {
      const hidden = structuredClone(plan)
      const keys = path.split(' ')
      at(hidden, ...keys.slice(0, -1))[keys.at(-1) ?? ''] = expression
      return describeUncompared(read(hidden)) === before
    })
    .map(path => path.replace('configuration ', ''))
}

/** Constants whose text need not be named where they are something else. */
const NAMED_OTHERWISE = {
  'the change shows its value': [
    `${ROOT} outputs fixed expression`,
    `${ROOT} resources 0 expressions triggers_replace`,
    `${NET} resources 0 expressions input`
  ],
  'what exists is compared where the name of a data source is used': [
    `${ROOT} resources 1 expressions backend`,
    `${ROOT} resources 1 expressions config`
  ],
  'the changes are as many, and expressions that use an instance are named': [
    `${ROOT} resources 0 count_expression`,
    `${ROOT} module_calls outer for_each_expression`,
    `${OUTER} module_calls inner count_expression`,
    `${INNER} resources 0 for_each_expression`
  ],
  'expressions that use it are named': [
    `${ROOT} resources 2 expressions path`,
    `${NET} outputs unused expression`,
    `${OUTER} module_calls inner expressions more`
  ],
  'the provisioner is named for another argument': [`${INNER} resources 0 provisioners 0 expressions interpreter`]
}

test('an expression that is not constant is named, but where something else is', () => {
  expect(describeUncompared(read(aPlan()))).toMatch(
    /: module\.outer\["a"\]\.module\.inner\[0\]\.terraform_data\.job\["one"\] \(provisioner "local-exec"\), terraform_data\.web\[0\] \(`input`, `password_wo`\), output address \(`value`\), the provider module\.net:terraform, the provider vault$/
  )
  for (const expression of [references('local.x'), constant('${file("x")}'), constant([{ '${file("x")}': 1 }])])
    expect(new Set(unnamed(aPlan(), expression))).toEqual(new Set(Object.values(NAMED_OTHERWISE).flat()))
})
