import { growingPauses, poll } from '../clock.ts'
import { RunFailed } from '../errors.ts'
import type { Tfe } from '../tfe/client.ts'
import { Fields, type Resource } from '../tfe/document.ts'
import type { RunOperation, RunSearch } from '../tfe/resources/run-search.ts'
import type { ListedRun, Run } from '../tfe/resources/runs.ts'
import { listsFor, merged } from './lists-of-runs.ts'
import { statusMeaning } from './status.ts'

/** The attribute that makes a run one of an operation. */
const OPERATION_ATTRIBUTES = {
  plan_only: 'plan-only',
  save_plan: 'save-plan',
  refresh_only: 'refresh-only',
  destroy: 'is-destroy',
  empty_apply: 'allow-empty-apply'
} as const satisfies Partial<Record<RunOperation, string>>

/** Attributes that older servers lack together with the operation. */
const MAY_LACK: readonly string[] = ['save-plan', 'refresh-only', 'allow-empty-apply']

/** https://developer.hashicorp.com/terraform/cloud-docs/api-docs/run#run-status-groups */
const DISCARDABLE: readonly string[] = [
  'planned',
  'planned_and_saved',
  'cost_estimated',
  'policy_checked',
  'policy_override',
  'post_plan_running',
  'post_plan_completed'
]

interface SearchOptions {
  readonly signal: AbortSignal
  /** How many runs of the list are looked at. */
  readonly examined?: number
  /** What was read of the commits of configuration versions, which don't change. */
  readonly commits?: Map<string, Promise<Resource | undefined>>
}

/**
 * The runs of a workspace that a search finds, the newest first. Each is held against the search again, since a server lists everything where it
 * does not know a filter. What a run does not show can't be compared, and is refused.
 */
export async function* searchRuns(
  tfe: Tfe,
  workspaceId: string,
  search: RunSearch,
  { signal, examined = Infinity, commits = new Map() }: SearchOptions
): AsyncGenerator<Run> {
  let left = examined
  const readIngress = (id: string): Promise<Resource | undefined> => {
    const reading = commits.get(id) ?? tfe.configurationVersions.ingressAttributes(id, { signal })
    commits.set(id, reading)
    return reading
  }
  const lists = listsFor(search).map(list => tfe.runs.search(workspaceId, list, { signal }))
  for await (const listed of merged(lists)) {
    if (isListed(listed.run, search) && (await isOfCommit(listed, search, readIngress))) yield listed.run
    if (--left <= 0) return
  }
}

/** Compares what the run itself shows. */
function isListed(run: Run, search: RunSearch): boolean {
  const { statuses = [], statusGroup, operations = [], sources = [], configurationVersionId } = search
  if (statuses.length > 0 && !statuses.includes(shown(run, 'status'))) return false
  if (statusGroup !== undefined && !isInGroup(shown(run, 'status'), statusGroup)) return false
  if (sources.length > 0 && !sources.includes(shown(run, 'source'))) return false
  if (configurationVersionId !== undefined && run.configurationVersionId === undefined)
    throw notShown(run, 'configuration version')
  if (configurationVersionId !== undefined && run.configurationVersionId !== configurationVersionId) return false
  if (operations.length === 0) return !has(run, 'plan-only')
  return operations.some(operation => isOperation(run, operation))
}

const isInGroup = (status: string, group: NonNullable<RunSearch['statusGroup']>): boolean =>
  group === 'discardable' ? DISCARDABLE.includes(status) : (group === 'final') === (statusMeaning(status) === 'ended')

function isOperation(run: Run, operation: RunOperation): boolean {
  if (operation !== 'plan_and_apply') return has(run, OPERATION_ATTRIBUTES[operation])
  return !(['plan_only', 'save_plan', 'refresh_only', 'destroy'] as const).some(other =>
    has(run, OPERATION_ATTRIBUTES[other])
  )
}

function has(run: Run, attribute: string): boolean {
  const value = run.resource.attributes.flag(attribute)
  if (value === undefined && !MAY_LACK.includes(attribute)) throw notShown(run, `attribute \`${attribute}\``)
  return value ?? false
}

/** Compares the commit and the user, which the list or the configuration version shows. */
async function isOfCommit(
  listed: ListedRun,
  { commit, user, text }: RunSearch,
  readIngress: (id: string) => Promise<Resource | undefined>
): Promise<boolean> {
  const { run, createdBy } = listed
  const ingress = (): Promise<Resource | undefined> => ingressOf(listed, readIngress)
  const isCommit = async (hash: string): Promise<boolean> =>
    (await ingress())?.attributes.text('commit-sha')?.toLowerCase().startsWith(hash.toLowerCase()) ?? false
  const isUser = async (name: string): Promise<boolean> => {
    const names = [createdBy?.attributes.text('username'), (await ingress())?.attributes.text('sender-username')]
    if (names.every(each => each === undefined)) throw notShown(run, 'user')
    return names.some(each => each?.toLowerCase() === name.toLowerCase())
  }
  if (commit !== undefined && !(await isCommit(commit))) return false
  if (user !== undefined && !(await isUser(user))) return false
  if (text === undefined || run.id === text) return true
  const isInMessage = run.message?.toLowerCase().includes(text.toLowerCase()) ?? false
  return isInMessage || (await isCommit(text)) || isUser(text)
}

/** Undefined for a run of a configuration that was uploaded. */
async function ingressOf(
  { run, version, ingress }: ListedRun,
  read: (id: string) => Promise<Resource | undefined>
): Promise<Resource | undefined> {
  if (ingress !== undefined) return ingress
  const id = run.configurationVersionId
  if (id === undefined) throw notShown(run, 'configuration version')
  const isUploaded =
    version !== undefined && new Fields(version.relationships['ingress-attributes']).value('data') === null
  return isUploaded ? undefined : read(id)
}

function shown(run: Run, attribute: string): string {
  const value = run.resource.attributes.text(attribute)
  if (value === undefined) throw notShown(run, attribute)
  return value
}

const notShown = (run: Run, what: string): RunFailed =>
  new RunFailed(
    `The server does not return the ${what} of the run ${run.id}, so the action can't check that the run matches the request.`
  )

/** Lists may be read 30 times a minute. https://developer.hashicorp.com/terraform/cloud-docs/api-docs/run#list-runs-in-a-workspace */
const FIRST_PAUSE_MS = 3_000
const LONGEST_PAUSE_MS = 10_000
/** Runs that are looked at first, and in each later look: a run that appears is among the newest. */
const MAX_RUNS = 1_000
const NEWEST_RUNS = 100

/** Waits until a search finds a run, and gives all that it finds, the newest first. None where the time has passed. */
export async function waitForRuns(
  tfe: Tfe,
  workspaceId: string,
  search: RunSearch,
  { limitMs, signal }: { readonly limitMs: number; readonly signal: AbortSignal }
): Promise<readonly Run[]> {
  const commits = new Map<string, Promise<Resource | undefined>>()
  const pausesMs = growingPauses(FIRST_PAUSE_MS, LONGEST_PAUSE_MS)
  const found = await poll(tfe.clock, { pausesMs, limitMs, signal }, async before => {
    const examined = before === 0 ? MAX_RUNS : NEWEST_RUNS
    const runs = await Array.fromAsync(searchRuns(tfe, workspaceId, search, { signal, examined, commits }))
    return runs.length > 0 ? runs : undefined
  })
  return (found ?? []).toSorted((a, b) => createdAt(b) - createdAt(a))
}

const createdAt = ({ resource }: Run): number => Date.parse(resource.attributes.text('created-at') ?? '') || 0
