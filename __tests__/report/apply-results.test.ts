import { describe, expect, test } from '@jest/globals'
import { progressOf } from '../../src/report/progress.ts'
import { summaryOf } from '../../src/report/summary.ts'
import { plainStep, type ResourceStep } from '../../src/terraform/apply-steps.ts'
import type { Diagnostic } from '../../src/terraform/log-events.ts'
import { changesOfPlan, type Changes } from '../../src/terraform/plan.ts'
import { aReport } from './a-report.ts'

const changes = (resources: readonly (readonly [address: string, actions: string, deposed?: string])[]): Changes => {
  const found = changesOfPlan({
    format_version: '1.2',
    resource_changes: resources.map(([address, actions, deposed]) => ({
      address,
      ...(deposed !== undefined && { deposed }),
      change: {
        actions: actions.split(' '),
        before: actions === 'create' ? null : { a: 1 },
        after: actions === 'delete' ? null : { a: 2 },
        after_unknown: { id: true },
        before_sensitive: false,
        after_sensitive: false
      }
    }))
  })
  if (found === undefined) throw new Error('this is not a plan')
  return found
}

/** Steps in few words: "start create", "complete delete 3", "provisioner-errored". */
const steps = (address: string, ...texts: readonly string[]): readonly ResourceStep[] =>
  texts.map(text => {
    const [what, action, seconds] = text.split(' ')
    return {
      address,
      what: what as ResourceStep['what'],
      action: action as ResourceStep['action'],
      seconds: seconds === undefined ? undefined : Number(seconds)
    }
  })

const error = (address: string): Diagnostic => ({
  severity: 'error',
  summary: 'It failed',
  detail: undefined,
  address,
  range: undefined,
  snippet: undefined
})

test.each<[actions: string, log: readonly string[], status: string, words: string]>([
  ['create', ['start create', 'complete create 3'], 'done', 'created'],
  ['update', ['start update', 'complete update 3'], 'done', 'updated'],
  ['delete', ['start delete', 'complete delete 3'], 'done', 'destroyed'],
  ['create', [], 'not-reached', 'not reached'],
  ['create', ['start create'], 'unfinished', 'its creation did not finish'],
  ['create', ['start create', 'errored create 3'], 'failed', 'its creation failed'],
  [
    'create',
    ['start create', 'provisioner-errored', 'errored create 3'],
    'failed',
    'created, then its provisioner failed: tainted'
  ],
  ['create', ['start create', 'provisioner-errored', 'complete create 3'], 'done', 'created'],
  ['delete create', ['start delete', 'complete delete 1', 'start create', 'complete create 1'], 'done', 'replaced'],
  ['delete create', ['start delete', 'complete delete 1'], 'unfinished', 'destroyed; not created'],
  [
    'delete create',
    ['start delete', 'complete delete 1', 'start create', 'errored create 3'],
    'failed',
    'destroyed; its creation failed'
  ],
  [
    'delete create',
    ['start delete', 'provisioner-errored', 'complete delete 1', 'start create', 'errored create 3'],
    'failed',
    'destroyed; its creation failed'
  ],
  [
    'delete create',
    ['start delete', 'provisioner-errored', 'errored delete 1'],
    'failed',
    'its destruction failed; not created'
  ],
  [
    'create delete',
    ['start create', 'complete create 1', 'start delete', 'errored delete 3'],
    'failed',
    'created; its destruction failed'
  ],
  ['create delete', ['start create', 'complete create 1'], 'unfinished', 'created; not destroyed'],
  ['update', ['start', 'complete'], 'unfinished', 'its update did not finish']
])('of %j, %j is %s: %s', (actions, log, status, words) => {
  const { resources } = changes([['a.b', actions]])
  const found = progressOf(resources, [...steps('a.b', ...log), ...steps('a.other', 'start create')], [])
  expect(found?.get('a.b')).toMatchObject({ status, words })
})

