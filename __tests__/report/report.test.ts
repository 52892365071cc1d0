import { describe, expect, test } from '@jest/globals'
import fc from 'fast-check'
import { commentBody } from '../../src/report/comment.ts'
import { printMarker } from '../../src/report/comment-marker.ts'
import { fit, type TextBlock } from '../../src/report/fit.ts'
import { redactReport } from '../../src/report/redact.ts'
import type { Report } from '../../src/report/report.ts'
import type { CostEstimate } from '../../src/tfe/resources/cost-estimates.ts'
import { Secrets } from '../../src/secrets/secrets.ts'
import { summaryOf } from '../../src/report/summary.ts'
import { changesOfPlan, type Changes } from '../../src/terraform/plan.ts'
import type { Json } from '../../src/json.ts'
import { markedValues } from '../../src/terraform/marked-values.ts'
import { aReport } from './a-report.ts'
import { links, prose, tags } from './parsed.ts'

/** The first line of a comment. */
const marker = printMarker(
  { hostname: 'https://app.terraform.io', organization: 'acme', workspace: 'web', directory: '', commentId: undefined },
  { reviewed: 'run-1', run: 'run-1', kind: 'plan', commit: 'a'.repeat(40), order: [1, 1, 1] }
)

const report = (more: Partial<Report> = {}): Report =>
  aReport({
    counts: { additions: 1, changes: 0, destructions: 0, imports: 0 },
    runUrl: 'https://app.terraform.io/app/acme/workspaces/web/runs/run-1',
    ...more
  })

const summaryText = (from: Report): string => summaryOf(from).text

/** A plan of one change for each pair of address and attributes. */
const changes = (resources: readonly (readonly [string, string, Json, Json])[]): Changes =>
  ofPlan({
    resource_changes: resources.map(([address, actions, before, after]) => ({
      address,
      change: { actions: actions.split(' '), before, after, before_sensitive: false, after_sensitive: false }
    }))
  })

function ofPlan(plan: Readonly<Record<string, Json>>): Changes {
  const found = changesOfPlan({ format_version: '1.2', ...plan })
  if (found === undefined) throw new Error('this is not a plan')
  return found
}

describe('a report', () => {
  test('says first what came of it, then what is lost', () => {
    const text = commentBody(
      report({
        counts: { additions: 1, changes: 0, destructions: 1, imports: 0 },
        changes: changes([['aws_db.main', 'delete create', { a: 1 }, { a: 2 }]])
      }),
      marker,
      'summary'
    )
    expect(text.split('\n').slice(1, 8)).toEqual([
      '### 📝 Plan for `acme/web`: 0 to add, 0 to change, 1 to replace, 0 to destroy',
      '',
      '> [!CAUTION]',
      '> **1 resource is destroyed or replaced**: `aws_db.main`',
      '',
      '[Run](<https://app.terraform.io/app/acme/workspaces/web/runs/run-1>)',
      ''
    ])
  })

  test.each<[string, Partial<Report>, string]>([
    [
      'nothing to do',
      { counts: { additions: 0, changes: 0, destructions: 0, imports: 0 }, hasChanges: false },
      '### ✅ Plan for `acme/web`: no changes'
    ],
    [
      'changes that no count has, such as those of outputs',
      { counts: { additions: 0, changes: 0, destructions: 0, imports: 0 }, hasChanges: true },
      '### 📝 Plan for `acme/web`: The plan has changes'
    ],
    [
      'an apply',
      { applied: true, operation: 'apply', counts: { additions: 2, changes: 1, destructions: 0, imports: 3 } },
      '### ✅ Applied in `acme/web`: 3 imported, 2 added, 1 changed, 0 destroyed'
    ],
    [
      'a plan to destroy',
      { mode: 'destroy', counts: { additions: 0, changes: 0, destructions: 4, imports: 0 } },
      '### 📝 Plan for `acme/web` (destroy): 0 to add, 0 to change, 4 to destroy'
    ],
    ['a failure', { failed: true, result: 'The plan failed', counts: undefined }, '### ❌ `acme/web`: The plan failed'],
    [
      'a failure after the plan',
      { failed: true, result: 'A policy has failed' },
      '### ❌ `acme/web`: A policy has failed. Planned: 1 to add, 0 to change, 0 to destroy'
    ]
  ])('has a title for %s', (_name, more, title) => {
    expect(summaryText(report(more)).split('\n')[0]).toBe(title)
  })

  test('shows the outputs of an apply, sensitive ones by name', () => {
    const text = summaryText(
      report({
        applied: true,
        outputs: [
          { name: 'url', text: 'https://x' },
          { name: 'password', text: undefined }
        ]
      })
    )
    expect(text).toContain('url = https://x\npassword = (sensitive)')
  })
})

