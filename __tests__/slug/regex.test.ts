import { describe, expect, test } from '@jest/globals'
import fc from 'fast-check'
import { Automaton } from '../../src/slug/automaton.ts'
import { type Node, parse } from '../../src/slug/regex.ts'

function matches(expression: string, text: string): boolean | undefined {
  const tree = parse(expression)
  if (tree === undefined) return undefined
  const automaton = new Automaton([tree])
  return automaton.matches(automaton.read(automaton.start, text)).length > 0
}

describe('expressions that Go would not compile', () => {
  test.each([
    ...['(', ')', 'a)', '(a', '[', '[a', '[]', '[^]', '[b-a]', '[a-\\d]', '[[:nonsense:]]'],
    ...['*', '+a', 'a**', 'a++', 'a+*', 'a{2}{3}', '(*)', '(|+)', '{2}', 'a{1001}', 'a{2,1}', '(a{100}){11}'],
    ...[
      '\\',
      '\\Z',
      '\\8',
      '\\1',
      '\\C',
      '\\y',
      '\\é',
      '\\x',
      '\\xg0',
      '\\x{110000}',
      '\\x{',
      '\\p',
      '\\p{Nonsense}',
      '\\p{'
    ],
    '('.repeat(2000) + ')'.repeat(2000),
    '(a{900}b{900}){1,1}'.repeat(200)
  ])('%.40s', expression => {
    expect(parse(expression)).toBeUndefined()
  })
})

/** Where Go and JavaScript differ, or where only one of them has a word for it. */
const CASES: readonly (readonly [expression: string, yes: readonly string[], no: readonly string[]])[] = [
  ['^a.b$', ['axb', 'a😀b'], ['a\nb', 'ab']],
  ['^a[^/]b$', ['a\nb'], ['a/b']],
  ['^[]a]$', [']', 'a'], ['b']],
  ['^[^]a]$', ['b'], [']', 'a']],
  ['^[a-]$', ['a', '-'], ['b']],
  ['^[a\\-z]$', ['a', '-', 'z'], ['b']],
  ['^[[:alpha:]_]$', ['a', '_'], ['1', 'é']],
  ['^[[:^alpha:]]$', ['1', 'é'], ['a']],
  ['^[[:space:]]$', [' ', '\v'], ['a']],
  ['^[[:punct:]]$', ['!', '/', '@', '[', '`', '~'], ['a', '0', ' ']],
  ['^[\\d\\x41-\\x43]$', ['0', 'B'], ['D']],
  ['^\\D\\S\\W$', ['a--'], ['0--', 'a -', 'a-a']],
  ['^\\s$', ['\t', '\f'], ['\v', '\u00a0']],
  ['^\\pL\\p{Lu}\\p{Greek}$', ['éÉω'], ['1Éω', 'éeω', 'éÉo']],
  ['^\\PL\\p{^Lu}\\P{^Nd}\\p{Any}$', ['1e2x'], ['ae2x', '1E2x', '1exx']],
  ['^\\x41\\x{1F600}\\101\\0$', ['A😀A\0'], ['A😀A']],
  ['^\\a\\f\\n\\r\\t\\v$', ['\x07\f\n\r\t\v'], []],
  ['^\\Qa.*\\E+$', ['a.*', 'a.***'], ['axx']],
  ['^\\Qa|', ['a|', 'a|b'], ['a']],
  ['^a\\\\Q$', ['a\\Q'], ['aQ']],
  ['^a{2}b{0,1}c{1,}$', ['aac', 'aabcc'], ['abc', 'aab', 'aabbc']],
  ['^a{,2}{$', ['a{,2}{'], ['aa']],
  ['^a{02}$', ['a{02}'], ['aa']],
  ['^(a|)b|c$', ['b', 'abx', 'xc'], ['xb', 'cx']],
  ['^()*a$', ['a'], ['']],
  ['^(a*)*b$', ['b', 'aab'], ['aa']],
  ['a$', ['a', 'ba'], ['ab']],
  ['\\Aa\\z', ['a'], ['ba', 'ab']],
  ['^a\\b-\\Bb?$', ['a-'], ['a-b']],
  ['\\bfoo\\b', ['foo', 'a foo-b'], ['afoo', 'foob']],
  ['^^a$$', ['a'], ['aa']],
  ['^a\\$', ['a$', 'a$b'], ['a']]
]

