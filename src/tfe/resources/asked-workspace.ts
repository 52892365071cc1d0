import { ApiError, InputError, RunFailed } from '../../errors.ts'
import { isSameName, NOT_ASKED_FOR } from '../document.ts'

interface Named {
  readonly id: string
  readonly name: string
  readonly organization: string | undefined
}

/** The workspace that was asked for by its name, whose case means nothing. Another one is refused: the action would change it. */
export function asAskedFor<T extends Named>(found: T, organization: string, name: string): T {
  const isNamed = isSameName(found.name, name) || found.id === name
  if (isNamed && (found.organization === undefined || isSameName(found.organization, organization))) return found
  throw new RunFailed(
    `The action requested the workspace ${organization}/${name}, but the service returned ${found.organization ?? organization}/${found.name || found.id}. ${NOT_ASKED_FOR}`
  )
}

/**
 * A workspace that was asked for by its id, which says nothing of its organization. Where the server does not show the organization, the workspace
 * is read by its name there, to see that it is the same one.
 */
export async function ofOrganization<T extends Named>(
  found: T,
  organization: string,
  readNamed: (name: string) => Promise<T>
): Promise<T> {
  const { id, name, organization: shown } = found
  if (shown === undefined ? await isThere(id, () => readNamed(name)) : isSameName(shown, organization)) return found
  const problem =
    shown === undefined
      ? `. The server does not show which one it is, and \`${organization}\` has no workspace "${name}" with this id that the token can see`
      : `, which is ${shown}, but is \`${organization}\``
  throw new InputError([
    `\`organization\` must be the organization of the workspace ${id}${problem}. Correct it, or use a workspace of ${organization}`
  ])
}

async function isThere(id: string, read: () => Promise<Named>): Promise<boolean> {
  try {
    return (await read()).id === id
  } catch (error) {
    if (ApiError.isAbsence(error)) return false
    throw error
  }
}