describe('limits', () => {
  const many = (count: number): Changes =>
    changes(
      Array.from({ length: count }, (_, index) => [
        `module.m[${index}].aws_instance.web`,
        index % 50 === 0 ? 'delete' : 'create',
        { a: 'x' },
        { a: 'y'.repeat(50) }
      ])
    )

  test('a plan of 5,000 changes is still a comment, with what is lost in it', () => {
    const counts = { additions: 4_900, changes: 0, destructions: 100, imports: 0 }
    const text = commentBody(report({ changes: many(5_000), counts }), marker, 'summary')
    expect(text.length).toBeLessThanOrEqual(65_536)
    expect(text).toContain('4900 to add, 0 to change, 100 to destroy')
    expect(
      text.match(/^- ➖ `module\.m\[\d+\]\.aws_instance\.web` will be destroyed \(1 value not shown\)$/gm)
    ).toHaveLength(100)
    expect(text).toMatch(
      /_The report is too long for GitHub\. Left out: \d+ resources\. Shortened: 100 resources that are destroyed or replaced, \d+ resources\. The whole report is in the file whose path is in the output `summary-markdown-file` of the step, and the plan in the \[run\]/
    )
  })

  test('a summary may be longer, in bytes', () => {
    const text = summaryText(report({ changes: many(20_000) }))
    expect(Buffer.byteLength(text)).toBeLessThanOrEqual(1_048_576)
    expect(Buffer.byteLength(text)).toBeGreaterThan(900_000)
  })

  test('the least important blocks go first, and a fat one does not keep out what follows', () => {
    fc.assert(
      fc.property(
        fc.array(fc.record({ text: fc.string({ maxLength: 400 }), rank: fc.nat(5), what: fc.constant('x') })),
        fc.integer({ min: 700, max: 3_000 }),
        (blocks: TextBlock[], limit) => {
          const { text, left } = fit(
            blocks,
            limit,
            body => body.length,
            () => 'cut'
          )
          expect(text.length).toBeLessThanOrEqual(limit)
          if (left.length === 0) expect(text).toBe(blocks.map(block => block.text).join('\n\n'))
          else expect(text.endsWith('cut')).toBe(true)
          const smallest = Math.min(...left.map(block => block.text.length))
          expect(left.length === 0 || text.length + smallest > limit * 0.8).toBe(true)
        }
      )
    )
  })
})

