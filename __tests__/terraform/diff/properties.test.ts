import { describe, expect, test } from '@jest/globals'
import fc from 'fast-check'
import type { Json } from '../../../src/json.ts'
import { align } from '../../../src/terraform/diff/align.ts'
import { difference } from '../../../src/terraform/diff/difference.ts'
import { parseText } from '../../../src/terraform/diff/open-text.ts'
import { UNMARKED } from '../../../src/terraform/diff/pair.ts'
import { planDifference } from '../../../src/terraform/diff/plan-difference.ts'
import { markdownDiff } from '../../../src/terraform/diff/markdown-diff.ts'
import { planText } from '../../../src/terraform/diff/plan-text.ts'
import { commonSubsequence } from '../../../src/terraform/diff/subsequence.ts'
import type { Action, Difference } from '../../../src/terraform/diff/tree.ts'
import { VERSIONS, type Plain } from './value-pairs.ts'

const PAIRS = { numRuns: 200 }

type Side = 'before' | 'after'
const ABSENT = Symbol('absent')

const isThere = (action: Action, side: Side): boolean =>
  !(side === 'before' ? action === 'create' : action === 'delete')

/** One side of a difference, as a value. */
function sideOf(node: Difference, side: Side): Plain | typeof ABSENT {
  if (!isThere(node.action, side)) return ABSENT
  switch (node.kind) {
    case 'leaf': {
      const value = node.action === 'none' ? (node.after ?? node.before) : node[side]
      return value === undefined ? ABSENT : (value as Plain)
    }
    case 'fields':
    case 'entries':
      return Object.fromEntries(
        [...node.entries].flatMap(([name, entry]) => {
          const value = sideOf(entry, side)
          return value === ABSENT ? [] : [[name, value]]
        })
      )
    case 'items':
    case 'elements':
      return node.items.flatMap(item => {
        const value = sideOf(item, side)
        return value === ABSENT ? [] : [value]
      })
    case 'retyped':
      return sideOf(node[side], side)
    case 'block':
    case 'sensitive':
    case 'unknown':
    case 'write-only':
      throw new Error(`a value without a schema and marks has no ${node.kind}`)
  }
}

const compare = (before: Plain, after: Plain): Difference => difference({ ...UNMARKED, before: before, after: after })

const REVERSED: Readonly<Record<Action, Action>> = {
  none: 'none',
  create: 'delete',
  delete: 'create',
  update: 'update'
}

describe('for any two values', () => {
  test('each side can be had from their difference', () => {
    fc.assert(
      fc.property(VERSIONS, ([before, after]) => {
        const node = compare(before, after)
        expect({ before: sideOf(node, 'before'), after: sideOf(node, 'after') }).toEqual({ before, after })
      }),
      PAIRS
    )
  })

  test('there is a difference where they differ, and the same the other way round', () => {
    fc.assert(
      fc.property(VERSIONS, ([before, after]) => {
        const { action } = compare(before, after)
        expect(action === 'none').toBe(JSON.stringify(sorted(before)) === JSON.stringify(sorted(after)))
        expect(compare(after, before).action).toBe(REVERSED[action])
        expect(compare(before, before).action).toBe('none')
      }),
      PAIRS
    )
  })

  test('the lines of two texts hold both', () => {
    fc.assert(
      fc.property(fc.array(LINE, { minLength: 2 }), fc.array(LINE, { minLength: 2 }), (first, second) => {
        const [before, after] = [first.join('\n'), second.join('\n')]
        fc.pre(before !== after)
        const opened = parseText({ kind: 'leaf', action: 'update', replace: false, before, after, isUntyped: true })
        if (opened.kind !== 'lines') throw new Error(opened.kind)
        const lines = (without: Action) =>
          opened.lines.filter(({ action }) => action !== without).map(line => line.text)
        expect([lines('create').join('\n'), lines('delete').join('\n')]).toEqual([before, after])
      }),
      PAIRS
    )
  })

  test('nothing of what is marked is printed, and what changes says that it does', () => {
    fc.assert(
      fc.property(VERSIONS, fc.boolean(), fc.boolean(), ([before, after], marksBefore, marksAfter) => {
        fc.pre(marksBefore || marksAfter)
        const change = (secret: Plain) => ({
          open: 'o',
          secret: ['S3CRET', secret, JSON.stringify({ S3CRET: secret })]
        })
        const json = {
          format_version: '1.2',
          output_changes: {
            o: {
              actions: ['update'],
              before: change(before),
              after: change(after),
              before_sensitive: { secret: marksBefore },
              after_sensitive: { secret: marksAfter }
            }
          }
        } as unknown as Json
        const plan = planDifference(json, { mode: 'normal' })
        const [output] = plan?.outputs ?? []
        if (plan === undefined || output === undefined) throw new Error('no plan')
        const texts = [...planText(plan, { color: false }), ...markdownDiff(output.node).lines].join('\n')
        expect(texts).not.toContain('S3CRET')
        if (compare(before, after).action !== 'none') expect(texts).toMatch(/~ secret = \(sensitive value\)/)
      }),
      PAIRS
    )
  })
})

