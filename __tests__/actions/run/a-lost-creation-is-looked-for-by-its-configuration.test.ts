import { expect, test } from '@jest/globals'
import { serve } from '../../../packages/hcp-terraform-server/src/index.ts'
import { version } from '../../faults/given.ts'
import { annotated, runStep } from '../on-a-runner.ts'
import { resourcesOf, rewritten, type Rewriting } from '../rewriting.ts'

/** A server that keeps no messages of runs. */
const forgetful: Rewriting = {
  answer: document => {
    for (const { type, attributes } of resourcesOf(document)) if (type === 'runs') delete attributes.message
  }
}
const LOST = { on: 'POST /runs', do: { kind: 'answer', status: 502 } } as const

test('a run is known by the configuration that this step has uploaded, where messages are not kept', async () => {
  await using hcp = await serve()
  await using front = await rewritten(hcp, forgetful)
  hcp.faults.set({ ...LOST, when: 'after' })
  const step = await runStep(front)
  expect([annotated(step, 'error'), step.conclusion, hcp.world.runs.size]).toEqual([[], 'success', 1])
})

test('a run that was not created is asked for again, also when that is lost several times', async () => {
  await using hcp = await serve()
  hcp.faults.set({ ...LOST, when: 'before', times: 2 })
  const step = await runStep(hcp)
  expect([annotated(step, 'error'), step.conclusion, hcp.world.runs.size]).toEqual([[], 'success', 1])
})

test('a run of a given configuration is not asked for twice where nothing tells whether it exists', async () => {
  await using hcp = await serve()
  await using front = await rewritten(hcp, forgetful)
  const id = await version(hcp, { speculative: true })
  hcp.faults.set({ ...LOST, when: 'after' })
  const step = await runStep(front, { inputs: { 'configuration-version-id': id } })
  expect([step.conclusion, hcp.world.runs.size]).toEqual(['failure', 1])
  expect(annotated(step, 'error')[0]).toMatch(/^The service may have created the run or not.*Look at the runs/s)
})
