import { RunFailed } from '../../errors.ts'
import { NOT_ASKED_FOR } from '../document.ts'

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

const isSameName = (one: string, other: string): boolean => one.toLowerCase() === other.toLowerCase()
