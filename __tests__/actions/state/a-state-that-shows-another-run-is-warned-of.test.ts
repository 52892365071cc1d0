import { expect, test } from '@jest/globals'
import { serve, type Hcp } from '../../../packages/hcp-terraform-server/src/index.ts'
import { annotated, runStep } from '../on-a-runner.ts'
import { resourcesOf, rewritten } from '../rewriting.ts'
import { stateAndLock, stateText, uploadOf } from '../states.ts'

const UPLOADED = [['success', stateText(4)], []]
const result = (hcp: Hcp, step: Awaited<ReturnType<typeof runStep>>) => [
  [step.conclusion, stateAndLock(hcp).state],
  annotated(step, 'warning')
]

const planned = async (hcp: Hcp) => {
  const { outputs } = await runStep(hcp)
  return { 'run-id': outputs['run-id'] }
}

/** A server that links states to no run, or to another one. */
async function linking(hcp: Hcp, run: object | undefined) {
  const server = await rewritten(hcp, {
    answer: document => {
      for (const { type, attributes, relationships } of resourcesOf(document)) {
        if (type !== 'state-versions' || relationships === undefined) continue
        relationships.run = run
        for (const [name, value] of Object.entries(attributes))
          if (name.startsWith('hosted-') && typeof value === 'string')
            attributes[name] = value.replace(hcp.address, server.address)
      }
    }
  })
  return server
}

test('a state that is linked to its run is uploaded without a word, once and again', async () => {
  await using hcp = await serve()
  const upload = uploadOf(stateText(4), await planned(hcp))
  for (const step of [await runStep(hcp, upload), await runStep(hcp, upload)])
    expect(result(hcp, step)).toEqual(UPLOADED)
})

test.each([
  ['no run', undefined, /^`run-id`: the state version sv-… shows no run, not run-…\. The state is uploaded\.$/],
  ['another run', { data: { type: 'runs', id: 'run-other' } }, /shows the run run-\S+, not run-…\./]
])('a server that shows %s with the new state is named in a warning', async (_what, run, warning) => {
  await using hcp = await serve()
  await using server = await linking(hcp, run)
  const step = await runStep(server, uploadOf(stateText(4), await planned(hcp)))
  expect(result(hcp, step)).toEqual([UPLOADED[0], [expect.stringMatching(warning)]])
})

test('a run that is not used, because the workspace has the state already, is warned of', async () => {
  await using hcp = await serve()
  hcp.seedState(stateText(4))
  const step = await runStep(hcp, uploadOf(stateText(4), await planned(hcp)))
  expect(result(hcp, step)).toEqual([UPLOADED[0], [expect.stringMatching(/^`run-id` has no effect: .*already/)]])
  expect(hcp.world.stateVersions.size).toBe(1)
})
