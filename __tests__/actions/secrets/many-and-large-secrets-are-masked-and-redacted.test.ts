import { expect, test } from '@jest/globals'
import { serve } from '../../../packages/hcp-terraform-server/src/index.ts'
import { annotated, runStep } from '../on-a-runner.ts'

const CHARACTERS = String.raw`aB1 .*+?^$()[]{}|\/"'<>&%#:;,~`

test('900 passwords, and a text of 40 kB with every special character, are masked, and the step succeeds', async () => {
  await using hcp = await serve()
  const passwords = Object.fromEntries(
    Array.from({ length: 900 }, (_, number) => [`user-${number}`, `${number}-${CHARACTERS}-password`])
  )
  const large = `large-${CHARACTERS}`.repeat(1_200)
  hcp.seedState({
    passwords: { value: passwords, sensitive: true },
    large: { value: large, sensitive: true },
    region: { value: 'eu-west-1' },
    dsn: { value: `postgres://u:${encodeURIComponent(passwords['user-7'] ?? '')}@h` }
  })
  const step = await runStep(hcp, { inputs: { 'sensitive-outputs': 'mask', operation: 'apply' } })
  expect(step.conclusion).toBe('success')
  expect(JSON.parse(step.outputs.passwords ?? '')).toEqual(passwords)
  expect(step.outputs.large).toBe(large)
  expect(annotated(step, 'warning')).toEqual([expect.stringContaining('A sensitive value occurs in "dsn"')])
  expect(step.summary).toContain('region = eu-west-1')
  expect(step.summary).toContain('dsn = postgres://u:***@h')
})

test('a plan of 2,000 resources with a key each is reported, and no key is', async () => {
  const key = (number: number): string => `-----BEGIN KEY-----\n${`key ${number} `.repeat(300)}\n-----END KEY-----\n`
  const json = {
    format_version: '1.2',
    resource_changes: Array.from({ length: 2_000 }, (_, number) => ({
      address: `tls_private_key.each[${number}]`,
      change: {
        actions: ['create'],
        before: null,
        after: { pem: key(number), copy: number === 1 ? `copy: ${key(77)}` : 'none' },
        after_unknown: {},
        before_sensitive: false,
        after_sensitive: { pem: true }
      }
    }))
  }
  await using hcp = await serve({ script: { plan: { changes: 1, json, log: 'x\n' } } })
  hcp.faults.set({ on: 'GET /plans/:id/json-output-redacted', do: { kind: 'answer', status: 404 } })
  const step = await runStep(hcp)
  expect(step.conclusion).toBe('success')
  expect(step.summary).toContain('tls_private_key.each[1]')
  expect(step.summary).not.toContain('key 77 ')
})
