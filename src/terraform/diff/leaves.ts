import type { Difference } from './tree.ts'

export interface LeafCount {
  /** Leaves that change, those that are hidden among them. */
  readonly changed: number
  readonly sensitive: number
}

/** How many leaves of a value change. What is not shown in parts is one leaf. */
export function countLeaves(node: Difference): LeafCount {
  const count = { changed: 0, sensitive: 0 }
  const visit = (at: Difference): void => {
    if (at.action === 'none') return
    const parts = partsOf(at)
    for (const part of parts) visit(part)
    if (parts.some(part => part.action !== 'none')) return
    count.changed++
    if (at.kind === 'sensitive') count.sensitive++
  }
  visit(node)
  return count
}

/** Whether a value changes as a whole, and not in its parts. */
export const isChangedLeaf = (node: Difference): boolean =>
  node.action !== 'none' && partsOf(node).every(({ action }) => action === 'none')

/** Whether a value, or something in it, forces the replacement of its resource. */
export const forcesAnything = (node: Difference): boolean =>
  node.replace !== false || partsOf(node).some(part => forcesAnything(part))

function partsOf(node: Difference): readonly Difference[] {
  switch (node.kind) {
    case 'fields':
    case 'entries':
      return [...node.entries.values()]
    case 'items':
    case 'elements':
      return node.items
    case 'block':
      return [...node.attributes.values(), ...node.blocks.flatMap(({ items }) => items.map(item => item.node))]
    case 'leaf':
    case 'sensitive':
    case 'unknown':
    case 'retyped':
    case 'write-only':
      return []
    default:
      return node satisfies never
  }
}
