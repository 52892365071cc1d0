import { expect, test } from '@jest/globals'
import { serve } from '../../../packages/hcp-terraform-server/src/index.ts'
import { runStep } from '../on-a-runner.ts'

test('outputs are read over all pages, and waited for while the service processes them', async () => {
  await using hcp = await serve()
  const names = Array.from({ length: 250 }, (_, index) => `output_${index}`)
  hcp.seedState(Object.fromEntries(names.map(name => [name, { value: name }])))
  hcp.faults.set({ name: 'resources-unprocessed', times: 2 })
  const step = await runStep(hcp)
  expect(Object.keys(JSON.parse(step.outputs.outputs ?? '') as object).toSorted()).toEqual(names.toSorted())
})
