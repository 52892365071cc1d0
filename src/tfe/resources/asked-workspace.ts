import { InputError, RunFailed } from '../../errors.ts'
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

/** A workspace that was asked for by its id, which says nothing of its organization. */
export function ofOrganization<T extends Named>(found: T, organization: string): T {
  if (found.organization === undefined || isSameName(found.organization, organization)) return found
  throw new InputError([
    `\`organization\` must be the organization of the workspace ${found.id}, which is ${found.organization}, but is \`${organization}\`. Correct it, or use a workspace of ${organization}`
  ])
}
