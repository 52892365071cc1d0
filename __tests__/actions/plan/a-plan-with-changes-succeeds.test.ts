import { expect, test } from '@jest/globals'
import { serve } from '../../../packages/hcp-terraform-server/src/index.ts'
import { plain, runStep } from '../on-a-runner.ts'

test('a plan with changes succeeds, and says what it would do', async () => {
  await using hcp = await serve({ script: { plan: { additions: 3, changes: 2, destructions: 1, imports: 4 } } })
  const step = await runStep(hcp)
  expect(step.conclusion).toBe('success')
  // Which statuses are seen on the way depends on the moment.
  expect(plain(step.log).replaceAll(/^Run: (?!planned).*\n/gm, '')).toMatchInlineSnapshot(`
   "##[group]Run ./
   with:
     token: ***
     hostname: http://HOST
     organization: demo
     workspace: demo
     pull-request-comment: never
     operation: plan
     mode: normal
     environment-variables: true
     refresh: true
     allow-empty-apply: false
     expect-no-changes: false
     generate-configuration: false
     supersede: true
     matrix: null
     reviewed-sensitive-values: refuse
     wait: true
     on-timeout: cancel
     on-cancel: cancel
     on-policy-override: fail
     sensitive-outputs: omit
     github-token: ***
     summary: true
   ##[endgroup]
   Uploading 1 file (0.1 kB) to the workspace demo.
   Run run-…: http://HOST/app/demo/workspaces/demo/runs/run-…
   ##[group]Terraform plan
   ::stop-commands::***
   Terraform v1.11.4
   on linux_amd64
   Initializing plugins and modules...

   Plan: 3 to add, 2 to change, 1 to destroy.
   ::***::
   ##[endgroup]
   ::stop-commands::***
   Plan: 3 to add, 2 to change, 1 to destroy.
   ::***::
   Run: planned and finished
   The workspace has no state yet, and so no outputs.
   The plan has changes."
  `)
  expect(step.outputs).toMatchObject({
    'run-status': 'planned_and_finished',
    'has-changes': 'true',
    has_changes: 'true',
    'resource-additions': '3',
    'resource-changes': '2',
    'resource-destructions': '1',
    'resource-imports': '4',
    resource_imports: '4',
    outputs: '{}'
  })
  expect(hcp.journal.writes).toEqual([
    'POST /workspaces/:id/configuration-versions',
    'PUT /_archivist/v1/configuration/:secret',
    'POST /runs'
  ])
})
