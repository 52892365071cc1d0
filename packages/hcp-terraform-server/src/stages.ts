import { setTimeout as sleep } from 'node:timers/promises'
import { newId } from './ids.ts'
import { enter, finish } from './transitions.ts'
import type { PolicyEvaluation, Run, StageName, TaskResult, TaskStage } from './resources.ts'
import type { Checks } from './script.ts'
import type { Service } from './service.ts'
import { second } from './world.ts'

/** https://developer.hashicorp.com/terraform/cloud-docs/api-docs/run-tasks/run-task-stages-and-results */
export function addStages({ world }: Service, run: Run, { tasks = [], policySets = [] }: Checks): void {
  for (const name of ['pre_plan', 'post_plan', 'pre_apply', 'post_apply'] as const) {
    const own = tasks.filter(({ stage }) => stage === name)
    // Policy sets that an agent evaluates belong to the post-plan stage.
    const sets = name === 'post_plan' ? policySets : []
    if (own.length + sets.length === 0) continue
    const now = world.now()
    const stage: TaskStage = {
      id: newId('ts'),
      run,
      stage: name,
      status: 'pending',
      statusTimestamps: {},
      createdAt: now,
      updatedAt: now,
      results: [],
      evaluations: []
    }
    for (const task of own) {
      const result: TaskResult = {
        id: newId('taskrs'),
        stage,
        task,
        taskId: newId('task'),
        status: 'pending',
        statusTimestamps: {},
        createdAt: now
      }
      stage.results.push(result)
      world.taskResults.set(result.id, result)
    }
    for (const [kind, group] of Map.groupBy(sets, ({ kind }) => kind ?? 'opa')) {
      const id = newId('poleval')
      const outcomes = group.map(set => ({ id: newId('psout'), evaluationId: id, set }))
      for (const outcome of outcomes) world.policySetOutcomes.set(outcome.id, outcome)
      const evaluation: PolicyEvaluation = {
        id,
        stage,
        kind,
        sets: outcomes,
        status: 'pending',
        statusTimestamps: {},
        createdAt: now
      }
      stage.evaluations.push(evaluation)
      world.policyEvaluations.set(id, evaluation)
    }
    run.taskStages.push(stage)
    world.taskStages.set(stage.id, stage)
  }
}

/** Runs the tasks and policy evaluations of one stage, where the run has any. */
export async function runStage(service: Service, run: Run, name: StageName): Promise<void> {
  const stage = run.taskStages.find(({ stage }) => stage === name)
  if (stage === undefined) return
  const { settings } = service
  set(service, stage, 'running')
  for (const item of [...stage.results, ...stage.evaluations]) set(service, item, 'running')
  await enter(service, run, `${name}_running`)
  await sleep(settings.timings.task, undefined, { signal: run.ended.signal })
  for (const result of stage.results) set(service, result, result.task.passes ? 'passed' : 'failed')
  for (const evaluation of stage.evaluations)
    set(service, evaluation, failures(evaluation).length > 0 ? 'failed' : 'passed')

  // What follows an apply stops nothing any more.
  if (name !== 'post_apply') await judge(service, stage, name)
  set(service, stage, 'passed')
  await enter(service, run, `${name}_completed`)
}

/** Ends the run, lets it wait for an override, or lets it go on. */
async function judge(service: Service, stage: TaskStage, name: Exclude<StageName, 'post_apply'>): Promise<void> {
  const { run } = stage
  const result = verdict(stage)
  if (result === 'passed') return
  set(service, stage, result)
  if (result === 'failed') finish(service, run, 'errored')
  run.awaiting = 'decision'
  await enter(service, run, `${name}_awaiting_decision`)
  await service.world.until(() => stage.status !== 'awaiting_override', run.ended.signal)
  run.awaiting = undefined
}

/** What failed and is mandatory ends the run, or waits for an override where there may be one; a plan-only run waits for nothing. */
function verdict({ run, results, evaluations }: TaskStage): 'passed' | 'failed' | 'awaiting_override' {
  const tasks = results.filter(({ task }) => !task.passes && task.enforcement === 'mandatory')
  const overridable = [
    ...tasks.map(({ task }) => task.overridable ?? false),
    ...evaluations.flatMap(failures).map(({ set }) => set.overridable ?? true)
  ]
  if (overridable.length === 0) return 'passed'
  return overridable.includes(false) || run.attributes['plan-only'] ? 'failed' : 'awaiting_override'
}

/** Somebody who may overrides what failed: the run goes on. */
export function overrideStage(service: Service, stage: TaskStage): void {
  for (const evaluation of stage.evaluations) if (evaluation.status === 'failed') set(service, evaluation, 'overridden')
  set(service, stage, 'running')
}

/** The sets of an evaluation in which a mandatory policy failed. */
function failures({ sets }: PolicyEvaluation) {
  return sets.filter(({ set }) =>
    set.policies.some(({ enforcement, passes }) => enforcement === 'mandatory' && !passes)
  )
}

function set<Item extends TaskStage | TaskResult | PolicyEvaluation>(
  { world }: Service,
  item: Item,
  status: Item['status']
): void {
  const now = world.now()
  item.status = status
  item.statusTimestamps[`${status.replaceAll('_', '-')}-at`] = second(now)
  if ('updatedAt' in item) item.updatedAt = now
  world.changed()
}
