import { expect, test } from '@jest/globals'
import { delimiter, join } from 'node:path'
import { chmodSync } from 'node:fs'
import { runWorkflow } from '../../../packages/workflow-runner/src/index.ts'
import { directoryOf, tinyAction } from '../../../packages/workflow-runner/tests/tiny-action.ts'

const ROOT = join(import.meta.dirname, '..', '..', '..')

/** A directory with an `npm` that installs what is installed here already. */
function installedBefore(): string {
  const directory = directoryOf({ npm: `#!/bin/sh\ntest "$*" = ci && ln -s '${ROOT}/node_modules' node_modules\n` })
  chmodSync(join(directory, 'npm'), 0o755)
  return directory
}

test('the action runs from a checkout, as the workflow of this repository runs it', async () => {
  const { jobs } = await runWorkflow({
    file: join(ROOT, '.github', 'workflows', 'e2e.yml'),
    repository: ROOT,
    actions: { 'actions/setup-node': tinyAction({ yaml: 'inputs: { node-version: {} }', main: '' }) },
    machine: { PATH: [installedBefore(), process.env.PATH].join(delimiter) },
    event: { name: 'pull_request', payload: { number: 1 } }
  }).ended
  expect(jobs.map(({ conclusion, log }) => [conclusion, log])).toEqual(
    ['ubuntu', 'windows', 'macos'].map(() => ['success', expect.stringContaining('Apply complete')])
  )
})
