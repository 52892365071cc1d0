import type { Json } from '../../json.ts'
import { actionOf, wholeForcesReplacement, isSet, sidesOf, type ValuePair } from './pair.ts'
import { isKnownEqual } from './redaction.ts'
import { saysInside, type Action, type Difference, type SensitiveDifference } from './tree.ts'

/** Where all of a value is sensitive, or not known yet. `parts` are the marks of a value whose parts are shown as not known one by one. */
export function wholeMark(
  pair: ValuePair,
  compare: (pair: ValuePair) => Difference,
  isBlock = false,
  parts: Json = false,
  isTyped = true
): Difference | undefined {
  const before = pair.beforeSensitive === true
  const after = pair.afterSensitive === true
  if (before || after) {
    const bare = { ...pair, beforeSensitive: false, afterSensitive: false, legacy: true }
    const { action } = wholeMark(bare, compare, isBlock, parts, isTyped) ?? compare(bare)
    // A digest does not have the shape of its value, so that its parts say nothing.
    const isText = typeof pair.before === 'string' && typeof pair.after === 'string'
    const inner = action === 'none' && isText && pair.before !== pair.after ? actionOf(pair) : action
    return sensitive(pair, inner, before, after, isBlock)
  }
  if (pair.unknown !== true) return undefined
  const exists = (sidesOf(pair).before ?? null) !== null
  return {
    kind: 'unknown',
    action: exists ? 'update' : 'create',
    replace: wholeForcesReplacement(pair),
    before: exists
      ? withoutForce(
          compare({ ...pair, after: undefined, unknown: parts, legacy: isTyped || !pair.explicit || pair.legacy })
        )
      : undefined,
    isBlock
  }
}

/** The value that becomes unknown says that it forces the replacement, and not the old one. */
const withoutForce = (node: Difference): Difference => (saysInside(node) ? node : { ...node, replace: false })

function sensitive(
  pair: ValuePair,
  inner: Action,
  before: boolean,
  after: boolean,
  isBlock: boolean
): SensitiveDifference {
  const uncertain =
    inner === 'none' &&
    pair.before !== undefined &&
    pair.after !== undefined &&
    !(isKnownEqual(pair.before, pair.redaction) && isKnownEqual(pair.after, pair.redaction))
  const remarked = inner === 'none' && before !== after && isSet(pair)
  return {
    kind: 'sensitive',
    action: uncertain || remarked ? 'update' : inner,
    replace: wholeForcesReplacement(pair),
    before,
    after,
    sameValue: inner === 'none' && !uncertain,
    isBlock,
    uncertain
  }
}