describe('secrets', () => {
  test('that a plan marks are found wherever they are, and taken out everywhere', () => {
    const plan = {
      resource_changes: [
        {
          address: 'aws_db.main',
          change: {
            actions: ['update'],
            before: { password: 'hunter22', port: 5432, open: 'hunter22 and more' },
            after: { password: 'swordfish' },
            before_sensitive: { password: true, port: true },
            after_sensitive: { password: true }
          }
        }
      ]
    }
    const found = ofPlan(plan)
    const secrets = new Secrets()
    for (const value of markedValues(plan)) secrets.add(value)
    expect(secrets.removeFrom('5432 hunter22 swordfish main')).toBe('*** *** *** main')
    const text = summaryText(
      redactReport(
        report({
          changes: found,
          diagnostics: [
            {
              severity: 'error',
              summary: 'Can not log in with swordfish',
              detail: undefined,
              address: undefined,
              range: undefined,
              snippet: undefined
            }
          ]
        }),
        secrets
      )
    )
    expect(text).not.toMatch(/hunter22|swordfish|5432/)
    expect(text).toContain('*** and more')
  })

  test('that are known go from the text of a plan, and from what cost estimates and tasks say', () => {
    const secrets = new Secrets()
    secrets.add('swordfish')
    const redacted = redactReport(
      report({
        planText: '+ dsn = "postgres://u:swordfish@h"',
        findings: [
          { kind: 'cost', cost: { status: 'errored', errorMessage: 'no price for swordfish' } as CostEstimate },
          {
            kind: 'task',
            task: {
              ...{ id: 'taskrs-1', name: 'scan', stage: 'post_plan', status: 'failed', overridden: false },
              ...{ message: undefined, enforcement: 'advisory', url: 'https://x.test/?q=swordfish' }
            }
          }
        ]
      }),
      secrets
    )
    expect(JSON.stringify(redacted)).not.toContain('swordfish')
    expect(summaryText(redacted)).toContain('no price for ***')
  })

  test('that are known go from the names of policies, policy sets and tasks, and from words that the API does not have', () => {
    const secrets = new Secrets()
    secrets.add(['swordfish', 'advisory', 'post_plan', 'failed'])
    const common = { enforcement: 'advisory', overridden: false, message: undefined }
    const policy = { ...common, name: 'no-swordfish', set: 'swordfish set', passed: false }
    const task = {
      ...common,
      id: 'taskrs-1',
      name: 'scan swordfish',
      stage: 'post_plan',
      status: 'failed',
      url: undefined
    }
    const words = { enforcement: 'swordfish_1', stage: 'swordfish_2', status: 'swordfish_3' }
    const redacted = redactReport(
      report({
        findings: [
          { kind: 'policy', policy },
          { kind: 'task', task },
          { kind: 'policy', policy: { ...policy, enforcement: 'swordfish_1' } },
          { kind: 'task', task: { ...task, ...words } },
          { kind: 'cost', cost: { status: 'swordfish' } as CostEstimate }
        ]
      }),
      secrets
    )
    expect(JSON.stringify(redacted)).not.toContain('swordfish')
    const text = summaryText(redacted)
    expect(text).toContain('Policy `no-***` of `*** set` (advisory) failed')
    expect(text).toContain('Run task `scan ***` (post-plan, advisory) failed')
    expect(text).toContain('❌ Run task `scan ***` (`***_2`, `***_1`) `***_3`')
  })

  test('that are words, counts, addresses or parts of URLs leave those, and go from values', () => {
    const secrets = new Secrets()
    secrets.add(['main', '100', 'acme', 'https', 'create', 'password', 'plan'])
    const text = summaryText(
      redactReport(
        report({
          workspace: 'main',
          counts: { additions: 100, changes: 0, destructions: 0, imports: 0 },
          changes: changes([['aws_db.main', 'create', null, { password: 'x', size: 100, dsn: 'acme:main@host' }]]),
          runUrl: 'https://app.terraform.io/app/acme/workspaces/main/runs/run-1'
        }),
        secrets
      )
    )
    expect(text).toContain('Plan for `acme/main`: 100 to add, 0 to change, 0 to destroy')
    expect(text).toContain('[Run](<https://app.terraform.io/app/acme/workspaces/main/runs/run-1>)')
    expect(text).toContain('aws_db.main')
    expect(text).toContain('+ password = "x"')
    expect(text).toContain('+ size     = "***"')
    expect(text).toContain('+ dsn      = "***:***@host"')
  })

  test('go from reasons that are not known here, and leave those that are', () => {
    const secrets = new Secrets()
    secrets.add(['sword_fish', 'each_key', 'absent_prereq'])
    const change = { actions: ['delete'], before: {}, after: null, before_sensitive: false, after_sensitive: false }
    const entry = (address: string, action_reason: string): Json => ({ address, action_reason, change })
    const found = ofPlan({
      resource_changes: [entry('a.b', 'for_sword_fish'), entry('a.c', 'delete_because_each_key')],
      deferred_changes: ['of sword_fish', 'absent_prereq'].map(reason => ({
        reason,
        resource_change: entry('a.d', '')
      }))
    })
    const text = summaryText(redactReport(report({ changes: found }), secrets))
    expect(text).not.toMatch(/sword.fish/)
    for (const shown of ['for ***', 'of ***', 'not among its for_each any more', 'a prerequisite does not exist yet'])
      expect(text).toContain(shown)
  })

  test('that are words of ours break nothing', () => {
    const secrets = new Secrets()
    secrets.add(['summary', 'details', '```', 'Run'])
    const found = changes([['a.summary', 'create', null, { summary: 'x', details: 'y' }]])
    const text = summaryText(redactReport(report({ changes: found }), secrets))
    expect(tags(text)).toEqual(['<details open>', '<summary>', '<code>', '</code>', '</summary>', '</details>'])
  })
})

