import path from 'node:path'
import { statSync } from 'node:fs'
import type { Scope } from './expressions.ts'
import { createCommandFiles } from './file-commands.ts'
import type { IgnoreCaseMap } from './ignore-case-map.ts'
import type { JobContext } from './job-context.ts'
import { resolveInputs, type Manifest } from './manifest.ts'
import { openStep, printEnv, startStep, type LiveStep } from './step.ts'
import type { StepContext } from './step-context.ts'

export type Stage = 'main' | 'post'

/** One stage of one use of an action. */
export interface ActionUse {
  readonly manifest: Manifest
  readonly stage: Stage
  /** How the workflow names it: `./outputs` or `octo/action@v1`. */
  readonly uses: string
  /** The `id` of the step, or what GitHub makes up for one without. */
  readonly id: string
  readonly inputs: Readonly<Record<string, string>>
  /** The `env` context: the workflow's, the job's, what steps added, the step's. */
  readonly env: Readonly<Record<string, string>>
  /** Shared by main and post. */
  readonly state: IgnoreCaseMap
  readonly scope: Scope
  readonly onLine: (line: string) => void
}

/** Starts the process of an action in its environment. Source: actions/runner ActionRunner.cs, NodeScriptActionHandler.cs. */
export function startAction(job: JobContext, use: ActionUse): LiveStep {
  const { manifest, stage } = use
  const script = path.join(manifest.directory, (stage === 'main' ? manifest.main : manifest.post) ?? '')
  if (!statSync(script, { throwIfNoEntry: false })?.isFile()) throw new Error(`File not found: '${script}'`)
  const { context, waiting } = openStep(job, use)
  if (stage === 'main' && manifest.pre !== undefined) {
    if (!use.uses.startsWith('.')) throw new Error(`${use.uses}: this runner runs no 'pre'`)
    context.warning(`\`pre\` execution is not supported for local action from '${use.uses}'`)
  }
  const inputs = resolveInputs(manifest, use.inputs, use.scope, context)
  printUse(context, use, inputs)
  const files = createCommandFiles(job.temp)
  const env = job.environment(
    { ...use.env, ...prefixed('STATE_', use.state), ...inputVariables(inputs) },
    { action: use.id, ...reference(use.uses), ...files }
  )
  const step = startStep(job, context, waiting, { file: job.node, args: [script], cwd: job.workspace, env, files })
  // A post step has no id in the `steps` context, so nothing can read its outputs: the runner drops them.
  return stage === 'main' ? step : { ...step, ended: step.ended.then(end => ({ ...end, outputs: {} })) }
}

/** A space becomes an underscore, a hyphen stays. Source: actions/runner Handler.cs (AddInputsToEnvironment). */
const inputVariables = (inputs: IgnoreCaseMap) =>
  Object.fromEntries([...inputs].map(([name, value]) => [`INPUT_${name.replaceAll(' ', '_').toUpperCase()}`, value]))

const prefixed = (prefix: string, values: IgnoreCaseMap) =>
  Object.fromEntries([...values].map(([name, value]) => [prefix + name, value]))

/** Where an action comes from; empty for one of the workspace. */
function reference(uses: string): Record<string, string> {
  const [source = '', ref = ''] = uses.startsWith('.') ? [] : uses.split('@')
  return { action_repository: source.split('/').slice(0, 2).join('/'), action_ref: ref }
}

/** Source: actions/runner Handler.cs (PrintActionDetails). */
export function printUse(
  context: StepContext,
  use: Pick<ActionUse, 'stage' | 'uses' | 'env'>,
  inputs: IgnoreCaseMap
): void {
  if (use.stage === 'post') {
    context.output('Post job cleanup.')
    return
  }
  context.output(`##[group]Run ${use.uses}`)
  const given = [...inputs].filter(([, value]) => value !== '')
  if (inputs.size > 0) context.output('with:')
  for (const [name, value] of given) context.output(`  ${name}: ${value}`)
  printEnv(context, use.env)
  context.output('##[endgroup]')
}
