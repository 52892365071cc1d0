import { expect, test } from '@jest/globals'
import { serve } from '../../../packages/hcp-terraform-server/src/index.ts'
import { annotated, runStep } from '../on-a-runner.ts'

test('bad inputs are told of all at once, before anything is asked', async () => {
  await using hcp = await serve()
  const inputs = {
    token: '',
    workspace: '',
    operation: 'aply',
    mode: 'refresh-only',
    refresh: 'false',
    replace: 'terraform_data.a',
    variables: 'nonsense\nlist = [1,',
    wait: 'false',
    'output-prefix': 'tf-',
    'sensitive-outputs': 'show'
  }
  const step = await runStep(hcp, { inputs })
  expect(annotated(step, 'error')).toMatchInlineSnapshot(`
   [
     "\`token\`: missing: give it as \${{ secrets.TF_API_TOKEN }}, or in the environment variable TF_API_TOKEN or TFE_TOKEN. Secrets are not passed to workflows from forks, nor to those that Dependabot starts
   \`workspace\`: missing: give its name here, or in the environment variable TF_WORKSPACE
   \`operation\`: "aply" is none of plan, apply, save-plan
   \`variables\`: line 1 must be of the form name = value
   \`variables\`: line 2: the value of list begins as a list or an object but is not JSON: write ["a", "b"] or {"name": "value"}
   \`sensitive-outputs\`: "show" is none of omit, mask
   \`replace\`: not possible beside \`mode\` refresh-only
   \`refresh\`: not false beside \`mode\` refresh-only, which does nothing else
   \`output-prefix\`: no effect beside \`wait\` false, which ends the step before",
   ]
  `)
  expect(hcp.journal.entries).toEqual([])
  expect(step.post?.conclusion).toBe('success')
})
