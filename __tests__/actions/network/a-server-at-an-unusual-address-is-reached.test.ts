import { expect, test } from '@jest/globals'
import { serve } from '../../../packages/hcp-terraform-server/src/index.ts'
import { at, front, hasIpv6 } from '../in-front.ts'
import { annotated, runStep } from '../on-a-runner.ts'

const APPLY = { operation: 'apply' }

const ipv6 = await hasIpv6()
if (!ipv6) console.warn('this machine has no IPv6: its test is skipped')
const withIpv6 = ipv6 ? test : test.skip

withIpv6('an IPv6 address', async () => {
  await using hcp = await serve()
  await using there = await front(hcp.address, { host: '::1' })
  const step = await runStep(at(hcp, `http://[::1]:${there.port}`), { inputs: APPLY })
  expect(annotated(step, 'error')).toEqual([])
  expect(there.paths).toHaveLength(hcp.journal.entries.length)
})

test('a Terraform Enterprise below a path of a proxy', async () => {
  await using hcp = await serve({ product: 'enterprise' })
  await using there = await front(hcp.address, { prefix: '/tools/tfe' })
  const step = await runStep(at(hcp, `http://127.0.0.1:${there.port}/tools/tfe/`), { inputs: APPLY })
  expect(annotated(step, 'error')).toEqual([])
  const api = there.paths.filter(path => !path.startsWith('/_archivist'))
  expect(api.filter(path => !path.startsWith('/tools/tfe/api/v2/'))).toEqual([])
  expect(step.outputs['run-url']).toMatch(/\/tools\/tfe\/app\/demo\/workspaces\/demo\/runs\/run-/)
})
