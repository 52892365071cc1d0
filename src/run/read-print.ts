import { isRequestFailure, RunFailed } from '../errors.ts'
import type { LogEvent } from '../terraform/log-events.ts'
import { PlanReader, type PlanFingerprint } from '../terraform/plan-print.ts'
import type { Tfe } from '../tfe/client.ts'
import type { PlanSource } from '../tfe/plan-documents.ts'
import type { Run } from '../tfe/resources/runs.ts'
import { listedInPrint } from './listed-changes.ts'
import { LogAgainstJson, UNREAD_LOG } from './log-against-json.ts'
import { isPlanned, loggedActions } from './logged-actions.ts'
import { readLog } from './read-plan.ts'
import type { ConditionContext, PlannedAction, ReadPrint, Unreadable } from './review.ts'

/**
 * Two plans from one source, or why they can't be compared: the whole ones, or the redacted ones where the token may read neither of the whole
 * ones. Any other failure of a whole plan must not lead to a comparison of less. In a redacted plan,
 * sensitive values differ from document to document: with `sensitiveValues` `ignore`, they are left out of the comparison.
 */
export async function readPair(
  tfe: Tfe,
  reviewed: Run,
  planned: Run,
  sensitiveValues: ConditionContext['sensitiveValues'],
  signal: AbortSignal
): Promise<readonly [ReadPrint, ReadPrint] | Unreadable> {
  const problems: string[] = []
  if (reviewed.id !== planned.id && reviewed.planId === planned.planId)
    return uncomparable([`The service names the same plan for the runs ${reviewed.id} and ${planned.id}`], RETRY)
  for (const source of ['whole', 'redacted'] as const) {
    const begin = () => new PlanReader(source === 'redacted' && sensitiveValues === 'ignore' ? 'ignore' : 'compare')
    const first = await readPrint(tfe, reviewed, source, { begin, keep: false, signal })
    const isOver = 'missing' in first && !first.isDenied
    const second = isOver ? first : await readPrint(tfe, planned, source, { begin, keep: true, signal })
    if (!('missing' in first) && !('missing' in second)) {
      for (const [run, read] of [
        [reviewed, first],
        [planned, second]
      ] as const) {
        const lack = read.isRedacted ? await notListed(tfe, run, read, signal) : undefined
        if (lack !== undefined) return uncomparable([...problems, lack], lack === UNREAD_LOG ? RETRY : PERMISSION)
      }
      return [first, second]
    }
    const failed = [first, second].filter(each => 'missing' in each)
    problems.push(failed[0]?.missing ?? '')
    const isDenied = failed.length === 2 && failed.every(each => each.isDenied)
    if (source === 'whole' && !isDenied) return uncomparable(problems, RETRY)
  }
  return uncomparable(problems, PERMISSION)
}

const uncomparable = (problems: readonly string[], fix: string): Unreadable => ({
  missing: `The action can't compare the values of the plan with the reviewed plan, which \`apply-only-if: reviewed\` requires. ${problems.join('. ')}. ${fix}`
})

const RETRY = 'Fix that, and run the job again'

const PERMISSION = "Give the token's team the role Admin in the workspace, which can read the whole plan"

/**
 * What a plan does to resources, now or later, and by actions of providers: from the whole plan, from the redacted one where the token may not read
 * the whole one, else from the log.
 */
export async function readActions(
  tfe: Tfe,
  run: Run,
  signal: AbortSignal
): Promise<readonly PlannedAction[] | Unreadable> {
  const problems: string[] = []
  let isPartial = false
  for (const source of ['whole', 'redacted'] as const) {
    const read = await readPrint(tfe, run, source, { begin: () => new PlanReader(), keep: true, signal })
    if (!('missing' in read)) {
      const lack = await notListed(tfe, run, read, signal)
      if (lack !== undefined)
        return { missing: unreadable([...problems, lack, ...(lack === UNREAD_LOG ? [RETRY] : [])]) }
      return read.print.changes
        .filter(({ kind }) => kind !== 'output' && kind !== 'check')
        .map(({ name, actions }) => ({ address: name, actions }))
    }
    problems.push(read.missing)
    isPartial ||= read.isPartial
    if (!read.isDenied) break
  }
  // The log lists less than the plan as JSON.
  if (isPartial) return { missing: unreadable(problems) }
  const events: LogEvent[] = []
  const isWhole = await readLog(tfe, run, signal, event => {
    if (isPlanned(event)) events.push(event)
  })
  const logged = isWhole ? loggedActions(events) : UNREAD_LOG
  if (typeof logged !== 'string') return logged
  return { missing: unreadable([...problems, logged]) }
}

