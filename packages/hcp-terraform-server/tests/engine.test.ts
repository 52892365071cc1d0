import { describe, expect, test } from '@jest/globals'
import type { Engine } from '../src/engine/engine.ts'
import { parseJson } from '../src/engine/json.ts'
import { simulatedEngine } from '../src/engine/simulated.ts'
import { terraformEngine } from '../src/engine/terraform.ts'
import { CASES } from './engine-cases.ts'
import { FAULTS } from './engine-faults.ts'
import { diagnostics, events, inShort, outputs, runEngine, type LogEvent, type Ran, type Step } from './run-engine.ts'

const terraform = await terraformEngine()
const simulated = simulatedEngine()
const engines: [string, Engine][] = [
  ['simulated', simulated],
  ...(terraform === undefined ? [] : [['terraform', terraform] as [string, Engine]])
]
if (terraform === undefined)
  console.warn(
    'Skipped: each case on the terraform engine, and the comparison of both. There is no terraform CLI on PATH.'
  )

const runs = new Map<string, Promise<Ran[]>>()

describe.each(engines)('the %s engine', (_, engine) => {
  test.each(CASES)('$name', async ({ steps }) => {
    const ran = await once(engine, steps)
    expect(ran.map(inShort)).toEqual(steps.map(step => step.expect))
    for (const [index, { outputs: wanted }] of steps.entries()) {
      if (wanted !== undefined) expect(withoutIds(ran.slice(index, index + 1).map(outputs))).toEqual([wanted])
    }
  })

  test.each(FAULTS)('refuses $name', async ({ step, expect: said }) => {
    const ran = await once(engine, [step])
    expect(ran.map(inShort)).toEqual([said])
    expect(ran.map(({ planLog }) => planLog.split('\n').at(-1))).toEqual([
      expect.stringMatching(/^Operation failed: failed running terraform (plan|init) \(exit 1\)$/)
    ])
  })
})

describe('both engines write the same', () => {
  const both = terraform === undefined ? test.skip : test
  const run = (steps: readonly Step[]) =>
    Promise.all([terraform ?? simulated, simulated].map(engine => once(engine, steps)))

  both.each(CASES)('$name', async ({ steps }) => {
    const [real = [], ours = []] = await run(steps)
    expect(ours.map(written)).toEqual(real.map(written))
  })

  both.each(FAULTS)('refusing $name', async ({ step }) => {
    const [real = [], ours = []] = await run([step])
    expect(ours.map(refused)).toEqual(real.map(refused))
  })
})

/** Each engine runs a case once: what it left is asked for, then compared. */
function once(engine: Engine, steps: readonly Step[]): Promise<Ran[]> {
  const key = JSON.stringify([engine.name, steps])
  const ran = runs.get(key) ?? runEngine(engine, steps)
  runs.set(key, ran)
  return ran
}

/** All that a run leaves: counts, log, the plan's JSON, state. Without what differs from one run to the next. */
function written({ plan, planLog, apply, applyLog, state }: Ran): unknown {
  const { json, status, hasChanges } =
    plan.status === 'finished' ? plan : { ...plan, json: undefined, hasChanges: undefined }
  const { resource_changes, output_changes, planned_values, variables } = (json ?? {}) as PlanJson
  const { serial, lineage, ...kept } = parseJson(state?.toString() ?? '{}') as Record<string, unknown>
  return withoutIds({
    status,
    hasChanges,
    plan: {
      resource_changes,
      output_changes,
      outputs: planned_values?.outputs,
      resources: planned_values?.root_module.resources,
      variables
    },
    planLog: eventsOf(planLog),
    applied: { ...apply, state: undefined },
    applyLog: eventsOf(applyLog),
    state: { ...kept, counted: [typeof serial, typeof lineage] }
  })
}

interface PlanJson {
  readonly resource_changes?: unknown
  readonly output_changes?: unknown
  readonly planned_values?: { readonly outputs?: unknown; readonly root_module: { readonly resources?: unknown } }
  readonly variables?: unknown
}

/** The first lines, each event that doesn't depend on how fast the machine is in any order (Terraform works on several resources at once), and the last line. */
function eventsOf(whole: string): unknown {
  // The simulation says what it is.
  const log = whole.replaceAll(' (simulated)', '')
  const plain = log.split('\n').filter(line => !line.startsWith('{'))
  const said = events(log).filter(({ type }) => !type.endsWith('_progress'))
  return [...plain, ...said.map(normal).sort()]
}

function normal({ diagnostic, ...event }: LogEvent): string {
  const said =
    diagnostic === undefined ? {} : { diagnostic: { severity: diagnostic.severity, summary: diagnostic.summary } }
  return JSON.stringify(sorted(withoutIds({ ...event, '@timestamp': undefined, ...said })))
    .replaceAll(/after \d+s/g, 'after a while')
    .replaceAll(/"elapsed_seconds":\d+/g, '"elapsed_seconds":"some"')
}

/** What a refusal says, and of which place. Values and hints next to it are Terraform's own. */
function refused({ plan, planLog }: Ran): unknown {
  const places = diagnostics(planLog).map(({ severity, summary, range, snippet }) =>
    JSON.stringify([severity, summary, range, snippet?.code, snippet?.highlight_end_offset])
  )
  return { status: plan.status, places: [...new Set(places)].sort() }
}

function withoutIds<T>(value: T): T {
  return JSON.parse(JSON.stringify(value).replaceAll(/[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}/g, 'ID')) as T
}

function sorted(value: unknown): unknown {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return value
  return Object.fromEntries(
    Object.entries(value)
      .sort(([a], [b]) => (a < b ? -1 : 1))
      .map(([name, of]) => [name, sorted(of)])
  )
}
