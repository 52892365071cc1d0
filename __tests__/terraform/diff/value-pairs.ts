import fc from 'fast-check'

export type Plain = null | boolean | number | string | readonly Plain[] | { readonly [name: string]: Plain }

/** Two versions of a value. */
export type Versions = readonly [before: Plain, after: Plain]

const WORD = fc.constantFrom(
  'web',
  'api',
  'eu-central-1',
  'm5.large',
  '10.0.0.0/16',
  'größe',
  'a b',
  'x"y',
  'C:\\temp',
  '${literal}',
  '%{ if }',
  '',
  'true',
  '1',
  'null',
  'tab\there',
  'bell\u0007',
  '\u200bzero',
  '👩‍💻',
  '/* + ~ -> */'
)
const NAME = fc.constantFrom('name', 'id', 'tags', 'size', 'with-dash', 'with.dot', 'a b', 'ünï', 'Environment', '1st')
const LINES = fc
  .array(fc.oneof(WORD, fc.constantFrom('line one', '  two', 'three', '- four', '')), { minLength: 2, maxLength: 9 })
  .map(lines => lines.join('\n'))

const LEAF: fc.Arbitrary<Plain> = fc.oneof(
  { weight: 4, arbitrary: WORD },
  { weight: 2, arbitrary: LINES },
  {
    weight: 2,
    arbitrary: fc.oneof(fc.integer({ min: -1000, max: 100_000 }), fc.constantFrom(0.1, 1.5e-7, 1e21, 2.25))
  },
  { weight: 1, arbitrary: fc.boolean() },
  { weight: 1, arbitrary: fc.constant(null) }
)

const { value: VALUE } = fc.letrec<{ value: Plain }>(tie => ({
  value: fc.oneof(
    { maxDepth: 3, withCrossShrink: true },
    { weight: 3, arbitrary: LEAF },
    { weight: 1, arbitrary: fc.array(fc.oneof(WORD, fc.integer({ min: 0, max: 9 })), { maxLength: 9 }) },
    { weight: 1, arbitrary: fc.array(tie('value'), { maxLength: 4 }) },
    { weight: 2, arbitrary: fc.dictionary(NAME, tie('value'), { maxKeys: 4 }) },
    { weight: 1, arbitrary: fc.dictionary(NAME, tie('value'), { maxKeys: 3 }).map(of => JSON.stringify(of)) }
  )
}))

const isObject = (value: Plain): value is Readonly<Record<string, Plain>> =>
  typeof value === 'object' && value !== null && !Array.isArray(value)

/** The same value with a part of it changed. `pick` gives a number below another. */
function changed(value: Plain, other: Plain, pick: (below: number) => number): Plain {
  if (Array.isArray(value)) {
    const list = [...(value as readonly Plain[])]
    const at = pick(list.length + 1)
    const how = pick(4)
    if (how === 0 || list.length === 0) list.splice(at, 0, other)
    else if (how === 1) list.splice(pick(list.length), 1)
    else if (how === 2) list.reverse()
    else {
      const index = pick(list.length)
      list[index] = changed(list[index] ?? null, other, pick)
    }
    return list
  }
  if (isObject(value)) {
    const names = Object.keys(value)
    const name = names[pick(Math.max(names.length, 1))]
    if (name === undefined || pick(4) === 0) return { ...value, zone: other }
    if (pick(4) === 0) return Object.fromEntries(Object.entries(value).filter(([key]) => key !== name))
    return { ...value, [name]: changed(value[name] ?? null, other, pick) }
  }
  if (typeof value === 'string' && value.includes('\n')) {
    const lines = value.split('\n')
    lines.splice(pick(lines.length), pick(2), ...(pick(2) === 0 ? ['changed'] : []))
    return lines.join('\n')
  }
  if (typeof value === 'string' && value.startsWith('{'))
    return JSON.stringify(changed(JSON.parse(value) as Plain, other, pick))
  return other
}

export const VERSIONS: fc.Arbitrary<Versions> = fc
  .tuple(VALUE, VALUE, fc.infiniteStream(fc.nat({ max: 10_000 })), fc.nat({ max: 9 }))
  .map(([value, other, numbers, how]) => {
    const pick = (below: number): number => ((numbers.next().value as number | undefined) ?? 0) % below
    return [value, how === 0 ? other : how === 1 ? value : changed(value, other, pick)]
  })
