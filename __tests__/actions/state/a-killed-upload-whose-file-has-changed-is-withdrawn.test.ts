import { expect, test } from '@jest/globals'
import { rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { serve } from '../../../packages/hcp-terraform-server/src/index.ts'
import { onARunner } from '../on-a-runner.ts'
import { met, stateAndLock, stateText, uploadOf } from '../states.ts'

test.concurrent.each([
  ['gone', (file: string) => rmSync(file)],
  ['another', (file: string) => writeFileSync(file, stateText(4, 'another'))]
])('the file is %s when a killed upload must be stopped: the state before stays', async (_how, change) => {
  await using hcp = await serve()
  hcp.seedState(stateText(3))
  const fault = hcp.faults.set({ on: 'PUT /_archivist/v1/state/:secret', do: { kind: 'hang' } })
  using run = onARunner(hcp, uploadOf(stateText(4)))
  await met(fault, run)
  run.kill()
  const main = await run.ended
  change(join(run.workspace, 'terraform.tfstate'))
  const post = await main.post()
  expect(post.log).toContain('The workspace keeps the state that it had before the step.\nUnlocked the workspace demo.')
  expect(stateAndLock(hcp)).toEqual({ state: stateText(3), lock: undefined })
})

test('a first state that a killed step has announced is uploaded by the post step', async () => {
  await using hcp = await serve()
  const fault = hcp.faults.set({ on: 'PUT /_archivist/v1/state/:secret', do: { kind: 'hang' } })
  using run = onARunner(hcp, uploadOf(stateText(0)))
  await met(fault, run)
  run.kill()
  const post = await (await run.ended).post()
  expect(post.log).toMatch(
    /Finished the upload that the step had started: state version sv-\w+\.\nUnlocked the workspace demo\./
  )
  expect(stateAndLock(hcp)).toEqual({ state: stateText(0), lock: undefined })
})
