import { expect, test } from '@jest/globals'
import type { Report } from '../../src/report/report.ts'
import { summaryOf } from '../../src/report/summary.ts'
import type { RunFinding } from '../../src/run/run-finding.ts'
import type { CostEstimate } from '../../src/tfe/resources/cost-estimates.ts'
import type { Diagnostic } from '../../src/terraform/log-events.ts'
import { printedPlan } from '../../src/terraform/plain-log.ts'
import { changesOfPlan } from '../../src/terraform/plan.ts'
import { aReport } from './a-report.ts'
import { links } from './parsed.ts'

const text = (more: Partial<Report>): string => summaryOf(aReport(more)).text

const policy = (set: string, name: string, enforcement: string, passed = false, overridden = false): RunFinding => ({
  kind: 'policy',
  policy: { name, set, enforcement, passed, overridden, message: passed ? undefined : `why ${name}` }
})

const task = (name: string, enforcement: string, status: string, url?: string): RunFinding => ({
  kind: 'task',
  task: { id: 'taskrs-1', name, stage: 'post_plan', enforcement, status, overridden: false, message: '2 findings', url }
})

const cost: RunFinding = {
  kind: 'cost',
  cost: { status: 'finished', prior: '10.0', proposed: '12.5', delta: '2.5', matched: 1, unmatched: 0 } as CostEstimate
}

const items = (from: string): readonly string[] => from.match(/^- .*$/gm) ?? []

test('what failed comes first, by set and name, and what passed is folded and counted', () => {
  const findings = [
    policy('b', 'passed-1', 'mandatory', true),
    policy('b', 'tagged', 'advisory'),
    policy('b', 'z', 'mandatory'),
    cost,
    policy('b', 'a', 'mandatory'),
    task('scan', 'mandatory', 'failed', 'https://scan.example.com/a%20b?c=1#d'),
    policy('a', 'last', 'hard-mandatory'),
    policy('a', 'passed-2', 'mandatory', true)
  ]
  const said = text({ findings })
  const [, folded = ''] = said.split('<summary>✅ 2 passed</summary>')
  expect(items(said.replace(folded, ''))).toEqual([
    '- ❌ Policy `last` of `a` (hard-mandatory) failed: `why last`',
    '- ❌ Policy `a` of `b` (mandatory) failed: `why a`',
    '- ❌ Policy `z` of `b` (mandatory) failed: `why z`',
    '- ❌ Run task `scan` (post-plan, mandatory) failed: `2 findings` [Details](<https://scan.example.com/a%20b?c=1#d>)',
    '- ⚠️ Policy `tagged` of `b` (advisory) failed: `why tagged`',
    '- 💰 `Cost estimate: $10.00 to $12.50 a month (+$2.50); 1 of 1 resource has a price`'
  ])
  expect(items(folded)).toEqual([
    '- ✅ Policy `passed-2` of `a` (mandatory) passed',
    '- ✅ Policy `passed-1` of `b` (mandatory) passed'
  ])
  expect(said).toContain('❌ 4 of 6 policies failed · 💰 +$2.50 a month')
  expect(links(said)).toEqual(['https://scan.example.com/a%20b?c=1#d'])
})

test.each<[string, readonly RunFinding[], string]>([
  [
    'only advisory ones failed',
    [policy('a', 'a', 'advisory'), policy('a', 'b', 'mandatory', true)],
    '⚠️ 1 of 2 policies failed'
  ],
  ['a failure was overridden', [policy('a', 'a', 'mandatory', false, true)], '⚠️ 1 of 1 policy failed'],
  ['all passed', [policy('a', 'a', 'mandatory', true), policy('a', 'b', 'mandatory', true)], '✅ 2 policies passed']
])('the head counts policies where %s', (_name, findings, head) => {
  expect(text({ findings }).split('\n')).toContain(head)
})

