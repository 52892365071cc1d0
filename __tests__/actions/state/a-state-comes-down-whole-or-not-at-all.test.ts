import { expect, test } from '@jest/globals'
import { existsSync, readdirSync, readFileSync, statSync } from 'node:fs'
import { join } from 'node:path'
import { serve, type Fault, type Hcp } from '../../../packages/hcp-terraform-server/src/index.ts'
import { annotated, NO_WORKSPACE, onARunner, type Options } from '../on-a-runner.ts'
import { met, stateText } from '../states.ts'

const download = (
  inputs: Readonly<Record<string, string | undefined>> = {},
  files: Options['files'] = {}
): Options => ({
  action: 'state/download',
  files,
  inputs: { path: 'here/and/there.tfstate', ...inputs }
})
const file = 'here/and/there.tfstate'

test.concurrent.each<[string, Parameters<typeof serve>[0]]>([
  ['HCP Terraform, whose API asks who you are', { strictArchivist: true, separateArchivist: true }],
  ['Terraform Enterprise', { product: 'enterprise' }],
  [
    'Terraform Enterprise with an object store elsewhere',
    { product: 'enterprise', strictArchivist: true, separateArchivist: true }
  ]
])('%s: byte for byte, only for its owner, and never in the log', async (_name, options) => {
  await using hcp = await serve(options)
  const { id } = hcp.seedState(stateText(3, 's3cr3t'))
  using run = onARunner(hcp, download())
  const step = await run.ended
  const path = join(run.workspace, file)
  expect([step.conclusion, step.outputs.path, step.outputs['state-version-id'], step.outputs.serial]).toEqual([
    'success',
    path,
    id,
    '3'
  ])
  expect(readFileSync(path, 'utf8')).toBe(stateText(3, 's3cr3t'))
  expect((statSync(path).mode & 0o777).toString(8)).toBe('600')
  expect(readdirSync(join(run.workspace, 'here/and'))).toEqual(['there.tfstate'])
  expect(step.transcript).not.toContain('s3cr3t')
})

test('by its id, and as JSON', async () => {
  await using hcp = await serve()
  const older = hcp.seedState(stateText(3))
  older.jsonState = Buffer.from('{"format_version":"1.0"}')
  hcp.seedState(stateText(4))
  for (const [format, text] of [
    ['state', stateText(3)],
    ['json', '{"format_version":"1.0"}']
  ] as const) {
    using run = onARunner(hcp, download({ ...NO_WORKSPACE, 'state-version-id': older.id, format }))
    await run.ended
    expect(readFileSync(join(run.workspace, file), 'utf8')).toBe(text)
  }
})

const BLOB = 'GET /_archivist/v1/state/:secret'
const fails: readonly (readonly [string, (hcp: Hcp) => unknown, string])[] = [
  ['cut off each time', hcp => hcp.faults.set({ on: BLOB, do: { kind: 'truncate' }, times: 9 }), 'No valid response'],
  [
    'another size',
    hcp => hcp.faults.set({ on: BLOB, do: { kind: 'answer', status: 200, body: stateText(31) } }),
    'its serial is 31, not 3|bytes of'
  ],
  [
    'another serial',
    hcp => hcp.faults.set({ on: BLOB, do: { kind: 'answer', status: 200, body: stateText(4) } }),
    'its serial is 4, not 3'
  ],
  [
    'a page in its place',
    hcp => hcp.faults.set({ on: BLOB, do: { kind: 'answer', status: 200, body: '<p>Log in</p>' } }),
    'bytes of \\d+ arrived'
  ],
  ['refused', hcp => hcp.faults.set({ on: BLOB, do: { kind: 'answer', status: 403 } }), '403']
]

test.concurrent.each(fails)('%s: what existed before stays, and nothing next to it', async (_name, spoil, says) => {
  await using hcp = await serve()
  hcp.seedState(stateText(3))
  spoil(hcp)
  using run = onARunner(hcp, download({}, { [file]: 'before' }))
  const step = await run.ended
  expect([step.conclusion, annotated(step, 'error')]).toEqual(['failure', [expect.stringMatching(says)]])
  expect(readFileSync(join(run.workspace, file), 'utf8')).toBe('before')
  expect(readdirSync(join(run.workspace, 'here/and'))).toEqual(['there.tfstate'])
})

test('cut off once: it is asked for again, from the beginning', async () => {
  await using hcp = await serve()
  hcp.seedState(stateText(3))
  hcp.faults.set({ on: BLOB, do: { kind: 'truncate' } } satisfies Fault)
  using run = onARunner(hcp, download())
  expect((await run.ended).conclusion).toBe('success')
  expect(readFileSync(join(run.workspace, file), 'utf8')).toBe(stateText(3))
})

test('a job that is cancelled leaves nothing half-written', async () => {
  await using hcp = await serve()
  hcp.seedState(stateText(3))
  const fault = hcp.faults.set({ on: BLOB, do: { kind: 'drip', every: 20 } })
  using run = onARunner(hcp, download())
  await met(fault, run)
  run.interrupt()
  expect((await run.ended).conclusion).toBe('cancelled')
  expect(readdirSync(join(run.workspace, 'here/and'))).toEqual([])
})

test('a workspace without a state, and a state without JSON, are reported', async () => {
  await using hcp = await serve()
  using empty = onARunner(hcp, download())
  expect(annotated(await empty.ended, 'error')).toEqual(['`workspace`: "demo" has no state yet'])
  hcp.seedState(stateText(3))
  using noJson = onARunner(hcp, download({ format: 'json' }))
  expect(annotated(await noJson.ended, 'error')).toEqual([expect.stringContaining('has no JSON')])
  expect(existsSync(join(noJson.workspace, 'here'))).toBe(false)
})
