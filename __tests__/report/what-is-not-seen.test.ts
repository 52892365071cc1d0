import { expect, test } from '@jest/globals'
import type { Json } from '../../src/json.ts'
import { listedCounts } from '../../src/report/change-counts.ts'
import { commentBody } from '../../src/report/comment.ts'
import { changesOfPlan } from '../../src/terraform/plan.ts'
import { aReport } from './a-report.ts'

/** What two plans do differently must be seen in their reports, also where no character of it can be seen. */

function bodyOf(actions: readonly string[], before: Json, after: Json, more: Readonly<Record<string, Json>> = {}) {
  const change = { actions, before, after, before_sensitive: false, after_sensitive: {}, ...more }
  const plan = { format_version: '1.2', resource_changes: [{ address: 'a.b', change }] }
  return commentBody(aReport({ changes: changesOfPlan(plan) }), '', 'file')
}

const created = (value: string): string => bodyOf(['create'], null, { value })
const updated = (before: string, after: string): string => bodyOf(['update'], { value: before }, { value: after })

/** Where the heredoc ends decides what is text and what is run. */
const script = (end: string): string => `cat > a <<'A'\nx\nA${end}\ncat > b <<'B'\nA\necho run\nB\n`

test.each([
  ['space', ' '],
  ['two spaces', '  '],
  ['tab', '\t'],
  ['carriage return', '\r'],
  ['vertical tab', '\v'],
  ['form feed', '\f'],
  ['no-break space', '\u00a0'],
  ['ideographic space', '\u3000'],
  ['byte order mark', '\ufeff'],
  ['line separator', '\u2028'],
  ['paragraph separator', '\u2029'],
  ['next line', '\u0085'],
  ['zero width space', '\u200b'],
  ['hangul filler', '\u3164']
])('a %s at the end of a line', (_name, end) => {
  expect(created(script(end))).not.toBe(created(script('')))
  expect(updated('old\nlines\n', script(end))).not.toBe(updated('old\nlines\n', script('')))
  expect(updated(script(''), script(end))).toContain(String.raw`\u{`)
})

test.each([
  ['an empty line at the beginning', '\n#!/bin/sh\nx\n', '#!/bin/sh\nx\n'],
  ['blank lines at the beginning', '\u3000\u00a0\n\na\nb\n', 'a\nb\n'],
  ['empty lines at the end', 'a\nb\n\n\n', 'a\nb\n'],
  ['a line break at the end', 'a\nb\n', 'a\nb'],
  ['other line breaks', 'a\r\nb\r\n', 'a\nb\n'],
  ['a space of another kind', 'a\nb\u00a0c\n', 'a\nb c\n'],
  ['an escape that is one only to people', 'a\nb\\u{200b}c\n', 'a\nb\u200bc\n']
])('%s', (_name, first, second) => {
  expect(created(first)).not.toBe(created(second))
  expect(updated('x\ny\n', first)).not.toBe(updated('x\ny\n', second))
  expect(updated(first, second)).not.toBe(updated(first, first))
  expect(bodyOf(['delete'], { value: first }, null)).toContain('a.b')
})

test('a text whose last line does not end says so, and one whose last line ends does not', () => {
  expect(created('a\nb')).toContain('EOT # no newline at the end')
  expect(created('a\nb\n')).toMatch(/EOT$/m)
  expect(updated('a\nb', 'a\nb\n')).toContain('EOT # newline added at the end')
  expect(updated('a\nb\n', 'a\nb')).toContain('EOT # newline removed from the end')
})

test.each([
  ['in a line of several', 'a\nb'],
  ['in a text of one line', 'a']
])('many blanks are counted, so that what follows them is on the page, %s', (_name, start) => {
  const value = `${start}${' '.repeat(199)}; evil`
  expect(created(value)).toContain(String.raw`\u{199 spaces}; evil`)
  expect(created(`${start}\n${' '.repeat(300)}evil`)).not.toContain(' '.repeat(40))
})

