import { formatOutput } from '../github/results.ts'
import { elementsOf, valueOf } from '../json.ts'
import { secretsInHcl } from '../terraform/hcl-values.ts'
import type { Run } from '../tfe/resources/runs.ts'
import type { World } from './world.ts'

/** Keeps the values of a run that was created elsewhere out of whatever is shown: it does not say which of its variables are sensitive. */
export function hideVariablesOfRun({ log }: Pick<World, 'log'>, { resource }: Run): void {
  const variables = elementsOf(resource.attributes.json.variables)
  for (const variable of variables) {
    const value = valueOf(variable, 'value') ?? null
    for (const text of typeof value === 'string' ? secretsInHcl(value) : [value]) log.secrets.add(text)
  }
  if (variables.length === 0) return
  const names = variables.map(variable => formatOutput(valueOf(variable, 'key') ?? null))
  log.info(
    `The action treats the values of ${names.join(', ')} in the variables of the run as sensitive, and omits them from the log and the report: it does not read a configuration that was uploaded before.`
  )
}
