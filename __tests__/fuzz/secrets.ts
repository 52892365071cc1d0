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

export const secrets: readonly Parser[] = [
  { name: 'masks: no leaf of a value is seen', share: 40, property: masks },
  { name: 'reports: no secret is left', share: 40, property: redacted }
]
