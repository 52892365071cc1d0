import { expect, test } from '@jest/globals'
import fc from 'fast-check'
import { parseJson, type Json } from '../../src/json.ts'
import { commentBody } from '../../src/report/comment.ts'
import { redactReport } from '../../src/report/redact.ts'
import type { Report } from '../../src/report/report.ts'
import { summaryOf } from '../../src/report/summary.ts'
import { Secrets } from '../../src/secrets/secrets.ts'
import { markedValues } from '../../src/terraform/marked-values.ts'
import { changesOfPlan } from '../../src/terraform/plan.ts'
import { aReport } from './a-report.ts'

const KINDS = ['short', 'same', 'other', 'lines', 'policy', 'number', 'list', 'map', 'new', 'gone'] as const

const attribute = fc.record({
  kind: fc.constantFrom(...KINDS),
  size: fc.oneof(fc.integer({ max: 50, min: 1 }), fc.integer({ max: 3_000, min: 400 }), fc.constant(100_000)),
  /** Where in the text the change is. */
  at: fc.double({ min: 0, max: 1, noNaN: true }),
  marked: fc.constantFrom('no', 'no', 'no', 'before', 'after', 'both'),
  isChanged: fc.boolean()
})
type Attribute = typeof attribute extends fc.Arbitrary<infer T> ? T : never

const resource = fc.record({
  action: fc.constantFrom('update', 'replace', 'create', 'delete'),
  /** Several instances of one resource. */
  isInstance: fc.boolean(),
  attributes: fc.array(attribute, { minLength: 1, maxLength: 6 })
})

/** In every resource: instances of which nothing can be seen are rightly one entry. */
const CHANGES: Attribute = { kind: 'short', size: 1, at: 0, marked: 'no', isChanged: true }

/** One value that changes: what must be seen of it. */
interface Leaf {
  readonly entry: string
  readonly tokens: readonly string[]
  readonly isMarked: boolean
}

/** Each value holds a token that is nowhere else, so that it can be looked for in a text. */
function planOf(drawn: readonly (typeof resource extends fc.Arbitrary<infer T> ? T : never)[]) {
  let count = 0
  const leaves: Leaf[] = []
  const token = (): string => `T${String(++count).padStart(5, '0')}Z`
  const resources = drawn.map(({ action, isInstance, attributes }, index) => {
    const type = action === 'delete' ? 'aws_old' : 'aws_thing'
    const address = isInstance ? `${type}.many["${index}"]` : `${type}.r${index}`
    // Instances that are destroyed are one entry.
    const entry = isInstance && action === 'delete' ? `${type}.many` : address
    const sides = [...attributes, CHANGES].map(each => ({ ...each, ...valueOf(each, token) }))
    const before: Record<string, Json> = {}
    const after: Record<string, Json> = {}
    const [beforeMarks, afterMarks]: [Record<string, Json>, Record<string, Json>] = [{}, {}]
    for (const [number, { kind, marked, isChanged, first, second, found }] of sides.entries()) {
      const name = `a${number}`
      if (first !== undefined) before[name] = first
      const same = first ?? null
      if (isChanged || action === 'create') after[name] = second ?? null
      else after[name] = same
      if (marked === 'before' || marked === 'both') beforeMarks[name] = true
      if (marked === 'after' || marked === 'both') afterMarks[name] = true
      // Marks of a side that isn't there say nothing.
      const isMarked =
        (action !== 'create' && (marked === 'before' || marked === 'both')) ||
        (action !== 'delete' && (marked === 'after' || marked === 'both'))
      const [onlyFirst, onlySecond] = [found.flatMap(([a]) => a ?? []), found.flatMap(([, b]) => b ?? [])]
      // Of a list that comes or goes, the others come and go as well.
      const others = kind === 'list' && (action === 'create' || action === 'delete') ? 2 : 0
      if (!isMarked) leaves.push(...Array.from({ length: others }, () => ({ entry, tokens: [], isMarked })))
      if (isMarked) leaves.push({ entry, tokens: [...onlyFirst, ...onlySecond], isMarked })
      else if (action === 'create') leaves.push(...found.map(([, b]) => ({ entry, tokens: b ? [b] : [], isMarked })))
      else if (action === 'delete') leaves.push(...found.map(([a]) => ({ entry, tokens: a ? [a] : [], isMarked })))
      else if (isChanged) leaves.push(...found.map(pair => ({ entry, tokens: pair.flatMap(t => t ?? []), isMarked })))
    }
    return {
      address,
      mode: 'managed',
      type,
      name: isInstance ? 'many' : `r${index}`,
      change: {
        actions: action === 'replace' ? ['delete', 'create'] : [action],
        before: action === 'create' ? null : before,
        after: action === 'delete' ? null : after,
        before_sensitive: action === 'create' ? false : beforeMarks,
        after_sensitive: action === 'delete' ? false : afterMarks
      }
    }
  })
  const plan = parseJson(JSON.stringify({ format_version: '1.2', resource_changes: resources }))
  return { plan, leaves }
}

type Found = readonly (readonly [string | undefined, string | undefined])[]