/**
 * What the log of a plan has that the plan as JSON does not list: a newer Terraform announces more than this version reads, and a server leaves
 * out of a redacted plan what it does not know.
 */
async function notListed(
  tfe: Tfe,
  run: Run,
  { print, isRedacted }: ReadPrint,
  signal: AbortSignal
): Promise<string | undefined> {
  const log = new LogAgainstJson()
  if (await readLog(tfe, run, signal, event => log.take(event))) log.end()
  return log.lack(listedInPrint(print), isRedacted)
}

const unreadable = (problems: readonly string[]): string =>
  `The action can't read the changes of the plan, so it can't check \`apply-only-if\`. ${problems.join('. ')}`

interface Reading {
  readonly begin: () => PlanReader
  /** Whether the report reads the same plan. */
  readonly keep: boolean
  readonly signal: AbortSignal
}

interface Failed extends Unreadable {
  /** Whether the token may not read it, or the server does not have it. */
  readonly isDenied: boolean
  /** Whether it lists less than its apply does, by what the service says of it. */
  readonly isPartial: boolean
}

/** Only a redacted plan has it, also where a server gives one in place of the whole plan. */
const REDACTED_VERSION = 'plan_format_version'

const DENIED: readonly number[] = [401, 403, 404]

async function readPrint(
  tfe: Tfe,
  run: Run,
  source: PlanSource,
  { begin, keep, signal }: Reading
): Promise<ReadPrint | Failed> {
  const failed = (missing: string, isDenied = false): Failed => ({ missing, isDenied, isPartial: false })
  const name = source === 'whole' ? 'The plan' : 'The redacted plan'
  const { planId } = run
  if (planId === undefined) return failed(`${name} of the run ${run.id} does not exist in the service`)
  try {
    const read = await tfe.planOutputs.stream(planId, source, begin, { keep, signal, isFinished: true })
    if (!('value' in read)) {
      const { status, isOfApi } = read
      const answer = isOfApi ? `the service returns ${status}` : `the response ${status} is not from the API`
      return failed(`${name} of the run ${run.id} can't be read: ${answer}`, isOfApi && DENIED.includes(status))
    }
    if (read.value === undefined)
      return failed(`${name} of the run ${run.id} is not in a format that the action can read`)
    const isRedacted = source === 'redacted' || read.value.others.has(REDACTED_VERSION)
    const lack = lackOf(read.value, isRedacted, run)
    if (lack !== undefined)
      return { missing: `${name} of the run ${run.id} ${lack}. ${REMEDY}`, isDenied: false, isPartial: true }
    return { print: read.value, isRedacted }
  } catch (error) {
    signal.throwIfAborted()
    if (!isRequestFailure(error) && !(error instanceof RunFailed)) throw error
    return failed(`${name} of the run ${run.id} can't be read: ${error.message}`)
  }
}

/** What a plan lacks of what the service says of it. Undefined where it lacks nothing. */
function lackOf(
  { changes, drift, used }: PlanFingerprint,
  isRedacted: boolean,
  { hasChanges, isRefreshOnly, plan }: Run
): string | undefined {
  // Terraform writes `root_module` even where a configuration is empty.
  if (!isRedacted && used === undefined) return 'has no configuration as JSON, but each whole plan of Terraform has'
  const isEmpty = changes.every(({ kind }) => kind === 'check') && (!isRefreshOnly || drift.length === 0)
  if (hasChanges === true && isEmpty) return 'lists no changes as JSON, but the service says that the plan has changes'
  if (hasChanges === false && !isEmpty) return 'lists changes as JSON, but the service says that the plan has none'
  const count = (word: string): number =>
    changes.filter(({ kind, actions }) => kind === 'resource' && actions.split(' ').includes(word)).length
  const isLess =
    (plan?.additions ?? 0) > count('create') ||
    (plan?.changes ?? 0) > count('update') ||
    (plan?.destructions ?? 0) > count('delete')
  return isLess ? 'lists fewer changes as JSON than the service counts' : undefined
}

const REMEDY = 'An apply is allowed only if the plan is complete. Check the server, and the proxies in front of it'
