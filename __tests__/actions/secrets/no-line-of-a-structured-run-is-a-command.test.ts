import { expect, test } from '@jest/globals'
import { serve } from '../../../packages/hcp-terraform-server/src/index.ts'
import { annotated, runStep, tokenMasks } from '../on-a-runner.ts'

const COMMANDS = [
  '::error::E',
  '::add-mask::demo',
  '::set-output name=run-id::E',
  '##[error]E',
  '::stop-commands::E',
  '::endgroup::'
]
/** Each command where a line of the log could begin with it. */
const evil = (prefix: string): string =>
  COMMANDS.flatMap(command => [`${prefix}\n${command}`, `\r${command}`]).join('\n')

const json = (object: object): string => `${JSON.stringify(object)}\n`
const event = (type: string, more: object): string => json({ '@level': 'info', '@message': evil(type), type, ...more })

const addr = `x_y.a["${evil('key')}"]`
const resource = { addr }
const change = { resource, action: 'update', reason: evil('reason') }
const snippet = {
  context: evil('context'),
  code: evil('code'),
  start_line: 1,
  values: [{ traversal: evil('t'), statement: evil('s') }]
}
const diagnostic = {
  severity: 'warning',
  summary: evil('summary'),
  detail: evil('detail'),
  address: addr,
  range: { filename: evil('file'), start: { line: 1, column: 1 }, end: { line: 1, column: 2 } },
  snippet
}
const log = [
  event('refresh_start', { hook: { resource } }),
  event('provision_progress', { hook: { resource, output: evil('said') } }),
  event('resource_drift', { change }),
  event('planned_change', { change }),
  event('a_later_type', {}),
  event('diagnostic', { diagnostic }),
  event('outputs', { outputs: { [evil('output')]: { sensitive: false, value: { [evil('k')]: evil('v') } } } }),
  event('change_summary', { changes: { add: 0, change: 1, remove: 0, operation: 'plan' } })
]
const values = (version: string) => ({
  id: '1',
  text: `${evil('text')}${version}`,
  [evil('name')]: [evil('item'), version],
  json: JSON.stringify({ [evil('key')]: [evil('value'), version] })
})
const plan = {
  format_version: '1.2',
  resource_changes: [
    {
      address: addr,
      previous_address: evil('moved'),
      mode: 'managed',
      type: evil('type'),
      name: evil('name'),
      index: evil('key'),
      action_reason: evil('reason'),
      change: {
        actions: ['update'],
        before: values('1'),
        after: values('2'),
        before_sensitive: {},
        after_sensitive: {},
        importing: { id: evil('id') }
      }
    }
  ],
  output_changes: {
    [evil('output')]: {
      actions: ['create'],
      before: null,
      after: evil('value'),
      before_sensitive: false,
      after_sensitive: false
    }
  }
}

test.each([
  ['whose plan can be read', plan],
  ['whose plan can not be read', undefined]
])('no line of the log of a structured run %s is a workflow command', async (_case, document) => {
  await using hcp = await serve({
    script: { plan: { log, changes: 1, ...(document && { json: document }) }, apply: { log, changes: 1 } }
  })
  const step = await runStep(hcp, { inputs: { operation: 'apply' } })
  expect(step.conclusion).toBe('success')
  expect([annotated(step, 'error'), annotated(step, 'notice')]).toEqual([[], []])
  expect(annotated(step, 'warning').every(message => message.includes('summary') || !message.includes('E'))).toBe(true)
  expect(step.masks).toEqual(tokenMasks(hcp.token))
  expect(step.outputs['run-id']).toMatch(/^run-/)
  expect(step.log).toContain('::error::E')
})
