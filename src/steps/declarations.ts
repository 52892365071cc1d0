import { readFileSync, statSync } from 'node:fs'
import { basename } from 'node:path'
import { uploadedFiles } from '../slug/excluded.ts'
import { isConfiguration, pathSegments } from '../slug/working-directory.ts'
import {
  declaredVariables,
  mergeDeclarations,
  type Declaration,
  type Declared
} from '../terraform/declared-variables.ts'
import type { Workspace } from '../tfe/resources/workspaces.ts'
import type { RunInputs } from '../inputs/run-inputs.ts'

/** Bytes of a configuration file that is read. */
const MAX_FILE_BYTES = 8 * 2 ** 20

export interface Declarations {
  readonly declared: Declared
  /** Why not all of them are known. */
  readonly problem: string | undefined
}

/** The variables that the configuration of a run declares, in the files that are uploaded. */
export function readDeclarations(
  { configurationVersionId, directory }: Pick<RunInputs, 'configurationVersionId' | 'directory'>,
  { workingDirectory }: Pick<Workspace, 'workingDirectory'>,
  checkout: string | undefined
): Declarations {
  const declared = new Map<string, Declaration>()
  if (configurationVersionId !== undefined)
    return { declared, problem: 'the action does not read a configuration that was uploaded before' }
  const unread: string[] = []
  for (const path of inOrder(
    uploadedFiles(directory, pathSegments(workingDirectory ?? ''), isConfiguration, checkout)
  )) {
    const found = readFile(path)
    if (found === undefined) unread.push(basename(path))
    for (const [name, declaration] of found ?? [])
      declared.set(name, mergeDeclarations(declared.get(name), declaration))
  }
  return {
    declared,
    problem: unread.length === 0 ? undefined : `the declarations of variables can't be read in ${unread.join(', ')}`
  }
}

/** Override files come last. https://developer.hashicorp.com/terraform/language/files/override */
const inOrder = (paths: readonly string[]): readonly string[] => [
  ...paths.filter(path => !isOverride(path)).toSorted(),
  ...paths.filter(isOverride).toSorted()
]

const isOverride = (path: string): boolean => /(^|_)override\.(tf|tofu)(\.json)?$/.test(basename(path))

function readFile(path: string): Declared | undefined {
  try {
    if (statSync(path).size > MAX_FILE_BYTES) return undefined
    return declaredVariables(path, readFileSync(path, 'utf8'))
  } catch {
    return undefined
  }
}
