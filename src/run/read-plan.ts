import { isRequestFailure } from '../errors.ts'
import { parseJson } from '../json.ts'
import { parseLine, type LogEvent } from '../terraform/log-events.ts'
import { LineSplitter, LogReader } from './read-log.ts'
import { readSlice } from '../tfe/blobs.ts'
import type { Tfe } from '../tfe/client.ts'
import type { PlanJson } from '../tfe/resources/plans.ts'
import type { Run } from '../tfe/resources/runs.ts'
import { changesOfLog, changesOfPlan, type Changes } from '../terraform/plan.ts'

export interface ReadChanges {
  readonly changes: Changes
  /** The plan as JSON, where that could be read. */
  readonly json: PlanJson | undefined
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
  const json = run.planId === undefined ? undefined : await tfe.plans.json(run.planId, { signal })
  const changes = json && changesOfPlan(parsed(json.text) ?? null)
  if (changes !== undefined) return { changes, json }
  const events = logged ?? (await readLog(tfe, run, signal))
  return events.some(({ kind }) => kind === 'summary') ? { changes: changesOfLog(events), json: undefined } : undefined
}

function parsed(text: string) {
  try {
    return parseJson(text)
  } catch {
    return undefined
  }
}

/** What a finished plan has logged of its changes. Nothing where the log can't be read any more. */
export async function readLog(tfe: Tfe, { plan }: Run, signal: AbortSignal): Promise<readonly LogEvent[]> {
  if (plan?.logReadUrl === undefined) return []
  const url = plan.logReadUrl
  const reader = new LogReader((offset, limit) => readSlice(tfe.http, url, offset, limit, signal))
  const lines = new LineSplitter()
  const events: LogEvent[] = []
  try {
    for await (const text of reader.news(true)) events.push(...lines.push(text).map(parseLine).filter(isChange))
  } catch (error) {
    if (!isRequestFailure(error)) throw error
    return []
  }
  return [...events, ...lines.flush().map(parseLine).filter(isChange)]
}

/** Whether an event tells of the plan's changes. */
export const isChange = ({ kind }: LogEvent): boolean => kind === 'change' || kind === 'drift' || kind === 'summary'
