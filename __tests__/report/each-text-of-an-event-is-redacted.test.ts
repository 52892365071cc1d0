import { expect, test } from '@jest/globals'
import type { Json } from '../../src/json.ts'
import { redactEvent } from '../../src/report/redact.ts'
import { Secrets } from '../../src/secrets/secrets.ts'
import { withoutColors } from '../../src/terraform/colors.ts'
import { parseLine, type LogEvent } from '../../src/terraform/log-events.ts'
import { render } from '../../src/terraform/render-log.ts'

const SECRET = 'hunter2-Zq9'
const secrets = new Secrets()
secrets.add(SECRET)

/** A text with the secret, and with the name of its place. */
const text = (place: string): string => `${place} ${SECRET}`
const line = (type: string, more: object): string =>
  JSON.stringify({ '@level': 'info', '@message': text('message'), type, ...more })

const RESOURCE = { addr: text('address') }
const CHANGE = {
  resource: RESOURCE,
  previous_resource: { addr: text('previousAddress') },
  action: text('action'),
  reason: text('reason'),
  importing: { id: text('id') }
}
const DIAGNOSTIC = {
  severity: text('severity'),
  summary: text('summary'),
  detail: text('detail'),
  address: text('address'),
  range: { filename: text('filename'), start: { line: 1, column: 2 }, end: { line: 3, column: 4 } },
  snippet: {
    context: text('context'),
    code: text('code'),
    start_line: 1,
    values: [{ traversal: text('traversal'), statement: text('statement') }]
  }
}
const OUTPUT = { sensitive: false, type: 'string', value: { address: [text('value')] } }

/** A line of each kind, with the secret in all of its texts. */
const LINES: Readonly<Record<LogEvent['kind'], string>> = {
  text: text('text'),
  message: line('apply_start', { hook: { resource: RESOURCE, action: 'create', elapsed_seconds: 1 } }),
  diagnostic: line('diagnostic', { diagnostic: DIAGNOSTIC }),
  change: line('planned_change', { change: CHANGE }),
  drift: line('resource_drift', { change: CHANGE }),
  summary: line('change_summary', { changes: { add: 1, operation: text('operation'), [text('count')]: 1 } }),
  outputs: line('outputs', { outputs: { [text('name')]: OUTPUT } })
}

/** What a resource, an output or a file is found by. */
const FINDS: Readonly<Record<LogEvent['kind'], readonly string[]>> = {
  text: [],
  message: ['step.address'],
  diagnostic: ['diagnostic.address', 'diagnostic.range.filename'],
  change: ['change.address', 'change.previousAddress'],
  drift: ['change.address', 'change.previousAddress'],
  summary: [],
  outputs: ['outputs.0.name']
}

/** The places of the texts in which the secret is. */
function placesIn(value: unknown, path: readonly string[] = []): readonly string[] {
  if (typeof value === 'string') return value.includes(SECRET) ? [path.join('.')] : []
  if (typeof value !== 'object' || value === null) return []
  return Object.entries(value).flatMap(([name, item]) => placesIn(item, [...path, name]))
}

const KINDS = Object.keys(LINES) as LogEvent['kind'][]

test.each(KINDS)('of an event of the kind %s, only what finds something stays', kind => {
  const event = parseLine(LINES[kind])
  expect(event.kind).toBe(kind)
  const places = placesIn(event)
  expect(places.length).toBeGreaterThan(FINDS[kind].length)
  const redacted = redactEvent(event, secrets)
  expect(placesIn(redacted)).toEqual(FINDS[kind])
  // Everything else is as it was.
  const restored = JSON.stringify(redacted).replaceAll('***', SECRET)
  expect(JSON.parse(restored)).toEqual(JSON.parse(JSON.stringify(event)))
  const shown = withoutColors(render(redacted).join('\n'))
  const named = [...shown.matchAll(new RegExp(`(\\w+) ${SECRET}`, 'g'))].map(([, place]) => place)
  const found = FINDS[kind].map(place => place.split('.').at(-1))
  expect(named.filter(place => !found.includes(place))).toEqual([])
})

test.each(KINDS)('of an event of the kind %s, a part that is new is redacted', kind => {
  const more: Readonly<Record<string, Json>> = { news: [text('news'), { address: text('address') }] }
  const event = { ...parseLine(LINES[kind]), ...more }
  expect(redactEvent(event, secrets)).toMatchObject({ news: ['news ***', { address: 'address ***' }] })
})

test("Terraform's own words for actions stay, whatever the secrets are", () => {
  const words = new Secrets()
  for (const word of ['create', 'delete', 'melting']) words.add(word)
  const redacted = (action: string): LogEvent =>
    redactEvent(parseLine(line('planned_change', { change: { resource: { addr: 'a.create' }, action } })), words)
  expect(redacted('create')).toMatchObject({ change: { address: 'a.create', action: 'create' } })
  expect(redacted('melting')).toMatchObject({ change: { action: '***' } })
})
