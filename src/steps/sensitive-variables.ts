import { readdirSync, readFileSync, statSync } from 'node:fs'
import { join } from 'node:path'
import { pathSegments, isConfiguration } from '../slug/working-directory.ts'
import { declaredVariables } from '../terraform/declared-variables.ts'
import type { Workspace } from '../tfe/resources/workspaces.ts'
import type { RunInputs } from '../inputs/run-inputs.ts'
import type { World } from './world.ts'

/** Bytes of a configuration file that is read. */
const MAX_FILE_BYTES = 8 * 2 ** 20

/**
 * Keeps values of `variables` out of whatever is shown, where the configuration declares the variable as sensitive. Where it can't be read whether
 * it does, the value counts as sensitive.
 */
export function hideSensitiveVariables(
  { log }: Pick<World, 'log'>,
  { variableValues, configurationVersionId, directory }: RunInputs,
  { workingDirectory }: Workspace
): void {
  if (variableValues.length === 0) return
  const { declared, problem } =
    configurationVersionId === undefined
      ? readDeclared(join(directory, ...pathSegments(workingDirectory ?? '')))
      : { declared: new Map<string, boolean>(), problem: 'the configuration was uploaded before and is not read' }
  const unknown: string[] = []
  for (const [name, value] of variableValues) {
    const isSensitive = declared.get(name)
    if (isSensitive === false && problem === undefined) continue
    log.secrets.add(value)
    if (isSensitive !== true) unknown.push(name)
  }
  if (unknown.length === 0) return
  log.info(
    `The values of ${unknown.join(', ')} in \`variables\` are left out of the log and the report, as those of sensitive variables are: ${problem ?? 'the configuration does not declare them'}.`
  )
}

interface Read {
  readonly declared: ReadonlyMap<string, boolean>
  /** Why not all of it is known. */
  readonly problem: string | undefined
}

/** A variable is sensitive where any file says so: an override file may add that. */
function readDeclared(directory: string): Read {
  const declared = new Map<string, boolean>()
  const unread: string[] = []
  for (const name of configurationFiles(directory)) {
    const found = readFile(join(directory, name), name)
    if (found === undefined) unread.push(name)
    for (const [variable, isSensitive] of found ?? [])
      declared.set(variable, declared.get(variable) === true || isSensitive)
  }
  return {
    declared,
    problem: unread.length === 0 ? undefined : `the declarations of variables can't be read in ${unread.join(', ')}`
  }
}

function configurationFiles(directory: string): readonly string[] {
  try {
    return readdirSync(directory).filter(isConfiguration)
  } catch {
    return []
  }
}

function readFile(path: string, name: string): ReadonlyMap<string, boolean> | undefined {
  try {
    if (statSync(path).size > MAX_FILE_BYTES) return undefined
    return declaredVariables(name, readFileSync(path, 'utf8'))
  } catch {
    return undefined
  }
}
