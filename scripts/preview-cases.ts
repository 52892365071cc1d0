import type { Hcp } from '../packages/hcp-terraform-server/src/index.ts'
import { deferred, drift, mixed, modules, networkChanges, plan, tooLarge } from './preview-plans.ts'

type WorkspaceOptions = NonNullable<Parameters<Hcp['createWorkspace']>[1]>
type Script = NonNullable<Parameters<Hcp['script']>[0]>

/** Something that starts the action. The last step is the one that is shown. */
interface Step {
  readonly event?: 'pull_request' | 'push'
  /** Which commit of the pull request it is of, counted from the newest. */
  readonly behind?: number
  readonly run?: number
}

export interface PreviewCase {
  readonly name: string
  /** What to look at. */
  readonly shows: string
  readonly workspace?: WorkspaceOptions
  /** What the run does. Else Terraform plans the configurations of examples/plans. */
  readonly script?: Script
  readonly inputs?: Readonly<Record<string, string>>
  readonly steps?: readonly Step[]
  /** Whether the token may only read the pull request. */
  readonly isReader?: boolean
  /** Which documents of a plan the service does not offer. */
  readonly missing?: readonly ('json-output' | 'json-output-redacted')[]
}

const policies = (
  set: string,
  passes: number,
  ...failing: readonly (readonly [string, 'mandatory' | 'advisory'])[]
) => ({
  name: set,
  policies: [
    ...Array.from({ length: passes }, (_, index) => ({
      name: `${set}-rule-${index + 1}`,
      enforcement: 'mandatory' as const,
      passes: true
    })),
    ...failing.map(([name, enforcement]) => ({ name, enforcement, passes: false, description: `Why ${name} matters` }))
  ]
})

const costEstimate = { prior: '310.50', proposed: '460.75', delta: '150.25', matched: 101, unmatched: 2 }

const checks: NonNullable<WorkspaceOptions['checks']> = {
  policySets: [
    policies('storage', 12, ['not-public', 'mandatory'], ['tagged', 'advisory']),
    policies('network', 20, ['no-open-ssh', 'mandatory']),
    policies('cost', 3)
  ],
  tasks: [
    {
      name: 'security-scan',
      stage: 'post_plan',
      enforcement: 'advisory',
      passes: false,
      message: '2 findings: 1 high, 1 low',
      url: 'https://scan.example.com/results/42'
    },
    {
      name: 'change-ticket',
      stage: 'post_plan',
      enforcement: 'mandatory',
      passes: true,
      message: 'Ticket 1234 is approved',
      url: 'https://tickets.example.com/1234'
    }
  ],
  costEstimate
}

const warning = (endpoint: number): string =>
  `${JSON.stringify({
    '@level': 'warn',
    '@message': 'Warning: Check block assertion failed',
    type: 'diagnostic',
    diagnostic: {
      severity: 'warning',
      summary: 'Check block assertion failed',
      detail: 'The endpoint returned 503, expected 200.',
      address: `check.health_${endpoint}`,
      range: { filename: 'main.tf', start: { line: 7 + endpoint, column: 5 }, end: { line: 7 + endpoint, column: 9 } }
    }
  })}\n`

