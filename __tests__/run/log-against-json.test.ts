import { describe, expect, test } from '@jest/globals'
import { isObject, type Json } from '../../src/json.ts'
import { TOO_LONG } from '../../src/run/read-log.ts'
import { listedInChanges, listedInPrint, type StatedChange } from '../../src/run/listed-changes.ts'
import { LogAgainstJson } from '../../src/run/log-against-json.ts'
import { planDifference } from '../../src/terraform/diff/plan-difference.ts'
import { planText } from '../../src/terraform/diff/plan-text.ts'
import { parseLine } from '../../src/terraform/log-events.ts'
import { PlanReader } from '../../src/terraform/plan-print.ts'
import { changesOfPlan } from '../../src/terraform/plan.ts'
import { generatedPlan } from '../terraform/diff/generated-plan.ts'

const COUNTS = 'Plan: 0 to add, 0 to change, 0 to destroy.'

function lackOf(lines: readonly string[], listed: readonly StatedChange[]): string | undefined {
  const log = new LogAgainstJson()
  for (const event of lines.map(parseLine)) log.take(event)
  log.end()
  return log.lack(listed, true)
}

const WORDS = /^(?:(output|drift|deferred|action) of )?(.+?)(?: from ([^\s]+))?( imported)?: ([^:]+)$/

/** Changes by words such as `a.a: delete create` and `drift of a.a from a.b: update`. */
const listed = (all: readonly string[]): readonly StatedChange[] =>
  all.map(each => {
    const [, kind = 'resource', address = '', previousAddress, imported, actions = ''] = WORDS.exec(each) ?? []
    return {
      kind: kind as StatedChange['kind'],
      address,
      previousAddress,
      importing: imported !== undefined,
      invocation: invocationIn(address),
      actions
    }
  })

function invocationIn(name: string): StatedChange['invocation'] {
  const [, address, trigger] = /^action (.+?)(?: of (\S+))?(?: \(\d+\))?$/.exec(name) ?? []
  return address === undefined ? undefined : { address, trigger }
}

const logged = (addr: string, action: string, more: object = {}): string =>
  JSON.stringify({ '@message': action, type: 'planned_change', change: { resource: { addr }, action, ...more } })
const drifted = (addr: string, action: string, more: object = {}): string =>
  JSON.stringify({
    '@message': `${addr}: Drift detected (${action})`,
    type: 'resource_drift',
    change: { resource: { addr }, action, ...more }
  })
const invoked = (addr: string, trigger?: string): string =>
  JSON.stringify({
    '@message': `planned action invocation: ${addr}`,
    type: 'planned_action_invocation',
    invocation: {
      action_addr: { addr },
      ...(trigger === undefined
        ? { action_trigger: {} }
        : { lifecycle_trigger: { triggering_resource: { addr: trigger }, triggering_event: 'AfterCreate' } })
    }
  })
const outputs = (actions: Readonly<Record<string, unknown>>): string =>
  JSON.stringify({
    '@message': `Outputs: ${Object.keys(actions).length}`,
    type: 'outputs',
    outputs: Object.fromEntries(
      Object.entries(actions).map(([name, action]) => [
        name,
        { sensitive: false, ...(action !== undefined && { action }) }
      ])
    )
  })
const summary = (more: object = {}): string =>
  JSON.stringify({
    '@message': 'Plan: some',
    type: 'change_summary',
    changes: { add: 0, change: 0, import: 0, remove: 0, ...more }
  })

