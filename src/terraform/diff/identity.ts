import type { Json } from '../../json.ts'
import { blockDifference } from './block-difference.ts'
import { UNMARKED } from './pair.ts'
import { combinedAction, type Difference } from './tree.ts'

/** A name that no block of a provider can have. */
const NAME = '(identity)'

/**
 * A resource with what changes of its identity, which names the real object that Terraform manages: providers may have it since Terraform 1.12. It
 * holds nothing sensitive, and the plan marks nothing in it. https://developer.hashicorp.com/terraform/plugin/framework/resources/identity
 */
export function withIdentity(node: Difference, change: Readonly<Record<string, Json>>): Difference {
  const { before_identity: before = null, after_identity: after = null } = change
  if (node.kind !== 'block') return node
  const sides = { before: before ?? undefined, after: after ?? undefined }
  const identity = blockDifference({ ...UNMARKED, exact: true, explicit: false, ...sides }, undefined)
  if (identity.action === 'none') return node
  return {
    ...node,
    action: combinedAction(node.action, [identity]),
    blocks: [...node.blocks, { type: NAME, isOrdered: false, items: [{ label: undefined, node: identity }] }]
  }
}
