/** Why a directory can't be packed, each in a sentence that names the way out. */
import { InputError } from '../errors.ts'

const EXCLUDE = 'or exclude it in .terraformignore'

/** Quoted, because names may hold line ends and worse. */
const quoted = (name: string) => JSON.stringify(name)
const refusal = (problem: string, cause?: unknown) => new InputError([`\`directory\`: ${problem}`], { cause })

/** What can't be packed, and may be excluded. */
export class EntryRefused extends InputError {
  readonly entry: string

  constructor(entry: string, problem: string, cause?: unknown) {
    super([`\`directory\`: ${problem}, ${EXCLUDE}`], { cause })
    this.entry = entry
  }
}

/** A refusal of what somebody meant to exclude: by a rule that matches a directory, and nothing in it. */
export const slashMissing = ({ problems, cause }: EntryRefused, rule: string) =>
  new InputError(
    problems.map(
      problem =>
        `${problem}: the rule ${quoted(rule)} there excludes a directory without the files in it. Change it to ${quoted(`${rule}/`)}`
    ),
    { cause }
  )

export const directoryMissing = (directory: string, cause: unknown) =>
  refusal(
    `${quoted(directory)} does not exist. Check the path, and that an earlier step of the job checks out the repository with \`actions/checkout\``,
    cause
  )

export const noWorkspace = (workspace: string, cause: unknown) =>
  new InputError(
    [
      `GITHUB_WORKSPACE is ${quoted(workspace)}, which can't be read (${codeOf(cause)}): it must be the path of the checkout`
    ],
    { cause }
  )

export const notADirectory = (directory: string) =>
  refusal(`${quoted(directory)} is a file. Set it to the directory that contains the configuration`)

export const ledOutside = (input: string, name: string, path: string, checkout: string) =>
  new InputError([
    `\`${input}\`: ${quoted(name)} is in the checkout ${quoted(checkout)}, but a symbolic link leads from there to ${quoted(path)}: a path in the checkout must not lead out of it, or into what git keeps of it. Remove the link from the repository, or set \`${input}\` to the actual path`
  ])

/** Terraform would run there without any configuration, and so plan to destroy all that the state holds. */
export const excludedConfiguration = (name: string, rule: string, isDefault: boolean) =>
  refusal(
    `the Terraform files in ${quoted(name)}, where the workspace runs Terraform, are not uploaded: ` +
      (isDefault
        ? `Terraform itself excludes ${quoted(rule)}. Change the working directory in the workspace's settings`
        : `the rule ${quoted(rule)} in .terraformignore excludes them. Remove the rule, or add !${name === '.' ? '*.tf' : `${name}/`} at the end of the file`)
  )

export const directoryEmpty = (directory: string) =>
  refusal(
    `${quoted(directory)} contains no files to upload. Check that an earlier step of the job checks out the repository with \`actions/checkout\`, and set \`directory\` to the directory that contains the configuration`
  )

export const allExcluded = (directory: string) =>
  refusal(
    `${quoted(directory)} contains no files to upload that .terraformignore doesn't exclude. Add a rule at the end of that file that includes the configuration, such as !*.tf`
  )

export const badName = (name: string) =>
  new EntryRefused(name, `the name ${quoted(name)} is not valid UTF-8, so an archive can't contain it. Rename the file`)

export const changed = (name: string, how: string, cause?: unknown) =>
  new EntryRefused(
    name,
    `${quoted(name)} ${how} while it was being packed. Wait until the program that writes it has finished`,
    cause
  )

export const deadLink = (name: string, text: string, cause: unknown) =>
  new EntryRefused(
    name,
    `the link ${quoted(name)} leads out of the directory to ${quoted(text)}, which does not exist: fix the link`,
    cause
  )

export const cyclicLink = (name: string, target: string) =>
  new EntryRefused(
    name,
    `the link ${quoted(name)} leads to ${quoted(target)}, which contains the link itself, so copying it would never end. Remove the link`
  )

export const confinedLink = (name: string, target: string, workspace: string) =>
  new EntryRefused(
    name,
    `the link ${quoted(name)} leads to ${quoted(target)}, outside of the workspace ${quoted(workspace)}. The action uploads no files from there. Copy the files that you need into the repository`
  )

export const gitLink = (name: string, target: string) =>
  new EntryRefused(
    name,
    `the link ${quoted(name)} leads to ${quoted(target)}: what git keeps of a checkout, with its credentials, is not uploaded through a link. Remove the link`
  )

export const specialLink = (name: string, target: string) =>
  new EntryRefused(
    name,
    `the link ${quoted(name)} leads to ${quoted(target)}, which is neither a file nor a directory: remove the link`
  )

/** What the system said about an entry. */
export function entryUnreadable(name: string, cause: unknown): InputError {
  const code = codeOf(cause)
  if (isMissing(cause)) return changed(name, 'vanished', cause)
  const remedy = code === 'EACCES' || code === 'EPERM' ? 'let the user of this step read it' : 'see to that'
  return new EntryRefused(name, `${quoted(name)} can't be read (${code}): ${remedy}`, cause)
}

export function withReadErrors<T>(name: string, action: () => T): T {
  try {
    return action()
  } catch (error) {
    throw entryUnreadable(name, error)
  }
}

export function codeOf(error: unknown): string {
  return typeof error === 'object' && error !== null && 'code' in error ? String(error.code) : String(error)
}

export function isMissing(error: unknown): boolean {
  return codeOf(error) === 'ENOENT'
}