describe('expressions of Go', () => {
  test.each(CASES)('%s', (expression, yes, no) => {
    expect(yes.filter(text => matches(expression, text) !== true)).toEqual([])
    expect(no.filter(text => matches(expression, text) !== false)).toEqual([])
  })
})

/** Expressions that mean the same in Go and in JavaScript. */
const { expression } = fc.letrec<{ expression: string; item: string }>(tie => ({
  expression: fc.oneof(
    { maxDepth: 3 },
    fc.constantFrom('a', 'b', '/', '[ab]', '[^a]', '[a-b/]', 'ab', '^', '$', '\\.', '\\b'),
    fc.array(tie('item'), { maxLength: 4 }).map(items => items.join('')),
    fc.tuple(tie('expression'), tie('expression')).map(pair => `(${pair.join('|')})`)
  ),
  item: fc
    .tuple(tie('expression'), fc.constantFrom('', '', '*', '+', '?', '{2}', '{1,2}', '{2,}'))
    .map(([inner, times]) => `(${inner})${times}`)
}))
const text = fc.string({ unit: fc.constantFrom('a', 'b', '/', '.', ' '), maxLength: 8 })

test('agree with those of JavaScript where both mean the same', () => {
  fc.assert(
    fc.property(expression, text, (source, input) => {
      expect(matches(source, input)).toBe(new RegExp(source).test(input))
    }),
    { numRuns: 3000 }
  )
})

test('any text is an expression or is refused', () => {
  const unit = fc.oneof(
    fc.constantFrom(...Array.from('^$.*+?()[]{}|\\-:,0129abdpPQEx/')),
    fc.string({ unit: 'grapheme', maxLength: 1 })
  )
  fc.assert(
    fc.property(fc.string({ unit, maxLength: 12 }), text, (source, input) => {
      expect([true, false, undefined]).toContain(matches(source, input))
    }),
    { numRuns: 3000 }
  )
})

describe('time is linear', () => {
  /** How often a character is compared while a text is read. */
  function comparisons(expression: string, text: string): number {
    let count = 0
    const counting = (node: Node): Node => {
      if (node.kind === 'repeat') return { ...node, item: counting(node.item) }
      if (node.kind === 'sequence' || node.kind === 'choice') return { ...node, items: node.items.map(counting) }
      if (node.kind === 'assertion') return node
      return {
        kind: 'character',
        test: c => {
          count++
          return node.test(c)
        }
      }
    }
    const tree = parse(expression)
    if (tree === undefined) throw new Error(`${expression} is no expression`)
    const automaton = new Automaton([counting(tree)])
    automaton.matches(automaton.read(automaton.start, text))
    return count
  }

  test.each([
    ['^(a*)*b$', 'a'],
    ['^(a|a)*b$', 'a'],
    ['^(a|aa)+$', 'a'],
    ['^(.*/)?(.*/)?(.*/)?(.*/)?(.*/)?x$', 'a/'],
    ['^([^/]*a){20}$', 'a'],
    ['^(a?){50}a{50}$', 'a'],
    ['(x+x+)+y', 'x'],
    ['^(a|b)*a(a|b){12}$', 'abbabaab']
  ])('%s on many %j', (expression, unit) => {
    const size = comparisons(expression, unit) + 1000
    const growth = [100, 1000, 10_000].map(times => comparisons(expression, unit.repeat(times)) / (times * unit.length))
    // A character costs at most a look at each place in the expression; backtracking would look 2^n times.
    for (const each of growth) expect(each).toBeLessThan(size)
  })

  test('and memory has a bound, also where each text leads to a new state', () => {
    const bits = Array.from({ length: 40_000 }, (_, at) => (Math.sin(at * at) > 0 ? 'a' : 'b')).join('')
    const tree = parse('^(a|b)*a(a|b){16}$')
    if (tree === undefined) throw new Error('not an expression')
    const automaton = new Automaton([tree])
    const end = automaton.read(automaton.start, bits)
    expect(automaton.matches(end).length > 0).toBe(bits.at(-17) === 'a')
    const known = new Set([automaton.start, end])
    for (const state of known) for (const next of state.after.values()) known.add(next)
    expect(known.size).toBeLessThan(20_001)
  })
})
