import { expect, test } from '@jest/globals'
import fc from 'fast-check'
import { PatternIndex } from '../../src/secrets/pattern-index.ts'
import { DecodedText } from '../../src/secrets/decoded-text.ts'
import { Secrets } from '../../src/secrets/secrets.ts'

/** Which units of a text are part of a pattern, as a search for one after the other finds. */
function covered(text: string, patterns: readonly string[]): readonly boolean[] {
  const units = Array.from({ length: text.length }, () => false)
  for (const pattern of patterns)
    for (let at = text.indexOf(pattern); at >= 0; at = text.indexOf(pattern, at + 1))
      units.fill(true, at, at + pattern.length)
  return units
}

const few = fc.string({ unit: fc.constantFrom('a', 'b'), minLength: 3, maxLength: 20 })
const any = fc.string({
  unit: fc.constantFrom('a', 'b', '\n', 'é', '\ud83d', '\u0000', '"'),
  minLength: 3,
  maxLength: 9
})

test('every pattern is found wherever it is, and nothing else', () => {
  fc.assert(
    fc.property(
      fc.array(fc.oneof(few, any), { maxLength: 12 }),
      fc.array(fc.oneof(few, any), { maxLength: 12 }),
      (patterns, parts) => {
        const text = [...parts, ...patterns].join('')
        const found = Array.from({ length: text.length }, () => false)
        const matches = [...new PatternIndex(patterns).matches(text)]
        for (const [start, end] of matches) found.fill(true, start, end)
        expect(found).toEqual(covered(text, patterns))
        for (const [index, [start]] of matches.entries()) expect(start).toBeGreaterThan(matches[index - 1]?.[1] ?? -1)
      }
    ),
    { numRuns: 3_000 }
  )
})

test('a pattern is found across the parts in which a long text is read', () => {
  const [short, long] = ['tops3cret', 'long-'.repeat(100_000)]
  const index = new PatternIndex([short, long])
  for (const at of [0, 262_140, 499_999, 500_000, 999_995, 1_000_000]) {
    const text = '.'.repeat(at)
    expect([...index.matches(`${text}${short}...`)]).toEqual([[at, at + short.length]])
    expect([...index.matches(`${text}${long}.${short}`)]).toEqual([
      [at, at + long.length],
      [at + long.length + 1, at + long.length + 1 + short.length]
    ])
    expect([...index.matches(`${text}${long.slice(1)}`)]).toEqual([])
  }
})

test('secrets of 3 bytes to 5 MB, 2,000 of them and 13 MB in all, with every character, are removed', () => {
  const characters = Array.from({ length: 0x1_00 }, (_, code) => String.fromCharCode(code)).join('')
  const many = Array.from({ length: 2_000 }, (_, number) => `${number}<${characters.repeat(15)}>${number}`)
  const huge = 'x".\\/$^*+?()[]{}|%'.repeat(300_000).slice(0, 5_000_000)
  const secrets = new Secrets()
  secrets.add(Object.fromEntries(many.map((value, number) => [`name-${number}`, value])))
  secrets.add([huge, 'abc'])
  expect(secrets.removeFrom(`1 ${many[77] ?? ''} 2 ${huge} 3 abc 4`)).toBe('1 *** 2 *** 3 *** 4')
  const escaped = JSON.stringify([many[1_999], huge])
  expect(secrets.removeFrom(escaped)).toBe('["***","***"]')
  expect(secrets.removeFrom('nothing secret')).toBe('nothing secret')
})

test.each([
  ['as it is', 'postgres://u:pa ss+w0rd@h', 'postgres://u:***@h'],
  ['in a URL', 'postgres://u:pa%20ss%2Bw0rd@h', 'postgres://u:***@h'],
  ['in a form', 'password=pa+ss%2Bw0rd&x=1', 'password=***&x=1'],
  ['in base64, with and without its padding', 'cGEgc3MrdzByZA== cGEgc3MrdzByZA', '***== ***'],
  ['twice, one after the other', 'pa ss+w0rdpa ss+w0rd', '***'],
  ['not at all', 'pa ss+w0r', 'pa ss+w0r']
])('a secret is removed that occurs %s', (_how, text, removed) => {
  const secrets = new Secrets()
  secrets.add({ password: 'pa ss+w0rd', port: 100 })
  expect(secrets.removeFrom(text)).toBe(removed)
  expect(secrets.isIn(text)).toBe(text !== removed)
})