test('what moves, or is forgotten, imported or read, leaves nothing in the log, and is neither done nor failed', () => {
  const { resources } = changes([
    ['a.read', 'read'],
    ['a.forget', 'forget'],
    ['a.new', 'create']
  ])
  expect([...(progressOf(resources, steps('a.new', 'start create'), [])?.keys() ?? [])]).toEqual(['a.new'])
})

test('of two objects at one address it is not said which was destroyed', () => {
  const { resources } = changes([
    ['a.b', 'delete create'],
    ['a.b', 'delete', '5e3b2e2b']
  ])
  const once = progressOf(
    resources,
    steps('a.b', 'start delete', 'complete delete', 'start delete', 'errored delete'),
    []
  )
  expect(
    once
      ?.values()
      .map(({ status }) => status)
      .toArray()
  ).toEqual(['unfinished', 'unfinished'])
  const twice = progressOf(resources, steps('a.b', 'complete delete', 'complete delete', 'complete create'), [])
  expect(
    twice
      ?.values()
      .map(({ status }) => status)
      .toArray()
  ).toEqual(['done', 'done'])
})

test('an error names what failed before it began, and what a plain log says nothing more of', () => {
  const { resources } = changes([
    ['a.begun', 'create'],
    ['a.not', 'create']
  ])
  const found = progressOf(resources, steps('a.begun', 'start create'), [error('a.begun'), error('a.not')])
  expect(found?.get('a.begun')?.words).toBe('its creation failed')
  expect(found?.get('a.not')).toMatchObject({ status: 'failed', words: 'failed before it began' })
})

test.each<[string, Partial<ResourceStep> | undefined]>([
  ['a.b: Creating...', { address: 'a.b', what: 'start', action: 'create' }],
  ['\u001b[0m\u001b[1ma.b: Destroying... [id=x]\u001b[0m', { address: 'a.b', what: 'start', action: 'delete' }],
  ['a.b: Creation complete after 1h2m3s [id=x]', { what: 'complete', action: 'create', seconds: 3_723 }],
  ['a.b: Modifications complete after 0s', { what: 'complete', action: 'update', seconds: 0 }],
  [
    'a.b (deposed object 5e3b2e2b): Destruction complete after 2s',
    { address: 'a.b', what: 'complete', action: 'delete' }
  ],
  ['a.b["c: Creating..."]: Modifying... [id=x]', { address: 'a.b["c: Creating..."]', what: 'start', action: 'update' }],
  ['a.b: Still creating... [10s elapsed]', undefined],
  ['a.b: Read complete after 0s', undefined],
  ['Apply complete! Resources: 1 added', undefined]
])('a line of a plain log: %j', (line, step) => {
  const found = plainStep(line)
  if (step === undefined) expect(found).toBeUndefined()
  else expect(found).toMatchObject(step)
})

