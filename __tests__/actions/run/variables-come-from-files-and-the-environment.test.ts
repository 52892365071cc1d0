import { expect, test } from '@jest/globals'
import { serve, type Hcp } from '../../../packages/hcp-terraform-server/src/index.ts'
import { place, plant } from '../../slug/trees.ts'
import { annotated, plain, runStep } from '../on-a-runner.ts'

const variablesOf = ({ world }: Hcp) =>
  [...world.runs.values()].flatMap(({ attributes }) => attributes.variables as readonly unknown[])
const lineOf = (log: string) => plain(log).match(/^Variables of the run: .*$/gm)

const MAIN = `variable "region" {}
variable "zones" {
  type = list(string)
}
variable "size" {}
variable "image" {}
variable "text" {}
`
const FILES = {
  'main.tf': MAIN,
  'excluded.tf': 'variable "ignored" {}\n',
  '.terraformignore': 'excluded.tf\n',
  'first.tfvars': 'region = "first" # why\nsize = 1\nfoo = "other-7"\ntext = <<-E\n  a "b"\n  E\n',
  'env/second.tfvars.json': '{"size": 2, "region": "second"}'
}
const TF_VARS = {
  TF_VAR_region: 'environment-7',
  TF_VAR_zones: '["a", "b"]',
  TF_VAR_image: '["text"]',
  TF_VAR_ignored: 'ignored-7',
  TF_VAR_bar: 'bar-7',
  'TF_VAR_a\n::error::b': 'c'
}

test('the higher place wins, and the log names what is sent and what is not', async () => {
  await using hcp = await serve()
  const inputs = { variables: 'region = input-7', 'variables-file': 'first.tfvars\nenv/second.tfvars.json' }
  const step = await runStep(hcp, { files: FILES, inputs, env: TF_VARS })
  expect(annotated(step, 'error')).toEqual([])
  expect(variablesOf(hcp)).toEqual([
    { key: 'region', value: '"input-7"' },
    { key: 'size', value: '2' },
    { key: 'text', value: '<<-E\n  a "b"\n  E\n' },
    { key: 'image', value: '"[\\"text\\"]"' },
    { key: 'zones', value: '["a", "b"]' }
  ])
  expect(lineOf(step.log)).toEqual([
    'Variables of the run: region from `variables`; size, text from `variables-file`; image, zones from the environment. ' +
      'Not sent: foo, bar, ignored, because the configuration does not declare them.'
  ])
  expect(plain(step.log).split('##[endgroup]').slice(1).join('')).not.toMatch(/(input|environment|ignored|bar|other)-7/)

  await runStep(hcp, { files: FILES, inputs: { 'environment-variables': 'false' }, env: TF_VARS })
  expect(variablesOf(hcp)).toHaveLength(5)

  const version = [...hcp.world.configurationVersions.keys()][0] ?? ''
  const uploaded = { 'configuration-version-id': version }
  const without = await runStep(hcp, { files: FILES, inputs: uploaded, env: TF_VARS })
  expect([without.conclusion, variablesOf(hcp).length]).toEqual(['success', 5])
  expect(lineOf(without.log)).toEqual([
    'Variables of the run: none. Not sent: bar, ignored, image, region, zones, because the action does not read a configuration that was uploaded before.'
  ])
  const refused = await runStep(hcp, { files: FILES, inputs: { ...uploaded, 'variables-file': 'first.tfvars' } })
  expect(annotated(refused, 'error')).toEqual([
    expect.stringMatching(
      /^`variables-file` must not send the values of region, size, foo, text: .* was uploaded before/
    )
  ])
})

const SECRET = 'hunter2/hunter2'
const SENSITIVE = { 'main.tf': 'variable "key" {\n  sensitive = true\n}\nvariable "other" {}\n' }

test.each([
  ['`variables-file`', { 'variables-file': 'a.tfvars' }, {}],
  ['`environment-variables`', {}, { TF_VAR_key: SECRET }]
])('a sensitive value from %s is sent only where it is named for it, and is not shown', async (place, given, env) => {
  const script = { plan: { additions: 1, log: `the key is ${SECRET}\n` } }
  await using hcp = await serve({ script })
  const files = { ...SENSITIVE, 'a.tfvars': `key = "${SECRET}"\nother = 1\n` }
  const refused = await runStep(hcp, { files, env, inputs: given })
  expect(annotated(refused, 'error')).toEqual([expect.stringContaining('`workspaces/set-variables`')])
  expect(annotated(refused, 'error')[0]).toContain(
    `${place} must not send the values of key: the configuration declares`
  )
  expect(hcp.journal.writes).toEqual([])
  const unread = { ...files, 'main.tf': 'variable "key" {}\n', 'broken_override.tf': 'variable "key" {' }
  expect(annotated(await runStep(hcp, { files: unread, env, inputs: given }), 'error')).toEqual([
    expect.stringMatching(/the configuration may declare them as sensitive or ephemeral \(.* in broken_override.tf\)/)
  ])
  expect(hcp.journal.writes).toEqual([])
  const named = await runStep(hcp, { files, env, inputs: { ...given, 'sensitive-run-variables': 'key' } })
  expect(variablesOf(hcp)).toContainEqual({ key: 'key', value: `"${SECRET}"` })
  expect(named.log).toContain('the key is ***')
  expect(annotated(named, 'warning')).toEqual([])
})

