import { rm } from 'node:fs/promises'
import type { ApplyResult, Engine, PlanResult, Work } from './engine/engine.ts'
import { scriptedEngine } from './engine/scripted.ts'
import { unpack } from './archive.ts'
import { join } from 'node:path'
import type { Phase, Run } from './resources.ts'
import type { Service } from './service.ts'
import { writeRunState } from './states.ts'
import { runVariables } from './variables.ts'

type Result = 'finished' | 'errored' | 'canceled'

export async function runPlan(service: Service, run: Run): Promise<Result> {
  const { configurationVersion, plan } = run
  await unpackInto(directoryOf(service, run), configurationVersion.file, workingDirectory(run))
  const result = await settled(run, plan, engineFor(service, run, 'plan').plan(work(service, run, plan)))
  plan.printed = { json: result.json, schemas: result.schemas }
  if (result.status !== 'finished') return result.status
  plan.planned = result
  plan.counts = result
  run.hasChanges = result.hasChanges
  return 'finished'
}

export async function runApply(service: Service, run: Run): Promise<Result> {
  const { plan, apply } = run
  if (plan.planned === undefined) throw new Error(`${run.id} has no plan to apply`)
  const engine = engineFor(service, run, 'apply')
  const result: ApplyResult = await settled(run, apply, engine.apply(work(service, run, apply), plan.planned))
  // A run that was forced to end has lost its state, and says so nowhere.
  if (run.ended.signal.aborted) return 'canceled'
  if (result.state !== undefined && run.script?.apply?.losesState === true) {
    apply.erroredState = result.state
    apply.log.append('\nError: Failed to save state\n')
    return 'errored'
  }
  if (result.state !== undefined) writeRunState(service, run, result.state)
  // Not the result as it is, whose state would stay in memory twice.
  if (result.status === 'finished') {
    const { additions, changes, destructions, imports } = result
    apply.counts = { additions, changes, destructions, imports }
  }
  return result.status
}

/** An engine that throws has a defect: the log says so, as the service's own failures do. */
async function settled<T extends PlanResult | ApplyResult>(
  run: Run,
  { log }: Phase,
  result: Promise<T>
): Promise<T | { status: 'errored'; json?: undefined; schemas?: undefined }> {
  try {
    return await result
  } catch (error) {
    run.ended.signal.throwIfAborted()
    console.error(error)
    log.append(`Operation failed: ${error instanceof Error ? error.message : String(error)}\n`)
    return { status: 'errored' }
  }
}

/** What a run's script says of a phase comes before the engine; an apply of a scripted plan can only be scripted. */
function engineFor(service: Service, run: Run, phase: 'plan' | 'apply'): Engine {
  const { script } = run
  const scripted = script?.plan !== undefined || (phase === 'apply' && script?.apply !== undefined)
  if (!scripted && service.engine.name !== 'scripted') return service.engine
  return scriptedEngine(script ?? {}, async signal => {
    await service.world.until(() => run.released > 0 || signal.aborted, run.ended.signal)
    if (run.released > 0) run.released -= 1
  })
}

function work(service: Service, run: Run, phase: Phase): Work {
  const { attributes, workspace } = run
  const state = workspace.currentStateVersion?.state
  const variables = runVariables(service.world, workspace, attributes.variables)
  return {
    directory: directoryOf(service, run),
    workingDirectory: workingDirectory(run),
    ...(state === undefined ? {} : { state }),
    variables: variables.terraform,
    environment: variables.environment,
    mode: attributes['is-destroy'] ? 'destroy' : attributes['refresh-only'] ? 'refresh-only' : 'normal',
    refresh: attributes.refresh,
    generateConfiguration: attributes['allow-config-generation'],
    targets: attributes['target-addrs'] ?? [],
    replacements: attributes['replace-addrs'] ?? [],
    structured: workspace.attributes['structured-run-output-enabled'],
    log: text => {
      phase.log.append(text)
      service.world.changed()
    },
    signal: run.interrupt.signal,
    force: run.ended.signal
  }
}

function workingDirectory({ workspace }: Run): string {
  return (workspace.attributes['working-directory'] ?? '').replace(/^\/+|\/+$/g, '').replace(/^\.$/, '')
}

async function unpackInto(directory: string, file: string | undefined, keep: string): Promise<void> {
  await rm(directory, { recursive: true, force: true })
  if (file !== undefined) await unpack(file, directory, keep)
}

/** The run's own copy of the configuration. */
function directoryOf(service: Service, run: Run): string {
  return join(service.directory, 'runs', run.id)
}

export async function removeDirectory(service: Service, run: Run): Promise<void> {
  await rm(directoryOf(service, run), { recursive: true, force: true })
}
