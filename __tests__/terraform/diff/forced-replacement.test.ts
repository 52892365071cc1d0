import { expect, test } from '@jest/globals'
import { parseJson, type Json } from '../../../src/json.ts'
import { markdownDiff } from '../../../src/terraform/diff/markdown-diff.ts'
import { planDifference } from '../../../src/terraform/diff/plan-difference.ts'
import type { BlockDifference } from '../../../src/terraform/diff/tree.ts'
import { generatedPlan } from './generated-plan.ts'

const replaced = (before: Json, after: Json, more: Readonly<Record<string, Json>> = {}): readonly string[] => {
  const change = {
    actions: ['delete', 'create'],
    before: { triggers_replace: before },
    after: { triggers_replace: after },
    replace_paths: [['triggers_replace']],
    ...more
  }
  const plan = planDifference(
    {
      format_version: '1.2',
      resource_changes: [{ address: 'x_y.a', mode: 'managed', type: 'x_y', name: 'a', change }]
    },
    { mode: 'normal' }
  )
  const [resource] = plan?.resources ?? []
  if (resource === undefined) throw new Error('no plan')
  return markdownDiff(resource.node).lines
}

test.each<[string, Json, Json, string]>([
  ['a text', 'a', 'b', '! triggers_replace = "a" -> "b" # forces replacement'],
  ['a list', ['a'], ['b'], '! triggers_replace = [ # forces replacement'],
  ['an object', { a: 'a' }, { a: 'b' }, '! triggers_replace = { # forces replacement'],
  ['JSON in a text', '{"a":1}', '{"a":2}', '    } # forces replacement'],
  ['JSON that comes', 'a', '{"a":2}', '  ) # forces replacement'],
  ['lines', 'a\nb', 'a\nc', '! triggers_replace = <<-EOT # forces replacement'],
  ['another type', 'a', { a: 'b' }, '  } # forces replacement']
])('%s without a schema says in the Markdown diff that it forces the replacement', (_name, before, after, line) => {
  expect(replaced(before, after)).toContain(line)
})

test('a part that is not shown by itself forces the replacement of the resource where it is', () => {
  const hidden = { replace_paths: [['triggers_replace', 'a']], before_sensitive: { triggers_replace: true } }
  expect(replaced({ a: 'a' }, { a: 'b' }, hidden)).toContain(
    '! triggers_replace = (sensitive value) # forces replacement'
  )
})

test('each attribute and block of generated plans that forces a replacement says so in the Markdown diff', () => {
  let count = 0
  for (let seed = 1; seed <= 300; seed++) {
    const generated = generatedPlan(seed)
    const json = parseJson(JSON.stringify(generated.json)) as { readonly resource_changes?: readonly Forced[] }
    const schemas = (parseJson(JSON.stringify(generated.schemas)) as { readonly provider_schemas: Json })
      .provider_schemas
    for (const given of [schemas, undefined]) {
      const plan = planDifference(json as unknown as Json, { mode: generated.mode, ...(given && { schemas: given }) })
      for (const [index, { node }] of (plan?.resources ?? []).entries()) {
        if (node.kind !== 'block') continue
        for (const [name] of json.resource_changes?.[index]?.change.replace_paths ?? []) {
          const own = only(node, name as string)
          if (own === undefined) continue
          count++
          expect({ seed, name, lines: markdownDiff(own).lines.join('\n') }).toEqual({
            seed,
            name,
            lines: expect.stringMatching(/# (forces|whitespace changes force) replacement/)
          })
        }
      }
    }
  }
  expect(count).toBeGreaterThan(100)
})

interface Forced {
  readonly change: { readonly replace_paths?: readonly (readonly Json[])[] }
}

/** A resource with one of its attributes or kinds of blocks. Undefined where that is on neither side. */
function only(node: BlockDifference, name: string): BlockDifference | undefined {
  const attributes = new Map([...node.attributes].filter(([key]) => key === name))
  const blocks = node.blocks.filter(({ type, items }) => type === name && items.length > 0)
  return attributes.size + blocks.length === 0 ? undefined : { ...node, attributes, blocks, replace: false }
}
