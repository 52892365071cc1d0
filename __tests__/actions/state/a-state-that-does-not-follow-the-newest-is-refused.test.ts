import { expect, test } from '@jest/globals'
import { serve } from '../../../packages/hcp-terraform-server/src/index.ts'
import { annotated, runStep } from '../on-a-runner.ts'
import { LINEAGE, stateAndLock, stateText, uploadOf, versions } from '../states.ts'

const OTHER = 'b0d7a4b2-3b1c-4f53-8d53-5e8a4f0a1c11'

const cases: readonly (readonly [string, string, string])[] = [
  [
    'a lower serial',
    stateText(6),
    "has the serial 6, the workspace's current state, sv-…, 7: later changes would be lost."
  ],
  [
    'another lineage',
    stateText(8, 'x', OTHER),
    `has the lineage ${OTHER}, the workspace's current state, sv-…, ${LINEAGE}: they describe different resources.`
  ],
  [
    'the same serial with another content',
    stateText(7, 'another'),
    "has the serial 7, and the workspace's current state, sv-…, has the same serial and other content: increase the serial of a changed state."
  ]
]

test.concurrent.each(cases)('%s is refused with both values, and nothing is written', async (_name, text, says) => {
  await using hcp = await serve()
  hcp.seedState(stateText(7))
  const step = await runStep(hcp, uploadOf(text))
  expect([step.conclusion, annotated(step, 'error')]).toEqual(['failure', [expect.stringContaining(says)]])
  expect(annotated(step, 'error')[0]).toContain('Set `force` to `true`')
  expect(stateAndLock(hcp)).toEqual({ state: stateText(7), lock: undefined })
  expect(versions(hcp)).toHaveLength(1)
})

test.concurrent.each(cases)('%s is uploaded with force', async (_name, text) => {
  await using hcp = await serve()
  hcp.seedState(stateText(7))
  expect((await runStep(hcp, uploadOf(text, { force: 'true' }))).conclusion).toBe('success')
  expect(stateAndLock(hcp)).toEqual({ state: text, lock: undefined })
})

test('a state that exists already is not written again: a job may be run again', async () => {
  await using hcp = await serve()
  const { id } = hcp.seedState(stateText(7))
  const step = await runStep(hcp, uploadOf(stateText(7)))
  expect([step.conclusion, step.outputs['state-version-id'], versions(hcp).length]).toEqual(['success', id, 1])
  expect(step.log).toContain('The workspace has this state already')
  expect(stateAndLock(hcp).lock).toBeUndefined()
})
