import { expect, test } from '@jest/globals'
import { serve } from '../../../packages/hcp-terraform-server/src/index.ts'
import { runStep } from '../on-a-runner.ts'

const SECRET = 'hunter2-Zq9-secret'
const line = (message: string, more: object): string =>
  `${JSON.stringify({ '@level': 'info', '@message': message, ...more })}\n`
const change = (more: object) => ({ resource: { addr: 'a.a' }, ...more })
const log = [
  line(`note ${SECRET}`, { type: 'log' }),
  line('drift', { type: 'resource_drift', change: change({ action: 'update', reason: `because ${SECRET}` }) }),
  line('change', { type: 'planned_change', change: change({ action: `melt ${SECRET}` }) }),
  line('change', { type: 'planned_change', change: change({ action: 'replace', reason: `because ${SECRET}` }) }),
  line(`Plan: 1 to add. ${SECRET}`, {
    type: 'change_summary',
    changes: { add: 1, change: 0, remove: 0, [SECRET]: 1, operation: 'plan' }
  })
].join('')

test.each(['plan', 'apply', 'save-plan'])(
  'with the operation %s, no text of a change or of the summary does',
  async operation => {
    await using hcp = await serve({ script: { plan: { log }, apply: { log } } })
    const step = await runStep(hcp, {
      inputs: { operation, variables: `password = "${SECRET}"` },
      files: { 'main.tf': 'variable "password" {\n  sensitive = true\n}\n' }
    })
    expect(step.conclusion).toBe('success')
    const shown = step.log.split('##[endgroup]').slice(1).join('')
    for (const text of ['note ***', 'Plan: 1 to add. ***', 'melt ***', 'because ***']) expect(shown).toContain(text)
    for (const text of [shown, step.summary, JSON.stringify(step.outputs)]) expect(text).not.toContain(SECRET)
  }
)

test('a condition that names what it does not know does not either', async () => {
  await using hcp = await serve({ script: { plan: { log } } })
  const step = await runStep(hcp, {
    inputs: { operation: 'apply', 'apply-only-if': 'no-destroys', variables: `password = "${SECRET}"` },
    files: { 'main.tf': 'variable "password" {\n  sensitive = true\n}\n' }
  })
  expect(step.conclusion).toBe('failure')
  const shown = step.log.split('##[endgroup]').slice(1).join('')
  for (const text of [shown, step.summary]) expect(text).not.toContain(SECRET)
})
