import { NetworkError, RunFailed } from '../errors.ts'
import { elementsOf, isObject, type Json } from '../json.ts'

/**
 * JSON:API documents, read leniently: servers of other versions leave attributes out or set them to null, and what a reader
 * does not find is `undefined`. https://jsonapi.org/format/#document-structure
 */
export interface Resource {
  readonly id: string
  readonly type: string
  readonly attributes: Fields
  readonly relationships: Readonly<Record<string, Json>>
  readonly links: Fields
}

/** A document's resources, with the included ones. */
export interface Document {
  readonly data: readonly Resource[]
  readonly included: readonly Resource[]
  readonly meta: Json | undefined
  readonly links: Fields
  /** The request that it is the answer to. */
  readonly answers: Answered
}

interface Answered {
  readonly method: string
  readonly path: string
}

/** An object whose fields are read by kind; a field of another kind counts as absent. */
export class Fields {
  readonly json: Readonly<Record<string, Json>>

  constructor(json: Json | undefined) {
    this.json = isObject(json) ? json : {}
  }

  value(name: string): Json | undefined {
    return Object.hasOwn(this.json, name) ? this.json[name] : undefined
  }

  text(name: string): string | undefined {
    const value = this.value(name)
    return typeof value === 'string' && value !== '' ? value : undefined
  }

  flag(name: string): boolean | undefined {
    const value = this.value(name)
    return typeof value === 'boolean' ? value : undefined
  }

  count(name: string): number | undefined {
    const value = this.value(name)
    return typeof value === 'number' ? value : undefined
  }

  list(name: string): readonly Json[] {
    const value = this.value(name)
    return Array.isArray(value) ? (value as readonly Json[]) : []
  }

  fields(name: string): Fields {
    return new Fields(this.value(name))
  }
}

/** Undefined where `json` is not a document. Some servers send a resource without the document around it. */
export function document(json: Json, answers: Answered): Document | undefined {
  if (!isObject(json)) return undefined
  if (json.data === undefined) {
    const isBare = typeof json.id === 'string' && typeof json.type === 'string'
    return isBare
      ? { data: [resource(json)], included: [], meta: undefined, links: new Fields(undefined), answers }
      : undefined
  }
  return {
    data: resources(json.data),
    included: resources(json.included),
    meta: json.meta,
    links: new Fields(json.links),
    answers
  }
}

const resources = (json: Json | undefined): Resource[] =>
  (Array.isArray(json) ? (json as readonly Json[]) : [json]).filter(isObject).map(resource)

function resource(json: Readonly<Record<string, Json>>): Resource {
  const fields = new Fields(json)
  return {
    id: fields.text('id') ?? '',
    type: fields.text('type') ?? '',
    attributes: fields.fields('attributes'),
    relationships: fields.fields('relationships').json,
    links: fields.fields('links')
  }
}

/** The ids that a relationship names, none where it is absent or null. */
export const relatedIds = (of: Resource, name: string): readonly string[] =>
  resources(new Fields(of.relationships[name]).value('data')).map(({ id }) => id)

/** Whether a to-many relationship says that there are none. */
export function namesNone(of: Resource, name: string): boolean {
  const named = new Fields(of.relationships[name]).value('data')
  return Array.isArray(named) && named.length === 0
}

/** The type of the resource that a to-one relationship names. */
export const relatedType = (of: Resource, name: string): string | undefined =>
  resources(new Fields(of.relationships[name]).value('data'))[0]?.type

/** The resource that a to-one relationship names, as far as it was included. */
export const includedOne = (of: Resource, name: string, included: readonly Resource[]): Resource | undefined =>
  includedMany(of, name, included)[0]

/** The resources that a relationship names, as far as they were included. */
export function includedMany(of: Resource, name: string, included: readonly Resource[]): readonly Resource[] {
  const ids = new Set(relatedIds(of, name).filter(id => id !== ''))
  return included.filter(({ id }) => ids.has(id))
}

/** All that a to-many relationship names. Undefined where it only links to them, or where not all of them were included. */
export function includedAll(
  of: Resource,
  name: string,
  included: readonly Resource[]
): readonly Resource[] | undefined {
  const found = includedMany(of, name, included)
  const named = new Fields(of.relationships[name]).value('data')
  const isEach = new Set(found.map(({ id }) => id)).size === found.length
  return Array.isArray(named) && isEach && found.length === named.length ? found : undefined
}

/** Attributes that hold a secret: whoever has such a URL needs no token. */
const SECRET = /^(upload|log-read)-url$|^(hosted|sanitized|encrypted)-.*-(upload|download)-url$/

/** The URLs of a document that are secrets. */
export const secretUrlsOf = ({ data, included }: Document): readonly string[] =>
  [...data, ...included].flatMap(({ attributes }) =>
    Object.entries(attributes.json).flatMap(([name, url]) =>
      SECRET.test(name) && typeof url === 'string' ? [url] : []
    )
  )

/** A resource as compact JSON in the API's own words, without the URLs that are secrets. */
export const toJson = ({ id, type, attributes, relationships }: Resource, leftOut: readonly string[] = []): string =>
  JSON.stringify({
    id,
    type,
    attributes: Object.fromEntries(
      Object.entries(attributes.json)
        .filter(([name]) => !SECRET.test(name) && !leftOut.includes(name))
        .map(([name, value]) => [name, name === 'variables' ? withoutValues(value) : value])
    ),
    relationships
  })

/** The variables of a run, some of which may be sensitive: it does not say which. Not every server says that it is a run. */
const withoutValues = (variables: Json): Json =>
  elementsOf(variables).map(variable => (isObject(variable) ? { ...variable, value: '***' } : '***'))

/** The resource of a document that was asked for by its id. Another one is not what the question was about. */
export function resourceById(document: Document, id: string): Resource {
  const found = singleResource(document)
  if (found.id === id) return found
  throw new RunFailed(
    `The action requested ${id}, but the service returned ${found.id || 'an object without an id'}. ${NOT_ASKED_FOR}`
  )
}

/** What to do about a server, or something before it, that answers another question. */
export const NOT_ASKED_FOR =
  "The action does not use responses that don't match the request. Check the server, and the proxies in front of it"

/** Names of workspaces and organizations, whose case means nothing. */
export const isSameName = (one: string, other: string): boolean => one.toLowerCase() === other.toLowerCase()

/** The resource of a document that holds one. An answer without it is as broken as one that is not a document. */
export function singleResource({ data: [resource], answers }: Document): Resource {
  if (resource !== undefined) return resource
  throw new NetworkError(answers.method, answers.path, { cause: new Error('the response contains no resource') })
}
