import { expect, test } from '@jest/globals'
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { serve } from '../../../packages/hcp-terraform-server/src/index.ts'
import { runWorkflow, type EndedWorkflow } from '../../../packages/workflow-runner/src/index.ts'

const ROOT = join(import.meta.dirname, '..', '..', '..')
const [composite = '', reusable = ''] = Array.from(
  readFileSync(join(ROOT, 'docs', 'reuse.md'), 'utf8').matchAll(/\n```yaml\n(.*?)```/gs),
  ([, text]) => text ?? ''
)

/** Runs a workflow of these files, next to the wrappers, and gives what came of its runs at the service. */
async function run(workflow: string): Promise<EndedWorkflow & { readonly statuses: readonly string[] }> {
  const root = mkdtempSync(join(tmpdir(), 'wrapped-'))
  const files = {
    'repository/main.tf': 'output "url" {\n  value = "https://example.com"\n}\n',
    'repository/.github/workflows/apply.yml': reusable,
    'repository/.github/workflows/ci.yml': workflow,
    'terraform-plan/action.yml': composite
  }
  try {
    for (const [name, text] of Object.entries(files)) {
      mkdirSync(dirname(join(root, name)), { recursive: true })
      writeFileSync(join(root, name), text)
    }
    await using hcp = await serve({ organization: 'acme', workspace: 'web' })
    hcp.script({ plan: { additions: 1 }, apply: { outputs: { url: { value: 'https://example.com' } } } })
    const ended = await runWorkflow({
      file: join(root, 'repository', '.github', 'workflows', 'ci.yml'),
      repository: join(root, 'repository'),
      actions: { 'OWNER/hcp-terraform-action': ROOT, 'acme/terraform-plan': join(root, 'terraform-plan') },
      secrets: { TF_API_TOKEN: hcp.token },
      machine: { TF_HOSTNAME: hcp.address },
      github: { repository: 'acme/infrastructure' }
    }).ended
    return { ...ended, statuses: [...hcp.world.runs.values()].map(({ status }) => status) }
  } finally {
    rmSync(root, { recursive: true, force: true })
  }
}

test('a composite action plans, gives its output, and cleans up at the end of the job', async () => {
  const ended = await run(`on: push
jobs:
  plan:
    runs-on: ubuntu-latest
    steps:
      - uses: actions/checkout@v6
      - uses: acme/terraform-plan@v1
        id: plan
        with:
          token: \${{ secrets.TF_API_TOKEN }}
          workspace: web
      - run: 'echo "changes: \${{ steps.plan.outputs.has-changes }}"'
`)
  expect([ended.conclusion, ended.statuses]).toEqual(['success', ['planned_and_finished']])
  expect(ended.log).toContain('changes: true')
  expect(ended.job('plan').steps.filter(({ stage }) => stage === 'post')).toHaveLength(1)
})

test('a reusable workflow applies, with the secret that its caller passes, and gives the outputs', async () => {
  const ended = await run(`on: push
jobs:
  apply:
    uses: ./.github/workflows/apply.yml
    with:
      workspace: web
    secrets:
      token: \${{ secrets.TF_API_TOKEN }}
  after:
    needs: apply
    runs-on: ubuntu-latest
    steps:
      - run: 'echo "url: \${{ fromJSON(needs.apply.outputs.terraform).url }}"'
`)
  expect([ended.conclusion, ended.statuses]).toEqual(['success', ['applied']])
  expect(ended.log).toContain('url: https://example.com')
})