/** What people see of each part of a report. A name that is a folder of examples/plans is planned by Terraform. */
export const CASES: readonly PreviewCase[] = [
  {
    name: 'head',
    shows: 'The head: counts with replacements by themselves, then one line of links, policies, warnings and costs',
    workspace: {
      checks: { ...checks, policySets: [policies('storage', 37, ['tagged', 'advisory'], ['owned', 'advisory'])] }
    },
    script: {
      plan: {
        additions: 151,
        changes: 2,
        destructions: 51,
        json: mixed,
        log: [0, 1, 2].map(warning).join('')
      }
    }
  },
  {
    name: 'replace',
    shows: 'The head: a replacement is counted by itself, and the report says how Terraform counts it'
  },
  {
    name: 'drift',
    shows: 'The head: a refresh-only run counts what changed outside of Terraform',
    inputs: { mode: 'refresh-only' },
    script: { plan: { hasChanges: true, json: plan([], { resource_drift: drift }) } }
  },
  {
    name: 'failed-run',
    shows: 'The head: a run that failed keeps the counts of its plan, and names what failed',
    workspace: { checks: { policySets: [policies('storage', 5, ['encrypted', 'mandatory'])] } },
    script: { plan: { additions: 1, changes: 2, destructions: 1, json: plan(networkChanges.slice(0, 3)) } }
  },
  {
    name: 'modules',
    shows: 'A table of modules, types and actions above 20 resources',
    script: { plan: { additions: 17, changes: 10, destructions: 17, json: modules } }
  },
  { name: 'update', shows: 'One entry a resource: a few are open' },
  { name: 'instances', shows: 'One entry a resource: equal instances of one are one entry' },
  {
    name: 'too-large',
    shows: 'Too large: what is destroyed is cut last, and what is cut is counted for each resource block',
    script: { plan: { additions: 0, changes: 3_000, destructions: 1_000, json: tooLarge } }
  },
  { name: 'large', shows: 'Too large: instances of one resource are one entry' },
  {
    name: 'apply',
    shows: 'An apply says what happened, with its outputs',
    inputs: { operation: 'apply' },
    steps: [{ event: 'push' }]
  },
  {
    name: 'failed-apply',
    shows: 'An apply that failed: what was done, what failed and what was not reached',
    inputs: { operation: 'apply' },
    steps: [{ event: 'push' }]
  },
  {
    name: 'checks',
    shows: 'Policies, tasks and costs: failures first, by set, passes folded',
    workspace: { checks },
    script: { plan: { additions: 1, destructions: 1, json: plan(networkChanges.slice(0, 1)) } }
  },
  { name: 'diagnostics', shows: 'Diagnostics: errors first, equal ones once, with links to their lines' },
  { name: 'error', shows: 'Diagnostics: a plan that failed' },
  { name: 'warning', shows: 'Diagnostics: warnings below the changes' },
  {
    name: 'deferred',
    shows: 'Deferred changes, invoked actions, and drift with its attributes',
    script: { plan: { additions: 1, json: deferred } }
  },
  {
    name: 'plan-text',
    shows: 'A plan that can not be read as JSON is shown as Terraform prints it',
    missing: ['json-output', 'json-output-redacted'],
    workspace: { 'structured-run-output-enabled': false }
  },
  {
    name: 'redaction',
    shows: 'Secrets that are words of the report: `main` and `delete main`',
    missing: ['json-output-redacted']
  },
  { name: 'sensitive', shows: 'Values that the plan marks as sensitive' },
  {
    name: 'right-comment',
    shows: 'The right comment: an older commit ends last, and the newer one stays',
    script: { plan: { additions: 0, changes: 1, json: plan(networkChanges.slice(1, 2)) } },
    steps: [{ run: 102 }, { behind: 1, run: 101 }]
  },
  {
    name: 'summary-only',
    shows: 'Each way of reporting: a token that may not comment',
    isReader: true,
    script: { plan: { additions: 0, changes: 1, json: plan(networkChanges.slice(1, 2)) } }
  },
  {
    name: 'annotations',
    shows: 'Annotations: errors before warnings, sorted, equal ones once'
  },
  { name: 'create', shows: 'A first plan' },
  { name: 'destroy', shows: 'A plan that destroys' },
  { name: 'move-and-forget', shows: 'Resources that move, and one that is forgotten' },
  { name: 'no-changes', shows: 'A plan without changes' },
  { name: 'outputs', shows: 'A plan of outputs only' },
  { name: 'policies', shows: 'A policy and a task that fail', workspace: { checks: policiesOfOne() } },
  { name: 'hostile', shows: 'Names and values that try to be Markdown' }
]

function policiesOfOne(): NonNullable<WorkspaceOptions['checks']> {
  return {
    policySets: [
      {
        name: 'storage',
        policies: [
          { name: 'encrypted', enforcement: 'mandatory', passes: true },
          { name: 'not-public', enforcement: 'mandatory', passes: false, description: 'Buckets are not public' },
          { name: 'tagged', enforcement: 'advisory', passes: false, description: 'Buckets have an owner' }
        ]
      }
    ],
    tasks: [
      {
        name: 'scan',
        stage: 'post_plan',
        enforcement: 'advisory',
        passes: false,
        message: '2 findings',
        url: 'https://scan.example.com/42'
      }
    ],
    costEstimate: { prior: '10.0', proposed: '12.5', delta: '2.5', matched: 1, unmatched: 0 }
  }
}