describe('each resource that a log names must be in the plan as JSON', () => {
  test.each<[string, readonly string[], readonly string[]]>([
    ['created', ['  # a.a will be created'], ['a.a: create']],
    ['updated', ['  # module.m["x y"].a.a[0] will be updated in-place'], ['module.m["x y"].a.a[0]: update']],
    ['read', ['  # data.a.a will be read during apply', '  # (depends on b.b)'], ['data.a.a: read']],
    ['destroyed', ['  # a.a will be destroyed', '  # (because a.a is not in configuration)'], ['a.a: delete']],
    ['colored', ['\u001b[1m  # a.a\u001b[0m will be \u001b[1m\u001b[31mdestroyed\u001b[0m'], ['a.a: delete']],
    ['with the end of a line of Windows', ['  # a.a will be destroyed\r'], ['a.a: delete']],
    [
      'replaced',
      ['  # a.a must be replaced', '  # b.b must be replaced'],
      ['a.a: delete create', 'b.b: create delete']
    ],
    ['tainted', ['  # a.a["b c"] is tainted, so must be replaced'], ['a.a["b c"]: replace']],
    ['replaced on demand', ['  # a.a will be replaced, as requested'], ['a.a: delete create']],
    [
      'replaced after another',
      ['  # a.a will be replaced due to changes in replace_triggered_by'],
      ['a.a: create delete']
    ],
    [
      'replaced by one that is new, the old one forgotten',
      [' # a.a must be replaced, but the existing object will not be destroyed'],
      ['a.a: create forget']
    ],
    ['moved', ['  # a.a has moved to a.b["x has moved to y"]'], ['a.b["x has moved to y"] from a.a: no-op']],
    ['moved in a report', ['  # a.a has moved to a.b'], ['a.b from a.a: move']],
    ['moved and updated', ['  # a.b will be updated in-place', '  # (moved from a.a)'], ['a.b from a.a: update']],
    [
      'moved and destroyed',
      [
        '  # a.b will be destroyed',
        '  # (because a.a was moved to a.b, which is not in configuration)',
        '  # (moved from a.a)'
      ],
      ['a.b from a.a: delete']
    ],
    ['imported', ['  # a.a will be imported', '  # (config will be generated)'], ['a.a imported: import']],
    [
      'imported and changed',
      [
        '  # a.a will be updated in-place',
        '  # (imported from "i-1',
        'x")',
        '\u001b[1m  # b.b\u001b[0m must be \u001b[1m\u001b[31mreplaced\u001b[0m',
        '  # \u001b[0m(moved from b.a)',
        '  # \u001b[0m(will be imported first)',
        '  # Warning: this will destroy the imported resource',
        '  # a.c has moved to a.d',
        '  # (imported from "i-2")'
      ],
      ['a.a imported: update', 'b.b from b.a imported: delete create', 'a.d from a.c imported: no-op']
    ],
    [
      'changed outside of Terraform',
      [
        'Note: Objects have changed outside of Terraform',
        '  # a.a has changed',
        '  # a.b has been deleted',
        '  # a.c has moved to a.d',
        '  # a.e["x has moved to y"] has changed',
        '  # (moved from a.f)',
        '  # a.g has been changed',
        'This is a refresh-only plan, so Terraform will not take any actions to undo'
      ],
      [
        'drift of a.a: update',
        'drift of a.b: delete',
        'drift of a.d from a.c: no-op',
        'drift of a.e["x has moved to y"] from a.f: update',
        'drift of a.g: update'
      ]
    ],
    [
      'changed outside of Terraform, by a structured log',
      [
        drifted('a.a', 'update'),
        drifted('a.b', 'delete'),
        drifted('a.d', 'move', { previous_resource: { addr: 'a.c' } }),
        drifted('a.f', 'update', { previous_resource: { addr: 'a.e' } })
      ],
      ['drift of a.a: update', 'drift of a.b: delete', 'drift of a.d from a.c: no-op', 'drift of a.f from a.e: update']
    ],
    [
      'moved and imported, by a structured log',
      [
        logged('a.b', 'move', { previous_resource: { addr: 'a.a' } }),
        logged('a.d', 'update', { previous_resource: { addr: 'a.c' } }),
        logged('a.e', 'import', { importing: { id: 'i-1' } }),
        logged('a.f', 'update', { importing: {} })
      ],
      ['a.b from a.a: no-op', 'a.d from a.c: update', 'a.e imported: no-op', 'a.f imported: update']
    ],
    [
      'invoked by changes, which Terraform prints below each object of a resource',
      [
        '  # a.a will be created',
        '    # Actions to be invoked before this change in order:',
        '    # action.x.y["a b"]',
        '    action "x" "y" {',
        '    }',
        '    # Actions to be invoked after this change in order:',
        '    # action.x.y["a b"]',
        '    action "x" "y" {',
        '    # module.m["action.a.b"].action.x.z',
        '    action "x" "z" {',
        '  # a.a (deposed object 1a2b3c4d) will be destroyed',
        '    # Actions to be invoked after this change in order:',
        '    # action.x.y["a b"]',
        '    action "x" "y" {'
      ],
      [
        'a.a: create',
        'a.a (deposed object 1a2b3c4d): delete',
        'action of action action.x.y["a b"] of a.a: invoke',
        'action of action action.x.y["a b"] of a.a (2): invoke',
        'action of action module.m["action.a.b"].action.x.z of a.a: invoke'
      ]
    ],
    [
      'invoked by changes, where Terraform prints only the blocks of the actions',
      [
        '  # a.a will be created',
        '    # Actions to be invoked before this change in order:',
        '    action "x" "y" {',
        '    action "x" "y" {',
        '    # Actions to be invoked after this change in order:',
        '\u001b[0m    action "x" "z" {',
        '  # b.b will be created',
        '    # Actions to be invoked after this change in order:',
        '    action "x" "y" {'
      ],
      [
        'a.a: create',
        'b.b: create',
        'action of action action.x.y["a b"] of a.a: invoke',
        'action of action module.m["a[0]"].action.x.y[1] of a.a: invoke',
        'action of action action.x.z of a.a: invoke',
        'action of action action.x.y of b.b: invoke'
      ]
    ],
    [
      'invoked by the command line',
      [
        'Terraform will invoke the following action(s):',
        '  # action.x.y will be invoked',
        '    # action.x.y',
        '  # action.x.z will be invoked (called from a.a)',
        '    # action.x.z'
      ],
      ['action of action action.x.y: invoke', 'action of action action.x.z: invoke']
    ],
    [
      'invoked, by a structured log',
      [invoked('action.x.y'), invoked('action.x.y', 'a.a'), invoked('action.x.y', 'a.a'), invoked('action.x.y', 'a.b')],
      [
        'action of action action.x.y: invoke',
        'action of action action.x.y of a.a: invoke',
        'action of action action.x.y of a.a (2): invoke',
        'action of action action.x.y of a.b: invoke'
      ]
    ],
    [
      'deferred',
      [
        'Note: This is a partial plan, parts can only be known in the next plan / apply cycle.',
        '  # a.a[*] was deferred',
        '  # (because the number of resource instances is unknown)',
        '  # b.b was deferred',
        '  # b.c was deferred'
      ],
      [
        'deferred of a.a[*] (deferred): create',
        'deferred of b.b (deposed object 1a2b3c4d) (deferred): delete',
        'deferred of b.c (deferred): unknown'
      ]
    ],
    [
      'an output that changes',
      [
        'Changes to Outputs:',
        '  \u001b[32m+\u001b[0m\u001b[0m __proto__ = 2',
        '  + größe     = {',
        '      + a     = 1',
        '      + "b c" = <<-EOT',
        '            x',
        '        EOT',
        '    }',
        '  \u001b[33m~\u001b[0m\u001b[0m note      = <<-EOT',
        '        a',
        '          + imitated = 1',
        '      \u001b[32m+\u001b[0m\u001b[0m   - imitated = 3',
        '      + Changes',
        '',
        '      - a\r  + imitated = 1',
        '    EOT -> (known after apply)',
        '  # Warning: this attribute value will no longer be marked as sensitive',
        '  # after applying this change. The value is unchanged.',
        '  ~ secret    = (sensitive value)',
        '  - to_null   = "x" -> null',
        '-/+ type      = 1',
        '  ~ with-dash = jsonencode(',
        '      ~ [',
        '            1,',
        '        ]',
        '    )',
        '',
        'You can apply this plan to save these new output values to the Terraform',
        'state, without changing any real infrastructure.',
        '  + imitated = 1'
      ],
      [
        'output of output __proto__: create',
        'output of output größe: create',
        'output of output note: update',
        'output of output secret: update',
        'output of output to_null: update',
        'output of output type: delete create',
        'output of output with-dash: update'
      ]
    ],
    [
      'an output that changes, by a structured log',
      [outputs({ __proto: 'create', note: 'update', 'with-dash': 'delete', same: 'noop', a: undefined, b: 1, c: 'x' })],
      [
        'output of output __proto: create',
        'output of output note: update',
        'output of output with-dash: delete',
        'output of output a: create',
        'output of output b: update',
        'output of output c: delete'
      ]
    ],
    [
      'forgotten',
      [
        ' # a.a will no longer be managed by Terraform, but will not be destroyed',
        ' # (destroy = false is set in the configuration)',
        ' # a.a (deposed object 1a2b3c4d) will be removed from Terraform state, but will not be destroyed',
        '  # a.b will be removed from the OpenTofu state but will not be destroyed'
      ],
      ['a.a: forget', 'a.a (deposed object 1a2b3c4d): forget', 'a.b: forget']
    ],
    [
      'deposed',
      ['  # a.a will be destroyed', '  # a.a (deposed object 1a2b3c4d) will be destroyed'],
      ['a.a (deposed object 1a2b3c4d): delete', 'a.a: delete']
    ],
    [
      'changed in words that no one knows',
      ['  # a.a will be purged', '  # b.b must be polished'],
      ['a.a: x', 'b.b: update']
    ],
    [
      'with keys that look like words',
      [
        String.raw`  # a.a["q\"x will be destroyed"] will be created`,
        '  # a.a["x (deposed object y)"] will be created',
        '  # a.a["$${x}"] will be created'
      ],
      [String.raw`a.a["q\"x will be destroyed"]: create`, 'a.a["x (deposed object y)"]: create', 'a.a["$${x}"]: create']
    ],
    [
      'of a structured log',
      [
        ...['create', 'read', 'update', 'remove', 'move', 'import', 'purge'].map(word => logged(`a.${word}`, word)),
        logged('b.noop', 'noop', { importing: { id: 'x' } })
      ],
      [
        ...['create', 'read', 'update', 'purge'].map(word => `a.${word}: ${word}`),
        ...['a.remove: forget', 'a.move: no-op', 'a.import imported: no-op', 'b.noop imported: import']
      ]
    ],
    [
      'of a structured log, which does not say what is deposed',
      [logged('a.a', 'delete'), logged('a.a', 'update'), logged('a.a', 'delete'), logged('b.b', 'replace')],
      [
        'a.a: update',
        'a.a (deposed object 1a2b3c4d): delete',
        'a.a (deposed object 1a2b3c4e): delete',
        'b.b: create delete'
      ]
    ]
  ])('%s', (_name, lines, all) => {
    const log = lines[0]?.startsWith('{') === true ? [...lines, summary()] : [...lines, COUNTS]
    const others = (one: string): readonly string[] => all.filter(each => each !== one)
    expect(lackOf(log, listed(all))).toBeUndefined()
    for (const one of all) {
      expect(lackOf(log, listed(others(one)))).toContain('which the plan as JSON does not list')
      for (const origin of [/ from [^\s:]+/, / imported(?=:)/])
        if (origin.test(one))
          expect(lackOf(log, listed([...others(one), one.replace(origin, '')]))).toContain(
            'which the plan as JSON does not list'
          )
    }
  })

  test.each<[string, string, string]>([
    ['another resource', '  # a.evil will be destroyed', 'a.harmless: delete'],
    ['another object', '  # a.a will be destroyed', 'a.a (deposed object 1a2b3c4d): delete'],
    ['the resource by its earlier address', '  # a.b has moved to a.a', 'a.b: no-op'],
    ['a move from elsewhere', '  # a.b has moved to a.a', 'a.a from a.c: no-op'],
    ['a change that Terraform plans', '  # a.a has been deleted', 'a.a: delete'],
    ['what has changed outside of Terraform', '  # a.a will be destroyed', 'drift of a.a: delete'],
    ['another change outside of Terraform', '  # a.a has been deleted', 'drift of a.a: update'],
    ['a change that is not deferred', '  # a.a was deferred', 'deferred of a.b (deferred): update'],
    ['another action', '  # action.x.y will be invoked', 'action of action action.x.z: invoke'],
    ['a note without a heading', '  # (moved from a.b)', 'a.a from a.b: update'],
    ['another change', '  # a.a must be replaced', 'a.a: update'],
    ['a move', '  # a.a will be updated in-place', 'a.a: no-op'],
    ['another output', '  + note = 1', 'output of output evil: create'],
    ['another change than a structured log', logged('a.a', 'delete'), 'a.a: forget']
  ])('and not %s', (_name, line, one) => {
    const said = line.startsWith('{') ? 'a.a: delete' : line.trim()
    const what = one.startsWith('output')
      ? 'Changes to Outputs: + note'
      : line.includes('moved from')
        ? said.replace('# ', '')
        : said
    expect(lackOf([...(one.startsWith('output') ? ['Changes to Outputs:'] : []), line, COUNTS], listed([one]))).toBe(
      `The log says "${what}", which the plan as JSON does not list`
    )
  })

  test('but not what is not a change', () => {
    const lines = [
      '  # (because a.f will be destroyed)',
      '    # action.x.y',
      '    # (1 unchanged element hidden)',
      '            # a.g will be destroyed',
      '  # Warning: this attribute value will be marked as sensitive and will not',
      logged('a.h', 'noop'),
      COUNTS
    ]
    expect(lackOf(lines, [])).toBeUndefined()
  })

  test('also where a later plan does all of it', () => {
    const lines = ['No current changes. This plan requires another plan to be applied first.', '  # a.a was deferred']
    expect(lackOf(lines, listed(['deferred of a.a (deferred): update']))).toBeUndefined()
    expect(lackOf(lines, listed(['deferred of a.b (deferred): update']))).toContain('a.a was deferred')
  })

  test('and what is invoked in a form that no one knows can not be listed', () => {
    const lines = [
      '  # a.a will be created',
      '    # Actions to be invoked after this change in order:',
      '    action x.y {'
    ]
    expect(lackOf([...lines, COUNTS], listed(['a.a: create', 'action of action action.x.y of a.a: invoke']))).toContain(
      '"action x.y of a.a"'
    )
  })

  test('and what a structured message does not name can not be listed', () => {
    const line = JSON.stringify({ '@message': 'x', type: 'planned_action_invocation', invocation: {} })
    expect(lackOf([line, summary()], listed(['action of action ?: invoke', 'action of action : invoke']))).toContain(
      '"x"'
    )
  })

  test.each([
    ['a line that is not the begin of an output', ['  ? note = 1'], 'Changes to Outputs: ? note'],
    ['a line without a value', ['  + note'], 'Changes to Outputs: + note'],
    ['a name in quotes', ['  + "note" = 1'], 'Changes to Outputs: + "note"'],
    ['an output that is too long to be read', [TOO_LONG], `Changes to Outputs: ${TOO_LONG}`],
    ['an output after one that is too long', [TOO_LONG, '  + evil = 1'], `Changes to Outputs: ${TOO_LONG}`],
    ['no output', [], 'Changes to Outputs:']
  ])('and below the line that announces outputs, %s', (_name, lines, text) => {
    const named = lines.length === 0 ? [] : ['output of output note: create', 'output of output evil: create']
    expect(lackOf(['Changes to Outputs:', ...lines], listed(named))).toBe(
      `The log says "${text}", which the plan as JSON does not list`
    )
  })

  test.each([
    ['outputs', { outputs: [] }],
    ['an output', { outputs: { note: null } }]
  ])('and %s that a structured message has in another form', (_name, more) => {
    const line = JSON.stringify({ '@message': 'Outputs: 1', type: 'outputs', ...more })
    expect(lackOf([line, summary()], [])).toContain('unknown", which the plan as JSON does not list')
  })

  test('and a move that follows what has changed outside of Terraform', () => {
    const lines = [
      'Note: Objects have changed outside of Terraform',
      '  # a.a has changed',
      'Terraform used the selected providers to generate the following execution',
      '  # a.c has moved to a.d',
      COUNTS
    ]
    expect(lackOf(lines, listed(['drift of a.a: update', 'drift of a.d from a.c: no-op']))).toContain(
      'a.c has moved to a.d'
    )
  })
})

