import fc from 'fast-check'

/** Something that reads what others have written, and what holds of it whatever that is. */
export interface Parser {
  readonly name: string
  /** Its part of all cases, next to the parts of the others: a case of one costs a hundred times as much as one of another. */
  readonly share: number
  /** Throws where something does not hold. */
  readonly property: fc.IRawProperty<unknown[]>
}

/** Texts made of pieces that mean something to whoever reads them, with some that don't. */
export const textOf = (pieces: readonly string[], maxLength = 16): fc.Arbitrary<string> =>
  fc
    .array(
      fc.oneof({ arbitrary: fc.constantFrom(...pieces), weight: 4 }, fc.string({ maxLength: 4, unit: 'binary' })),
      {
        maxLength
      }
    )
    .map(parts => parts.join(''))

/** Names that mean something to JavaScript, next to any others. */
export const key = (...names: readonly string[]): fc.Arbitrary<string> =>
  fc.oneof(
    fc.constantFrom(...names, '__proto__', 'constructor', 'prototype', 'toString', 'length'),
    fc.string({ maxLength: 3 })
  )

/** JSON values whose objects have the names that a reader looks for, at any depth and of any kind. */
export function jsonWith(...names: readonly string[]): fc.Arbitrary<unknown> {
  const { value } = fc.letrec<{ value: unknown }>(tie => ({
    value: fc.oneof(
      { maxDepth: 4, depthSize: 'small' },
      fc.constantFrom(null, true, false, 0, -1, 1e300, ''),
      fc.oneof(fc.string({ maxLength: 6, unit: 'binary' }), fc.constantFrom(...names)),
      fc.array(tie('value'), { maxLength: 3 }),
      // The spread would lose an own `__proto__`.
      fc.array(fc.tuple(key(...names), tie('value')), { maxLength: 5 }).map(entries => Object.fromEntries(entries))
    )
  }))
  return value
}
