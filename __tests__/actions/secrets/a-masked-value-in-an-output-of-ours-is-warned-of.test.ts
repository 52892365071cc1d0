import { expect, test } from '@jest/globals'
import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { serve, type Hcp } from '../../../packages/hcp-terraform-server/src/index.ts'
import { runAction, type EndedAction } from '../../../packages/workflow-runner/src/index.ts'
import { annotated } from '../on-a-runner.ts'

const ROOT = join(import.meta.dirname, '..', '..', '..')

/** Without the search for secrets: the name of the workspace, which is one here, is in the log of every run. */
async function runStep(
  { address, token, organization, workspace }: Hcp,
  inputs: Readonly<Record<string, string>> = {}
): Promise<EndedAction> {
  const connection = { token, hostname: address, organization, workspace }
  using run = runAction({
    directory: ROOT,
    secrets: [token],
    prepare: at => writeFileSync(join(at, 'main.tf'), ''),
    inputs: { ...connection, 'pull-request-comment': 'never', ...inputs }
  })
  return await run.ended
}

test('a sensitive output that occurs in the address of the run is warned of', async () => {
  await using hcp = await serve({ organization: 'acme', workspace: 'payments-prod' })
  hcp.seedState({ name: { value: 'payments-prod', sensitive: true } })
  const masked = await runStep(hcp, { 'sensitive-outputs': 'mask' })
  expect(annotated(masked, 'warning')).toEqual([
    expect.stringMatching(/^A masked value occurs in `run-url`\. GitHub drops/)
  ])
  // What is not masked is not dropped.
  expect(annotated(await runStep(hcp), 'warning')).toEqual([])
})
