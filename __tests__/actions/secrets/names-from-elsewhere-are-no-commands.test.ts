import { expect, test } from '@jest/globals'
import { serve } from '../../../packages/hcp-terraform-server/src/index.ts'
import { annotated, runStep, tokenMasks } from '../on-a-runner.ts'

test('a name of an output with line ends in it sets nothing else', async () => {
  await using hcp = await serve()
  const evil = 'a=1\nrun-id=run-evil\nb'
  hcp.seedState({ [evil]: { value: 'x' }, '::error::no': { value: 'y' }, '##[add-mask]demo': { value: 'z' } })
  const step = await runStep(hcp)
  expect([step.conclusion, step.outputs['run-id']]).toEqual(['success', expect.not.stringContaining('evil')])
  expect(Object.keys(step.outputs)).not.toContain('a')
  expect(JSON.parse(step.outputs.outputs ?? '')).toEqual({ [evil]: 'x', '::error::no': 'y', '##[add-mask]demo': 'z' })
  expect(annotated(step, 'warning')).toEqual([
    'The Terraform output "##[add-mask]demo" has a name that Terraform does not allow, so the action does not set a step output of that name. Read it from `outputs`.',
    'The Terraform output "::error::no" has a name that Terraform does not allow, so the action does not set a step output of that name. Read it from `outputs`.',
    'The Terraform output "a=1\\nrun-id=run-evil\\nb" has a name that Terraform does not allow, so the action does not set a step output of that name. Read it from `outputs`.'
  ])
  expect(step.masks).toEqual(tokenMasks(hcp.token))
})

test('a name of a file is not a command, where the largest ones are named', async () => {
  await using hcp = await serve()
  hcp.faults.set({ on: 'PUT /_archivist/v1/configuration/:secret', do: { kind: 'answer', status: 413 } })
  const files = { 'main.tf': '', '::error::x\n::add-mask::demo.tf': 'x'.repeat(999), 'y ##[group]z.tf': 'y' }
  const step = await runStep(hcp, { files })
  expect([step.conclusion, step.masks, annotated(step, 'error').length]).toEqual(['failure', tokenMasks(hcp.token), 1])
  expect(step.log).toContain('The largest files are ::error::x')
})

test('a value of a hundred thousand levels is reported in a sentence', async () => {
  await using hcp = await serve()
  hcp.seedState({ a: { value: 1 } })
  const attributes = `{"deep":${'['.repeat(100_000)}${']'.repeat(100_000)}}`
  const body = `{"data":{"id":"sv-1","type":"state-versions","attributes":${attributes}}}`
  const on = 'GET /workspaces/:id/current-state-version'
  hcp.faults.set({ on, do: { kind: 'answer', status: 200, body } })
  const step = await runStep(hcp, { action: 'outputs' })
  expect(annotated(step, 'error')).toEqual(['JSON that is nested more than 1000 levels deep is not read.'])
})

test('a hundred thousand outputs are exported, among them names that mean something to JavaScript', async () => {
  await using hcp = await serve()
  const names = ['__proto__', 'constructor', ...Array.from({ length: 100_000 }, (_, index) => `o${index}`)]
  const values = Object.fromEntries(names.map(name => [name, { value: 'x' }]))
  hcp.seedState(values)
  const step = await runStep(hcp, { action: 'outputs' })
  expect(step.conclusion).toBe('success')
  expect(names.filter(name => !Object.hasOwn(step.outputs, name))).toEqual([])
})
