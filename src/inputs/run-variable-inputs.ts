import type { Inputs } from '../github/inputs.ts'
import { rejectHostPath } from './path-inputs.ts'
import { parseValues, parseVariables } from '../terraform/variables.ts'

/** The variables of `variables` as the service takes them and as they are given, and where others come from. */
export function runVariableInputs(input: Inputs, env: NodeJS.ProcessEnv) {
  const source = input.text('variables') ?? ''
  const { variables, problems, warnings } = parseVariables(source)
  for (const problem of problems) input.reject('variables', problem)
  const variablesFiles = input.lines('variables-file')
  for (const path of variablesFiles) rejectHostPath(input, 'variables-file', path, env)
  const environmentVariables = input.flag('environment-variables')
  const sensitiveRunVariables = input.lines('sensitive-run-variables')
  const sendsNone = source === '' && variablesFiles.length === 0 && !environmentVariables
  if (sendsNone && sensitiveRunVariables.length > 0 && !input.isRejected('environment-variables'))
    input.reject(
      'sensitive-run-variables',
      'has no effect without `variables` and `variables-file`, and with `environment-variables: false`. Set one of them, or remove it'
    )
  return {
    variables,
    variableValues: parseValues(source, { mayBeSecret: false }).values,
    warnings: warnings.map(warning => `\`variables\`: ${warning}`),
    variablesFiles,
    environmentVariables,
    sensitiveRunVariables
  }
}