test('without policies, tasks and costs there is no section for them, and a task page that is not a URL does not become a link', () => {
  expect(text({})).not.toContain('Policies')
  const said = text({ findings: [task('scan', 'advisory', 'failed', 'javascript:alert(1)')] })
  expect(links(said)).toEqual([])
  expect(said).toContain('- ⚠️ Run task `scan` (post-plan, advisory) failed: `2 findings`\n')
})

const at = (filename: string, line: number, more: Partial<Diagnostic> = {}): Diagnostic => ({
  severity: 'error',
  summary: `In ${filename} ${line}`,
  detail: undefined,
  address: undefined,
  range: { filename, start: { line, column: 1 }, end: { line, column: 1 } },
  snippet: undefined,
  ...more
})

const changes = changesOfPlan({
  format_version: '1.2',
  resource_changes: [
    {
      address: 'a.changed',
      change: { actions: ['create'], before: null, after: { a: 1 }, before_sensitive: false, after_sensitive: {} }
    }
  ]
})

test('errors come first, by file and line, then the changes, then warnings', () => {
  const said = text({
    changes,
    diagnostics: [
      at('c.tf', 1, { severity: 'warning', summary: 'Careful' }),
      at('b.tf', 10),
      at('b.tf', 9),
      at('a.tf', 30)
    ]
  })
  const order = ['In a.tf 30', 'In b.tf 9', 'In b.tf 10', '<code>a.changed', '<code>Careful'].map(part =>
    said.indexOf(part)
  )
  expect(order).not.toContain(-1)
  expect(order).toEqual(order.toSorted((a, b) => a - b))
})

test('equal ones are one, counted, with all of their places as links to the commit', () => {
  const same = { summary: 'Bad value', detail: 'It is bad.' }
  const said = text({
    files: { url: 'https://github.com/acme/web/blob/abc', base: 'infra/prod' },
    diagnostics: [
      at('main.tf', 7, { ...same, address: 'a.b' }),
      at('../shared/x #1.tf', 3, same),
      at('.terraform/modules/m/main.tf', 4, same),
      at('z.tf', 1, { severity: 'warning', ...same }),
      at('z.tf', 2, { severity: 'warning', ...same })
    ]
  })
  expect(said.split('Error: Bad value')).toHaveLength(2)
  expect(said).toContain('**3 ×** ')
  expect(said).toContain('<summary>⚠️ 2 × <code>Bad value</code></summary>')
  expect(links(said)).toEqual([
    'https://github.com/acme/web/blob/abc/infra/shared/x%20%231.tf#L3',
    'https://github.com/acme/web/blob/abc/infra/prod/main.tf#L7',
    'https://github.com/acme/web/blob/abc/infra/prod/z.tf#L1',
    'https://github.com/acme/web/blob/abc/infra/prod/z.tf#L2'
  ])
  // A module that was downloaded is in no commit.
  expect(said).toContain('`.terraform/modules/m/main.tf:4`')
})

test('colors of messages are nowhere in a report', () => {
  const red = (word: string): string => `\u001b[31m${word}\u001b[0m`
  const said = text({
    diagnostics: [at('main.tf', 1, { summary: red('summary'), detail: red('detail') })],
    findings: [
      {
        kind: 'policy',
        policy: {
          ...{ name: red('name'), set: red('set'), enforcement: red('enforced') },
          passed: false,
          overridden: false,
          message: red('message')
        }
      }
    ],
    refusals: [red('refusal')],
    planText: printedPlan(['Terraform will perform the following actions:', red('plan')])
  })
  for (const trace of ['\u001b', '[31m', '\\u{1b}']) expect(said).not.toContain(trace)
  for (const word of ['summary', 'detail', 'name', 'set', 'message', 'refusal', 'plan']) expect(said).toContain(word)
})

test('characters that look like colors in an output are its own, and are shown', () => {
  expect(text({ outputs: [{ name: 'a', text: 'x\u001b[31my' }] })).toContain('x\\u{1b}[31my')
})

test('an error that is too long is cut with how much is missing', () => {
  const said = text({ diagnostics: [at('main.tf', 1, { detail: 'x'.repeat(10_000) })] })
  expect(said).toMatch(/x… \(\d+ more characters\)\n```/)
})