test('many empty lines are counted', () => {
  const value = `a${'\n'.repeat(5_001)}evil\n`
  expect(created(value)).toContain('+ # (5000 empty lines)')
  expect(updated('a\nb\n', value)).toContain('+ # (5000 empty lines)')
  expect(updated('a\nb\n', value).split('\n').length).toBeLessThan(30)
  expect(created(`a${'\n'.repeat(20)}evil\n`)).not.toContain('empty lines')
})

test('tabs are counted as well, also after a blank of another kind', () => {
  expect(created(`a\nb\u00a0\t${' \t'.repeat(60)}; evil`)).toMatch(
    /b\\u\{a0\}\\u\{121 spaces and tabs, SHA-256 [\da-f]{16}\}; evil/
  )
  const rows = ['\t'.repeat(50), ' '.repeat(50), ' \t'.repeat(25), '\t '.repeat(25)]
  expect(new Set(rows.map(row => created(`a\nb${row}c`))).size).toBe(4)
})

test('a tab is not like blanks, wherever it is', () => {
  const end = (indent: string): string => `cat <<-A\n\tx\n${indent}A\n\techo run\n`
  const bodies = ['\t', '    ', '        ', '⇥\t', '⇥'].map(indent => created(end(indent)))
  expect(new Set(bodies).size).toBe(bodies.length)
  expect(bodies[0]).toContain('⇥\tA')
})

test('many short rows of blanks are counted', () => {
  const line = `echo ok${`${' '.repeat(39)}''`.repeat(8)};evil`
  expect(created(line)).toContain(String.raw`''\u{39 spaces}'';evil`)
  expect(
    created(`a\n${line}`)
      .split('\n')
      .every(each => each.length < 250)
  ).toBe(true)
  const deep = Array.from({ length: 80 }).reduce<Json>(inner => ({ a: inner }), 'evil')
  expect(created(JSON.stringify(deep))).not.toContain(' '.repeat(90))
})

test.each<readonly [string, string, string]>([
  ['what gives an emoji colors that it has anyway', '✅', '✅\ufe0f'],
  ['a filler of another script', 'a', 'a\u{16fe4}'],
  ['a joiner of numbers', 'a', 'a\u{1107f}']
])('%s', (_name, first, second) => {
  expect(created(script(second))).not.toBe(created(script(first)))
  expect(created(script(second))).toContain(String.raw`\u{`)
})

test('a text that is emptied is not one that is gone, also where the provider may not know null', () => {
  const of = (after: Json): string => {
    const block = { attributes: { value: { type: 'string', optional: true } } }
    const change = { actions: ['update'], before: { value: 'x' }, after: { value: after }, before_sensitive: false }
    const resource = { address: 'a.b', mode: 'managed', type: 'a', name: 'b', provider_name: 'p' }
    const plan = {
      format_version: '1.2',
      resource_changes: [{ ...resource, change: { ...change, after_sensitive: false } }],
      provider_schemas: { p: { resource_schemas: { a: { block } } } }
    }
    return commentBody(aReport({ changes: changesOfPlan(plan) }), '', 'file')
  }
  expect(of('')).toContain('"x" -> ""')
  expect(of(null)).toContain('"x" -> null')
})

/** Where an attribute of a list's elements is. */
const PREFIX = { prefix: { type: 'string', optional: true }, n: { type: 'number', optional: true } }
const FIELDS = ['object', { prefix: 'string', n: 'number' }]

