import { expect, test } from '@jest/globals'
import { serve } from '../../../packages/hcp-terraform-server/src/index.ts'
import { onARunner, type Options } from '../on-a-runner.ts'

const TOKEN = 'AbCdEfGhIjKlMn.atlasv1.QwErTyUiOpAsDfGhJkLzXcVbNmQwErTyUiOpAsDfGhJkLzXcVbNmQwErTy'

test.each<[string, string, Options['inputs'], string]>([
  ['hostname', '.', {}, 'looks like a token'],
  ['organization', '.', {}, 'looks like a token'],
  ['workspace', 'workspaces/ensure', {}, 'looks like a token'],
  ['operation', '.', {}, 'looks like a token'],
  ['directory', '.', {}, '***'],
  ['target', '.', {}, ''],
  ['run-id', 'run/show', {}, 'looks like a token'],
  ['project', 'workspaces', { workspace: undefined }, '***'],
  ['project', 'workspaces/ensure', {}, '***'],
  ['agent-pool', 'workspaces/ensure', { 'execution-mode': 'agent' }, '***'],
  ['terraform-version', 'workspaces/ensure', {}, '']
])('a token as `%s` of %s is neither shown nor kept', async (name, action, inputs, said) => {
  await using hcp = await serve()
  const isIndependent = action === 'run/show'
  const none = isIndependent ? { organization: undefined, workspace: undefined } : {}
  using run = onARunner(hcp, { action, inputs: { ...none, ...inputs, [name]: TOKEN } })
  const { conclusion, transcript, outputs, state, summary } = await run.ended
  if (said !== '') expect([conclusion, transcript]).toEqual(['failure', expect.stringContaining(said)])
  const written = [transcript, JSON.stringify([outputs, state]), summary].join('\n').toLowerCase()
  expect(written).not.toContain('qwertyuiop')
  if (said.includes('token')) expect(hcp.journal.entries).toEqual([])
})
