import { plural } from '../plural.ts'
import type { PlanFingerprint, PrintedChange } from '../terraform/plan-print.ts'

/** Conditions on the changes that an apply would make. */
export type ApplyCondition = 'reviewed' | 'same-files' | 'no-destroys'

/** A plan that is held against a condition. */
export interface ReadPrint {
  readonly print: PlanFingerprint
  /** Whether the service left sensitive values out of it. */
  readonly isRedacted: boolean
}

/** Why something can't be compared, as a sentence for a person. */
export interface Unreadable {
  readonly missing: string
}

/** Whether the files of the configuration are those of the reviewed plan; if not, or if that is not known, a sentence about it. */
export type ReviewedFiles = 'same' | OtherFiles

export interface OtherFiles extends Unreadable {
  /** Where a person sees what changed, as a sentence. */
  readonly changes?: string | undefined
}

/** What is known when an apply is about to be confirmed. */
export interface ExaminedPlan {
  /** What the plan does to resources: its words by address. */
  readonly actions: readonly PlannedAction[] | Unreadable
  /** The plan that was reported on the pull request and this one, read from the same source. */
  readonly reviewed: readonly [reviewed: ReadPrint, planned: ReadPrint] | Unreadable | undefined
  readonly files?: ReviewedFiles
}

export interface PlannedAction {
  readonly address: string
  /** Terraform's words, such as `delete create`. */
  readonly actions: string
}

/** What the conditions are about, in addition to the plans. */
export interface ConditionContext {
  readonly conditions: readonly ApplyCondition[]
  /** Whether the changes are those of a refresh-only run, whose apply takes over what has changed outside of Terraform. */
  readonly isRefreshOnly: boolean
  /** Resources that the service has counted as destroyed. */
  readonly destructions: number
  readonly sensitiveValues: 'refuse' | 'ignore'
}

/** Why the changes must not be applied; none when they may be. */
export function applyRefusals({ actions, reviewed, files }: ExaminedPlan, terms: ConditionContext): readonly string[] {
  const refusals = terms.conditions.flatMap(condition => {
    switch (condition) {
      case 'no-destroys':
        return 'missing' in actions ? [actions.missing] : destructions(actions, terms.destructions)
      case 'reviewed':
        if (reviewed === undefined) return ['No plan was reported on the merged pull request']
        return 'missing' in reviewed ? [reviewed.missing] : differences(reviewed[1], reviewed[0], terms)
      case 'same-files':
        if (files === 'same') return []
        return [joined(files?.missing ?? 'No plan was reported on the merged pull request', files?.changes)]
      default:
        return condition satisfies never
    }
  })
  return [...new Set(refusals)]
}

const joined = (...sentences: readonly (string | undefined)[]): string =>
  sentences.filter(sentence => sentence !== undefined).join('. ')

/** What certainly destroys nothing. Anything else may: replacements, and words that this version has not heard of. */
const HARMLESS: readonly string[] = ['no-op', 'create', 'read', 'update', 'move', 'import', 'forget']

/** What a plan would destroy. The service's own count is believed also where no change that was read accounts for it. */
function destructions(planned: readonly PlannedAction[], counted: number): readonly string[] {
  const found = planned.filter(({ actions }) => !HARMLESS.includes(actions))
  if (found.length === 0 && counted > 0)
    return [
      `The plan counts ${plural(counted, 'resource')} to destroy, and does not name ${counted === 1 ? 'it' : 'them'}`
    ]
  return found.map(({ address, actions }) => `${address} would be ${fate(actions)}`)
}

function fate(actions: string): string {
  if (actions === 'delete') return 'destroyed'
  if (actions === 'invoke') return 'run by its provider, which may destroy something'
  if (['delete create', 'create delete', 'replace'].includes(actions)) return 'replaced'
  return `changed by "${actions}", which may destroy it`
}

/**
 * How two plans differ, a line for each. What has changed outside of Terraform counts where the apply does nothing but take it over: elsewhere,
 * what follows from it is among the other changes.
 */
export function differences(
  planned: ReadPrint,
  reviewed: ReadPrint,
  { isRefreshOnly, sensitiveValues }: Pick<ConditionContext, 'isRefreshOnly' | 'sensitiveValues'>
): readonly string[] {
  const compared = [
    ...compare(planned.print.changes, reviewed.print.changes, name => name),
    ...(isRefreshOnly
      ? compare(planned.print.drift, reviewed.print.drift, name => `${name} (changed outside of Terraform)`)
      : []),
    ...otherDifferences(planned.print.others, reviewed.print.others)
  ]
  const changing = [...planned.print.changes, ...(isRefreshOnly ? planned.print.drift : [])]
  const all = [...compared, ...changing.filter(({ isUnclear }) => isUnclear).map(unclear)]
  if (!planned.isRedacted || sensitiveValues === 'ignore') return all
  return [...all, ...changing.filter(({ marks }) => marks !== 'none').map(uncomparable)]
}

const unclear = ({ name }: PrintedChange): string =>
  `${name}: the plan does not show which configuration of its provider it uses, so it may be another one than in the reviewed plan. In each module that leads to it, declare the provider in \`required_providers\` with the same local name, without a \`provider\` block`

/** The redacted plan shows neither sensitive values nor whether they are the reviewed ones. */
const uncomparable = ({ name, marks }: PrintedChange): string =>
  marks === 'sensitive'
    ? `${name} has sensitive values, which can't be compared in the redacted plan. ${UNREDACTED}`
    : `${name} does not show which of its values are sensitive, so not all of them are compared. ${UNREDACTED}`

const UNREDACTED =
  "Give the token's team the role Admin in the workspace, which can read the whole plan, or set `reviewed-sensitive-values` to ignore"

function compare(
  planned: readonly PrintedChange[],
  reviewed: readonly PrintedChange[],
  say: (name: string) => string
): readonly string[] {
  const before = new Map(reviewed.map(change => [change.name, change]))
  const after = new Map(planned.map(change => [change.name, change]))
  const added = planned.flatMap(({ name, actions, print }) => {
    const old = before.get(name)
    if (old === undefined) return [`${say(name)}: ${words(actions)}, which was not in the reviewed plan`]
    if (old.print === print) return []
    return [
      old.actions === actions
        ? `${say(name)}: ${words(actions)}, but with values that differ from the reviewed plan`
        : `${say(name)}: ${words(actions)}; reviewed was ${words(old.actions)}`
    ]
  })
  const gone = reviewed
    .filter(({ name }) => !after.has(name))
    .map(({ name, actions }) => `${say(name)}: ${words(actions)} in the reviewed plan, but not in this plan`)
  return [...added, ...gone]
}

const words = (actions: string): string => {
  if (actions === 'delete create') return 'replace (destroy, then create)'
  if (actions === 'create delete') return 'replace (create, then destroy)'
  return actions.replaceAll(' ', ', then ')
}

const otherDifferences = (
  planned: ReadonlyMap<string, string>,
  reviewed: ReadonlyMap<string, string>
): readonly string[] =>
  [...new Set([...reviewed.keys(), ...planned.keys()])]
    .filter(key => planned.get(key) !== reviewed.get(key))
    .map(key => `\`${key}\` of the plan differs from that of the reviewed plan`)
