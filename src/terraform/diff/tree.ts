import type { RawNumber } from '../../json.ts'

/**
 * How two values differ, as a tree. `planDifference` makes one for every resource and output of a plan, and two printers show the same tree:
 *
 * ```ts
 * const plan = planDifference(parseJson(text), { mode: 'normal' })   // undefined where the text is not a plan
 * planText(plan, { color: true })                                    // the whole plan as lines, as the CLI shows it
 * for (const { address, node } of plan.resources) {
 *   const { lines, leaves } = markdownDiff(node)                     // one resource for a ```diff block, marks in the first column
 *   const { changed, sensitive } = countLeaves(node)                 // how many leaves change, and how many of them are hidden
 * }
 * ```
 *
 * No node holds a value that is marked as sensitive, so no printer can show one. Values are compared whole; a printer may shorten them.
 */
export type Difference =
  | LeafDifference
  | ObjectDifference
  | MapDifference
  | ListDifference
  | SetDifference
  | BlockDifference
  | SensitiveDifference
  | UnknownDifference
  | TypeChange
  | WriteOnly

export type Action = 'none' | 'create' | 'update' | 'delete'

export type Scalar = string | number | boolean | null | RawNumber

interface Common {
  readonly action: Action
  /** Whether this change forces the replacement of its resource; `inside` where only a part of it does that is not shown by itself. */
  readonly replace: boolean | 'inside'
}

/** A value without parts. Undefined where there is none on that side: null is a value. A string may hold JSON or lines (`open-text.ts`). */
export interface LeafDifference extends Common {
  readonly kind: 'leaf'
  readonly before: Scalar | undefined
  readonly after: Scalar | undefined
  /** Whether no schema says its type. */
  readonly isUntyped: boolean
}

/** An object: a fixed set of names. Those of nested attributes are printed differently. */
export interface ObjectDifference extends Common {
  readonly kind: 'fields'
  readonly entries: ReadonlyMap<string, Difference>
  readonly nested: boolean
  /** Whether no schema says its type. */
  readonly isUntyped: boolean
}

/** A map: any keys. */
export interface MapDifference extends Common {
  readonly kind: 'entries'
  readonly entries: ReadonlyMap<string, Difference>
  readonly nested: boolean
  /** Whether its elements are objects. */
  readonly ofObjects: boolean
}

/** A list or tuple, in the order in which both sides are read together. */
export interface ListDifference extends Common {
  readonly kind: 'items'
  readonly items: readonly Difference[]
  readonly nested: boolean
  /** Whether no schema says its type. */
  readonly isUntyped: boolean
  /** Too many elements to find the smallest difference: this one is correct, but may be larger. */
  readonly coarse: boolean
}

/** A set: elements without order. */
export interface SetDifference extends Common {
  readonly kind: 'elements'
  readonly items: readonly Difference[]
  readonly nested: boolean
}

/** A resource, or a nested block of it. */
export interface BlockDifference extends Common {
  readonly kind: 'block'
  readonly attributes: ReadonlyMap<string, Difference>
  readonly blocks: readonly BlockGroup[]
}

/** The nested blocks of one type. `label` is the key of a block in a map. */
export interface BlockGroup {
  readonly type: string
  /** Whether the blocks are a list: which one of them changes is a part of the change. */
  readonly isOrdered: boolean
  readonly items: readonly { readonly label: string | undefined; readonly node: Difference }[]
}

/** Something marked as sensitive on either side. */
export interface SensitiveDifference extends Common {
  readonly kind: 'sensitive'
  readonly before: boolean
  readonly after: boolean
  /** Whether the value stays as it is, and only its mark changes. */
  readonly sameValue: boolean
  readonly isBlock: boolean
  /** Whether it is unknown if the value changes: what the service sent says the same for every value. */
  readonly uncertain: boolean
}

/** Not known before the apply. */
export interface UnknownDifference extends Common {
  readonly kind: 'unknown'
  readonly before: Difference | undefined
  readonly isBlock: boolean
}

/** A value that becomes one of another type. */
export interface TypeChange extends Common {
  readonly kind: 'retyped'
  readonly before: Difference
  readonly after: Difference
}

/** An attribute whose value Terraform never keeps. */
export interface WriteOnly extends Common {
  readonly kind: 'write-only'
  readonly sensitive: boolean
}

/** The action of what has parts, from those of its parts. */
export const combinedAction = (own: Action, parts: Iterable<Difference>): Action => {
  let action = own
  for (const part of parts) if (part.action !== 'none' && part.action !== action) action = 'update'
  return action
}

/** Nested attributes in sets and maps force a replacement one by one: each says so, and not the whole. */
export const saysInside = (node: Difference): boolean =>
  (node.kind === 'elements' || node.kind === 'entries') && node.nested && node.replace === true
