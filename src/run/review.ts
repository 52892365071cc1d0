import { isObject, type Json } from '../json.ts'
import type { Run } from '../tfe/resources/runs.ts'
import { destroys, type Change, type Changes, type OutputChange, type Values } from '../terraform/plan.ts'

/** Conditions on the changes that an apply would make. */
export type Condition = 'reviewed' | 'no-destroys'

/** What is known when an apply is about to be confirmed. Undefined where it could not be read. */
export interface Examined {
  readonly planned: Changes | undefined
  /** The changes that were reported on the pull request, or why they can't be known. */
  readonly reviewed: Changes | { readonly missing: string } | undefined
}

/** Why the changes must not be applied; none when they may be. */
export function objections(
  conditions: readonly Condition[],
  { planned, reviewed }: Examined,
  { plan, isRefreshOnly }: Pick<Run, 'plan' | 'isRefreshOnly'>
): readonly string[] {
  if (conditions.length === 0) return []
  if (planned === undefined)
    return ['What the plan would change can not be read, and so not be held against `apply-only-if`']
  return conditions.flatMap(condition => {
    switch (condition) {
      case 'no-destroys':
        return destructions(planned, plan?.destructions ?? 0)
      case 'reviewed':
        if (reviewed === undefined) return ['No plan was reported on the merged pull request']
        return 'missing' in reviewed ? [reviewed.missing] : differences(planned, reviewed, isRefreshOnly)
      default:
        return condition satisfies never
    }
  })
}

/** What a plan would destroy. The service's own count is believed also where no change that was read accounts for it. */
function destructions({ resources }: Changes, counted: number): readonly string[] {
  const found = resources.filter(destroys)
  if (found.length === 0 && counted > 0)
    return [`The plan counts ${counted} resources to destroy, and does not name them`]
  return found.map(({ address, action }) => `${address} would be ${action === 'replace' ? 'replaced' : 'destroyed'}`)
}

/**
 * How two plans differ, a line for each resource or output. What has changed outside of Terraform counts where the apply does nothing but take
 * it over: elsewhere, what follows from it is among the other changes.
 */
export function differences(planned: Changes, reviewed: Changes, refreshOnly = false): readonly string[] {
  // Attributes are held against each other only where both sources have them.
  const deep = planned.source === 'json' && reviewed.source === 'json'
  const print = (change: Change): string => fingerprint(change, deep)
  return [
    ...compare(planned.resources, reviewed.resources, ({ address }) => address, print, wordOf),
    ...(refreshOnly ? compare(planned.drift, reviewed.drift, nameOfDrift, print, wordOf) : []),
    ...(deep
      ? compare(planned.outputs, reviewed.outputs, output => `output ${output.name}`, fingerprintOfOutput, wordOf)
      : [])
  ]
}

function compare<T>(
  planned: readonly T[],
  reviewed: readonly T[],
  nameOf: (item: T) => string,
  printOf: (item: T) => string,
  say: (item: T) => string
): readonly string[] {
  const before = new Map(reviewed.map(item => [nameOf(item), item]))
  const after = new Map(planned.map(item => [nameOf(item), item]))
  const added = [...after].flatMap(([name, item]) => {
    const old = before.get(name)
    if (old === undefined) return [`${name}: ${say(item)}, which was not in the reviewed plan`]
    if (printOf(old) === printOf(item)) return []
    return [
      say(old) === say(item)
        ? `${name}: ${say(item)}, but with other values than in the reviewed plan`
        : `${name}: ${say(item)}; reviewed was ${say(old)}`
    ]
  })
  const gone = [...before]
    .filter(([name]) => !after.has(name))
    .map(([name, item]) => `${name}: ${say(item)} in the reviewed plan, and nothing now`)
  return [...added, ...gone]
}

const nameOfDrift = ({ address }: Change): string => `${address} (changed outside of Terraform)`

const wordOf = ({ action }: Change | OutputChange): string => action

/** What makes two changes of one resource the same: what is done, and to which values. */
const fingerprint = ({ action, previousAddress, importing, values }: Change, deep: boolean): string =>
  JSON.stringify([action, previousAddress, importing, deep && values !== undefined ? printOfValues(values) : null])

const fingerprintOfOutput = ({ action, values }: OutputChange): string =>
  JSON.stringify([action, printOfValues(values)])

const printOfValues = ({ before, after, afterUnknown }: Values): Json => [
  sorted(before),
  sorted(after),
  sorted(afterUnknown)
]

/** The order of an object's keys means nothing. */
function sorted(json: Json): Json {
  if (Array.isArray(json)) return (json as readonly Json[]).map(sorted)
  if (!isObject(json)) return json
  return Object.fromEntries(
    Object.entries(json)
      .toSorted(([a], [b]) => (a < b ? -1 : 1))
      .map(([name, value]) => [name, sorted(value)])
  )
}
