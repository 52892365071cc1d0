import { readFileSync, statSync } from 'node:fs'
import { resolve } from 'node:path'
import { InputError } from '../errors.ts'
import { codeOf } from '../slug/pack-errors.ts'
import { isLedOutside } from '../slug/root.ts'
import { HclError } from '../terraform/hcl-scanner.ts'
import { readVariablesFile, type FileVariable } from '../terraform/variables-file.ts'

/** Bytes of a file of variables that is read. */
const MAX_FILE_BYTES = 8 * 2 ** 20

/** The variables of all files: of a name that several have, the value of the last one. One error names every file that can't be used. */
export function readVariablesFiles(paths: readonly string[], env: NodeJS.ProcessEnv): readonly FileVariable[] {
  const found = new Map<string, FileVariable>()
  const problems: string[] = []
  for (const path of paths) {
    try {
      for (const variable of readOne(path, env.GITHUB_WORKSPACE)) found.set(variable.key, variable)
    } catch (error) {
      problems.push(`\`variables-file\`: ${JSON.stringify(path)} ${problemOf(error)}`)
    }
  }
  if (problems.length > 0) throw new InputError(problems)
  return [...found.values()]
}

function readOne(path: string, checkout: string | undefined): readonly FileVariable[] {
  if (!/\.tfvars(\.json)?$/.test(path))
    throw new HclError('must have a name that ends with .tfvars or .tfvars.json. Rename the file')
  const file = resolve(checkout ?? '.', path)
  const stats = statSync(file)
  if (!stats.isFile()) throw new HclError('must be a file, but is something else. Set it to the path of the file')
  if (checkout !== undefined && isLedOutside(file, checkout))
    throw new HclError(
      'is in the checkout, but leads out of it through a symbolic link. Remove the link from the repository, or set it to the actual path of the file'
    )
  if (stats.size > MAX_FILE_BYTES)
    throw new HclError('must have at most 8 MiB. Remove everything that is not a variable')
  const source = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(readFileSync(file))
  try {
    return readVariablesFile(path, source)
  } catch (error) {
    throw new HclError(
      `must be a file of variables that Terraform accepts: ${error instanceof HclError ? error.message : 'it is nested too deep'}. Correct it, and test it with \`terraform plan -var-file\``
    )
  }
}

function problemOf(error: unknown): string {
  if (error instanceof HclError) return error.message
  const code = codeOf(error)
  if (code === 'ENOENT' || code === 'ENOTDIR')
    return 'does not exist. Check the path, and that an earlier step creates the file or checks out the repository'
  if (code === 'ERR_ENCODING_INVALID_ENCODED_DATA') return 'must be text in UTF-8. Save it as UTF-8'
  return `can't be read (${code}). Check its permissions`
}
