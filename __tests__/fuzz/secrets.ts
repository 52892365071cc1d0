import assert from 'node:assert/strict'
import fc from 'fast-check'
import { Masks } from '../../packages/workflow-runner/src/masks.ts'
import { formatOutput } from '../../src/github/results.ts'
import { parseJson } from '../../src/json.ts'
import { redactValue } from '../../src/report/redact.ts'
import { formsOf } from '../../src/secrets/forms.ts'
import { Secrets } from '../../src/secrets/secrets.ts'
import { quoteAsCli } from '../../src/terraform/diff/quote.ts'
import { toHcl } from '../../src/terraform/variables.ts'
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
  secret => Buffer.from(secret).toString('base64').replaceAll(/.{64}/g, '$&\n'),
  secret => Buffer.from(secret).toString('base64').replaceAll(/.{76}/g, '$&\r\n'),
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

/** The unescaped end of a secret shows whether it was found. With letters at both ends, no sign of HCL is left of a doubled one. */
const escapable = (...units: readonly string[]): fc.Arbitrary<string> =>
  fc.string({ maxLength: 9, unit: fc.constantFrom(...units) }).map(text => `q${text}Q9z`)
const UNITS = ['😀', ...'aéB漢7"\\/<>&%${}+=\t\n :~!(*#\u2028\u0007\v\u001b\u007f'.split(/(?:)/u)]
const ordinary = escapable(...UNITS)
const looksEscaped = escapable(...UNITS, '%41', '&amp;', '\\u0041', '\\x41', '\\a', '$${', '%%{', '\\n', '\\"')

const inJson = (text: string): string => JSON.stringify(text).slice(1, -1)
const asUnits = (text: string): string => `\\u${text.charCodeAt(0).toString(16).padStart(4, '0')}`
const ESCAPES = {
  json: inJson,
  go: text => inJson(text).replaceAll(/[<>&\u2028\u2029]/g, asUnits),
  python: text => inJson(text).replaceAll(/[^\0-\x7f]/g, asUnits),
  php: text =>
    inJson(text)
      .replaceAll(/[^\0-\x7f]/g, asUnits)
      .replaceAll('/', '\\/'),
  units: text => text.replaceAll(/[^]/g, asUnits),
  url: encodeURIComponent,
  form: text => new URLSearchParams({ a: text }).toString().slice('a='.length),
  bytes: text => Buffer.from(text).toString('hex').replaceAll(/../g, '%$&'),
  html: text => text.replaceAll(/[&<>"']/g, character => `&#${character.charCodeAt(0)};`),
  names: text =>
    text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;').replaceAll('"', '&quot;'),
  cli: text => quoteAsCli(text).slice(1, -1),
  quoted: text =>
    quoteAsCli(text)
      .slice(1, -1)
      .replaceAll(/[^\0-\x7f]/gu, point =>
        Buffer.from(point)
          .toString('hex')
          .replaceAll(/../g, String.raw`\x$&`)
      ),
  hcl: text => toHcl(text).slice(1, -1),
  long: text =>
    inJson(text).replaceAll(/[^\0-\x7f]/gu, point => `\\U${(point.codePointAt(0) ?? 0).toString(16).padStart(8, '0')}`),
  heredoc: text => text.replaceAll(/[$%](?=\{)/g, '$&$&'),
  colors: text => text.replaceAll(/(?<=[^])(?=[^])/gu, '\u001b[0m')
} satisfies Readonly<Record<string, (text: string) => string>>

/** Base64 is that of the whole secret, and may itself be escaped. */
const first = fc.constantFrom(
  (text: string): string => text,
  (text: string): string => Buffer.from(text).toString('base64').replaceAll('=', '')
)
const ways = (maxLength: number): fc.Arbitrary<readonly (keyof typeof ESCAPES)[]> =>
  fc.array(fc.constantFrom(...(Object.keys(ESCAPES) as (keyof typeof ESCAPES)[])), { maxLength })

const nested = fc.property(
  fc.oneof(fc.tuple(ordinary, ways(4)), fc.tuple(looksEscaped, ways(3))),
  first,
  ([value, inOrder], encode) => {
    const known = new Secrets()
    known.add(value)
    const shown = inOrder.reduce((text, way) => ESCAPES[way](text), encode(value))
    assert.equal(known.removeFrom(`< ${shown} >`), '< *** >', `${inOrder.join(', ')}: ${JSON.stringify(shown)}`)
  }
)

export const secrets: readonly Parser[] = [
  { name: 'removal: no secret is left, escaped up to four times', share: 30, property: nested },
  { name: 'removal: no form of a secret of any size is left', share: 2, property: removed },
  { name: 'masks: no leaf of a value is seen', share: 40, property: masks },
  { name: 'reports: no secret is left', share: 40, property: redacted }
]
