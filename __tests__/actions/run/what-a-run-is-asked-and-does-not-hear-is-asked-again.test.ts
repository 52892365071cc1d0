import { expect, test } from '@jest/globals'
import { serve, type RunScript, type RunStatus } from '../../../packages/hcp-terraform-server/src/index.ts'
import { run as runElsewhere } from '../../faults/given.ts'
import { NO_WORKSPACE, runStep } from '../on-a-runner.ts'

const POLICY: RunScript = { policies: [{ name: 'cost', enforcement: 'soft-mandatory', passes: false }] }
const BAD_GATEWAY = { kind: 'answer', status: 502 } as const

/** The action, the run's status, the request, and what becomes of it. */
const cases: readonly (readonly [string, RunScript, RunStatus, string, RunStatus])[] = [
  ['run/cancel', { hold: ['planning'] }, 'planning', 'POST /runs/:id/actions/cancel', 'canceled'],
  ['run/discard', {}, 'planned', 'POST /runs/:id/actions/discard', 'discarded'],
  ['run/override', POLICY, 'policy_override', 'POST /policy-checks/:id/actions/override', 'policy_checked']
]

test.concurrent.each(cases.flatMap(each => [[...each, 'before'] as const, [...each, 'after'] as const]))(
  '%s is heard in the end, though the answer is lost',
  async (action, script, status, on, becomes, when) => {
    await using hcp = await serve({ script })
    const begun = await runElsewhere(hcp, status)
    hcp.journal.clear()
    hcp.faults.set({ on, do: BAD_GATEWAY, when })
    const inputs = {
      ...NO_WORKSPACE,
      ...begun,
      ...(action === 'run/override' && { comment: 'It is urgent' })
    }
    const step = await runStep(hcp, { action, inputs })
    expect([step.conclusion, step.annotations]).toEqual(['success', []])
    expect([...hcp.world.runs.values()].map(run => run.status)).toEqual([becomes])
    if (when === 'before') expect(hcp.journal.writes.filter(line => !line.endsWith('/comments'))).toEqual([on, on])
  }
)
