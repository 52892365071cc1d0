import { RunFailed } from '../errors.ts'
import { isSameName, NOT_ASKED_FOR, relatedIds, singleResource, type Document, type Resource } from './document.ts'
import type { Options } from './http.ts'

/**
 * What the resources of an answer belong to by the request, under the names of their relationships. Of an organization that is its name.
 * Resources of another owner are not what was asked for: a list is read without them, a single one is refused. Not every server shows every
 * relationship; where the request names the owner in its path, one that is not shown is believed.
 */
export type Owner = Readonly<Record<string, string>>

/** What reads resources of an owner. */
export interface OwnedOptions extends Options {
  readonly of?: Owner
}

/** Whether a resource shows no other owner than the one that was asked for. */
export const isOf = (resource: Resource, owner: Owner): boolean => otherOwner(resource, owner) === undefined

/** The resource of a document that holds one. One that shows another owner is refused. */
export function ownedResource(document: Document, owner: Owner, found = singleResource(document)): Resource {
  const other = otherOwner(found, owner)
  if (other === undefined) return found
  const { relationship, asked, shown } = other
  throw new RunFailed(
    `The action requested ${document.answers.path}, but the service returned ${found.id} of the ${relationship} ${shown}, not of ${asked}. ${NOT_ASKED_FOR}`
  )
}

interface OtherOwner {
  readonly relationship: string
  readonly asked: string
  readonly shown: string
}

function otherOwner(resource: Resource, owner: Owner): OtherOwner | undefined {
  for (const [relationship, asked] of Object.entries(owner))
    for (const shown of relatedIds(resource, relationship)) {
      const isSame = relationship === 'organization' ? isSameName(shown, asked) : shown === asked
      if (!isSame) return { relationship, asked, shown: shown || 'without an id' }
    }
  return undefined
}
