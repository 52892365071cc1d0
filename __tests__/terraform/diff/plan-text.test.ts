import { describe, expect, test } from '@jest/globals'
import { countLeaves } from '../../../src/terraform/diff/leaves.ts'
import { planDifference } from '../../../src/terraform/diff/plan-difference.ts'
import { markdownLines, planText } from '../../../src/terraform/diff/plan-text.ts'
import type { Json } from '../../../src/json.ts'

/** One output that changes: values without a schema. */
const plan = (before: Json, after: Json, more: Readonly<Record<string, Json>> = {}) =>
  planDifference(
    { format_version: '1.2', output_changes: { o: { actions: ['update'], before, after, ...more } } },
    { mode: 'normal' }
  )

const text = (before: Json, after: Json, more?: Readonly<Record<string, Json>>): string => {
  const found = plan(before, after, more)
  if (found === undefined) throw new Error('no plan')
  const lines = planText(found, { color: false })
  return lines.slice(lines.indexOf('Changes to Outputs:') + 1, -3).join('\n')
}

const tail = (length: number): string => 'x'.repeat(length)

/** Each text is what Terraform 1.11.4 prints of the same values. */
describe('values are shown as the CLI shows them', () => {
  test.each<[string, Json, Json, readonly string[]]>([
    [
      'a list whose middle changes',
      ['a', 'b', 'c'],
      ['a', 'x', 'c'],
      ['  ~ o = [', '        "a",', '      ~ "b" -> "x",', '        "c",', '    ]']
    ],
    [
      'one element in front',
      ['b', 'c', 'd'],
      ['a', 'b', 'c', 'd'],
      ['  ~ o = [', '      + "a",', '        "b",', '        # (2 unchanged elements hidden)', '    ]']
    ],
    ['null and nothing', { a: null }, {}, ['  ~ o = {', '      - a = null', '    }']],
    ['null and an empty list', { a: null }, { a: [] }, ['  ~ o = {', '      ~ a = null -> []', '    }']],
    [
      'JSON in a text',
      '{"a":1,"b":2}',
      '{"a":1,"b":3}',
      [
        '  ~ o = jsonencode(',
        '      ~ {',
        '          ~ b = 2 -> 3',
        '            # (1 unchanged attribute hidden)',
        '        }',
        '    )'
      ]
    ],
    [
      'JSON written differently',
      '{"a":1}',
      '{"a": 1}',
      ['  ~ o = jsonencode( # whitespace changes', '        {', '            a = 1', '        }', '    )']
    ],
    [
      'a line of a text',
      'a\nb\nc',
      'a\nx\nc',
      ['  ~ o = <<-EOT', '        a', '      - b', '      + x', '        c', '    EOT']
    ],
    ['another type', 'a', { b: 1 }, ['  ~ o = "a" -> {', '      + b = 1', '    }']],
    ['characters that need an escape', 'a\u0000"\\\u200b', '\u0007', ['  ~ o = "a\\x00\\"\\\\\\u200b" -> "\\a"']]
  ])('%s', (_name, before, after, lines) => {
    expect(text(before, after)).toBe(lines.join('\n'))
  })

  test('the end of a long text is compared and shown', () => {
    expect(text(`${tail(100_000)}a`, `${tail(100_000)}b`)).toBe(`  ~ o = "${tail(100_000)}a" -> "${tail(100_000)}b"`)
  })
})

test('what is marked as sensitive says that it changes, and nothing else', () => {
  const marks = { before_sensitive: { p: true }, after_sensitive: { p: true } }
  expect(text({ p: 'old', q: 1 }, { p: 'new', q: 2 }, marks)).toBe(
    '  ~ o = {\n      ~ p = (sensitive value)\n      ~ q = 1 -> 2\n    }'
  )
})

test('a redacted value that looks the same on both sides may change', () => {
  const change = {
    actions: ['update'],
    before: 'REDACTED',
    after: 'REDACTED',
    before_sensitive: true,
    after_sensitive: true
  }
  const found = planDifference({ plan_format_version: '1.2', output_changes: { o: change } }, { mode: 'normal' })
  expect(found && planText(found, { color: false }).join('\n')).toContain('~ o = (sensitive value, may change)')
})

test('Markdown has the marks in the first column, and leaves are counted', () => {
  const [output] = plan({ a: 1, b: [1, 2], c: 3 }, { a: 2, b: [1], c: 3 })?.outputs ?? []
  expect(output && markdownLines(output.node)).toEqual([
    '! {',
    '!   a = 1 -> 2',
    '!   b = [',
    '      1,',
    '-     2,',
    '    ]',
    '    # (1 unchanged attribute hidden)',
    '  }'
  ])
  expect(output && countLeaves(output.node)).toEqual({ changed: 2, sensitive: 0 })
})
