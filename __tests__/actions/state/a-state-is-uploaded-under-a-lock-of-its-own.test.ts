import { expect, test } from '@jest/globals'
import { serve } from '../../../packages/hcp-terraform-server/src/index.ts'
import { plain, runStep } from '../on-a-runner.ts'
import { stateAndLock, stateText, uploadOf } from '../states.ts'

test.each(['hcp', 'enterprise'] as const)(
  '%s: a state is uploaded under a lock of its own, which is given back',
  async product => {
    await using hcp = await serve({ product })
    hcp.seedState(stateText(3))
    const step = await runStep(hcp, uploadOf(stateText(4)))
    expect(step.conclusion).toBe('success')
    expect(stateAndLock(hcp)).toEqual({ state: stateText(4), lock: undefined })
    expect(step.outputs).toMatchObject({ 'state-version-id': hcp.find().currentStateVersion?.id, serial: '4' })
    expect(hcp.journal.writes).toEqual([
      'POST /workspaces/:id/actions/lock',
      'POST /workspaces/:id/state-versions',
      'PUT /_archivist/v1/state/:secret',
      'POST /workspaces/:id/actions/unlock'
    ])
    const lock = hcp.journal.entries.find(({ path }) => path.endsWith('/lock'))
    expect(lock?.body).toEqual({
      reason: expect.stringMatching(
        /^Upload of the state with serial 4 by the GitHub job \w+ of example\/infrastructure, run \d+ attempt 1 \[[0-9a-f]{16}\]$/
      )
    })
    expect(plain(step.log)).toContain('Unlocked the workspace demo.')
    expect(step.transcript).not.toContain('of serial')
    expect(step.post?.log).not.toContain('nlocked')
  }
)
