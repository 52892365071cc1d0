import assert from 'node:assert/strict'
import fc from 'fast-check'
import { parseRules, type IgnoreRules } from '../../src/slug/ignore.ts'
import { textOf, type Parser } from './parser.ts'

const line = textOf(
  [
    '*',
    '**',
    '?',
    '/',
    'a',
    'b',
    '.',
    '!',
    '#',
    '[',
    ']',
    '[^a]',
    '(',
    ')',
    '|',
    '+',
    '{2}',
    '{2,3}',
    '\\',
    '\\d',
    '^',
    '$'
  ],
  8
)
const name = fc.string({ unit: fc.constantFrom('a', 'b', '.', '/', '0', '\n', 'é', '\ud83d\ude00'), maxLength: 10 })
const at = (rules: IgnoreRules, ...pieces: readonly string[]) =>
  pieces.reduce((path, piece) => rules.read(path, piece), rules.root)

/** What may be written otherwise and means the same. */
const REWRITTEN: readonly ((lines: readonly string[]) => string)[] = [
  lines => lines.join('\r\n'),
  lines => lines.flatMap(text => ['', '# a comment', `  ${text}\t`]).join('\n'),
  lines => lines.flatMap(text => [text, text]).join('\n'),
  lines => `\n${lines.join('\n\n')}\n`
]

const anyText = fc.property(fc.array(line, { maxLength: 5 }), name, name, (written, directory, below) => {
  const lines = written.flatMap(text => text.split('\n'))
  const rules = parseRules(lines.join('\n'))
  for (const invalid of rules.invalid) assert(lines.some(text => text.includes(invalid)))
  const path = at(rules, `${directory}/${below}`)
  assert.equal(rules.excludes(at(rules, directory, '/', ...Array.from(below))), rules.excludes(path))
  const isSkipped = rules.excludesAllBelow(at(rules, directory, '/'))
  if (isSkipped && !/^$|\n/.test(below)) assert(rules.excludes(path))
  for (const rewrite of REWRITTEN) {
    const same = parseRules(rewrite(lines))
    assert.equal(same.excludes(at(same, `${directory}/${below}`)), rules.excludes(path), rewrite(lines))
    assert.equal(same.dominates(at(same, directory, '/')), rules.dominates(at(rules, directory, '/')))
  }
})

/** An independent reading, as an expression of JavaScript, of rules that hold wildcards and harmless characters only. */
function model(rule: string): { readonly isNegated: boolean; readonly expression: RegExp } {
  const isNegated = rule.startsWith('!')
  const pattern = isNegated ? rule.slice(1) : rule
  const whole = pattern.endsWith('/') ? `${pattern}**` : pattern
  let source = ''
  let rest = whole.startsWith('/') ? whole.slice(1) : `**/${whole}`
  while (rest !== '') {
    const token = /^(\*\*\/?|\*|\?|\.|[^])/u.exec(rest)?.[0] ?? ''
    rest = rest.slice(token.length)
    if (token.startsWith('**')) source += rest === '' ? '.*' : '(?:.*/)?'
    else source += { '*': '[^/]*', '?': '[^/]', '.': '\\.' }[token] ?? token
  }
  return { isNegated, expression: new RegExp(`^${source}$`, 'u') }
}

const simpleRule = fc
  .tuple(
    fc.constantFrom('', '!'),
    fc.array(fc.constantFrom('a', 'b', '/', '*', '**', '?', '.', 'é'), { minLength: 1, maxLength: 6 })
  )
  .map(([sign, pieces]) => sign + pieces.join(''))
const simplePath = fc.string({ unit: fc.constantFrom('a', 'b', '.', '/', 'é'), maxLength: 8 })

const wildcards = fc.property(fc.array(simpleRule, { maxLength: 4 }), simplePath, (written, path) => {
  const rules = parseRules(written.join('\n'))
  const all = ['.terraform/', '!.terraform/modules/', '.git/', ...written].map(model)
  const last = all.findLast(({ expression }) => expression.test(path))
  assert.equal(rules.excludes(at(rules, path)), last?.isNegated === false)
})

export const ignoreRules: readonly Parser[] = [
  { name: '.terraformignore: any text, and rewritten', share: 60, property: anyText },
  { name: '.terraformignore: as JavaScript reads wildcards', share: 120, property: wildcards }
]
