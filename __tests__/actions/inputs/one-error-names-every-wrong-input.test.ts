import { expect, test } from '@jest/globals'
import { serve } from '../../../packages/hcp-terraform-server/src/index.ts'
import { annotated, runStep } from '../on-a-runner.ts'

test('one error names every wrong input, before anything is asked', async () => {
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
     "\`token\` is missing. Set it to \${{ secrets.TF_API_TOKEN }}, or set the environment variable TF_API_TOKEN or TFE_TOKEN. GitHub passes no secrets to workflows from forks or from Dependabot, and to a reusable workflow only those that the calling job passes, all of them with \`secrets: inherit\`.
   \`workspace\` is missing. Set it to the workspace's name, or set the environment variable TF_WORKSPACE.
   \`operation\` must be \`plan\`, \`apply\` or \`save-plan\`, but is \`aply\`.
   \`variables\` must be \`name = value\` on each line, but line 1 has another form.
   \`variables\` must have valid values, but the value on line 2 begins as a list or an object and is not JSON. Write ["a", "b"] or {"name": "value"}.
   \`sensitive-outputs\` must be \`omit\` or \`mask\`, but is \`show\`.
   \`replace\` can't be combined with \`mode: refresh-only\`. Remove one of them.
   \`refresh\` must be \`true\` with \`mode: refresh-only\`, which only refreshes.
   \`output-prefix\` has no effect with \`wait: false\`, because the step does not wait for the run. Remove one of them.",
   ]
  `)
  expect(hcp.journal.entries).toEqual([])
  expect(step.post?.conclusion).toBe('success')
})
