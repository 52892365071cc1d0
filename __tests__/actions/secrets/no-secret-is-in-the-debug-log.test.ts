import { expect, test } from '@jest/globals'
import { serveGithub } from '../../../packages/github-server/src/index.ts'
import { serve } from '../../../packages/hcp-terraform-server/src/index.ts'
import { onGithub } from '../on-github.ts'
import { NO_WORKSPACE, onARunner, runStep, type Options } from '../on-a-runner.ts'
import { stateText, uploadOf } from '../states.ts'

// Whatever a step says is searched for secrets by `onARunner`; here it says as much as it can.

const OUTPUTS = {
  db: { value: { url: 'postgres://admin:s3cr3t@db/prod', ports: [54321, 15432] }, sensitive: true },
  key: { value: '-----BEGIN KEY-----\nMIIEpAIBAAKCAQEA\n-----END KEY-----\n', sensitive: true },
  region: { value: 'eu-west-1' }
}
const MASK = { 'sensitive-outputs': 'mask' }

test('of an apply that exports sensitive outputs, and comments on its pull request', async () => {
  await using hcp = await serve({ script: { apply: { outputs: OUTPUTS } }, stateDownload: 'archivist' })
  await using github = await serveGithub()
  const pull = github.addPullRequest()
  const inputs = { operation: 'apply', ...MASK }
  const step = await runStep(hcp, { ...onGithub(github.trigger('pull_request', pull), { inputs }), debug: true })
  expect([step.conclusion, JSON.parse(step.outputs['sensitive-outputs'] ?? '')]).toEqual([
    'success',
    { db: OUTPUTS.db.value, key: OUTPUTS.key.value }
  ])
})

test.each<[string, Options & { readonly on: string; readonly status: number; readonly ends?: 'success' }]>([
  ['an upload', { on: 'PUT /_archivist/v1/configuration/:secret', status: 403 }],
  ['a reading of the run', { on: 'GET /runs/:id', status: 401 }],
  ['a reading of its log', { on: 'GET /_archivist/v1/log/:secret', status: 404, ends: 'success' }],
  [
    'a state upload',
    {
      ...uploadOf(stateText(1), { workspace: 'empty' }),
      on: 'PUT /_archivist/v1/state/:secret',
      status: 403,
      ends: 'success'
    }
  ],
  ['outputs', { action: 'outputs', inputs: MASK, on: 'GET /state-version-outputs/:id', status: 403 }],
  [
    'a download of a state',
    { action: 'state/download', inputs: { path: 'x' }, on: 'GET /_archivist/v1/state/:secret', status: 403 }
  ]
])('of a failure of %s', async (_name, { on, status, ends = 'failure', ...options }) => {
  await using hcp = await serve({ stateDownload: 'archivist' })
  hcp.seedState(OUTPUTS)
  hcp.createWorkspace('empty')
  const fault = hcp.faults.set({ on, do: { kind: 'answer', status, body: '<pre>no</pre>' }, times: 100 })
  const step = await runStep(hcp, { ...options, debug: true })
  expect([step.conclusion, fault.hits > 0]).toEqual([ends, true])
})

test('of a job that is cancelled while its run goes on, and of its post step', async () => {
  await using hcp = await serve({ script: { hold: ['planning'] } })
  hcp.seedState(OUTPUTS)
  using run = onARunner(hcp, { debug: true })
  await hcp.until('planning')
  run.interrupt()
  const main = await run.ended
  const post = await main.post()
  expect([main.conclusion, post.conclusion]).toEqual(['cancelled', 'success'])
  expect(main.log).toContain('##[debug]Cancelled')
})

test('of what goes wrong for good: its stack is reported, and no more', async () => {
  await using hcp = await serve()
  const inputs = { ...NO_WORKSPACE, 'run-id': 'run-aaaaaaaaaaaaaaaa' }
  const step = await runStep(hcp, { action: 'run/show', inputs, debug: true })
  expect(step.log).toMatch(/##\[debug\]ApiError: .*\(GET \/runs\/run-a+: 404/s)
})
