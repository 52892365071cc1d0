import { expect, test } from '@jest/globals'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { serve } from '../../../packages/hcp-terraform-server/src/index.ts'
import { annotated, onARunner, runStep } from '../on-a-runner.ts'
import { nodeAfter } from '../other-node.ts'

/** A Node that is started with RUNNER_TEMP set to a folder, which the runner itself does not use. */
const nodeWith = (temporary: string) => nodeAfter(`process.env.RUNNER_TEMP = ${JSON.stringify(temporary)}`)

test.each([
  ['does not exist', join(tmpdir(), 'no-such-folder')],
  ['is a file', import.meta.filename]
])('a folder that %s is named before anything is created', async (_, temporary) => {
  await using hcp = await serve()
  using machine = nodeWith(temporary)
  const step = await runStep(hcp, { node: machine.node })
  expect(annotated(step, 'error')).toEqual([expect.stringContaining(`RUNNER_TEMP is ${JSON.stringify(temporary)}`)])
  expect(hcp.journal.writes).toEqual([])
  const download = await runStep(hcp, {
    node: machine.node,
    action: 'configuration/download',
    inputs: {
      'run-id': 'run-0123456789abcdef',
      path: 'there',
      extract: 'true',
      workspace: undefined,
      organization: undefined
    }
  })
  expect(annotated(download, 'error')).toEqual([expect.stringContaining('RUNNER_TEMP is')])
})

test('a folder that vanishes during an apply does not hide that it was applied, nor any output', async () => {
  await using hcp = await serve({
    script: { hold: ['applying'], apply: { outputs: { greeting: { value: 'hello' } } } }
  })
  const temporary = mkdtempSync(join(tmpdir(), 'vanishing-'))
  using machine = nodeWith(temporary)
  using run = onARunner(hcp, { node: machine.node, inputs: { operation: 'apply' } })
  await hcp.until('applying')
  rmSync(temporary, { recursive: true })
  hcp.release()
  const step = await run.ended
  expect([step.conclusion, step.outputs['run-status'], step.outputs.outputs]).toEqual([
    'failure',
    'applied',
    '{"greeting":"hello"}'
  ])
  expect(annotated(step, 'error')).toEqual([
    expect.stringMatching(/^Applied, but `outputs-file` is not set: RUNNER_TEMP is /)
  ])
  expect(step.summary).toContain('greeting')
  expect(step.transcript).not.toContain('a defect of the action')
})
