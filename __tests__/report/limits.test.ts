import { expect, test } from '@jest/globals'
import fc from 'fast-check'
import { blocksOf, missingNote } from '../../src/report/compose.ts'
import { fit } from '../../src/report/fit.ts'
import { blockOf } from '../../src/report/instances.ts'
import { progressOf } from '../../src/report/progress.ts'
import type { Report } from '../../src/report/report.ts'
import { changesOfPlan } from '../../src/terraform/plan.ts'
import { aReport } from './a-report.ts'
import { openAtEnd } from './closed.ts'
import { tags } from './parsed.ts'

const ACTIONS = [['create'], ['update'], ['delete'], ['delete', 'create'], ['create', 'delete'], ['read']] as const

/** Room for the title, the warning, the links and the note: below, only what has room is said. */
const ROOM_FOR_HEAD = 4_000

const resource = fc.record({
  module: fc.constantFrom('', 'module.a.', 'module.env["dev.eu"].module.svc.'),
  name: fc.nat(400),
  key: fc.option(fc.nat(5_000), { nil: undefined }),
  actions: fc.constantFrom(...ACTIONS),
  size: fc.constantFrom(0, 10, 300, 9_000)
})

const planOf = (drawn: readonly (typeof resource extends fc.Arbitrary<infer T> ? T : never)[]) => {
  // Long texts of many lines take long to compare.
  const isLarge = drawn.length > 50
  const seen = new Map<string, object>()
  for (const { module, name, key, actions, size } of drawn) {
    const address = `${module}aws_thing.n${name}${key === undefined ? '' : `[${key}]`}`
    const after = { id: key ?? 0, text: (isLarge ? '`<details>' : '`<details>\n```\n').repeat(size / 10) }
    seen.set(address, {
      address,
      change: { actions, before: { id: 1 }, after, before_sensitive: false, after_sensitive: false }
    })
  }
  return [...seen.values()]
}

/** Several instances of each of many resources, all destroyed: more entries than a comment has room for. */
const destroyedInstances = fc
  .record({ blocks: fc.integer({ min: 300, max: 1_300 }), instances: fc.integer({ min: 2, max: 3 }) })
  .map(({ blocks, instances }) =>
    Array.from({ length: blocks * instances }, (_, index) => ({
      module: 'module.env["dev.eu"].module.svc.' as const,
      name: Math.floor(index / instances),
      key: index % instances,
      actions: ['delete'] as const,
      size: 10 as const
    }))
  )

/** What else may be in a report, of any size. */
const others = fc.record({
  stage: fc.constantFrom('planned', 'applied', 'failed', 'untold'),
  errors: fc.array(fc.constantFrom('short', '```\n</details>\n'.repeat(600)), { maxLength: 5 }),
  policies: fc.nat(400),
  outputs: fc.nat(600),
  planText: fc.option(fc.constantFrom('plan', '```\n'.repeat(30_000)), { nil: undefined })
})

const limits = fc.oneof(
  fc.integer({ min: 0, max: ROOM_FOR_HEAD }),
  fc.integer({ min: ROOM_FOR_HEAD, max: 70_000 }),
  fc.integer({ min: 70_000, max: 1_100_000 })
)
const measures = fc.constantFrom(
  (body: string) => body.length,
  (body: string) => Buffer.byteLength(body)
)

