import type { Caller } from '../resources.ts'
import type { Service } from '../service.ts'

/** Who asks, and where: links are absolute, under the address that the client used. */
export interface View {
  readonly service: Service
  readonly caller: Caller
  /** `http://127.0.0.1:8080` */
  readonly origin: string
}

export interface Identifier {
  readonly type: string
  readonly id: string
}

export interface Relationship {
  readonly data?: Identifier | readonly Identifier[] | null
  readonly links?: Readonly<Record<string, string>>
}

export interface Resource extends Identifier {
  readonly attributes?: Readonly<Record<string, unknown>>
  readonly relationships?: Readonly<Record<string, Relationship>>
  readonly links?: Readonly<Record<string, string | null>>
}

export function one(type: string, item: { readonly id: string } | undefined, related?: string): Relationship {
  const links = related === undefined ? {} : { links: { related } }
  return { data: item === undefined ? null : { type, id: item.id }, ...links }
}

export function many(type: string, items: readonly { readonly id: string }[]): Relationship {
  return { data: items.map(({ id }) => ({ type, id })) }
}

/** A URL of the object store, wherever that is. */
export function blobUrl({ service, origin }: View, path: string): string {
  return `${service.archivist ?? origin}${path}`
}
