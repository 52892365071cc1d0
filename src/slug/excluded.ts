/** Whether the rules of a directory leave out what Terraform is to run. */
import { lstatSync, readdirSync, realpathSync } from 'node:fs'
import { join, relative, sep } from 'node:path'
import { DEFAULT_RULES, type Path, type IgnoreRules } from './ignore.ts'
import { readRules } from './ignore-file.ts'
import { isWithin } from './paths.ts'
import { excludedConfiguration, withReadErrors } from './pack-errors.ts'
import { rootOf } from './root.ts'

/** Refuses a directory whose configuration in `parts` would not be uploaded, by the rule that excludes it. */
export function checkExcluded(
  directory: string,
  parts: readonly string[],
  isConfiguration: (name: string) => boolean,
  confine: string | undefined
): void {
  const { path: root, checkout } = rootOf(directory, confine)
  const { rules } = readRules(root, checkout)
  const name = parts.join('/') || '.'
  const rule = withReadErrors(name, () => excludedBy(root, rules, parts, isConfiguration))
  if (rule !== undefined) throw excludedConfiguration(name, rule, DEFAULT_RULES.includes(rule))
}

/** The paths of the configuration in `parts` that is uploaded. None where it can't be read. */
export function uploadedFiles(
  directory: string,
  parts: readonly string[],
  isConfiguration: (name: string) => boolean,
  confine: string | undefined
): readonly string[] {
  try {
    const { path: root, checkout } = rootOf(directory, confine)
    const { rules } = readRules(root, checkout)
    const found = enter(root, rules, parts)
    if ('rule' in found) return []
    return readdirSync(found.source)
      .filter(name => isConfiguration(name) && !rules.excludes(rules.read(found.path, name)))
      .map(name => join(found.source, name))
  } catch {
    return []
  }
}

/** The rule that excludes all of the configuration. */
function excludedBy(
  root: string,
  rules: IgnoreRules,
  parts: readonly string[],
  isConfiguration: (name: string) => boolean
): string | undefined {
  const found = enter(root, rules, parts)
  if ('rule' in found) return found.rule
  const names = readdirSync(found.source).filter(isConfiguration)
  const excluding = names.map(name => rules.excluding(rules.read(found.path, name)))
  return excluding.includes(undefined) ? undefined : excluding[0]
}

/** A directory as the walk comes to it: by the same rules, through the same links. */
function enter(
  root: string,
  rules: IgnoreRules,
  parts: readonly string[]
): { readonly source: string; readonly path: Path } | { readonly rule: string } {
  let source = root
  let path = rules.root
  for (const [index, part] of parts.entries()) {
    source = join(source, part)
    path = rules.read(path, part)
    if (lstatSync(source).isSymbolicLink()) {
      const rule = rules.excluding(path)
      if (rule !== undefined) return { rule }
      source = realpathSync(source)
      // Within the directory a link stays a link, and its target exists under its own name.
      if (isWithin(root, source))
        return enter(root, rules, [...names(relative(root, source)), ...parts.slice(index + 1)])
      path = rules.root
    } else {
      if (rules.skips(path)) return { rule: rules.excluding(rules.read(path, '/')) ?? rules.excluding(path) ?? path }
      path = rules.read(path, '/')
    }
  }
  return { source, path }
}

const names = (path: string): readonly string[] => path.split(sep).filter(name => name !== '')
