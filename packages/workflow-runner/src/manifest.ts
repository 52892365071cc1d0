import { existsSync, readFileSync } from 'node:fs'
import path from 'node:path'
import { parse } from 'yaml'
import { evaluateText, toText, type Scope } from './expressions.ts'
import { IgnoreCaseMap } from './ignore-case-map.ts'
import type { StepContext } from './step-context.ts'
import { mapping, stepsOf, type Mapping, type StepSpec } from './workflow-file.ts'

/** An action.yml of a JavaScript action. `required` is not here: the runner does not look at it, only actions do. */
export interface Manifest {
  readonly name: string
  readonly directory: string
  readonly inputs: readonly Input[]
  readonly main: string
  readonly pre: string | undefined
  readonly post: string | undefined
  readonly postIf: string
}
interface Input {
  readonly name: string
  readonly default: unknown
  readonly deprecationMessage: string | undefined
}

const FILES = ['action.yml', 'action.yaml']
const NODES = ['node12', 'node16', 'node20', 'node24']

/** Whether a directory holds an action. */
export const manifestFile = (directory: string) =>
  FILES.map(name => path.join(directory, name)).find(file => existsSync(file))

/** An action.yml of an action that is made of steps. */
export interface CompositeManifest extends Pick<Manifest, 'name' | 'directory' | 'inputs'> {
  readonly steps: readonly StepSpec[]
  readonly outputs: Mapping
}

/** Either kind of action. */
export function readAction(directory: string): Manifest | CompositeManifest {
  const { file, name, inputs, outputs, runs } = readYaml(directory)
  if (runs?.using !== 'composite') return readManifest(directory)
  const steps = stepsOf(runs.steps, file)
  const bare = steps.find(({ does }) => 'run' in does && does.shell === undefined)
  if (bare !== undefined) throw new Error(`${file}: Required property is missing: shell`)
  const about = { name: nameOf(name, directory), directory: path.resolve(directory), inputs: inputsOf(inputs) }
  return { ...about, steps, outputs: mapping(outputs, `${file}: outputs`) }
}

const nameOf = (name: unknown, directory: string): string =>
  typeof name === 'string' ? name : path.basename(directory)

const inputsOf = (inputs: Mapping | undefined): readonly Input[] =>
  Object.entries(inputs ?? {}).map(([input, about]) => inputOf(input, about))

function readYaml(directory: string) {
  const file = manifestFile(directory)
  if (file === undefined) throw new Error(`No ${FILES.join(' or ')} under '${directory}'`)
  const parsed = parse(readFileSync(file, 'utf8')) as Record<string, Record<string, unknown> | undefined>
  return { file, name: parsed.name, inputs: parsed.inputs, outputs: parsed.outputs, runs: parsed.runs }
}

/** Source: actions/runner ActionManifestManager.cs. */
export function readManifest(directory: string): Manifest {
  const { file, name, inputs, runs } = readYaml(directory)
  const text = (key: string) => (typeof runs?.[key] === 'string' ? runs[key] : undefined)
  const using = text('using')
  if (using === undefined || !NODES.includes(using.toLowerCase())) {
    throw new Error(`${file}: 'using: ${using ?? ''}' is not run by this runner, only ${NODES.join(', ')}`)
  }
  const main = text('main')
  if (main === undefined) throw new Error(`${file}: no 'main' in 'runs'`)
  return {
    name: nameOf(name, directory),
    // Steps run elsewhere: a relative path would be another there.
    directory: path.resolve(directory),
    inputs: inputsOf(inputs),
    main,
    pre: text('pre'),
    post: text('post'),
    postIf: text('post-if') ?? 'always()'
  }
}

function inputOf(name: string, about: unknown): Input {
  const fields = (about ?? {}) as Record<string, unknown>
  const message = fields.deprecationMessage
  return { name, default: fields.default, deprecationMessage: typeof message === 'string' ? message : undefined }
}

/**
 * The inputs of a step as the action gets them. A given input counts even when it is empty: only one that is not given
 * gets its default, and one without default is empty. Source: actions/runner ActionRunner.cs.
 */
export function resolveInputs(
  manifest: Pick<Manifest, 'inputs'>,
  given: Readonly<Record<string, string>>,
  scope: Scope,
  context: StepContext
): IgnoreCaseMap {
  const inputs = new IgnoreCaseMap()
  for (const [name, value] of Object.entries(given)) {
    inputs.set(name, value)
    const message = manifest.inputs.find(input => input.name.toUpperCase() === name.toUpperCase())?.deprecationMessage
    if (message !== undefined) context.warning(`Input '${name}' has been deprecated with message: ${message}`)
  }
  const unexpected = [...inputs].map(([name]) => name).filter(name => !manifest.inputs.some(isNamed(name)))
  for (const input of manifest.inputs) {
    if (!inputs.has(input.name)) inputs.set(input.name, defaultOf(input, scope))
  }
  if (unexpected.length > 0) {
    const valid = manifest.inputs.map(input => input.name)
    context.warning(`Unexpected input(s) ${quoted(unexpected)}, valid inputs are [${quoted(valid)}]`)
  }
  return inputs
}

const isNamed = (name: string) => (input: Input) => input.name.toUpperCase() === name.toUpperCase()
const quoted = (names: readonly string[]) => `'${names.join("', '")}'`

function defaultOf(input: Input, scope: Scope): string {
  if (input.default === undefined || input.default === null) return ''
  return toText(typeof input.default === 'string' ? evaluateText(input.default, scope) : input.default, scope)
}