test.each<readonly [string, Json]>([
  ['objects in a list', { attributes: { x: { type: 'dynamic' }, rules: { type: ['list', FIELDS] } } }],
  ['objects in a set', { attributes: { x: { type: 'dynamic' }, rules: { type: ['set', FIELDS] } } }],
  ['objects in a list of an old provider', { attributes: { rules: { type: ['list', FIELDS] } } }],
  ['objects in a tuple', { attributes: { rules: { type: ['tuple', [FIELDS]] } } }],
  ['nested attributes', { attributes: { rules: { nested_type: { nesting_mode: 'list', attributes: PREFIX } } } }],
  [
    'blocks',
    {
      attributes: { x: { type: 'dynamic' } },
      block_types: { rules: { nesting_mode: 'list', block: { attributes: PREFIX } } }
    }
  ],
  ['blocks of an old provider', { block_types: { rules: { nesting_mode: 'list', block: { attributes: PREFIX } } } }]
])('an empty text is not null in %s', (_name, block) => {
  const of = (before: Json, prefix: Json): string => {
    const rules = (value: Json): Json => ({ rules: [{ prefix: value, n: 1 }] })
    const actions = before === null ? ['create'] : ['update']
    const change = { actions, before: before === null ? null : rules(before), after: rules(prefix) }
    const resource = { address: 'a.b', mode: 'managed', type: 'a', name: 'b', provider_name: 'p' }
    const plan = {
      format_version: '1.2',
      resource_changes: [{ ...resource, change: { ...change, before_sensitive: false, after_sensitive: false } }],
      provider_schemas: { p: { resource_schemas: { a: { block } } } }
    }
    return commentBody(aReport({ changes: changesOfPlan(plan) }), '', 'file')
  }
  expect(of('x', '')).toMatch(/prefix += "x" -> ""|\+ +prefix += ""/)
  expect(of('x', null)).not.toContain('""')
  expect(of(null, '')).toMatch(/prefix += ""/)
  expect(of(null, null)).not.toContain('""')
})

/** Each has letters that are read from right to left. https://www.unicode.org/Public/UCD/latest/ucd/extracted/DerivedBidiClass.txt */
const SCRIPTS =
  'Hebrew Arabic Syriac Thaana Nko Samaritan Mandaic Adlam Hanifi_Rohingya Cypriot Phoenician Lydian Old_Turkic Mende_Kikakui'

test.each(SCRIPTS.split(' '))('letters of %s turn nothing next to them round', name => {
  const isOfScript = new RegExp(String.raw`(?=\p{L})\p{Script=${name}}`, 'u')
  const letters = Array.from({ length: 0x20000 }, (_none, code) => String.fromCodePoint(code)).filter(letter =>
    isOfScript.test(letter)
  )
  expect(letters.length).toBeGreaterThan(10)
  for (const value of [letters.join(''), `a\n${letters.join('')}\n`]) {
    expect(created(value)).not.toMatch(isOfScript)
    expect(bodyOf(['create'], null, { [value]: 1 })).not.toMatch(isOfScript)
  }
  const [letter = ''] = letters
  expect(created(script(`${letter}1`))).toContain(String.raw`A\u{${letter.codePointAt(0)?.toString(16) ?? ''}}1`)
})

test('names with letters from right to left, and with what looks like their codes, are seen as they are', () => {
  const imported = (id: string): string => bodyOf(['no-op'], { value: 'a' }, { value: 'a' }, { importing: { id } })
  const all = ['א1', '1א', String.raw`\u{5d0}1`, String.raw`1\u{5d0}`].map(imported)
  expect(new Set(all).size).toBe(all.length)
  expect(all[0]).toContain(String.raw`\u{5d0}1`)
  expect(all.join('')).not.toContain('א')
  const address = 'a.b["א1"]'
  const change = { actions: ['delete'], before: { value: 1 }, after: null, before_sensitive: false }
  const plan = { format_version: '1.2', resource_changes: [{ address, change: { ...change, after_sensitive: false } }] }
  const body = commentBody(aReport({ changes: changesOfPlan(plan) }), '', 'file')
  expect(body).toContain(String.raw`\u{5d0}1`)
  expect(body).not.toContain('א')
})

test('null is not the text null', () => {
  expect(bodyOf(['update'], { value: ['a\nb'] }, { value: [null] })).not.toBe(
    bodyOf(['update'], { value: ['a\nb'] }, { value: ['null'] })
  )
})

test('changes in a key that is not known are an entry of their own', () => {
  const unknown = { stack_changes: [{ address: 'a.c', change: { actions: ['delete'] } }] }
  const changes = changesOfPlan({ format_version: '1.2', resource_changes: [], ...unknown })
  expect(commentBody(aReport({ changes }), '', 'file')).toContain('<code>stack_changes</code> has an unknown action')
  expect(changesOfPlan({ format_version: '1.2', stack_notes: [{ text: 'x' }] })?.resources).toEqual([])
})