test.each<[string, string, readonly string[], string]>([
  [
    'additions',
    'Plan: 2 to add, 0 to change, 1 to destroy.',
    ['a.a: delete create'],
    'only 1 resource to create or replace'
  ],
  ['changes', '\u001b[1mPlan:\u001b[0m 0 to add, 1 to change, 0 to destroy.', ['a.a: create'], 'no resource to update'],
  ['destructions', 'Plan: 0 to add, 0 to change, 1 to destroy.', ['a.a: forget'], 'no resource to destroy or replace'],
  ['structured additions', summary({ add: 1 }), [], 'no resource to create or replace'],
  ['structured changes', summary({ change: 2 }), ['a.a: update'], 'only 1 resource to update'],
  ['structured destructions', summary({ remove: 1 }), [], 'no resource to destroy or replace'],
  [
    'imports',
    'Plan: 2 to import, 0 to add, 1 to change, 0 to destroy.',
    ['a.a imported: update'],
    'only 1 resource to import'
  ],
  ['structured imports', summary({ import: 1 }), ['a.a: update'], 'no resource to import'],
  [
    'invocations',
    'Plan: 0 to add, 0 to change, 0 to destroy. Actions: 2 to invoke.',
    ['action of action action.x.y of a.a: invoke'],
    'only 1 action to invoke'
  ],
  [
    'structured invocations',
    summary({ action_invocation: 2 }),
    ['action of action action.x.y of a.a: invoke'],
    'only 1 action to invoke'
  ]
])('a log counts more %s than the plan as JSON lists', (_name, line, all, why) => {
  expect(lackOf([line], listed(all))).toContain(`but the plan as JSON lists ${why}`)
})

