import { expect, test } from '@jest/globals'
import { serve, type Fault } from '../../../packages/hcp-terraform-server/src/index.ts'
import { annotated, onARunner, runStep } from '../on-a-runner.ts'
import { met, stateAndLock, stateText, uploadOf } from '../states.ts'

const CREATE = 'POST /workspaces/:id/state-versions'
const PUT = 'PUT /_archivist/v1/state/:secret'
const answer = (status: number) => ({ kind: 'answer', status, body: '<h1>No</h1>' }) as const

test.concurrent.each<[string, Fault, string]>([
  ['the announcement is refused', { on: CREATE, do: answer(422) }, '422 No (POST /workspaces/ws-…/state-versions)'],
  ['the upload is too large for a proxy', { on: PUT, do: answer(413) }, '413 No'],
  ['the list of states can not be read', { on: 'GET /state-versions', do: answer(401) }, '401 No']
])('%s: the state before stays, and nothing is locked', async (_name, fault, says) => {
  await using hcp = await serve()
  hcp.seedState(stateText(3))
  hcp.faults.set(fault)
  const step = await runStep(hcp, uploadOf(stateText(4)))
  expect([step.conclusion, annotated(step, 'error')]).toEqual(['failure', [expect.stringContaining(says)]])
  expect(stateAndLock(hcp)).toEqual({ state: stateText(3), lock: undefined })
})

test.concurrent.each(['GET /state-versions', CREATE, PUT, 'GET /state-versions/:id'])(
  'a job that is cancelled during %s leaves one of the two states, and no lock',
  async on => {
    await using hcp = await serve()
    hcp.seedState(stateText(3))
    const fault = hcp.faults.set({ on, do: { kind: 'delay', milliseconds: 300 } })
    using run = onARunner(hcp, uploadOf(stateText(4)))
    await met(fault, run)
    run.interrupt()
    const main = await run.ended
    expect(stateAndLock(hcp)).toEqual({ state: stateText(on === 'GET /state-versions' ? 3 : 4), lock: undefined })
    hcp.journal.clear()
    await main.post()
    expect(hcp.journal.entries).toEqual([])
  }
)

test('what the step can not unlock, the post step does', async () => {
  await using hcp = await serve()
  hcp.faults.set({ on: 'POST /workspaces/:id/actions/unlock', do: { kind: 'answer', status: 403 } })
  const step = await runStep(hcp, uploadOf(stateText(4)))
  expect(annotated(step, 'error')).toEqual([expect.stringContaining("The workspace demo can't be unlocked: ")])
  expect(step.outputs.serial).toBe('4')
  expect(step.post?.log).toContain('Unlocked the workspace demo.')
  expect(stateAndLock(hcp)).toEqual({ state: stateText(4), lock: undefined })
})
