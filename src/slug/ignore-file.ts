/** The rules that a directory brings along. */
import { readFileSync, realpathSync, statSync } from 'node:fs'
import { join } from 'node:path'
import { InputError } from '../errors.ts'
import { type IgnoreRules, parseRules } from './ignore.ts'
import { isWithin } from './paths.ts'
import { codeOf, confinedLink, gitLink, isMissing } from './pack-errors.ts'
import { isInGit } from './root.ts'

export const IGNORE_FILE = '.terraformignore'

export interface Instructions {
  readonly rules: IgnoreRules
  readonly isDefault: boolean
  readonly warnings: readonly string[]
}

/** Only the file at the root counts. */
export function readRules(root: string, checkout: string | undefined): Instructions {
  const { text, problem } = readIgnoreFile(root, checkout)
  const rules = parseRules(text)
  const warnings = rules.invalid.map(
    line => `${IGNORE_FILE}: ${JSON.stringify(line)} is not a valid rule and has no effect`
  )
  if (problem !== undefined)
    warnings.push(`${IGNORE_FILE} can't be read (${problem}): only Terraform's default rules apply`)
  return { rules, isDefault: text === undefined, warnings }
}

/** Terraform warns too, and goes on. Lines of a file elsewhere on the machine would be quoted in messages: that file is not read. */
function readIgnoreFile(
  root: string,
  checkout: string | undefined
): { readonly text?: string; readonly problem?: string } {
  const path = join(root, IGNORE_FILE)
  try {
    const target = realpathSync(path)
    if (checkout !== undefined && !isWithin(checkout, target) && !isWithin(root, target))
      throw confinedLink(IGNORE_FILE, target, checkout)
    if (isInGit(path, checkout ?? root)) throw gitLink(IGNORE_FILE, target)
    return statSync(target).isFile() ? { text: readFileSync(target, 'utf8') } : { problem: 'not a file' }
  } catch (error) {
    if (error instanceof InputError) throw error
    return isMissing(error) ? {} : { problem: codeOf(error) }
  }
}