test('a value of the environment must be an expression where the type asks for one', async () => {
  await using hcp = await serve()
  const env = { TF_VAR_zones: '["hunter2', TF_VAR_region: '["text' }
  const step = await runStep(hcp, { files: FILES, env })
  expect(annotated(step, 'error')).toEqual([expect.stringMatching(/^The environment variable `TF_VAR_zones` must be/)])
  expect([step.log.split('##[endgroup]').at(-1)?.includes('hunter2'), hcp.journal.writes]).toEqual([false, []])
})

test('a sensitive value of `variables` is warned of, but for one that is named', async () => {
  await using hcp = await serve()
  const warnings = async (inputs: Readonly<Record<string, string>>) =>
    annotated(
      await runStep(hcp, { files: SENSITIVE, inputs: { variables: `key = ${SECRET}\nother = 1`, ...inputs } }),
      'warning'
    )
  expect(await warnings({})).toEqual([
    expect.stringMatching(
      /^`variables`: the configuration declares key as sensitive or ephemeral.*`workspaces\/set-variables`/
    )
  ])
  expect(await warnings({ 'sensitive-run-variables': 'key' })).toEqual([])
})

test('one error names every file that can not be used', async () => {
  await using hcp = await serve()
  using at = place()
  plant(at.path, {
    'home/secret.tfvars': 'a = "hunter2"',
    'out/own.tfvars': 'a = 1\n',
    'work/main.tf': 'variable "a" {}\n',
    'other/main.tf': 'variable "a" {}\n',
    'work/broken.tfvars': 'a = "hunter2',
    'work/link.tfvars': { link: '../home/secret.tfvars' },
    'work/above': { link: '../home' },
    'work/folder.tfvars/x': ''
  })
  const paths = ['none.tfvars', 'main.tf', 'broken.tfvars', 'link.tfvars', 'above/secret.tfvars', 'folder.tfvars']
  const step = await runStep(hcp, { workspace: at.at('work'), inputs: { 'variables-file': paths.join('\n') } })
  expect(annotated(step, 'error')[0]?.split('\n')).toEqual([
    expect.stringMatching(/^`variables-file`: "none.tfvars" does not exist/),
    expect.stringMatching(/"main.tf" must have a name that ends with .tfvars or .tfvars.json/),
    expect.stringMatching(/"broken.tfvars" .* not closed.*, on line 1/),
    expect.stringMatching(/"link.tfvars" is in the checkout, but leads out of it through a symbolic link/),
    expect.stringMatching(/"above\/secret.tfvars" is in the checkout, but leads out of it through a symbolic link/),
    expect.stringMatching(/"folder.tfvars" must be a file/)
  ])
  expect(step.transcript).not.toContain('hunter2')
  expect(hcp.journal.entries).toEqual([])
  const outside = await runStep(hcp, {
    workspace: at.at('other'),
    inputs: { 'variables-file': at.at('out/own.tfvars') }
  })
  expect([outside.conclusion, variablesOf(hcp)]).toEqual(['success', [{ key: 'a', value: '1' }]])
})

test('the step warns of values in `variables` that are probably mistakes, and sends them', async () => {
  await using hcp = await serve()
  const variables = 'region = \'eu\'\nsize = 3 # small\nimage = null\ntext = "first line\\nsecond line"'
  const step = await runStep(hcp, { files: FILES, inputs: { variables } })
  expect(annotated(step, 'warning')).toEqual([
    expect.stringMatching(/^`variables`: the value on line 1 .*single quotes/),
    expect.stringMatching(/^`variables`: the value on line 2 .*`#`/),
    expect.stringMatching(/^`variables`: the value on line 3 .*"null"/)
  ])
  expect(variablesOf(hcp)).toEqual([
    { key: 'region', value: '"\'eu\'"' },
    { key: 'size', value: '"3 # small"' },
    { key: 'image', value: '"null"' },
    { key: 'text', value: '"first line\\nsecond line"' }
  ])
})
