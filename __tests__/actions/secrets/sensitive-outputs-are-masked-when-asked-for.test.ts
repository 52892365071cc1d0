import { expect, test } from '@jest/globals'
import { serve } from '../../../packages/hcp-terraform-server/src/index.ts'
import { annotated, runStep } from '../on-a-runner.ts'

test('sensitive outputs that are asked for are masked, leaf by leaf, before they are set', async () => {
  await using hcp = await serve()
  const database = { user: 'root-user', port: 5432, key: '-----BEGIN\nabcdef\n-----END' }
  hcp.seedState({
    database: { value: database, sensitive: true },
    pin: { value: '7', sensitive: true },
    region: { value: 'eu-west-1' }
  })
  const step = await runStep(hcp, { inputs: { 'sensitive-outputs': 'mask' } })
  expect(JSON.parse(step.outputs.database ?? '')).toEqual(database)
  expect(step.outputs.outputs).toBe('{"region":"eu-west-1"}')
  expect(JSON.parse(step.outputs['sensitive-outputs'] ?? '')).toEqual({ database, pin: '7' })
  expect(step.masks).toEqual(
    expect.arrayContaining(['root-user', '5432', 'abcdef', '-----BEGIN', '-----END', step.outputs.database])
  )
  expect(step.masks).not.toContain('7')
  expect(annotated(step, 'warning')).toEqual([
    expect.stringContaining('The sensitive output "pin" contains values of one or two characters')
  ])
  const file = step.outputs['outputs-file'] ?? ''
  expect(step.transcript.replaceAll(/^::add-mask::.*$/gm, '')).not.toMatch(/root-user|\b5432\b|abcdef/)
  expect(file).not.toBe('')
})

test('one warning names the outputs with values that are too short to be masked', async () => {
  const short = Array.from({ length: 60 }, (_, at) => {
    return [`o${at}`, { value: { password: `password-${at}`, port: 22 }, sensitive: true }] as const
  })
  await using hcp = await serve()
  hcp.seedState(Object.fromEntries(short))
  const step = await runStep(hcp, { inputs: { 'sensitive-outputs': 'mask' } })
  expect(annotated(step, 'warning')).toEqual([
    expect.stringMatching(/^The sensitive outputs "o0", .* and 10 more contain values of one or two characters/)
  ])
})
