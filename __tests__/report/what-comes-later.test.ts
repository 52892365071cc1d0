import { expect, test } from '@jest/globals'
import type { Json } from '../../src/json.ts'
import { redactReport } from '../../src/report/redact.ts'
import type { Report } from '../../src/report/report.ts'
import { summaryOf } from '../../src/report/summary.ts'
import { Secrets } from '../../src/secrets/secrets.ts'
import { markedValues } from '../../src/terraform/marked-values.ts'
import { changesOfPlan } from '../../src/terraform/plan.ts'
import { aReport } from './a-report.ts'

const base = aReport({ counts: { additions: 0, changes: 0, destructions: 0, imports: 0 } })

function reported(plan: Readonly<Record<string, Json>>, more: Partial<Report> = {}): string {
  const document = { format_version: '1.2', ...plan }
  const changes = changesOfPlan(document)
  if (changes === undefined) throw new Error('this is not a plan')
  const secrets = new Secrets()
  for (const value of markedValues(document)) secrets.add(value)
  return summaryOf(redactReport({ ...base, changes, ...more }, secrets)).text
}

const created = (address: string, after: Json): Json => ({
  address,
  mode: 'managed',
  type: 'aws_x',
  name: 'y',
  change: { actions: ['create'], before: null, after, before_sensitive: false, after_sensitive: { key: true } }
})

test('deferred changes are counted, with their reason and their attributes', () => {
  const text = reported({
    resource_changes: [],
    deferred_changes: [
      { reason: 'provider_config_unknown', resource_change: created('aws_x.y', { size: 3, key: 'hunter22' }) },
      { reason: 'a_new_word', resource_change: created('aws_x.z', { size: 4 }) }
    ]
  })
  expect(text.split('\n')[0]).toBe('### 📝 Plan for `acme/web`: 2 deferred')
  expect(text).toContain('**2 changes deferred to a later plan**')
  expect(text).toContain('Because the configuration of the provider is unknown:')
  expect(text).toContain('Because `a_new_word`:')
  expect(text).toContain('<code>aws_x.y</code> will be created')
  expect(text).toContain('+ size = 3')
  expect(text).toContain('+ key  = (sensitive value)')
  expect(text).not.toContain('hunter22')
})

test('actions that an apply invokes are counted and named, with what triggers them', () => {
  const invocations = [
    {
      address: 'action.aws_lambda_invoke.warm',
      type: 'aws_lambda_invoke',
      config_values: { payload: 'ping', token: 'hunter22' },
      config_sensitive: { token: true },
      lifecycle_action_trigger: {
        triggering_resource_address: 'aws_lambda_function.f',
        action_trigger_event: 'after_create'
      }
    }
  ]
  const text = reported({ resource_changes: [], action_invocations: invocations })
  expect(text.split('\n')[0]).toBe('### 📝 Plan for `acme/web`: 1 action to invoke')
  expect(text).toContain('⚡ <code>action.aws_lambda_invoke.warm</code> · by <code>aws_lambda_function.f</code>')
  expect(text).toContain('```hcl\npayload = "ping"\ntoken   = (sensitive value)\n```')
  expect(text).not.toContain('hunter22')
})

test('what has changed outside of Terraform is shown with its attributes, and is not a plan to destroy', () => {
  const drift = (address: string, actions: string[], before: Json, after: Json): Json => ({
    address,
    mode: 'managed',
    type: 'aws_x',
    name: 'y',
    change: { actions, before, after, before_sensitive: {}, after_sensitive: {} }
  })
  const text = reported(
    {
      resource_changes: [],
      resource_drift: [
        drift('aws_x.gone', ['delete'], { id: 'i-1' }, null),
        drift('aws_x.y', ['update'], { id: 'i-2', port: 80 }, { id: 'i-2', port: 22 })
      ]
    },
    { mode: 'refresh-only' }
  )
  expect(text.split('\n')[0]).toBe(
    '### 📝 Plan for `acme/web` (refresh-only): 2 changed outside of Terraform (1 deleted)'
  )
  expect(text).toContain('<code>aws_x.gone</code> deleted')
  expect(text).toContain('<code>aws_x.y</code> changed · <code>port</code>')
  expect(text).toContain('! port = 80 -> 22')
  expect(text).not.toMatch(/CAUTION|destroyed/)
})

test('an apply without changes says so, and shows the outputs', () => {
  const text = reported(
    { resource_changes: [] },
    { operation: 'apply', result: 'No changes', outputs: [{ name: 'url', text: 'https://x' }] }
  )
  expect(text.split('\n')[0]).toBe('### ✅ No changes in `acme/web`')
  expect(text).toContain('url = https://x')
})

test('a plan that can not be read as JSON is shown as it was printed, cut with a mark', () => {
  const planText = `Terraform will perform the following actions:\n${'  + aws_x.y\n'.repeat(200_000)}`
  const { text, whole } = summaryOf({ ...base, counts: undefined, planText })
  expect(Buffer.byteLength(text)).toBeLessThanOrEqual(1_048_576)
  expect(text).toContain("The plan can't be read as JSON, so the attributes are not known beyond its text")
  expect(text).toMatch(/… \(\d+ more characters\)\n```/)
  expect(text).toContain('Shortened: 1 plan as text')
  expect(whole).toContain(planText)
})

test('a plan that did not finish is not said to be unreadable, nor to be whole in the run', () => {
  const { text } = summaryOf({ ...base, counts: undefined, phase: 'Plan cancelled', planText: 'Refreshing state...' })
  expect(text).toContain('The plan did not finish')
  expect(text).not.toContain("can't be read as JSON")
})

test('a replacement names the attributes that force it, and the lines of a new text are new', () => {
  const text = reported({
    resource_changes: [
      {
        address: 'aws_x.y',
        mode: 'managed',
        type: 'aws_x',
        name: 'y',
        action_reason: 'replace_because_cannot_update',
        change: {
          actions: ['delete', 'create'],
          before: { engine: 14, size: 1 },
          after: { engine: 15, size: 2, script: 'one\ntwo' },
          before_sensitive: {},
          after_sensitive: {},
          replace_paths: [['engine']]
        }
      }
    ]
  })
  expect(text.split('\n')[0]).toContain('0 to add, 0 to change, 1 to replace, 0 to destroy')
  expect(text).toContain(
    'will be replaced, <b>destroyed first</b> · because of <code>engine</code> · <code>size</code>, <code>script</code>'
  )
  expect(text).toContain('! engine = 14 -> 15')
  expect(text).toContain('+ script = <<-EOT\n+   one\n+   two\n')
})