describe('a report', () => {
  const plan = changes([
    ['a.n[0]', 'create'],
    ['a.n[1]', 'create'],
    ['a.n[2]', 'create'],
    ['a.gone', 'delete'],
    ['a.kept', 'delete']
  ])
  const progress = progressOf(
    plan.resources,
    [
      ...steps('a.n[0]', 'start create', 'complete create 5'),
      ...steps('a.n[1]', 'start create', 'complete create 125'),
      ...steps('a.n[2]', 'start create', 'errored create 1'),
      ...steps('a.gone', 'start delete', 'complete delete 0')
    ],
    []
  )
  const counts = { additions: 3, changes: 0, destructions: 2, imports: 0 }

  test('of an apply that failed has one entry a resource, with what happened to it, what failed first', () => {
    const report = aReport({ changes: plan, counts, progress, hasBegun: true, failed: true, phase: 'Apply failed' })
    const { text } = summaryOf(report)
    const [title] = text.split('\n')
    expect(title).toBe('### ❌ Apply failed in `acme/web`: 3 of 5 done, 1 failed, 1 not reached')
    expect(text).toContain('Planned: 3 to add, 0 to change, 2 to destroy')
    expect(text).toContain('> **1 resource was destroyed or replaced**: `a.gone`\\\n> **1 resource was planned to be')
    const entries = text.match(/^<(?:p|details)[^\n]*<code>.*$/gm)?.map(line => line.replaceAll(/<[^>]*>/g, ''))
    expect(entries).toEqual([
      '❌ ➕ a.n[2] its creation failed · 1 s',
      '⏸️ ➖ a.kept was planned to be destroyed, not reached',
      '✅ ➖ a.gone destroyed · less than 1 s',
      '✅ ➕ 2 × a.n[…] created · 5 s to 2 min 5 s'
    ])
    expect(text).not.toMatch(/known after apply|will be/)
  })

  test('of one whose log does not tell says so, and calls nothing done', () => {
    const { text } = summaryOf(aReport({ changes: plan, counts, hasBegun: true, failed: true, phase: 'Apply failed' }))
    const [title] = text.split('\n')
    expect(title).toBe('### ❌ Apply failed in `acme/web`. Planned: 3 to add, 0 to change, 2 to destroy')
    expect(text).toContain(
      '_What the action read of the log of the apply names no changed resources, so the effect of the apply is unknown._'
    )
    expect(text).toContain('> **2 resources were planned to be destroyed or replaced**')
    expect(text).toContain('a.gone</code> was planned to be destroyed')
    expect(text).not.toMatch(/known after apply|will be|✅|done/)
  })

  test('of a run that was discarded says of nothing that it will be done', () => {
    const result = 'The run was discarded'
    const { text } = summaryOf(aReport({ changes: plan, counts, isGivenUp: true, failed: true, result }))
    expect(text.split('\n')[0]).toBe(`### ❌ \`acme/web\`: ${result}. Planned: 3 to add, 0 to change, 2 to destroy`)
    expect(text).toContain('> **2 resources were planned to be destroyed or replaced**')
    expect(text).toContain('a.gone</code> was planned to be destroyed')
    expect(text).not.toMatch(/known after apply|will be|effect of the apply|✅|done/)
  })

  test('of a plan without changes says so also where the service counts nothing', () => {
    const { text } = summaryOf(aReport({ operation: 'apply', hasChanges: false, result: 'The plan has no changes' }))
    expect(text.split('\n')[0]).toBe('### ✅ No changes in `acme/web`')
  })

  test('of one that was not in time keeps its sentence', () => {
    const result = 'The run did not finish within `timeout`'
    const late = { changes: plan, counts, progress, hasBegun: true, failed: true, result }
    const { text } = summaryOf(aReport({ ...late, isLeft: true }))
    expect(text.split('\n')[0]).toBe(`### ❌ \`acme/web\`: ${result}. Apply: 3 of 5 done, 1 failed, 1 not reached`)
    const remark = 'Terraform may have changed more since then'
    expect([text.includes(remark), summaryOf(aReport(late)).text.includes(remark)]).toEqual([true, false])
  })

  test('of an apply that is done is in the past, with how long it took and its outputs at the end', () => {
    const all = progressOf(
      plan.resources,
      plan.resources.flatMap(({ address, action }) => steps(address, `complete ${action} 2`)),
      []
    )
    const { text } = summaryOf(
      aReport({
        changes: plan,
        counts,
        progress: all,
        hasBegun: true,
        applied: true,
        outputs: [{ name: 'url', text: 'x' }]
      })
    )
    expect(text).toContain('3 × <code>a.n[…]</code> added · 2 s')
    expect(text).toContain('+ id = (set by the apply)')
    expect(text).toContain('**2 resources were destroyed or replaced**')
    expect(text).not.toMatch(/known after apply|will be|was planned to be|✅ ➕/)
    expect(text.indexOf('url = x')).toBeGreaterThan(text.lastIndexOf('<code>a.'))
  })
})