test('what is added to one set of secrets is known to those made of it, and not the other way round', () => {
  const known = new Secrets()
  const more = new Secrets(known)
  more.add('second')
  known.add('first')
  known.add('third')
  expect(more.removeFrom('first second third')).toBe('*** *** ***')
  expect(known.removeFrom('first second third')).toBe('*** second ***')
})

test('values of one or two characters stay', () => {
  const secrets = new Secrets()
  secrets.add(['a', 'ab', 7, ''])
  expect(secrets.removeFrom('a ab 7')).toBe('a ab 7')
})

test.each([
  ['as entities of HTML', 'pa+ss-w<rd', 'p&#x61;&#43;ss&#045;w&lt;rd'],
  ['as an entity that no character has', 'pa+ss-w<rd', '&#9999999;pa+ss-w<rd'],
  ['in colors, and holds what looks like an escape', 'ab%2Bcdefgh', '\u001b[1mab%2Bc\u001b[0mdefgh'],
  ['in colors and escaped, and holds what looks like another escape', 'a<b%41cde', 'a\u001b[1m\\u003Cb%41cde'],
  ['escaped, and holds what looks like another escape', 'a<b%41cde', 'a\\u003Cb%41cde'],
  ['escaped, and holds an entity', 'a b&amp;cde', 'a%20b&amp;cde']
])('a secret is removed that occurs %s', (_how, secret, text) => {
  const secrets = new Secrets()
  secrets.add(secret)
  expect(secrets.removeFrom(`1${text}2`)).not.toMatch(/cde|ss/)
  expect(secrets.removeFrom(`1 ${text}2`)).toMatch(/^1 .*\*\*\*2$/)
})

test('what is added between searches stays found, however often that is', () => {
  const secrets = new Secrets()
  const added = Array.from({ length: 500 }, (_, index) => `secret-${index}-`.repeat(1 + (index % 40)))
  for (const secret of added) {
    secrets.add(secret)
    expect(secrets.removeFrom(`a ${secret} b`)).toBe('a *** b')
  }
  expect(added.filter(secret => !secrets.isWhole(secret))).toEqual([])
})

const WRAPPINGS = [
  ['as it is', '\n'],
  ['in a frame', '\n│ '],
  ['in a frame with colors', '\u001b[0m\n\u001b[31m│\u001b[0m \u001b[0m'],
  ['with carriage returns', '\r\n  ']
] as const

test.each(WRAPPINGS)('a secret is removed that is wrapped %s', (_how, wrap) => {
  const secret = 'Hunter "two"  of\tthe\u0085house & garden'
  const secrets = new Secrets(new Secrets())
  secrets.add(secret)
  const blanks = [...secret.matchAll(/[\s\u0085]+/g)]
  const texts = blanks.map(({ index, 0: { length } }) => secret.slice(0, index) + wrap + secret.slice(index + length))
  for (const text of [...texts, secret.replaceAll(/[\s\u0085]+/g, wrap)])
    for (const form of [
      text,
      JSON.stringify(text).slice(1, -1),
      text.replaceAll('"', '\\"').replaceAll('&', '&amp;')
    ]) {
      expect(secrets.isIn(`1 ${form} 2`)).toBe(true)
      expect(secrets.removeFrom(`1 ${form} 2`)).toBe('1 *** 2')
    }
})

test('texts of several lines stay where no secret is wrapped in them', () => {
  const secrets = new Secrets()
  secrets.add('correct horse battery')
  const text = 'correct\n\n│ horse  \nstaple\tcorrect horse\nand battery'
  expect(secrets.removeFrom(text)).toBe(text)
})

test('a secret with blanks is found after millions of blanks', () => {
  const [unwrapped] = DecodedText.unwrapped(`a\n${' '.repeat(17_000_000)}│\tcorrect\nhorse`)
  expect(unwrapped?.text).toBe('a correct horse')
})