test('a report of any plan and any limit is closed, under the limit, and accounts for all that is destroyed', () => {
  const plans = fc.oneof(
    { weight: 3, arbitrary: fc.array(resource, { maxLength: 40 }) },
    { weight: 1, arbitrary: fc.array(resource, { minLength: 500, maxLength: 4_000, size: 'max' }) },
    { weight: 1, arbitrary: destroyedInstances }
  )
  fc.assert(
    fc.property(plans, others, limits, measures, (drawn, other, limit, measure) => {
      const changes = changesOfPlan({ format_version: '1.2', resource_changes: planOf(drawn) as never[] })
      if (changes === undefined) throw new Error('this is not a plan')
      const report = reportOf(changes, other)
      const { text, left } = fit(blocksOf(report), limit, measure, missingNote(report, 'summary'))
      expect(measure(text)).toBeLessThanOrEqual(limit)
      expect(openAtEnd(text)).toEqual({ fence: '', details: 0 })
      if (drawn.length < 50) {
        const all = tags(text)
        const count = (pattern: RegExp): number => all.filter(tag => pattern.test(tag)).length
        expect(count(/^<details/)).toBe(count(/^<\/details/))
      }
      if (limit < ROOM_FOR_HEAD) return
      const destroyed = changes.resources.filter(({ action }) => action === 'delete' || action === 'replace')
      expectCounts(text, report)
      // Each is named in an entry, or counted for its block among what is left out.
      const missing = left.filter(({ trace }) => trace !== undefined).reduce((sum, { count = 1 }) => sum + count, 0)
      if (missing > 0) expect(text).toContain(`${missing} resources that are destroyed or replaced`)
      const named = namedBlocks(text)
      const planned = countBy(destroyed.map(({ address }) => blockOf(address)))
      const note = /^Destroyed or replaced, and not shown above: (.*)\.$/m.exec(text)?.[1] ?? ''
      for (const [, count, block] of note.matchAll(/(\d+) × `([^`]+)\[…\]`/g))
        named.set(block ?? '', (named.get(block ?? '') ?? 0) + Number(count))
      // Where there is no room for blocks, they are counted together.
      if (missing > 0 && limit >= 65_000) expect(note).not.toBe('')
      const uncounted = note === '' ? missing : Number(/, and (\d+) more$/.exec(note)?.[1] ?? 0)
      const rest = planned
        .entries()
        .map(([block, count]) => count - (named.get(block) ?? 0))
        .toArray()
      expect(rest.every(count => count >= 0)).toBe(true)
      expect(rest.reduce((sum, count) => sum + count, 0)).toBe(uncounted)
    }),
    { numRuns: 25, endOnFailure: true }
  )
})

function reportOf(
  changes: NonNullable<Report['changes']>,
  { stage, errors, policies, outputs, planText }: typeof others extends fc.Arbitrary<infer T> ? T : never
): Report {
  const steps = changes.resources.slice(0, 5).flatMap(({ address }) => {
    const step = { address, action: 'delete', seconds: 1 } as const
    return [{ ...step, what: 'start' } as const, { ...step, what: 'complete' } as const]
  })
  return aReport({
    changes,
    planText,
    runUrl: 'https://app.terraform.io/app/acme/workspaces/web/runs/run-1',
    jobUrl: 'https://github.com/acme/web/actions/runs/1',
    applied: stage === 'applied',
    hasBegun: stage !== 'planned',
    failed: stage === 'failed' || stage === 'untold',
    phase: stage === 'failed' || stage === 'untold' ? 'Apply failed' : undefined,
    progress: stage === 'failed' ? progressOf(changes.resources, steps, []) : undefined,
    diagnostics: errors.map((detail, index) => ({
      severity: index % 2 === 0 ? 'error' : 'warning',
      summary: `Problem ${index}`,
      detail,
      address: undefined,
      range: undefined,
      snippet: undefined
    })),
    findings: Array.from({ length: policies }, (_, index) => ({
      kind: 'policy',
      policy: {
        name: `p${index}`,
        set: 's',
        enforcement: 'mandatory',
        passed: index % 3 > 0,
        overridden: false,
        message: 'why'
      }
    })),
    outputs: Array.from({ length: outputs }, (_, index) => ({ name: `o${index}`, text: 'x'.repeat(100) }))
  })
}

/** Whether the counts at the top of a report are those of its plan. */
function expectCounts(text: string, { changes, applied, progress, failed }: Report): void {
  const counted = (action: string) => changes?.resources.filter(each => each.action === action).length ?? 0
  const lines = text.split('\n')
  const line =
    failed && progress !== undefined && !applied ? lines.find(each => each.startsWith('Planned: ')) : lines[0]
  const words = applied ? 'added|changed|replaced|destroyed' : 'to add|to change|to replace|to destroy'
  const found = new Map(
    Array.from((line ?? '').matchAll(new RegExp(`(\\d+) (${words})`, 'g')), ([, n, word]) => [word, Number(n)])
  )
  const [add, change, replace, destroy] = words.split('|')
  const planned = ['create', 'update', 'replace', 'delete'].map(counted)
  if (found.size > 0 || planned.some(count => count > 0))
    expect([found.get(add), found.get(change), found.get(replace) ?? 0, found.get(destroy)]).toEqual(planned)
}

/** How many of each resource block the entries of a report name, as destroyed or replaced. */
function namedBlocks(text: string): Map<string, number> {
  const entry =
    /^(?:- |<p>|<details(?: open)?><summary>)(?:(?:❌|✅|⏸️|⚠️) )?(?:➖|♻️) (?:(\d+) × )?(?:`([^`]+)`|<code>([^<]+)<\/code>)/gmu
  const named = new Map<string, number>()
  for (const [, count = '1', inMarkdown, inHtml = ''] of text.matchAll(entry)) {
    const address = (inMarkdown ?? inHtml.replaceAll('&quot;', '"')).replace(/\[…\]$/, '')
    const block = blockOf(address)
    named.set(block, (named.get(block) ?? 0) + Number(count))
  }
  return named
}

function countBy(names: readonly string[]): Map<string, number> {
  const counts = new Map<string, number>()
  for (const name of names) counts.set(name, (counts.get(name) ?? 0) + 1)
  return counts
}
