import { expect, test } from '@jest/globals'
import fc from 'fast-check'
import { parseJson, type Json } from '../../src/json.ts'
import { commentBody } from '../../src/report/comment.ts'
import { changesOfPlan } from '../../src/terraform/plan.ts'
import { aReport } from './a-report.ts'

/** A server may give the schema of another version of the provider than the one that made the plan. */

const TYPES: readonly Json[] = [
  'string',
  'dynamic',
  ['list', 'string'],
  ['set', ['object', { a: 'string' }]],
  ['map', 'number'],
  ['tuple', ['string', 'bool']],
  ['object', { a: ['list', 'string'], b: 'string' }]
]
const NESTINGS = ['list', 'set', 'map', 'single', 'group']
const BLOCK = { attributes: { a: { type: 'string' }, b: { type: ['list', 'string'] } } }

const attributeSchema = fc.oneof(
  fc.constantFrom(...TYPES).map(type => ({ type })),
  fc.constantFrom('list', 'set', 'map', 'single').map(nesting => ({
    nested_type: { nesting_mode: nesting, attributes: { a: { type: 'string' } } }
  }))
)

const value = fc.letrec(tie => ({
  any: fc.oneof(
    { maxDepth: 3 },
    fc.constantFrom('TOKEN', null, true, 7),
    fc.array(tie('any'), { maxLength: 3 }),
    fc.dictionary(fc.constantFrom('a', 'b', '0', 'c'), tie('any'), { maxKeys: 3 })
  )
})).any as fc.Arbitrary<Json>

/** Each token is another text, so that it can be looked for. */
function numbered(json: Json, next: () => string): Json {
  const text = JSON.stringify(json).replaceAll('TOKEN', () => next())
  return parseJson(text)
}

const commentOf = (plan: Json): string => commentBody(aReport({ changes: changesOfPlan(plan) }), '', 'summary')

test('each value of a plan is shown, whatever the schema says of it', () => {
  const drawn = fc.record({
    schema: fc.oneof(
      attributeSchema.map(x => ({ attributes: { x } })),
      fc.constantFrom(...NESTINGS).map(nesting => ({ block_types: { x: { nesting_mode: nesting, block: BLOCK } } }))
    ),
    before: fc.option(value),
    after: value
  })
  fc.assert(
    fc.property(drawn, ({ schema, before, after }) => {
      const tokens: string[] = []
      const next = (): string => {
        tokens.push(`T${String(tokens.length).padStart(3, '0')}Z`)
        return tokens.at(-1) ?? ''
      }
      const change = {
        actions: before === null ? ['create'] : ['update'],
        before: before === null ? null : { x: numbered(before, next) },
        after: { x: numbered(after, next) },
        before_sensitive: false,
        after_sensitive: false
      }
      const resource = { address: 'aws_x.n', type: 'aws_x', name: 'n', mode: 'managed', provider_name: 'p', change }
      const plan = {
        format_version: '1.2',
        resource_changes: [resource],
        provider_schemas: { p: { resource_schemas: { aws_x: { block: schema } } } }
      }
      const comment = commentOf(plan)
      expect(tokens.filter(token => !comment.includes(token))).toEqual([])
    }),
    { numRuns: 1_000 }
  )
})

test.each(['before', 'after'])('a plan in which a resource is a text %s the change is not read', side => {
  const sides = { before: {}, after: {}, [side]: 'a text' }
  const plan = {
    format_version: '1.2',
    resource_changes: [{ address: 'a.b', change: { actions: ['update'], ...sides } }]
  }
  expect(changesOfPlan(plan)).toBeUndefined()
})

test('a blank at the end of a line is seen, since it may change what a shell does with the next one', () => {
  const script = 'echo usage: \\ \nrm -rf /srv\t\necho done\n'
  const change = {
    actions: ['create'],
    before: null,
    after: { s: script },
    before_sensitive: false,
    after_sensitive: {}
  }
  const comment = commentOf({ format_version: '1.2', resource_changes: [{ address: 'a.b', change }] })
  expect(comment).toContain('echo usage: \\\\u{20}\n')
  expect(comment).toContain('rm -rf /srv\\u{9}\n')
  expect(comment).toMatch(/echo done$/m)
})
