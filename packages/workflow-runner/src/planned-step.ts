import { startAction, type Stage } from './action-step.ts'
import { startComposite } from './composite-action.ts'
import { toText } from './expressions.ts'
import { IgnoreCaseMap } from './ignore-case-map.ts'
import { startScript } from './script-step.ts'
import type { LiveStep } from './step.ts'
import type { Env, PlannedStep, Surroundings } from './surroundings.ts'
import { manifestOf, resolveUses, runReplacement } from './uses.ts'
import type { Run, StepSpec, Uses } from './workflow-file.ts'

export function planStep(spec: StepSpec, around: Surroundings): PlannedStep {
  const { does } = spec
  const heading =
    'uses' in does
      ? does.uses
      : (String(does.run)
          .trimStart()
          .split(/[\r\n]/)[0] ?? '')
  return {
    spec,
    stage: 'main',
    name: typeof spec.name === 'string' ? spec.name : `Run ${heading}`,
    if: spec.if,
    start: (env, name) =>
      'uses' in does ? startUse(spec, does, around, env, name) : startRun(spec, does, around, env, name)
  }
}

function startRun(spec: StepSpec, run: Run, around: Surroundings, env: Env, name: string): LiveStep {
  const scope = around.scope(env)
  const textOf = (value: unknown) => (value === undefined ? undefined : toText(value, scope))
  return startScript(around.job, {
    text: toText(run.run, scope),
    shell: textOf(run.shell ?? around.defaults.shell),
    workingDirectory: textOf(run.workingDirectory ?? around.defaults.workingDirectory),
    reference: spec.reference,
    actionPath: around.actionPath,
    env,
    onLine: line => around.onLine(line, name)
  })
}

function startUse(spec: StepSpec, { uses, with: given }: Uses, around: Surroundings, env: Env, name: string): LiveStep {
  const { job, repository, artifacts } = around
  // Evaluated anew for post, by when steps have set more.
  const inputs = (at: Env) =>
    Object.fromEntries(Object.entries(given).map(([input, value]) => [input, toText(value, around.scope(at))]))
  const resolved = resolveUses(uses, around.actions)
  if (resolved.kind === 'replaced') {
    const onLine = (line: string) => around.onLine(line, name)
    return runReplacement(job, { ...resolved, uses, with: inputs(env), env, repository, artifacts, onLine })
  }
  const manifest = manifestOf(resolved, job)
  if ('steps' in manifest) return startComposite(manifest, { uses, inputs: inputs(env), env, name }, around, planStep)
  const state = new IgnoreCaseMap()
  const start = (stage: Stage, at: Env, stepName: string) =>
    startAction(job, {
      ...{ manifest, stage, uses, id: spec.reference, inputs: inputs(at), env: at, state, scope: around.scope(at) },
      onLine: line => around.onLine(line, stepName)
    })
  // Registered before main begins, so that it runs however main ends.
  if (manifest.post !== undefined) {
    const startPost = (at: Env, postName: string) => start('post', at, postName)
    around.addPost({ spec, stage: 'post', name: `Post ${name}`, if: manifest.postIf, start: startPost })
  }
  return start('main', env, name)
}
