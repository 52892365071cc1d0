import path from 'node:path'
import { openStep, endOf, type LiveStep } from './step.ts'
import type { JobContext } from './job-context.ts'
import { printUse } from './action-step.ts'
import { manifestFile, readAction, resolveInputs, type CompositeManifest, type Manifest } from './manifest.ts'
import { REPLACEMENTS, type Replacement } from './replacements.ts'
import type { WorkflowFile } from './workflow-file.ts'

/** Where the actions that a workflow names are: `octo/action` to the directory of that repository. */
export type Actions = Readonly<Record<string, string>>

export type Resolved =
  | { readonly kind: 'workspace'; readonly path: string }
  | { readonly kind: 'directory'; readonly directory: string }
  | { readonly kind: 'replaced'; readonly name: string; readonly replacement: Replacement }

/** What `uses` refers to. Anything that isn't here is an error that names it. */
export function resolveUses(uses: string, actions: Actions): Resolved {
  if (uses.startsWith('./') || uses === '.') return { kind: 'workspace', path: uses }
  const match = /^([\w.-]+\/[\w.-]+)((?:\/[^@]*)?)@(.+)$/.exec(uses)
  if (!match) throw new Error(`uses: ${uses}: this runner runs ./path and owner/repository/path@ref`)
  const [, repository = '', below = ''] = match
  const name = repository.toLowerCase()
  const mapped = Object.entries(actions).find(([given]) => given.toLowerCase() === name)?.[1]
  if (mapped !== undefined) return { kind: 'directory', directory: path.join(mapped, below) }
  const replacement = REPLACEMENTS[name]
  if (replacement && below === '') return { kind: 'replaced', name, replacement }
  throw new Error(`uses: ${uses}: this runner has no '${repository}${below}'; say in 'actions' which directory it is`)
}

/** Names every action that is missing before anything runs. */
export function checkUses(workflow: WorkflowFile, actions: Actions): void {
  for (const step of workflow.jobs.flatMap(job => job.steps)) {
    if ('uses' in step.does) resolveUses(step.does.uses, actions)
  }
}

/** The action that a step of this job uses. Source: actions/runner ActionManager.cs (LoadAction). */
export function manifestOf(
  resolved: Exclude<Resolved, { kind: 'replaced' }>,
  job: JobContext
): Manifest | CompositeManifest {
  if (resolved.kind === 'directory') return readAction(resolved.directory)
  const directory = path.join(job.workspace, resolved.path)
  if (manifestFile(directory) === undefined) {
    throw new Error(
      `Can't find 'action.yml' or 'action.yaml' under '${directory}'. Did you forget to run actions/checkout before running your local action?`
    )
  }
  return readAction(directory)
}

export interface StandInStep {
  readonly uses: string
  readonly name: string
  readonly replacement: Replacement
  readonly with: Readonly<Record<string, string>>
  readonly env: Readonly<Record<string, string>>
  readonly repository: string
  readonly artifacts: string
  readonly onLine: (line: string) => void
}

/** Runs a substitute as a step that has finished at once. */
export function runReplacement(job: JobContext, step: StandInStep): LiveStep {
  const { context, waiting } = openStep(job, step)
  const inputs = resolveInputs(asManifest(step), step.with, { contexts: {} }, context)
  printUse(context, { stage: 'main', uses: step.uses, env: step.env }, inputs)
  try {
    const outputs = step.replacement.run({
      job,
      repository: step.repository,
      artifacts: step.artifacts,
      input: name => inputs.get(name) ?? '',
      say: text => context.output(text),
      warn: text => context.warning(text)
    })
    for (const [name, value] of Object.entries(outputs)) context.outputs.set(name, value)
  } catch (error) {
    context.error(error instanceof Error ? error.message : String(error))
    context.failed = true
  }
  const ended = Promise.resolve(endOf(context, context.failed ? 'failure' : 'success'))
  return { interrupt: () => undefined, kill: () => undefined, line: pattern => waiting.find(pattern, ended), ended }
}

const asManifest = ({ name, replacement }: StandInStep): Manifest => ({
  name,
  directory: '',
  inputs: Object.entries(replacement.inputs).map(([input, value]) => ({
    name: input,
    default: value,
    deprecationMessage: undefined
  })),
  main: '',
  pre: undefined,
  post: undefined,
  postIf: 'always()'
})
