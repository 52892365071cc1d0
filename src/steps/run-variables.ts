import { InputError } from '../errors.ts'
import type { Json } from '../json.ts'
import type { RunInputs } from '../inputs/run-inputs.ts'
import { takesText } from '../terraform/declared-variables.ts'
import { HclError } from '../terraform/hcl-scanner.ts'
import { fromExpression, readExpression, type FileVariable } from '../terraform/variables-file.ts'
import { NAME, toHcl, type Variable } from '../terraform/variables.ts'
import type { Workspace } from '../tfe/resources/workspaces.ts'
import { readDeclarations, type Declarations } from './declarations.ts'
import type { World } from './world.ts'

type Place = '`variables`' | '`variables-file`' | 'the environment'

interface Candidate extends FileVariable {
  readonly from: Place
}

/**
 * The variables of a run, from every place where people have them. Whoever may read the run reads them: a value that the configuration
 * declares as sensitive or ephemeral, or may, is sent only where `sensitive-run-variables` names it, and is kept out of whatever is shown.
 */
export function runVariables(
  world: Pick<World, 'env' | 'log'>,
  inputs: RunInputs,
  fromFiles: readonly FileVariable[],
  workspace: Pick<Workspace, 'workingDirectory'>
): readonly Variable[] {
  const { env, log } = world
  const declarations = readDeclarations(inputs, workspace, env.GITHUB_WORKSPACE)
  const given = namesInEnvironment(env, inputs)
  const environment = given.filter(name => declarations.declared.has(name))
  const all = candidates(env, inputs, fromFiles, environment, declarations)
  const leftOut = all.filter(({ key, from }) => from === '`variables-file`' && isUndeclared(declarations, key))
  const sent = all.filter(each => !leftOut.includes(each))
  checkSensitive(sent, inputs, declarations)
  hide(log, sent, inputs, declarations)
  for (const { key } of sent.filter(({ from, key }) => from === '`variables`' && isUnnamed(key, inputs)))
    if (declarations.declared.get(key)?.sensitive === true)
      log.warning(
        `\`variables\`: the configuration declares ${key} as sensitive or ephemeral, and everyone who can read the run can read its value. A later release will refuse it: set it with \`workspaces/set-variables\`, or name it in \`sensitive-run-variables\`.`
      )
  const undeclared = [...leftOut.map(({ key }) => key), ...given.filter(name => !declarations.declared.has(name))]
  if (fromFiles.length > 0 || given.length > 0)
    log.info(describe(sent, undeclared, declarations.problem ?? 'the configuration does not declare them'))
  return sent.map(({ key, value }) => ({ key, value }))
}

const isUnnamed = (key: string, { sensitiveRunVariables }: RunInputs): boolean => !sensitiveRunVariables.includes(key)

/** Whether a configuration that was read whole has no such variable. Terraform would ignore its value. */
const isUndeclared = ({ declared, problem }: Declarations, key: string): boolean =>
  problem === undefined && !declared.has(key)

/** https://developer.hashicorp.com/terraform/language/values/variables#environment-variables */
const namesInEnvironment = (env: NodeJS.ProcessEnv, { environmentVariables }: RunInputs): readonly string[] =>
  environmentVariables
    ? Object.keys(env)
        .filter(name => name.startsWith('TF_VAR_'))
        .map(name => name.slice('TF_VAR_'.length))
        .filter(name => NAME.test(name))
        .toSorted()
    : []

