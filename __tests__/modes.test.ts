import { describe, expect, test } from '@jest/globals'
import { globSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { serve } from '../packages/hcp-terraform-server/src/index.ts'
import { annotated, runStep } from './actions/on-a-runner.ts'
import { stateAndLock, stateText, uploadOf } from './actions/states.ts'
import { hasTest } from './documentation/claims.ts'

/** The core of what the actions do, on servers that answer less: `npm run test:modes` runs more scenarios there. */
const MODES = ['samples', 'unfiltered', 'tfe-v202206', 'tfe-v202409', 'otf'] as const
const CREATED = { actions: ['create'], before: null, after: {}, after_unknown: {} }
const OUTPUTS = { url: { value: 'https://example.com' }, secret: { value: 'correct horse', sensitive: true } }

describe.each(MODES)('a server that is like %s', like => {
  test('a plan is shown, and the current outputs are exported', async () => {
    const change = (address: string) => ({ address, mode: 'managed', type: 'a', name: 'b', change: CREATED })
    const json = { format_version: '1.2', resource_changes: [change('a.b[0]'), change('a.b[1]')] }
    await using hcp = await serve({ like, script: { plan: { additions: 2, log: 'Plan: 2 to add\n', json } } })
    hcp.seedState(OUTPUTS)
    const step = await runStep(hcp)
    expect(annotated(step, 'error')).toEqual([])
    expect(step.outputs).toMatchObject({
      'run-status': 'planned_and_finished',
      'resource-additions': '2',
      url: OUTPUTS.url.value
    })
    expect(step.log).toContain('Plan: 2 to add')
  })

  test('an apply is confirmed once, and its outputs are exported', async () => {
    await using hcp = await serve({ like, script: { apply: { outputs: OUTPUTS } } })
    const inputs = { operation: 'apply', 'sensitive-outputs': 'mask', target: 'null_resource.a' }
    const step = await runStep(hcp, { inputs })
    expect(annotated(step, 'error')).toEqual([])
    expect(step.outputs).toMatchObject({ 'run-status': 'applied', url: OUTPUTS.url.value, secret: 'correct horse' })
    expect(hcp.journal.writes.filter(line => line.endsWith('/actions/apply'))).toHaveLength(1)
  })

  test('a state is uploaded, and the lock is given back', async () => {
    await using hcp = await serve({ like })
    hcp.seedState(stateText(3))
    const step = await runStep(hcp, uploadOf(stateText(4)))
    expect(annotated(step, 'error')).toEqual([])
    expect(stateAndLock(hcp)).toEqual({ state: stateText(4), lock: undefined })
  })

  test('only the workspaces that were asked for are listed', async () => {
    await using hcp = await serve({ like })
    for (const [name, tags] of Object.entries({ stage: ['prod'], store: ['dev'], other: ['prod'] }))
      hcp.createWorkspace(name, { tags })
    const inputs = { workspace: undefined, name: 'st*', tags: 'prod' }
    const step = await runStep(hcp, { action: 'workspaces', inputs })
    expect([annotated(step, 'error'), step.outputs.workspaces]).toEqual([[], '["stage"]'])
  })

  test('the current outputs are exported without a run', async () => {
    await using hcp = await serve({ like })
    hcp.seedState(OUTPUTS)
    const step = await runStep(hcp, { action: 'outputs' })
    expect([annotated(step, 'error'), step.outputs.url]).toEqual([[], OUTPUTS.url.value])
  })
})

test('each scenario that a mode withholds something from exists, and has its reason', () => {
  const scenarios = join(import.meta.dirname, 'actions')
  const listed = JSON.parse(readFileSync(join(import.meta.dirname, 'modes.json'), 'utf8')) as Record<
    string,
    Record<string, Record<string, string>>
  >
  expect(Object.keys(listed)).toEqual([...MODES])
  const files = new Set(globSync('**/*.test.ts', { cwd: scenarios }).map(name => name.replaceAll('\\', '/')))
  for (const withheld of Object.values(listed))
    for (const [file, tests] of Object.entries(withheld)) {
      expect([file, files.has(file)]).toEqual([file, true])
      const source = readFileSync(join(scenarios, file), 'utf8')
      for (const [name, reason] of Object.entries(tests))
        expect([name, isNamed(source, name), reason.length > 20]).toEqual([name, true, true])
    }
})

/** Whether a test file has a test of this name: as it is, in a group, or with %s and the like in place of what a row says. */
function isNamed(source: string, name: string): boolean {
  const words = name.split(' ')
  const isInGroup = words.some((_, at) =>
    [words.slice(0, at), words.slice(at)].every(part => part.length === 0 || hasTest(source, part.join(' ')))
  )
  if (isInGroup) return true
  const titles = [...source.matchAll(/'((?:\\.|[^'\\\n])*%[sdijop](?:\\.|[^'\\\n])*)'/g)]
  return titles.some(([, title = '']) => {
    const parts = title.replaceAll(/\\(.)/g, '$1').split(/%[sdijop]/)
    return new RegExp(`^${parts.map(part => RegExp.escape(part)).join('.+')}$`).test(name)
  })
}
