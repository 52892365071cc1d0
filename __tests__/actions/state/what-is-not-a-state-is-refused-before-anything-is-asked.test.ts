import { expect, test } from '@jest/globals'
import { serve } from '../../../packages/hcp-terraform-server/src/index.ts'
import { annotated, runStep } from '../on-a-runner.ts'
import { stateText, uploadOf } from '../states.ts'

const without = (name: string): string => JSON.stringify({ ...(JSON.parse(stateText(1)) as object), [name]: undefined })

test.concurrent.each([
  ['text', 'hello', 'is not a state file: it is not JSON'],
  ['half a state', stateText(1).slice(0, 100), 'is not a state file: it is not JSON'],
  ['another JSON', '{}', 'is not a state file: it has no version'],
  ['a format to come', '{"version": 5, "serial": 1}', 'is a state of format 5, which must be a number between 1 and 4'],
  [
    'the record of a backend',
    '{"version": 3, "serial": 1, "lineage": "l", "backend": {}}',
    'describes where the state is, but does not contain it'
  ],
  ['terraform show -json', '{"format_version": "1.0"}', 'is the output of `terraform show -json`, not a state file'],
  ['an encrypted state', '{"encrypted_data": "x"}', 'is an encrypted state'],
  ['no serial', without('serial'), 'is not a state file: it has no serial'],
  [
    'a lineage that is not a text',
    JSON.stringify({ ...(JSON.parse(stateText(1)) as object), lineage: 7 }),
    'its lineage is not a text'
  ]
])('%s', async (_name, text, says) => {
  await using hcp = await serve()
  const step = await runStep(hcp, uploadOf(text))
  expect([step.conclusion, annotated(step, 'error')]).toEqual(['failure', [expect.stringContaining(says)]])
  expect(hcp.journal.entries).toEqual([])
})

test.concurrent.each([
  ['missing.tfstate', 'does not exist'],
  ['.', 'is not a file']
])('no file: %s', async (path, says) => {
  await using hcp = await serve()
  const step = await runStep(hcp, uploadOf(stateText(1), { path }))
  expect(annotated(step, 'error')).toEqual([expect.stringContaining(says)])
  expect(hcp.journal.entries).toEqual([])
})