const LINE = fc.constantFrom('a', 'b', 'c', 'd', 'é')

/** Equal for values that are, whatever the order of their names. */
function sorted(value: Plain): unknown {
  if (Array.isArray(value)) return (value as readonly Plain[]).map(sorted)
  if (typeof value !== 'object' || value === null) return value
  const entries = Object.entries(value).map(([name, item]) => [name, sorted(item)])
  return { entries: entries.toSorted(([a], [b]) => (String(a) < String(b) ? -1 : 1)) }
}

/** How long the longest common subsequence is, by trying everything. */
function longest(left: readonly number[], right: readonly number[]): number {
  if (left.length === 0 || right.length === 0) return 0
  const [first, ...rest] = left
  const without = longest(rest, right)
  const place = right.indexOf(first ?? 0)
  return place < 0 ? without : Math.max(without, 1 + longest(rest, right.slice(place + 1)))
}

const isSubsequence = (part: readonly number[], of: readonly number[]): boolean => {
  let at = 0
  for (const item of of) if (item === part[at]) at++
  return at === part.length
}

describe('two sequences', () => {
  const SMALL = fc.array(fc.nat({ max: 3 }), { maxLength: 8 })

  test('have the longest part in common that there is', () => {
    fc.assert(
      fc.property(SMALL, SMALL, (left, right) => {
        const { common, coarse } = commonSubsequence(Int32Array.from(left), Int32Array.from(right))
        expect(coarse).toBe(false)
        expect(isSubsequence(common, left) && isSubsequence(common, right)).toBe(true)
        expect(common).toHaveLength(longest(left, right))
      }),
      { numRuns: 500 }
    )
  })

  test('are read together with each element in its place', () => {
    fc.assert(
      fc.property(SMALL, SMALL, fc.boolean(), (left, right, isOne) => {
        const { steps } = align(left.map(String), right.map(String), isOne ? () => true : undefined)
        const places = (side: 0 | 1) => steps.flatMap(step => step[side] ?? [])
        expect([places(0), places(1)]).toEqual([[...left.keys()], [...right.keys()]])
      }),
      { numRuns: 500 }
    )
  })

  test('of more than 2,000 elements each are compared coarsely, and correctly', () => {
    const many = (from: number) => Array.from({ length: 4_000 }, (_, index) => (index * 7919 + from) % 5_000)
    const [left, right] = [many(1), many(77)]
    const { common, coarse } = commonSubsequence(Int32Array.from(left), Int32Array.from(right))
    expect(coarse).toBe(true)
    expect(common.length).toBeGreaterThan(0)
    expect(isSubsequence(common, left) && isSubsequence(common, right)).toBe(true)
  })

  test('of which only 2,000 elements each are not the same at both ends are compared exactly', () => {
    const same = Array.from({ length: 3_000 }, (_, index) => index)
    const [left, right] = [1, 2].map(side => [
      ...same,
      ...Array.from({ length: 2_000 }, (_, index) => 10_000 + side * 10_000 + index),
      ...same
    ]) as [number[], number[]]
    expect(commonSubsequence(Int32Array.from(left), Int32Array.from(right)).coarse).toBe(false)
  })
})

test('a list that is compared coarsely says so', () => {
  const list = (side: number) => Array.from({ length: 2_100 }, (_, index) => `${side}-${index % 1_000}`)
  const node = compare(['start', ...list(1)], [...list(2), 'end', 'end'])
  expect(markdownDiff(node).lines[0]).toBe('! [ # compared coarsely')
})
