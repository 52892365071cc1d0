import { expect, test } from '@jest/globals'
import { serve } from '../../../packages/hcp-terraform-server/src/index.ts'
import { foreignNames } from '../../../src/inputs/foreign-names.ts'
import { runStep } from '../on-a-runner.ts'

/** The inputs of other actions, each with what a user writes here. */
const INPUTS = {
  configuration_version: '`configuration-version-id`',
  plan_only: '`operation: plan`',
  save_plan: '`operation: save-plan`',
  is_destroy: '`mode: destroy`',
  run: '`run-id`',
  plan: '`run/show`',
  type: '`operation`',
  targets: '`target`',
  'tf-vars': '`variables`',
  'wait-for-completion': '`wait`'
}

test('what has no effect here is named in a warning, with what to write instead', async () => {
  await using hcp = await serve({ engine: 'simulated' })
  const inputs = Object.fromEntries(Object.keys(INPUTS).map(name => [name, 'true']))
  const step = await runStep(hcp, { inputs, env: { TF_MAX_TIMEOUT: '2h' } })
  // GitHub makes annotations of ten warnings.
  const warnings = step.log.split('\n').filter(line => line.startsWith('##[warning]The '))
  const expected = [...Object.entries(INPUTS), ['TF_MAX_TIMEOUT', '`timeout`'] as const]
  for (const [name, instead] of expected)
    expect(
      warnings.filter(warning => new RegExp(`[ \`]${name}\\b.* no effect .*${instead}`).test(warning))
    ).toHaveLength(1)
  expect(step.conclusion).toBe('success')
  // Of no other name: this environment has all of them.
  const all = new Proxy({}, { get: () => 'x' })
  expect(foreignNames(all)).toHaveLength(expected.length)
})

test('a name without a value is not given', () => {
  expect(foreignNames(new Proxy({}, { get: () => '' }))).toEqual([])
})
