import { expect, test } from '@jest/globals'
import { serve } from '../../../packages/hcp-terraform-server/src/index.ts'
import { annotated, runStep } from '../on-a-runner.ts'

const VCS = { identifier: 'acme/web', branch: 'main' }

test.each<[string, object, string, string, string?]>([
  ['local execution', { 'execution-mode': 'local' }, 'plan', 'its execution mode is local'],
  ['no permission to plan', { permissions: { 'can-queue-run': false } }, 'plan', 'the token may not queue runs in it'],
  [
    'no permission to apply',
    { permissions: { 'can-queue-apply': false } },
    'apply',
    'the token may plan in it, but not apply'
  ],
  ['a connected repository', { 'vcs-repo': VCS }, 'apply', 'it is connected to a repository'],
  ['no plans to destroy', { 'allow-destroy-plan': false }, 'plan', 'it does not allow plans that destroy', 'destroy'],
  [
    'a working directory that is not in what is uploaded',
    { 'working-directory': 'env/prod' },
    'plan',
    'runs Terraform in "env/prod" of the upload'
  ]
])('%s is reported before anything is uploaded', async (_name, attributes, operation, says, mode = 'normal') => {
  await using hcp = await serve()
  hcp.createWorkspace('odd', attributes)
  const step = await runStep(hcp, { inputs: { workspace: 'odd', operation, mode } })
  expect(step.conclusion).toBe('failure')
  expect(annotated(step, 'error')).toEqual([expect.stringContaining(says)])
  expect(hcp.journal.writes).toEqual([])
})

test('a plan in a workspace with a connected repository is fine', async () => {
  await using hcp = await serve()
  hcp.createWorkspace('odd', { 'vcs-repo': VCS })
  expect((await runStep(hcp, { inputs: { workspace: 'odd' } })).conclusion).toBe('success')
})