const SEEDS = Array.from({ length: 60 }, (_, index) => index + 1)

/** What the action compares, and what it reports: each lists a plan in its own words. */
const LISTS: readonly ((json: Json) => readonly StatedChange[])[] = [
  json => {
    const reader = new PlanReader()
    reader.write(Buffer.from(JSON.stringify(json)))
    return listedInPrint(known(reader.end()))
  },
  json => listedInChanges(known(changesOfPlan(json)))
]

test.each(LISTS.map((list, index) => [index, list] as const))(
  'a generated plan has all that its text names, and lacks what is taken out of it (%s)',
  (_, list) => {
    for (const seed of SEEDS) {
      const { mode, schemas, ...generated } = generatedPlan(seed)
      const json = generated.json as Readonly<Record<string, Json>>
      const found = known(planDifference(json, { mode, schemas: schemas as Json }))
      const lines = planText(found, { color: seed % 2 === 0 }).flatMap(text => text.split('\n'))
      expect([seed, lackOf(lines, list(json))]).toEqual([seed, undefined])
      const changed = found.outputs.filter(({ node }) => node.action !== 'none').map(({ name }) => name)
      for (const [what, less] of [...withLess(json, mode), ...withoutOutputs(json, changed)])
        expect([seed, what, lackOf(lines, list(less))]).toEqual([seed, what, expect.any(String)])
    }
  }
)

