import { describe, expect, test } from '@jest/globals'
import { parseJson, type Json } from '../../src/json.ts'
import { attributeDiff } from '../../src/report/attributes.ts'
import type { Values } from '../../src/terraform/plan.ts'

const diff = (before: Json, after: Json, more: Partial<Values> = {}): readonly string[] =>
  attributeDiff({
    before,
    after,
    beforeSensitive: false,
    afterSensitive: false,
    afterUnknown: false,
    replacePaths: [],
    ...more
  })

describe('attributes', () => {
  test.each<[string, Json, Json, Partial<Values>, string[]]>([
    ['new', null, { name: 'web', size: 2 }, {}, ['+ name = "web"', '+ size = 2']],
    ['gone', { name: 'web' }, null, {}, ['- name = "web"']],
    ['changed', { name: 'web', size: 1 }, { name: 'web', size: 2 }, {}, ['- size = 1', '+ size = 2']],
    ['set and unset', { a: null, b: 'x' }, { a: 'y', b: null }, {}, ['- b = "x"', '+ a = "y"']],
    [
      'of objects and lists',
      { tags: { team: 'a' }, zones: ['x'] },
      { tags: { team: 'b', 'a b': true }, zones: ['x', 'y'] },
      {},
      ['- tags.team = "a"', '+ tags.team = "b"', '+ tags["a b"] = true', '+ zones[1] = "y"']
    ],
    [
      'not known yet',
      { id: '1' },
      {},
      { afterUnknown: { id: true, arn: true } },
      ['- id = "1"', '+ id = (known after apply)', '+ arn = (known after apply)']
    ],
    [
      'that force a replacement',
      { image: 'a' },
      { image: 'b' },
      { replacePaths: [['image']] },
      ['- image = "a"', '+ image = "b" # forces replacement']
    ],
    [
      'inside of what forces a replacement',
      { list: ['a'] },
      { list: ['b'] },
      { replacePaths: [['list']] },
      ['- list[0] = "a"', '+ list[0] = "b" # forces replacement']
    ],
    ['that did not change', { a: { b: [1, { c: 'x' }] } }, { a: { b: [1, { c: 'x' }] } }, {}, []],
    [
      'with many digits',
      parseJson('{"n":12345678901234567890}'),
      parseJson('{"n":12345678901234567891}'),
      {},
      ['- n = 12345678901234567890', '+ n = 12345678901234567891']
    ],
    [
      'below what is not known yet',
      { output: { a: 1, b: [2] }, out: 1 },
      { out: 1 },
      { afterUnknown: { output: true } },
      ['+ output = (known after apply)']
    ],
    [
      'that force a replacement, and are sensitive',
      { triggers: ['REDACTED'] },
      { triggers: ['REDACTED'] },
      { replacePaths: [['triggers']] },
      ['# triggers forces replacement']
    ],
    [
      'named like parts of JavaScript',
      { ['__proto__x']: 1 },
      { constructor: 'a', toString: 'b' },
      {},
      ['- __proto__x = 1', '+ constructor = "a"', '+ toString = "b"']
    ]
  ])('%s', (_name, before, after, more, lines) => {
    expect(diff(before, after, more)).toEqual(lines)
  })

  test('that are sensitive are never shown, whichever side marks them', () => {
    const lines = diff(
      { password: 'old', keys: { a: 's3cret' } },
      { password: 'new', keys: { a: 's3cret' } },
      { beforeSensitive: { password: true }, afterSensitive: { password: true, keys: true } }
    )
    expect(lines.join('\n')).not.toMatch(/old|new/)
    expect(lines).toContain('+ keys = (sensitive value)')
    expect(lines.filter(line => line.includes('password'))).toEqual([
      '- password = (sensitive value)',
      '+ password = (sensitive value)'
    ])
  })

  test('of several lines are shown by what differs', () => {
    const before = { script: 'a\nb\nc\nd\ne\nf\ng' }
    expect(diff(before, { script: 'a\nb\nc\nD\nd2\ne\nf\ng' })).toEqual([
      '# script',
      '  b',
      '  c',
      '- d',
      '+ D',
      '+ d2',
      '  e',
      '  f'
    ])
  })

  test('that are long are cut, and so are many', () => {
    expect(diff({}, { blob: 'x'.repeat(10_000) })[0]?.length).toBeLessThan(600)
    const many = Object.fromEntries(Array.from({ length: 1000 }, (_, index) => [`k${index}`, index]))
    expect(diff({}, many).at(-1)).toBe('# … and more')
  })
})
