import { expect, test } from '@jest/globals'
import { globSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { serve } from '../../../packages/hcp-terraform-server/src/index.ts'
import { runWorkflow } from '../../../packages/workflow-runner/src/index.ts'

const ROOT = join(import.meta.dirname, '..', '..', '..')

/** The workflows that the pages give in place of others, by the page. */
const workflows = globSync('docs/migrate-from-*.md', { cwd: ROOT })
  .toSorted()
  .map(page => [page, /\nAfter:\n\n```yaml\n(.*?)```/s.exec(readFileSync(join(ROOT, page), 'utf8'))?.[1]] as const)

test.concurrent.each(workflows)('%s', async (_page, workflow = '') => {
  const repository = mkdtempSync(join(tmpdir(), 'migrated-'))
  try {
    await using hcp = await serve({ organization: 'acme', workspace: 'web' })
    hcp.script({ apply: { outputs: { url: { value: `${hcp.address}/api/v2/ping` } } } })
    mkdirSync(join(repository, 'infrastructure'))
    writeFileSync(join(repository, 'infrastructure', 'main.tf'), 'variable "image" { default = "web" }\n')
    const file = join(repository, 'workflow.yml')
    writeFileSync(file, workflow)
    const { ended } = runWorkflow({
      file,
      repository,
      actions: { 'OWNER/hcp-terraform-action': ROOT },
      secrets: { TF_API_TOKEN: hcp.token, TFE_TOKEN: hcp.token },
      machine: { TF_HOSTNAME: hcp.address },
      github: { repository: 'acme/infrastructure' }
    })
    const { conclusion, log } = await ended
    expect([conclusion, log]).toEqual(['success', expect.stringContaining('/api/v2/ping')])
    expect(
      hcp.world.runs
        .values()
        .map(run => run.status)
        .toArray()
    ).toEqual(['applied'])
  } finally {
    rmSync(repository, { recursive: true, force: true })
  }
})

test('there are three of them', () => {
  expect(workflows).toHaveLength(3)
})
