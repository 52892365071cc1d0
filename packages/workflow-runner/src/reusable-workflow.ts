import path from 'node:path'
import { scopeAt } from './availability.ts'
import { toText, evaluateValue } from './expressions.ts'
import type { Result } from './jobs.ts'
import { mapping, readWorkflow, type CallSpec, type Mapping, type WorkflowFile } from './workflow-file.ts'

/** Where workflows are. */
export interface Places {
  /** The directory that is used as the repository of the run. */
  readonly repository: string
  readonly actions?: Readonly<Record<string, string>>
}

export interface Call {
  readonly workflow: WorkflowFile
  readonly inputs: Readonly<Record<string, unknown>>
  readonly secrets: Readonly<Record<string, string>>
  readonly outputs: (results: ReadonlyMap<string, Result>) => Readonly<Record<string, string>>
}

/** The workflow that a job calls: of the same repository, or of another one that `actions` names. */
export function readCalled({ uses }: CallSpec, { repository, actions = {} }: Places): WorkflowFile {
  if (uses.startsWith('./')) return reusable(path.join(repository, uses), uses)
  const [, name = '', below = ''] = /^([\w.-]+\/[\w.-]+)\/(\.github\/workflows\/[^@]+)@.+$/.exec(uses) ?? []
  const directory = Object.entries(actions).find(([given]) => given.toLowerCase() === name.toLowerCase())?.[1]
  if (directory !== undefined) return reusable(path.join(directory, below), uses)
  throw new Error(
    `uses: ${uses}: this runner calls ./.github/workflows/x.yml, and those of the repositories that 'actions' names`
  )
}

function reusable(file: string, uses: string): WorkflowFile {
  const workflow = readWorkflow(file)
  if (Object.hasOwn(workflow.on, 'workflow_call')) return workflow
  throw new Error(`uses: ${uses}: the workflow has no workflow_call trigger`)
}

/** Source: https://docs.github.com/en/actions/how-tos/reuse-automations/reuse-workflows */
export function openCall(
  call: CallSpec,
  places: Places & { readonly secrets?: Readonly<Record<string, string>> },
  contexts: Readonly<Record<string, unknown>>
): Call {
  const workflow = readCalled(call, places)
  const declared = mapping(workflow.on.workflow_call, 'workflow_call')
  const inputs = inputsOf(mapping(declared.inputs, 'inputs'), call, contexts)
  const secrets = secretsOf(mapping(declared.secrets, 'secrets'), call, places.secrets ?? {}, contexts)
  return {
    workflow,
    inputs,
    secrets,
    outputs: results => {
      const scope = scopeAt('workflow_call.outputs', { ...contexts, inputs, jobs: Object.fromEntries(results) })
      const outputs = Object.entries(mapping(declared.outputs, 'outputs'))
      return Object.fromEntries(
        outputs.map(([name, output]) => [name, toText(mapping(output, name).value ?? '', scope)])
      )
    }
  }
}

function inputsOf(
  declared: Mapping,
  { with: given }: CallSpec,
  contexts: Readonly<Record<string, unknown>>
): Record<string, unknown> {
  const values = evaluateValue(given, scopeAt('job.with', contexts)) as Record<string, unknown>
  for (const name of Object.keys(values))
    if (!Object.hasOwn(declared, name))
      throw new Error(`Invalid input, ${name} is not defined in the referenced workflow.`)
  return Object.fromEntries(
    Object.entries(declared).map(([name, about]) => {
      const { type, required, default: otherwise } = mapping(about, name)
      const value = values[name] ?? otherwise
      if (value === undefined && required === true)
        throw new Error(`Input ${name} is required, but not provided while calling.`)
      return [name, typed(name, String(type), value)]
    })
  )
}

/** A text for a number is one, as expressions give them; whatever else is of another type is refused. */
function typed(name: string, type: string, value: unknown): unknown {
  if (value === undefined || value === null) return type === 'boolean' ? false : type === 'number' ? 0 : ''
  if (type === 'string') return typeof value === 'string' ? value : JSON.stringify(value)
  if (typeof value === type) return value
  throw new Error(`Invalid input, ${name} must be a ${type}`)
}

function secretsOf(
  declared: Mapping,
  { secrets: given }: CallSpec,
  own: Readonly<Record<string, string>>,
  contexts: Readonly<Record<string, unknown>>
): Record<string, string> {
  if (given === 'inherit') return { ...own }
  const scope = scopeAt('job.secrets', contexts)
  for (const name of Object.keys(given))
    if (!Object.hasOwn(declared, name))
      throw new Error(`Invalid secret, ${name} is not defined in the referenced workflow.`)
  for (const [name, about] of Object.entries(declared))
    if (mapping(about, name).required === true && !Object.hasOwn(given, name))
      throw new Error(`Secret ${name} is required, but not provided while calling.`)
  return Object.fromEntries(Object.entries(given).map(([name, value]) => [name, toText(value, scope)]))
}