test('a hostile plan is Markdown whose only HTML, links and words are ours', () => {
  const nasty = fc.oneof(
    fc.string({ unit: 'binary', maxLength: 200 }),
    fc.string({
      unit: fc.constantFrom('`', '<', '>', '\n', '!', '[', ']', '(', ')', '@', '#', '-', ' ', 'a', '|', '\r'),
      maxLength: 60
    }),
    fc.constantFrom(
      '</summary></details><img src=x onerror=alert(1)>',
      '<!--',
      '-->',
      '@everyone',
      'https://evil.example/',
      '```\n# Title\n```',
      '[x](javascript:alert(1))'
    )
  )
  const json: fc.Arbitrary<Json> = fc.letrec(tie => ({
    value: fc.oneof(
      { depthSize: 'small' },
      nasty,
      fc.integer(),
      fc.boolean(),
      fc.constant(null),
      fc.array(tie('value'), { maxLength: 4 }),
      fc.dictionary(nasty, tie('value'), { maxKeys: 4 })
    )
  })).value as fc.Arbitrary<Json>
  const attributes = fc.option(fc.dictionary(nasty, json, { maxKeys: 4 }))
  const resource = fc.record({
    address: nasty,
    previous_address: nasty,
    action_reason: nasty,
    change: fc.record({
      actions: fc.constantFrom(['create'], ['delete'], ['update'], ['delete', 'create'], ['no-op'], ['read']),
      before: attributes,
      after: attributes,
      after_unknown: json,
      before_sensitive: json,
      after_sensitive: json
    })
  })
  const hostile = fc.record({
    resource_changes: fc.array(resource, { maxLength: 5 }),
    resource_drift: fc.array(resource, { maxLength: 2 }),
    output_changes: fc.dictionary(
      nasty,
      fc.record({
        actions: fc.constantFrom(['create'], ['update']),
        before: json,
        after: json,
        before_sensitive: json,
        after_sensitive: json
      }),
      { maxKeys: 3 }
    )
  })
  fc.assert(
    fc.property(hostile, nasty, nasty, (plan, message, name) => {
      const text = commentBody(
        report({
          changes: ofPlan(plan),
          failed: true,
          refusals: [message],
          workspace: name,
          diagnostics: [
            {
              severity: 'error',
              summary: message,
              detail: name,
              address: message,
              range: { filename: name, start: { line: 1, column: 1 }, end: { line: 1, column: 1 } },
              snippet: { context: name, code: message, startLine: 1, values: [] }
            }
          ],
          findings: [
            {
              kind: 'policy',
              policy: { name, set: message, enforcement: name, passed: false, overridden: false, message }
            }
          ],
          outputs: [{ name, text: message }]
        }),
        marker,
        'summary'
      )
      const ours = [
        '<b>',
        '</b>',
        '<p>',
        '</p>',
        '<details>',
        '<details open>',
        '<summary>',
        '<code>',
        '</code>',
        '</summary>',
        '</details>'
      ]
      expect(tags(text).filter(tag => !ours.includes(tag))).toEqual([
        expect.stringMatching(/^<!-- hcp-terraform-action key:[0-9a-f]{32} run:run-1 of:run-1 plan@a{40} 1\.1\.1 -->$/)
      ])
      expect(links(text)).toEqual(['https://app.terraform.io/app/acme/workspaces/web/runs/run-1'])
      expect(prose(text)).not.toMatch(/@|evil|alert|#/)
    }),
    { numRuns: 300 }
  )
})
