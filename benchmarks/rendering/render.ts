/** Renders one large plan in a process of its own: node render.ts CASE. Prints its times and its memory as JSON. */
import { secretFilter } from '../../src/report/redact.ts'
import { Secrets } from '../../src/secrets/secrets.ts'
import { markdownDiff } from '../../src/terraform/diff/markdown-diff.ts'
import { planDifference } from '../../src/terraform/diff/plan-difference.ts'
import { planText } from '../../src/terraform/diff/plan-text.ts'
import type { Json } from '../../src/json.ts'

const resource = (index: number, before: Json, after: Json): Json => ({
  address: `x_y.a[${index}]`,
  mode: 'managed',
  type: 'x_y',
  name: 'a',
  index,
  change: { actions: ['update'], before, after }
})

const LARGE = 'x'.repeat(5 * 2 ** 20)
const lines = (of: (index: number) => string): string =>
  Array.from({ length: 100_000 }, (_, index) => of(index)).join('\n')
const texts = (side: (side: number) => string): readonly Json[] => [
  resource(0, { id: '1', text: side(1) }, { id: '1', text: side(3) })
]

const CASES: Readonly<Record<string, () => readonly Json[]>> = {
  resources: () =>
    Array.from({ length: 3_000 }, (_, index) => {
      const value = (side: number): Json => ({
        id: String(index),
        tags: { a: String(side), b: String(index) },
        list: side === 1 ? ['a', 'b', 'c'] : ['a', 'c'],
        value: index === 7 ? `${LARGE}${side}` : `v${side}`
      })
      return resource(index, value(1), value(2))
    }),
  lines: () => texts(side => lines(index => `line ${index % 7 === side ? `${index} of ${side}` : index}`)),
  'repeated-lines': () => texts(side => lines(index => `line ${(index * 7919 * side) % 5_000}`))
}

const json = { format_version: '1.2', resource_changes: CASES[process.argv[2] ?? '']?.() ?? [] }
// Both look for secrets, as a step does.
const secrets = new Secrets()
for (const secret of ['hunter2-hunter2', 'a-token-of-the-service', '{"password":"p4ssword"}']) secrets.add(secret)
const filter = secretFilter(secrets)
const cpuMs = (from: NodeJS.CpuUsage): number => {
  const { user, system } = process.cpuUsage(from)
  return (user + system) / 1000
}
const start = performance.now()
const first = process.cpuUsage()
const plan = planDifference(json, { mode: 'normal' })
const log = plan === undefined ? [] : planText(plan, { color: true, filter })
const logCpuMs = cpuMs(first)
const middle = performance.now()
const second = process.cpuUsage()
for (const { node } of plan?.resources ?? []) markdownDiff(node, filter)
console.log(
  JSON.stringify({
    logMs: middle - start,
    logCpuMs,
    markdownMs: performance.now() - middle,
    markdownCpuMs: cpuMs(second),
    lines: log.length,
    peakBytes: process.resourceUsage().maxRSS * 1024
  })
)
