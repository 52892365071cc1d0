import { poll } from '../clock.ts'
import { isRequestFailure, RunFailed } from '../errors.ts'
import { isObject, parseJson, type Json } from '../json.ts'
import { parseLine, type LogEvent } from '../terraform/log-events.ts'
import { isPlainPlan } from './logged-actions.ts'
import { LineSplitter, LogReader } from './read-log.ts'
import { readSlice } from '../tfe/blobs.ts'
import type { Tfe } from '../tfe/client.ts'
import type { MissingPlan, PlanJson } from '../tfe/resources/plan-outputs.ts'
import type { Run } from '../tfe/resources/runs.ts'
import { CheckStatusReader, type CheckStatus } from '../terraform/check-statuses.ts'
import { generatedConfiguration } from '../terraform/generated-configuration.ts'
import { markedValues } from '../terraform/marked-values.ts'
import { changesOfLog } from '../terraform/logged-changes.ts'
import { changesOfPlan, type Changes } from '../terraform/plan.ts'

export interface ReadChanges {
  readonly changes: Changes
  /** The plan as JSON, where that could be read. */
  readonly json: PlanJson | undefined
  /** Values that the plan marks as sensitive. */
  readonly marked: readonly Json[]
}

/** A plan as JSON, read. */
export interface ReadPlan {
  readonly json: PlanJson
  readonly document: Json
  /** The schemas of its providers, where it does not carry them itself and they can be read. */
  readonly schemas: Json | undefined
}

/** Undefined where the plan as JSON can't be read, which needs a service that offers it, and a token that may read it. */
export async function readPlan(tfe: Tfe, run: Run, signal: AbortSignal): Promise<ReadPlan | undefined> {
  const json = await readJson(tfe, run, signal)
  const document = 'missing' in json ? undefined : parsed(json.text)
  if ('missing' in json || document === undefined) return undefined
  const carried = isObject(document) && document.provider_schemas !== undefined
  const schemas = carried ? undefined : parsed((await schemasOf(tfe, json.id, signal)) ?? '')
  return { json, document, schemas: isObject(schemas) ? schemas.provider_schemas : undefined }
}

/** The values that a plan marks as sensitive, or why the plan as JSON can't be read. */
export async function readMarked(
  tfe: Tfe,
  run: Run,
  signal: AbortSignal
): Promise<{ readonly id: string; readonly marked: readonly Json[] } | MissingPlan> {
  const json = await readJson(tfe, run, signal)
  if ('missing' in json) return json
  const document = parsed(json.text)
  return document === undefined ? NO_PLAN : { id: json.id, marked: markedValues(document) }
}

const NO_PLAN: MissingPlan = { missing: 'none', source: 'whole' }

const readJson = async (tfe: Tfe, { planId, plan }: Run, signal: AbortSignal): Promise<PlanJson | MissingPlan> =>
  planId === undefined ? NO_PLAN : tfe.planOutputs.json(planId, { signal, status: plan?.status })

/** What Terraform generated. A failed plan has it too, since Terraform may generate what it then refuses. */
export async function readGenerated(tfe: Tfe, run: Run, signal: AbortSignal): Promise<string | undefined> {
  const plan = await readPlan(tfe, run, signal)
  if (plan === undefined) throw new RunFailed("the token can't read the plan as JSON")
  const text = generatedConfiguration(plan.document)
  if (text === undefined && run.plan?.hasGeneratedConfiguration === true)
    throw new RunFailed(
      'the plan has generated configuration, but the JSON plan that the token can read does not contain it'
    )
  return text
}

/**
 * The statuses of a plan's checks, which only the whole plan has: undefined where the token may not read it. Nothing else of it is kept, since
 * it has the sensitive values too.
 */
export async function readChecks(
  tfe: Tfe,
  { planId, plan }: Run,
  signal: AbortSignal
): Promise<readonly CheckStatus[] | undefined> {
  if (planId === undefined) return undefined
  const isFinished = plan?.status === 'finished'
  const read = await tfe.planOutputs.stream(planId, 'whole', () => new CheckStatusReader(), { signal, isFinished })
  return 'value' in read ? read.value : undefined
}

/** Without them the plan is still shown, with less of the shape that it has in the configuration. */
async function schemasOf(tfe: Tfe, planId: string, signal: AbortSignal): Promise<string | undefined> {
  try {
    return await tfe.planOutputs.schemas(planId, { signal })
  } catch (error) {
    if (!isRequestFailure(error)) throw error
    return undefined
  }
}

/**
 * What a run's plan would change: from the plan as JSON, which has the attributes, or else from its log, which needs no permission beyond
 * reading the run. `logged` is what the log has said already. Undefined where neither can be read.
 */
export async function readChanges(
  tfe: Tfe,
  run: Run,
  signal: AbortSignal,
  logged?: readonly LogEvent[]
): Promise<ReadChanges | undefined> {
  const read = await readPlan(tfe, run, signal)
  const changes = read && changesOfPlan(read.document, read.schemas)
  if (changes !== undefined) return { changes, json: read?.json, marked: markedValues(read?.document ?? null) }
  const events = logged ?? (await structuredChanges(tfe, run, signal))
  const isTold = events.some(({ kind }) => kind === 'summary')
  return isTold ? { changes: changesOfLog(events), json: undefined, marked: [] } : undefined
}

function parsed(text: string): Json | undefined {
  try {
    return parseJson(text)
  } catch {
    return undefined
  }
}

/** None where the log prints the plan as text, or may do so after what was read. */
async function structuredChanges(tfe: Tfe, run: Run, signal: AbortSignal): Promise<readonly LogEvent[]> {
  const events: LogEvent[] = []
  const isWhole = await readLog(tfe, run, signal, event => {
    if (isChange(event) || isPlainPlan(event)) events.push(event)
  })
  return !isWhole || events.some(isPlainPlan) ? [] : events
}

/** Milliseconds between two looks for the end marker of a log: it may come some seconds late. */
const UNTIL_MARKED_MS = Array<number>(9).fill(1_000)

/** Gives each line of a finished plan's log to `take`. Returns whether the log was read to its end marker. */
export async function readLog(
  tfe: Tfe,
  { plan }: Run,
  signal: AbortSignal,
  take: (event: LogEvent) => void
): Promise<boolean> {
  if (plan?.logReadUrl === undefined) return false
  const url = plan.logReadUrl
  const reader = new LogReader((offset, limit) => readSlice(tfe.http, url, offset, limit, signal))
  const lines = new LineSplitter()
  const takeAll = (all: readonly string[]): void => {
    for (const line of all) take(parseLine(line))
  }
  try {
    await poll(tfe.clock, { pausesMs: UNTIL_MARKED_MS, signal }, async () => {
      for await (const text of reader.news(true)) takeAll(lines.push(text))
      return reader.isMarked || reader.endless || undefined
    })
  } catch (error) {
    if (!isRequestFailure(error)) throw error
    return false
  }
  const isWhole = reader.isMarked && !reader.endless
  if (isWhole) takeAll(lines.flush())
  return isWhole
}

/** Whether an event tells of the plan's changes. */
export const isChange = ({ kind }: LogEvent): boolean => kind === 'change' || kind === 'drift' || kind === 'summary'
