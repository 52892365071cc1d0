import { expect, test } from '@jest/globals'
import fc from 'fast-check'
import { blocksOf, missingNote } from '../../src/report/compose.ts'
import { fit } from '../../src/report/fit.ts'
import { changesOfPlan } from '../../src/terraform/plan.ts'
import { aReport } from './a-report.ts'
import { tags } from './parsed.ts'

const ACTIONS = [['create'], ['update'], ['delete'], ['delete', 'create'], ['create', 'delete'], ['read']] as const
const PLANNED = 'to add|to change|to replace|to destroy'

const resource = fc.record({
  module: fc.constantFrom('', 'module.a.', 'module.env["dev.eu"].module.svc.'),
  name: fc.nat(400),
  key: fc.option(fc.nat(5_000), { nil: undefined }),
  actions: fc.constantFrom(...ACTIONS),
  size: fc.constantFrom(0, 10, 300, 9_000)
})

const planOf = (drawn: readonly (typeof resource extends fc.Arbitrary<infer T> ? T : never)[]) => {
  const seen = new Map<string, object>()
  for (const { module, name, key, actions, size } of drawn) {
    const address = `${module}aws_thing.n${name}${key === undefined ? '' : `[${key}]`}`
    const after = { id: key ?? 0, text: '`<details>'.repeat(size / 10) }
    seen.set(address, {
      address,
      change: { actions, before: { id: 1 }, after, before_sensitive: false, after_sensitive: false }
    })
  }
  return [...seen.values()]
}

test('a report of any plan and any limit is closed, under the limit, and accounts for all that is destroyed', () => {
  const plans = fc.oneof(
    fc.array(resource, { maxLength: 40 }),
    fc.array(resource, { minLength: 500, maxLength: 4_000, size: 'max' })
  )
  fc.assert(
    fc.property(plans, fc.integer({ min: 2_000, max: 70_000 }), (drawn, limit) => {
      const changes = changesOfPlan({ format_version: '1.2', resource_changes: planOf(drawn) as never[] })
      if (changes === undefined) throw new Error('this is not a plan')
      const report = aReport({
        changes,
        runUrl: 'https://app.terraform.io/app/acme/workspaces/web/runs/run-1',
        jobUrl: 'https://github.com/acme/web/actions/runs/1'
      })
      const { text, left } = fit(blocksOf(report), limit, body => body.length, missingNote(report, 'summary'))
      expect(text.length).toBeLessThanOrEqual(limit)
      // At the beginning of a line they are ours: a value has a mark before it.
      const opened = text.match(/^<details/gm)?.length ?? 0
      expect(text.match(/^<\/details>$/gm)?.length ?? 0).toBe(opened)
      if (changes.resources.length < 50)
        expect(tags(text).filter(tag => tag.startsWith('<details'))).toHaveLength(opened)
      expect((text.match(/^`{3,}/gm) ?? []).length % 2).toBe(0)
      const counted = (...actions: readonly string[]) =>
        changes.resources.filter(({ action }) => actions.includes(action)).length
      const title = new Map(
        Array.from(text.split('\n')[0]?.matchAll(new RegExp(`(\\d+) (${PLANNED})`, 'g')) ?? [], ([, n, word]) => [
          word,
          Number(n)
        ])
      )
      if (title.size > 0) {
        expect(title.get('to add')).toBe(counted('create'))
        expect(title.get('to change')).toBe(counted('update'))
        expect(title.get('to replace') ?? 0).toBe(counted('replace'))
        expect(title.get('to destroy')).toBe(counted('delete'))
      } else expect(counted('create', 'update', 'replace', 'delete')).toBe(0)
      // Named in an entry, or counted among what is left out.
      const missing = left.filter(({ trace }) => trace !== undefined).reduce((sum, { count = 1 }) => sum + count, 0)
      if (missing > 0) expect(text).toContain(`${missing} resources that are destroyed or replaced`)
      const entries = text.matchAll(/^(?:- |<p>|<details(?: open)?><summary>)(?:➖|♻️) (?:(\d+) × )?/gm)
      const named = entries.reduce((sum, [, count = '1']) => sum + Number(count), 0)
      expect(named + missing).toBe(counted('delete', 'replace'))
    }),
    { numRuns: 12 }
  )
})
