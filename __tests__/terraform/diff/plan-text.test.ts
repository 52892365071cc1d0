import { describe, expect, test } from '@jest/globals'
import { countsOfPlan } from '../../../src/terraform/diff/plan-counts.ts'
import { countLeaves } from '../../../src/terraform/diff/leaves.ts'
import { planDifference } from '../../../src/terraform/diff/plan-difference.ts'
import { markdownDiff } from '../../../src/terraform/diff/markdown-diff.ts'
import { planText } from '../../../src/terraform/diff/plan-text.ts'
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

const BEFORE_AND_AFTER = { before: { id: '1', v: 1 }, after: { id: '1', v: 2 } }

const ofResource = (actions: Json, values: Readonly<Record<string, Json>> = BEFORE_AND_AFTER): string => {
  const change = { address: 'x_y.a', mode: 'managed', type: 'x_y', name: 'a', change: { actions, ...values } }
  const found = planDifference({ format_version: '1.2', resource_changes: [change] }, { mode: 'normal' })
  if (found === undefined) throw new Error('no plan')
  return planText(found, { color: false }).join('\n')
}

describe('no action is left out', () => {
  const block = '    id = "1"\n      ~ v  = 1 -> 2\n    }\n'

  test('a replacement that keeps the old object is shown as Terraform 1.11.4 shows it', () => {
    expect(ofResource(['create', 'forget'])).toContain(
      ' # x_y.a must be replaced, but the existing object will not be destroyed\n' +
        ' # (destroy = false is set in the configuration)\n' +
        ` +/. resource "x_y" "a" {\n    ${block}`
    )
  })

  test("OpenTofu's order of it is shown as well", () => {
    expect(ofResource(['forget', 'create'])).toContain(` ./+ resource "x_y" "a" {\n    ${block}`)
  })

  test.each<[string, Json]>([
    ['frobnicate', ['frobnicate']],
    ['delete,frobnicate', ['delete', 'frobnicate']],
    ['open', ['open']],
    ['', []],
    ['null', null],
    ['"create"', 'create'],
    ['[1]', [1]]
  ])('%j is shown as an unknown action', (words, actions) => {
    const shown = ofResource(actions)
    expect(shown).toContain(
      `  # x_y.a has an unknown action, ${JSON.stringify(words)}\n  ? resource "x_y" "a" {\n    ${block}`
    )
    expect(shown).toContain('Plan: 0 to add, 0 to change, 0 to destroy, 1 with an unknown action.')
  })

  test('an unknown action is shown also where the values stay, and for outputs', () => {
    const same = { before: { id: '1' }, after: { id: '1' } }
    expect(ofResource(['frobnicate'], same)).toContain('has an unknown action, "frobnicate"')
    const json = { format_version: '1.2', output_changes: { o: { actions: ['frobnicate'], before: 'a', after: 'a' } } }
    const found = planDifference(json, { mode: 'normal' })
    expect(found && planText(found, { color: false }).join('\n')).toContain('  ? o = "a" # unknown action "frobnicate"')
  })

  test.each<[string, Json]>([
    ['resource_changes', {}],
    ['resource_changes', ['x']],
    ['resource_drift', 'x'],
    ['output_changes', { o: 1 }],
    ['deferred_changes', [{}]],
    ['action_invocations', [null]]
  ])('a plan whose %s are %j is none that can be shown', (name, value) => {
    expect(planDifference({ format_version: '1.2', [name]: value }, { mode: 'normal' })).toBeUndefined()
  })

  test('action invocations are shown, with what of them is not sensitive', () => {
    const json = {
      format_version: '1.2',
      action_invocations: [
        {
          address: 'action.a_b.c',
          config_values: { x: '1', p: 'hunter2', u: null },
          config_sensitive: { p: true },
          config_unknown: { u: true },
          lifecycle_action_trigger: { triggering_resource_address: 'x_y.a', action_trigger_event: 'after_create' }
        },
        { address: 'action.a_b.d', config_values: { q: 'hunter3' }, invoke_action_trigger: {} }
      ],
      deferred_action_invocations: [{ reason: 'absent_prereq', action_invocation: { address: 'action.a_b.e' } }]
    }
    const found = planDifference(json, { mode: 'normal' })
    const shown = found === undefined ? '' : planText(found, { color: false }).join('\n')
    expect(shown).toContain(
      '  # action.a_b.c will be invoked\n  # (by x_y.a, after_create)\n    action "action.a_b.c" {\n' +
        '        p = (sensitive value)\n      + u = (known after apply)\n        x = "1"\n    }\n'
    )
    expect(shown).toContain('# action.a_b.d will be invoked')
    expect(shown).toContain('# action.a_b.e will not be invoked yet: it is deferred (absent_prereq)')
    expect(shown).not.toMatch(/hunter|No changes/)
  })
})

test('Markdown has the marks in the first column, and leaves are counted', () => {
  const [output] = plan({ a: 1, b: [1, 2], c: 3 }, { a: 2, b: [1], c: 3 })?.outputs ?? []
  expect(output && markdownDiff(output.node).lines).toEqual([
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

test.each([
  ['a replacement is one addition and one destruction', [['delete', 'create'], ['update']], {}, [1, 1, 1]],
  ['what is read or forgotten is not counted', [['read'], ['forget'], ['create']], {}, [1, 0, 0]],
  ['an action that this version does not know leaves all uncounted', [['create'], ['explode']], {}, undefined],
  ['and so does one of which no source says how it counts', [['create', 'forget']], {}, undefined],
  ['a plan that failed does not say all that it does', [['create']], { errored: true }, undefined]
] as const)('counts: %s', (_name, actions, more, expected) => {
  const resource_changes = actions.map((words, index) => ({
    address: `a.a${index}`,
    mode: 'managed',
    change: { actions: words, before: null, after: null }
  }))
  const found = planDifference({ format_version: '1.2', resource_changes, ...more }, { mode: 'normal' })
  const counts = found && countsOfPlan(found)
  expect(counts && [counts.additions, counts.changes, counts.destructions]).toEqual(expected)
})