/** Each name once, from the highest place that has it. */
function candidates(
  env: NodeJS.ProcessEnv,
  { variables, variableValues }: RunInputs,
  fromFiles: readonly FileVariable[],
  environment: readonly string[],
  { declared }: Declarations
): readonly Candidate[] {
  const secrets = new Map<string, Json>(variableValues)
  const found = new Map<string, Candidate>()
  for (const { key, value } of variables)
    found.set(key, { key, value, secrets: [secrets.get(key) ?? value], from: '`variables`' })
  for (const variable of fromFiles)
    if (!found.has(variable.key)) found.set(variable.key, { ...variable, from: '`variables-file`' })
  const problems: string[] = []
  for (const key of environment) {
    if (found.has(key)) continue
    const text = env[`TF_VAR_${key}`] ?? ''
    const declaration = declared.get(key)
    if (declaration === undefined || takesText(declaration))
      found.set(key, { key, value: toHcl(text), secrets: [text], from: 'the environment' })
    else {
      try {
        found.set(key, { ...fromExpression(key, readExpression(text)), from: 'the environment' })
      } catch (error) {
        problems.push(
          `The environment variable \`TF_VAR_${key}\` must be an expression such as ["a", "b"], because the configuration declares ${key} with a type other than string, number or bool: ${error instanceof HclError ? error.message : 'it is nested too deep'}. Correct it, or set \`environment-variables\` to false`
        )
      }
    }
  }
  if (problems.length > 0) throw new InputError(problems)
  return [...found.values()]
}

/** Refuses to send what is sensitive, or may be, and is not named for it. Values of `variables` are only warned of, for one release. */
function checkSensitive(sent: readonly Candidate[], inputs: RunInputs, { declared, problem }: Declarations): void {
  const refused = sent.filter(
    ({ key, from }) =>
      from !== '`variables`' &&
      isUnnamed(key, inputs) &&
      (declared.get(key)?.sensitive === true || problem !== undefined)
  )
  if (refused.length === 0) return
  const places = [...new Set(refused.map(({ from }) => from))]
  throw new InputError(
    places.map(place => {
      const names = refused.filter(({ from }) => from === place).map(({ key }) => key)
      const isKnown = names.every(name => declared.get(name)?.sensitive === true)
      const why = isKnown
        ? 'the configuration declares them as sensitive or ephemeral'
        : `the configuration may declare them as sensitive or ephemeral (${problem ?? ''})`
      const otherwise = place === 'the environment' ? ', or set `environment-variables` to false' : ''
      return `${place === 'the environment' ? '`environment-variables`' : place} must not send the values of ${names.join(', ')}: ${why}, and everyone who can read the run can read its variables. Set them in the workspace with \`workspaces/set-variables\`, or name them in \`sensitive-run-variables\`${otherwise}`
    })
  )
}

/** Keeps values that the configuration or the workflow calls sensitive, and those that may be, out of the log and the reports. */
function hide(
  log: World['log'],
  sent: readonly Candidate[],
  inputs: RunInputs,
  { declared, problem }: Declarations
): void {
  const unknown: string[] = []
  for (const { key, secrets } of sent) {
    const isSensitive = declared.get(key)?.sensitive
    const isKnown = isSensitive !== undefined && problem === undefined
    // The workflow may know better than the configuration of a pull request.
    if (isSensitive === false && isKnown && isUnnamed(key, inputs)) continue
    for (const secret of secrets) log.secrets.add(secret)
    if (isSensitive !== true && !isKnown) unknown.push(key)
  }
  if (unknown.length === 0) return
  log.info(
    `The action treats the values of ${unknown.join(', ')} in the variables of the run as sensitive, and omits them from the log and the report: ${problem ?? 'the configuration does not declare them'}.`
  )
}

function describe(sent: readonly Candidate[], leftOut: readonly string[], why: string): string {
  const places = (['`variables`', '`variables-file`', 'the environment'] as const).flatMap(place => {
    const names = sent.filter(({ from }) => from === place).map(({ key }) => key)
    return names.length === 0 ? [] : [`${names.join(', ')} from ${place}`]
  })
  const others = leftOut.length === 0 ? '' : `. Not sent: ${leftOut.join(', ')}, because ${why}`
  return `Variables of the run: ${places.length === 0 ? 'none' : places.join('; ')}${others}.`
}
