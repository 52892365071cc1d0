import assert from 'node:assert/strict'
import fc from 'fast-check'
import { InputError, RunFailed } from '../../src/errors.ts'
import { parseJson } from '../../src/json.ts'
import { document, includedMany, relatedIds, relatedType, toJson } from '../../src/tfe/document.ts'
import { parseProblems } from '../../src/tfe/api-error.ts'
import { path } from '../../src/tfe/path.ts'
import { Retry } from '../../src/tfe/retry.ts'
import { jsonWith, textOf, type Parser } from './parser.ts'

const SECRETS = ['upload-url', 'log-read-url', 'hosted-state-upload-url', 'hosted-json-state-download-url']
const NAMES = ['data', 'included', 'meta', 'id', 'type', 'attributes', 'relationships', 'links', 'run', ...SECRETS]
const isKind = (error: unknown, ...kinds: readonly (new (...args: never[]) => Error)[]) =>
  kinds.some(kind => error instanceof kind)

const resource = fc
  .tuple(jsonWith(...NAMES), jsonWith('data', 'id', 'type'), fc.boolean())
  .map(([attributes, run, isBare]) => {
    const secrets = Object.fromEntries(SECRETS.map(name => [name, 'https://archivist/secret']))
    const found = {
      id: 'x-1',
      type: 'runs',
      attributes: { ...(attributes as object), ...secrets },
      relationships: { run }
    }
    return isBare ? found : { data: [found, attributes, found], included: [run, found, attributes] }
  })

const documents = fc.property(fc.oneof(resource, jsonWith(...NAMES)), value => {
  const found = document(parseJson(JSON.stringify(value)), { method: 'GET', path: '/runs' })
  for (const each of [...(found?.data ?? []), ...(found?.included ?? [])]) {
    assert.equal(typeof each.id, 'string')
    assert.equal(typeof each.type, 'string')
    for (const id of relatedIds(each, 'run')) assert.equal(typeof id, 'string')
    assert(['string', 'undefined'].includes(typeof relatedType(each, 'run')))
    assert(Array.isArray(includedMany(each, 'run', found?.included ?? [])))
    for (const name of NAMES) {
      assert(['string', 'undefined'].includes(typeof each.attributes.text(name)))
      assert(Array.isArray(each.attributes.list(name)))
      each.attributes.fields(name).fields(name)
    }
    if (each.id === 'x-1') assert(!toJson(each).includes('archivist'))
  }
  assert.equal(({} as Record<string, unknown>).polluted, undefined)
})

const digits = fc
  .tuple(
    fc.constantFrom('', '-'),
    fc.constantFrom('0', '1', '12345678901234567890', '9007199254740993'),
    fc.constantFrom('', '.10', '.000', 'e5', 'E-400', '.5e+400')
  )
  .map(parts => parts.join(''))
/** JSON as text, whose numbers a parser would like to round. */
const { json } = fc.letrec<{ json: string }>(tie => ({
  json: fc.oneof(
    { maxDepth: 4, depthSize: 'small' },
    digits,
    fc.constantFrom('true', 'false', 'null'),
    fc
      .string({ maxLength: 6, unit: fc.constantFrom('a', '"', '\\', '[', '}', '\n', 'é') })
      .map(text => JSON.stringify(text)),
    fc.array(tie('json'), { maxLength: 3 }).map(items => `[${items.join(',')}]`),
    fc
      .uniqueArray(fc.tuple(fc.constantFrom('a', 'b', '__proto__', 'rawJSON', 'toJSON'), tie('json')), {
        maxLength: 4,
        selector: ([name]) => name
      })
      .map(entries => `{${entries.map(([name, value]) => `"${name}":${value}`).join(',')}}`)
  )
}))
const numbers = fc.property(json, text => {
  assert.equal(JSON.stringify(parseJson(text)), text)
})

const anyJson = fc.property(
  fc.oneof(
    textOf(['{', '}', '[', ']', '"', '\\', ',', ':', '1', 'a', '"a":', 'null', '[[[['], 20),
    fc.tuple(fc.constantFrom('[', '{"a":', '[{"":'), fc.nat({ max: 3000 })).map(([open, times]) => open.repeat(times))
  ),
  text => {
    let expected: unknown
    try {
      expected = JSON.parse(text)
    } catch (error) {
      expected = error
    }
    try {
      assert.equal(JSON.stringify(parseJson(text)), JSON.stringify(expected))
    } catch (error) {
      assert(isKind(error, SyntaxError, RunFailed), String(error))
      assert(!isKind(error, SyntaxError) || isKind(expected, SyntaxError))
    }
  }
)

const errorBodies = fc.property(
  fc.oneof(
    textOf(
      ['<', '>', '<style', '</style>', '<script>', '<h1>', 'x', ' ', '\n', '{', '"errors"', ':', '[', ']', '}'],
      30
    ),
    jsonWith('errors', 'title', 'detail', 'source', 'pointer', 'status').map(value => JSON.stringify({ errors: value }))
  ),
  body => {
    for (const { title, detail = '', pointer = '' } of parseProblems(body)) {
      for (const text of [title, detail, pointer]) assert.equal(typeof text, 'string')
    }
  }
)

const ids = fc.property(
  fc.array(textOf(['/', '..', '.', '%2f', '%', '?', '#', '\\', 'ws-1', '\u0000'], 5), { minLength: 2, maxLength: 2 }),
  given => {
    const [first = '', second = ''] = given
    try {
      const url = new URL(`https://app.terraform.io/api/v2${path`/a/${first}/b/${second}/c`}`)
      const segments = url.pathname.split('/').slice(3)
      assert.deepEqual(segments.map(decodeURIComponent), ['a', first, 'b', second, 'c'])
      assert.equal(url.search + url.hash, '')
    } catch (error) {
      assert(isKind(error, InputError), String(error))
    }
  }
)

const header = fc.oneof(
  fc.constantFrom(
    '',
    '0',
    '1',
    '-1',
    '1e9',
    'Infinity',
    'NaN',
    '0x10',
    '1.5',
    'Wed, 21 Oct 2015 07:28:00 GMT',
    'Fri, 31 Dec 9999 23:59:59 GMT'
  ),
  fc.string({ unit: fc.constantFrom(...Array.from('0123456789.-+eE xinf,:')), maxLength: 10 })
)
const pauses = fc.property(
  fc.array(fc.tuple(fc.constantFrom(429, 500, 503, 404), header, header), { maxLength: 12 }),
  answers => {
    const retry = new Retry('repeatable', () => 0.5)
    let waited = 0
    for (const [status, after, reset] of answers) {
      const headers = new Headers({ 'retry-after': after, 'x-ratelimit-reset': reset })
      const delay = retry.next({ status, headers })
      assert(delay === undefined || (Number.isFinite(delay) && delay >= 0), String(delay))
      waited += delay ?? 0
    }
    assert(waited <= 300_000)
  }
)

export const api: readonly Parser[] = [
  { name: 'JSON:API: documents of any shape', share: 60, property: documents },
  { name: 'JSON: numbers keep their digits', share: 80, property: numbers },
  { name: 'JSON: any text, any depth', share: 60, property: anyJson },
  { name: 'errors: any body', share: 80, property: errorBodies },
  { name: 'paths: any id is one segment', share: 60, property: ids },
  { name: 'retries: any header', share: 40, property: pauses }
]
