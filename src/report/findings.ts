import { plural } from '../plural.ts'
import { POLICY_RESULTS, policyResultOf, type RunFinding } from '../run/run-finding.ts'
import { isFailed, isPassed, describeFinding } from '../run/outcome.ts'
import { withoutColors } from '../terraform/colors.ts'
import type { TextBlock } from './fit.ts'
import { code, details, link, shorten } from './markdown.ts'

/** Policies and tasks that passed, which are shown. */
const MAX_PASSED = 200
/** Characters of a text that is shown. */
const MAX_TEXT = 1_000

/** Policies, tasks and costs: what failed by name and set, what passed folded. */
export function findingBlocks(findings: readonly RunFinding[]): readonly TextBlock[] {
  if (findings.length === 0) return []
  const costs = findings.filter(({ kind }) => kind === 'cost')
  const checks = findings.filter(({ kind }) => kind !== 'cost')
  const failed = checks.filter(finding => !isPassed(finding)).toSorted((a, b) => weight(a) - weight(b) || bySet(a, b))
  const passed = checks.filter(isPassed).toSorted(bySet)
  return [
    { rank: 0, what: 'heading', count: 0, text: '**Policies, tasks and costs**' },
    ...failed.map(finding => ({
      rank: 2,
      what: 'policy or task that failed',
      whatPlural: 'policies and tasks that failed',
      text: `- ${isFailed(finding) ? '❌' : '⚠️'} ${line(finding)}`,
      short: `- ${isFailed(finding) ? '❌' : '⚠️'} ${code(shorten(withoutColors(nameOf(finding)), 100))}`
    })),
    ...costs.map(finding => ({ rank: 2, what: 'cost', text: `- 💰 ${line(finding)}` })),
    ...(passed.length === 0 ? [] : [passedBlock(passed)])
  ]
}

function passedBlock(passed: readonly RunFinding[]): TextBlock {
  const summary = `✅ ${passed.length} passed`
  const lines = passed.slice(0, MAX_PASSED).map(finding => `- ✅ ${line(finding)}`)
  const more = passed.length > MAX_PASSED ? [`- and ${passed.length - MAX_PASSED} more`] : []
  return {
    rank: 6,
    what: 'policy or task that passed',
    whatPlural: 'policies and tasks that passed',
    count: passed.length,
    text: details(summary, [...lines, ...more].join('\n')),
    short: `- ${summary}`
  }
}

/** A finding as a sentence. What the service says is code; the page of a task is a link. */
function line(finding: RunFinding): string {
  switch (finding.kind) {
    case 'cost':
      return inCode(describeFinding(finding))
    case 'policy': {
      const { name, set, enforcement, passed, message } = finding.policy
      const of = set === undefined ? '' : ` of ${inCode(set)}`
      const result = POLICY_RESULTS[policyResultOf(finding.policy)]
      const why = message === undefined || passed ? '' : `: ${inCode(message)}`
      return `Policy ${inCode(name)}${of} (${word(enforcement)}) ${result}${why}`
    }
    case 'task': {
      const { name, stage, enforcement, status, overridden, message, url } = finding.task
      const result = `${word(status)}${overridden ? ', and was overridden' : ''}`
      const isPage = url !== undefined && /^https?:\/\//.test(url) && URL.canParse(url)
      const more = [
        ...(message === undefined ? [] : [inCode(message)]),
        ...(isPage ? [link('Details', url)] : [])
      ].join(' ')
      return `Run task ${inCode(name)} (${word(stage)}, ${word(enforcement)}) ${result}${more === '' ? '' : `: ${more}`}`
    }
    default:
      return finding satisfies never
  }
}

const inCode = (text: string): string => code(shorten(withoutColors(text), MAX_TEXT))
/** A word of the API as it is, anything else as code. */
const word = (text: string): string => (/^[a-z]+(?:[_-][a-z]+)*$/.test(text) ? text.replaceAll('_', '-') : inCode(text))

const weight = (finding: RunFinding): number => (isFailed(finding) ? 0 : 1)
const setOf = (finding: RunFinding): string => (finding.kind === 'policy' ? (finding.policy.set ?? '') : '')
const nameOf = (finding: RunFinding): string =>
  finding.kind === 'policy' ? finding.policy.name : finding.kind === 'task' ? finding.task.name : 'Cost estimate'
const bySet = (a: RunFinding, b: RunFinding): number =>
  a.kind.localeCompare(b.kind, 'en') ||
  setOf(a).localeCompare(setOf(b), 'en') ||
  nameOf(a).localeCompare(nameOf(b), 'en')

/** How many policies failed, for the head of a report. Empty where none was checked. */
export function policiesInWords(findings: readonly RunFinding[]): string {
  const policies = findings.filter(finding => finding.kind === 'policy')
  const results = policies.map(({ policy }) => policyResultOf(policy))
  const failed = results.filter(result => result === 'failed' || result === 'overridden').length
  const unknown = results.filter(result => result === 'unknown').length
  const all = plural(policies.length, 'policy', 'policies')
  if (failed === 0 && unknown > 0) return `⚠️ ${unknown} of ${all} not decided`
  if (failed === 0) return policies.length === 0 ? '' : `✅ ${all} passed`
  return `${policies.some(isFailed) ? '❌' : '⚠️'} ${failed} of ${all} failed`
}