/** A value before and after, and which tokens of it are one change. */
function valueOf(
  { kind, size, at }: Attribute,
  token: () => string
): { readonly first?: Json; readonly second?: Json; readonly found: Found } {
  const [a, b] = [token(), token()]
  const cut = Math.floor(size * at)
  const around = (text: string): string => 'x'.repeat(cut) + text + 'y'.repeat(size - cut)
  const lines = (text: string): string =>
    Array.from({ length: Math.ceil(size / 40) + 2 }, (_, line) =>
      line === Math.floor(cut / 40) ? text : `line ${line}`
    ).join('\n')
  const policy = (text: string): string =>
    JSON.stringify({
      Version: '2012-10-17',
      Statement: Array.from({ length: Math.ceil(size / 100) }, (_, n) => ({
        Sid: `s${n}`,
        Action: n === Math.floor(cut / 100) ? [text] : ['sts:GetCallerIdentity']
      })).concat(cut === size ? [{ Sid: 'last', Action: [text] }] : [])
    })
  const pair = [[a, b]] as const
  switch (kind) {
    case 'short':
      return { first: a, second: b, found: pair }
    case 'same':
      return { first: around(a), second: around(b), found: pair }
    case 'other':
      return { first: `${'x'.repeat(cut)}${a}${'y'.repeat(size)}`, second: `${'z'.repeat(cut + 1)}${b}`, found: pair }
    case 'lines':
      return { first: lines(a), second: lines(b), found: pair }
    case 'policy':
      return size < 100
        ? { first: `{"k":"${a}"}`, second: `{"k":"${b}"}`, found: pair }
        : { first: policy(a), second: policy(b), found: policy(a).includes(a) ? pair : [] }
    case 'number': {
      const [n, m] = [Number(a.slice(1, -1)) + 7e15, Number(b.slice(1, -1)) + 7e15]
      return { first: n, second: m, found: [[String(n), String(m)]] }
    }
    case 'list':
      return {
        first: ['k', around(a), 'l'],
        second: ['k', around(b), 'l'],
        found: [
          [a, undefined],
          [undefined, b]
        ]
      }
    case 'map':
      return { first: { k: { deep: around(a) } }, second: { k: { deep: around(b) } }, found: pair }
    case 'new':
      return { second: around(b), found: [[undefined, b]] }
    case 'gone':
      return { first: around(a), found: [[a, undefined]] }
  }
}

/** How many values of an entry a comment says that it does not show. Undefined where it does not name the entry. */
function saidMissing(text: string, entry: string): number | undefined {
  const exact = entry.replaceAll(/[[\].]/g, String.raw`\$&`).replaceAll('"', '(?:"|&quot;)')
  const name = entry.endsWith('.many') ? `${exact}\\[(?:"|&quot;)?[^\\]]*\\]` : exact
  const short = new RegExp(`^- \\S+ (?:\\d+ × )?\`${name}\`[^\\n]*?(?: \\((\\d+) values? not shown\\))?$`, 'm').exec(
    text
  )
  if (short !== null) return Number(short[1] ?? 0)
  const block = new RegExp(`<summary>\\S+ (?:\\d+ × )?<code>${name}</code>[\\s\\S]*?\\n</details>`).exec(text)?.[0]
  if (block === undefined)
    return new RegExp(`^<p>\\S+ <code>${name}</code>[^\\n]*</p>$`, 'm').test(text) ? 0 : undefined
  const said =
    /^# (\d+) of \d+ values (?:is|are) not shown in full$/m.exec(block) ??
    /^_(\d+) values are not shown\._$/m.exec(block)
  return Number(said?.[1] ?? 0)
}

const report = (plan: Json): Report =>
  aReport({
    changes: changesOfPlan(plan),
    runUrl: 'https://app.terraform.io/app/acme/workspaces/web/runs/run-1',
    jobUrl: 'https://github.com/acme/web/actions/runs/1'
  })

test('each value that changes is in the comment, or counted at its resource and in what the comment names; nothing marked is anywhere', () => {
  fc.assert(
    fc.property(fc.array(resource, { minLength: 1, maxLength: 12 }), fc.boolean(), (drawn, isRedacted) => {
      const { plan, leaves } = planOf(drawn)
      const secrets = new Secrets()
      for (const value of markedValues(plan)) secrets.add(value)
      // Marks are enough: what is removed by its value is removed once more.
      const shown = isRedacted ? redactReport(report(plan), secrets) : report(plan)
      const summary = summaryOf(shown)
      const comment = commentBody(shown, '', summary.isWhole ? 'summary' : 'file')
      expect(comment.length).toBeLessThanOrEqual(65_536)
      for (const { tokens, isMarked } of leaves)
        for (const token of tokens) {
          expect([token, summary.whole.includes(token)]).toEqual([token, !isMarked])
          if (isMarked) expect(comment).not.toContain(token)
        }
      if (summary.isWhole) expect(summary.text).toBe(summary.whole)
      const isMissing = ({ tokens, isMarked }: Leaf): boolean =>
        !isMarked && tokens.some(token => !comment.includes(token))
      for (const [entry, own] of Map.groupBy(leaves, leaf => leaf.entry)) {
        const missing = own.filter(isMissing).length
        const said = saidMissing(comment, entry)
        expect([entry, said]).not.toEqual([entry, undefined])
        expect(said).toBeGreaterThanOrEqual(missing)
        expect(said).toBeLessThanOrEqual(own.length)
      }
      if (leaves.some(isMissing))
        expect(comment).toContain(
          summary.isWhole ? 'The whole report is in the [summary of the job]' : '`summary-markdown-file`'
        )
    }),
    {
      numRuns: 20,
      examples: [
        [
          [
            { action: 'update', isInstance: true, attributes: [] },
            { action: 'update', isInstance: true, attributes: [{ ...CHANGES, marked: 'both', isChanged: false }] }
          ],
          false
        ]
      ]
    }
  )
})