type PlanDocument = Readonly<Record<string, Json>>

/** Plans without one of these outputs. */
const withoutOutputs = (
  json: PlanDocument,
  names: readonly string[]
): readonly (readonly [what: string, less: PlanDocument])[] =>
  names.map(name => {
    const others = Object.entries(json.output_changes as PlanDocument).filter(([other]) => other !== name)
    return [`output ${name}`, { ...json, output_changes: Object.fromEntries(others) }]
  })

/** Plans without one entry of what their text names, or without where its resource comes from. */
function withLess(json: PlanDocument, mode: string): readonly (readonly [what: string, less: PlanDocument])[] {
  // Other plans show of what has changed outside of Terraform only what matters to them.
  const lists = ['resource_changes', 'deferred_changes', ...(mode === 'refresh-only' ? ['resource_drift'] : [])]
  return lists.flatMap(list => {
    const entries = Array.isArray(json[list]) ? (json[list] as readonly Json[]) : []
    return entries.flatMap((entry, index) => {
      if (!isObject(entry) || (list === 'resource_changes' && !isNamed(entry))) return []
      const put = (...kept: readonly Json[]): PlanDocument => ({
        ...json,
        [list]: entries.toSpliced(index, 1, ...kept)
      })
      return [
        [`${list}[${index}]`, put()] as const,
        ...(list === 'deferred_changes' ? [] : withoutOrigin(entry)).map(
          (other, at) => [`${list}[${index}] without origin ${at}`, put(other)] as const
        )
      ]
    })
  })
}

/** An entry without its earlier address, and without its import. */
function withoutOrigin({
  previous_address: previous,
  change,
  ...entry
}: Readonly<Record<string, Json>>): readonly Json[] {
  if (change === undefined || !isObject(change)) throw new Error('no change')
  const { importing, ...values } = change
  return [
    ...(previous === undefined ? [] : [{ ...entry, change }]),
    ...(importing === undefined
      ? []
      : [{ ...entry, ...(previous !== undefined && { previous_address: previous }), change: values }])
  ]
}

/** Terraform's text does not name what stays as it is, and data sources that are gone. */
function isNamed(entry: Readonly<Record<string, Json>>): boolean {
  if (entry.change === undefined || !isObject(entry.change)) throw new Error('no change')
  const { actions, importing } = entry.change
  const words = JSON.stringify(actions)
  if (words === '["no-op"]') return importing !== undefined || entry.previous_address !== undefined
  return !(words === '["delete"]' && entry.mode === 'data')
}

function known<T>(value: T | undefined): T {
  if (value === undefined) throw new Error('no plan')
  return value
}
