import assert from 'node:assert/strict'
import fc from 'fast-check'
import { Masks } from '../../packages/workflow-runner/src/masks.ts'
import { formatOutput } from '../../src/github/results.ts'
import { parseJson } from '../../src/json.ts'
import { redactValue } from '../../src/report/redact.ts'
import { formsOf } from '../../src/secrets/forms.ts'
import { Secrets } from '../../src/secrets/secrets.ts'
import { leavesOf } from '../actions/secrecy.ts'
import { jsonWith, type Parser } from './parser.ts'

const secret = fc.oneof(
  jsonWith('password', 's3cr3t', 'two\nlines of it', ' a ', 'ab', '12345', '"quoted"', '\\', '\u0000x\u0001y'),
  fc.string({ maxLength: 20, unit: fc.constantFrom('a', 'B', '1', ' ', '\n', '\r', '"', '\\', '%', ':', '<', 'é') })
)

/** Stars are what masks leave, and the words of JSON say nothing. */
const tells = (leaf: string): boolean => !leaf.includes('*') && !['true', 'false', 'null'].includes(leaf)

const masks = fc.property(secret, value => {
  const json = parseJson(JSON.stringify(value))
  const { texts, tooShort } = formsOf(json)
  const runner = new Masks()
  for (const text of texts) runner.addWithLines(text)
  const shown = [
    formatOutput(json),
    JSON.stringify(json),
    JSON.stringify(json, undefined, 2),
    JSON.stringify({ name: formatOutput(json) })
  ]
  for (const leaf of leavesOf(json).filter(tells)) {
    assert(texts.has(leaf) || [...texts].some(text => text.trim() === leaf), `${JSON.stringify(leaf)} is not masked`)
    for (const text of shown)
      assert(!runner.hide(text).includes(leaf), `${JSON.stringify(leaf)} is seen in ${runner.hide(text)}`)
  }
  for (const text of texts) assert(text.trim().length >= 3)
  if (typeof value === 'string' && [1, 2].includes(value.trim().length)) assert(tooShort)
})

const redacted = fc.property(
  jsonWith('a', 'b'),
  fc.array(fc.string({ minLength: 3, maxLength: 5, unit: fc.constantFrom('a', 'b', '.', '[') }), { maxLength: 4 }),
  (value, secrets) => {
    const known = new Secrets()
    known.add(secrets)
    const clean = redactValue(
      { value: parseJson(JSON.stringify(value)), text: `aa${secrets.join('b')}aa`, list: secrets },
      known
    )
    const texts = leavesOf(clean).filter(text => !text.includes('('))
    for (const text of texts) for (const each of secrets) assert(!text.includes(each), `${each} is in ${text}`)
  }
)

/** With every character, from three of them to some hundred thousand. */
const anySize = fc
  .tuple(
    fc.string({ minLength: 3, maxLength: 12, unit: 'binary' }).filter(text => text.trim().length >= 3),
    fc.oneof(
      { arbitrary: fc.constant(1), weight: 20 },
      fc.integer({ min: 2, max: 200 }),
      fc.constantFrom(3_000, 20_000)
    )
  )
  .map(([text, times]) => text.repeat(times))

/** What whoever throws or prints may make of a secret. */
const WAYS: readonly ((secret: string) => string)[] = [
  secret => secret,
  secret => JSON.stringify(secret),
  secret => JSON.stringify({ message: secret }, undefined, 2),
  secret => encodeURIComponent(secret.toWellFormed()),
  secret => Buffer.from(secret).toString('base64'),
  secret => secret.split(/\r\n|\r|\n/).join('\n  | '),
  secret => String(new Error(`no ${secret}`, { cause: secret }))
]

const removed = fc.property(
  fc.array(anySize, { minLength: 1, maxLength: 6 }),
  fc.array(fc.tuple(fc.nat(), fc.constantFrom(...WAYS)), { minLength: 1, maxLength: 4 }),
  (values, uses) => {
    const known = new Secrets()
    known.add(values)
    const shown = uses.map(([at, way]) => way(values[at % values.length] ?? '')).join(' | ')
    const clean = known.removeFrom(shown)
    for (const text of formsOf(values).texts)
      assert(!clean.includes(text), `${JSON.stringify(text.slice(0, 40))} is left`)
  }
)

export const secrets: readonly Parser[] = [
  { name: 'removal: no form of a secret of any size is left', share: 2, property: removed },
  { name: 'masks: no leaf of a value is seen', share: 40, property: masks },
  { name: 'reports: no secret is left', share: 40, property: redacted }
]