test('names in a column hide nothing behind blanks', () => {
  const body = bodyOf(['create'], null, { [`a${'b'.repeat(300)}`]: 1, c: 'seen' })
  expect(body).toMatch(/^\+ +c +=? ?"?/m)
  expect(body).not.toContain(' '.repeat(40))
})

test('whether a replacement destroys or forgets the old object', () => {
  const replaced = (...actions: string[]): string => bodyOf(actions, { value: 'a' }, { value: 'b' })
  const all = [
    ['delete', 'create'],
    ['create', 'delete'],
    ['forget', 'create']
  ].map(each => replaced(...each))
  expect(new Set(all).size).toBe(3)
  expect(replaced('create', 'forget')).toContain('forgotten, not destroyed')
})

test.each([[['create', 'forget']], [['forget', 'create']]])('%j is one to add, and destroys nothing', actions => {
  const change = {
    actions,
    before: { value: 'a' },
    after: { value: 'b' },
    before_sensitive: false,
    after_sensitive: {}
  }
  const changes = changesOfPlan({ format_version: '1.2', resource_changes: [{ address: 'a.b', change }] })
  const counts = { additions: 1, changes: 0, destructions: 0, imports: 0 }
  expect(listedCounts({ counts, changes, applied: false })).toBeDefined()
  expect(listedCounts({ counts: { ...counts, destructions: 1 }, changes, applied: false })).toBeUndefined()
  const body = commentBody(aReport({ changes, counts }), '', 'file')
  expect(body).toContain('1 to add, 0 to change, 0 to destroy, 1 to forget')
  expect(body).not.toContain('[!CAUTION]')
  expect(body).not.toContain('to replace')
})

test('what is imported, by its id, its identity or both', () => {
  const imported = (importing: Json): string => bodyOf(['no-op'], { value: 'a' }, { value: 'a' }, { importing })
  const all = [
    { id: 'x' },
    { id: 'x', identity: { account: 'y' } },
    { identity: { account: 'y' } },
    { id: 'x\ty' },
    { id: 'x y' }
  ]
  expect(new Set(all.map(imported)).size).toBe(all.length)
})

test.each<readonly [string, Json, Json]>([
  ['a list', [''], [null]],
  ['a list in a list', [['']], [[null]]],
  ['a map in a list', [{ a: '' }], [{ a: null }]],
  ['a list in a map', { a: [''] }, { a: [null] }],
  ['JSON in a text', '["", 1]', '[null, 1]']
])('an empty text is not null in %s', (_name, empty, none) => {
  const schemas = [undefined, { attributes: { value: { type: ['list', 'string'], optional: true } } }]
  for (const block of schemas) {
    const of = (before: Json, after: Json): string => {
      const change = { actions: ['update'], before: { value: before, x: 1 }, after: { value: after, x: 2 } }
      const resource = { address: 'a.b', mode: 'managed', type: 'a', name: 'b', provider_name: 'p' }
      const marks = { before_sensitive: false, after_sensitive: {} }
      const plan = {
        format_version: '1.2',
        resource_changes: [{ ...resource, change: { ...change, ...marks } }],
        ...(block !== undefined && { provider_schemas: { p: { resource_schemas: { a: { block } } } } })
      }
      return commentBody(aReport({ changes: changesOfPlan(plan) }), '', 'file')
    }
    expect(of(empty, none)).toContain('value')
    expect(of(none, empty)).toContain('""')
    expect(of(['x'], empty)).not.toBe(of(['x'], none))
  }
})

/** Notes in place of a part of a value, and values that say the same as text. */
test.each<readonly [string, string, string]>([
  ['spaces', `a\nb${' '.repeat(50)}c\n`, 'a\nb … (50 spaces) … c\n'],
  ['spaces, as they are shown', `a\nb${' '.repeat(50)}c\n`, 'a\nb\\u{50 spaces}c\n'],
  ['spaces, as their code is shown', `a\nb${' '.repeat(50)}c\n`, 'a\nb\\u{5c}u{50 spaces}c\n'],
  ['spaces in one line', `b${' '.repeat(50)}c`, 'b … (50 spaces) … c'],
  ['spaces at the beginning', `a\n${' '.repeat(120)}c\n`, `a\n … (120 spaces) … c\n`],
  ['spaces and tabs', `a\nb${' \t'.repeat(25)}c\n`, 'a\nb … (50 spaces and tabs) … c\n'],
  ['empty lines', `a${'\n'.repeat(26)}b\n`, 'a\n… (25 empty lines) …\nb\n'],
  ['empty lines, as they are shown', `a${'\n'.repeat(26)}b\n`, 'a\n# (25 empty lines)\nb\n'],
  ['the end of a text', 'a\nEOT\n', 'a\n'],
  ['null', 'a\nnull\n', 'a\n']
])('the note in place of %s is not what a value says', (_name, first, second) => {
  expect(created(first)).not.toBe(created(second))
  expect(updated('x\ny\n', first)).not.toBe(updated('x\ny\n', second))
  expect(bodyOf(['delete'], { value: first }, null)).not.toBe(bodyOf(['delete'], { value: second }, null))
  const notes = created(first)
    .split('\n')
    .filter(line => /\d+ (?:spaces|empty)/.test(line))
  for (const note of notes) expect(created(second).split('\n')).not.toContain(note)
})

test('a line of a text does not end it, however deep it is', () => {
  for (const depth of [1, 37, 38, 39, 40, 41, 60]) {
    const deep = (value: Json): string =>
      created(JSON.stringify(Array.from({ length: depth }).reduce<Json>(inner => ({ a: inner }), value)))
    const shown = deep({ b: 'x\nEOT\n', c: 'y\n' })
      .split('\n')
      .map(line => line.slice(1))
    const ends = shown.filter(line => line.endsWith(' EOT'))
    expect([ends.length, new Set(ends).size]).toEqual([3, 2])
  }
})

test('what changes of the identity of an object', () => {
  const of = (account: string | undefined): Json => (account === undefined ? null : { account, region: 'r' })
  const shown = (actions: readonly string[], before: string | undefined, after: string | undefined): string => {
    const value = { id: 'x' }
    return bodyOf(actions, before === undefined ? null : value, after === undefined ? null : value, {
      before_identity: of(before),
      after_identity: of(after)
    })
  }
  expect(shown(['create'], undefined, 'one')).not.toBe(shown(['create'], undefined, 'other'))
  expect(shown(['delete'], 'one', undefined)).not.toBe(shown(['delete'], 'other', undefined))
  for (const actions of [['update'], ['delete', 'create']]) {
    expect(shown(actions, 'one', 'other')).toMatch(/^! {3}account = "one" -> "other"$/m)
    expect(shown(actions, 'one', 'one')).not.toContain('identity')
  }
})

test.each<readonly [string, string, string]>([
  ['a space', '{"a":[1,2]}', '{"a":[1, 2]}'],
  ['line breaks', '{"a":{"b":1}}', '{\n  "a": {\n    "b": 1\n  }\n}\n'],
  ['the order of keys', '{"a":1,"b":2}', '{"b":2,"a":1}'],
  ['an escape', '{"a":"/"}', String.raw`{"a":"\/"}`],
  ['an escape of a key', '{"a":1}', String.raw`{"\u0061":1}`],
  ['a key that it has twice', '{"a":1}', '{"a":2,"a":1}'],
  ['a number in another form', '{"a":1}', '{"a":1.0}'],
  ['nothing in it but a space', '{}', '{ }'],
  ['long texts', `{"a":"${'x'.repeat(200)}","b":1}`, `{"b":1,"a":"${'x'.repeat(200)}"}`]
])('JSON that differs in %s', (_name, first, second) => {
  expect(created(first)).not.toBe(created(second))
  expect(bodyOf(['delete'], { value: first }, null)).not.toBe(bodyOf(['delete'], { value: second }, null))
  for (const before of ['{"z":9}', '[]', 'x']) expect(updated(before, first)).not.toBe(updated(before, second))
  const other = `${second.slice(0, -1)} }`
  expect(updated(first, second)).not.toBe(updated(first, other))
  expect(updated(first, second)).not.toContain('whitespace changes')
})

test('JSON as Terraform encodes it is shown without a note on its form', () => {
  const text = String.raw`{"a":"\u003cb\u003e\u0026\n\t\"é","b":[1,2.5,true,null,{}],"é":"😀"}`
  expect(created(text)).not.toContain('SHA-256')
  expect(updated('{"z":1}', text)).not.toContain('SHA-256')
})

test('JSON whose values stay is said to have the same values', () => {
  expect(updated('{"a":1,"b":2}', '{"b":2,"a":1}')).toContain(
    String.raw`! value = "{\"a\":1,\"b\":2}" -> "{\"b\":2,\"a\":1}" # the same values as JSON`
  )
  expect(updated('{"a":1}', '{\n"a":1}\n')).toContain('<<-EOT # the same values as JSON')
})

const SCHEMAS = {
  p: { resource_schemas: { a: { block: { attributes: { value: { type: 'string' }, other: { type: 'string' } } } } } }
}

test.each<readonly [string, Readonly<Record<string, Json>>]>([
  ['without a schema', {}],
  ['of a provider that may know no null', { provider_schemas: SCHEMAS }]
])('an empty text and null, %s', (_name, more) => {
  const shown = (actions: readonly string[], before: Json, after: Json): string => {
    const change = { actions, before, after, before_sensitive: false, after_sensitive: {} }
    const entry = { address: 'a.b', mode: 'managed', type: 'a', name: 'b', provider_name: 'p', change }
    const plan = { format_version: '1.2', resource_changes: [entry], ...more }
    return commentBody(aReport({ changes: changesOfPlan(plan) }), '', 'file')
  }
  const values: readonly Json[] = ['', null, 'x']
  const texts = values.flatMap(before =>
    values.map(after => shown(['update'], { other: 'a', value: before }, { other: 'b', value: after }))
  )
  // Only an empty text that stays and another text that stays are shown alike: as one more attribute.
  expect(new Set(texts).size).toBe(texts.length - 1)
  for (const actions of [['create'], ['delete']]) {
    const [one, two] = ['', null].map(value => {
      const object = { other: 'a', value }
      return shown(actions, actions[0] === 'delete' ? object : null, actions[0] === 'create' ? object : null)
    })
    expect(one).not.toBe(two)
  }
})

test('the source of a provider, where the type does not say it', () => {
  const entry = (name: string, type: string, source: string): Json => ({
    address: `${type}.${name}`,
    mode: 'managed',
    type,
    name,
    provider_name: source,
    change: { actions: ['create'], before: null, after: { value: 'x' }, before_sensitive: false, after_sensitive: {} }
  })
  const shown = (...entries: readonly Json[]): string =>
    commentBody(aReport({ changes: changesOfPlan({ format_version: '1.2', resource_changes: entries }) }), '', 'file')
  const [own, other] = ['registry.terraform.io/hashicorp/aws', 'registry.terraform.io/evil/aws']
  expect(shown(entry('a', 'aws_x', own), entry('b', 'terraform_data', 'terraform.io/builtin/terraform'))).not.toContain(
    'Providers'
  )
  expect(shown(entry('a', 'aws_x', other), entry('b', 'aws_y', other))).toContain(
    'Providers: `registry.terraform.io/evil/aws` for `aws_…`'
  )
  const mixed = [
    shown(entry('a', 'aws_x', own), entry('b', 'aws_x', other)),
    shown(entry('a', 'aws_x', other), entry('b', 'aws_x', own))
  ]
  expect(mixed[0]).toContain('for `aws_x.b`')
  expect(mixed[1]).toContain('for `aws_x.a`')
})
