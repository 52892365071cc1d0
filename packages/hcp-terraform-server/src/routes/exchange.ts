import type { HttpBindings } from '@hono/node-server'
import type { Context } from 'hono'
import type { Resource, View } from '../documents/document.ts'
import { included } from '../documents/include.ts'
import { pageOf } from '../documents/pages.ts'
import { parseJson } from '../engine/json.ts'
import { LIKENESS } from '../likeness.ts'
import type { Entry } from '../journal.ts'
import { invalid, Refusal } from '../refusal.ts'

/** What every handler gets: one request, and who sent it. */
export interface Env {
  Bindings: HttpBindings
  Variables: {
    view: View
    /** The request in the journal. */
    entry: Entry
    /** The parameters of the query that the handler has asked for. */
    heeded: Set<string>
  }
}
export type Exchange = Context<Env>

export const JSON_API = 'application/vnd.api+json'

/** Exactly this type: clients compare it. */
export function reply(document: unknown, status = 200, headers: Readonly<Record<string, string>> = {}): Response {
  return new Response(JSON.stringify(document), { status, headers: { 'content-type': JSON_API, ...headers } })
}

/** One resource, with what was asked to be included. */
export function show(c: Exchange, resource: Resource, includes: readonly string[] = [], status = 200): Response {
  return reply({ data: resource, ...included(c.var.view, [resource], includes, asked(c, 'include')) }, status)
}

/** One page of them. */
export function list<T>(
  c: Exchange,
  items: readonly T[],
  render: (view: View, item: T) => Resource,
  includes: readonly string[] = []
): Response {
  const { view } = c.var
  const { items: shown, links, meta } = pageOf(view, items, new URL(c.req.url))
  const data = shown.map(item => render(view, item))
  const document = { data, ...included(view, data, includes, asked(c, 'include')) }
  return reply(view.service.faults.take('lists-without-meta') === undefined ? { ...document, links, meta } : document)
}

/** A parameter of the query. A blank one asks for nothing: pytfe sends every filter that it knows. */
export function asked(c: Exchange, name: string): string | undefined {
  c.var.heeded.add(name)
  const value = c.req.query(name)
  return value === '' ? undefined : value
}

export interface Sent {
  readonly type: string | undefined
  readonly attributes: Readonly<Record<string, unknown>>
  readonly relationships: Readonly<Record<string, { readonly data?: unknown }>>
}

/** The document of a create or an update. Its `type` must be there: https://jsonapi.org/format/#crud-creating */
export async function sent(c: Exchange, type: string): Promise<Sent> {
  const { data } = object(await json(c))
  const { type: given, attributes, relationships } = object(data)
  if (data === undefined || given !== type) throw invalid(`data.type must be "${type}"`, '/data/type')
  const unread = LIKENESS[c.var.view.service.settings.like ?? 'none'].unread[type] ?? []
  return {
    type,
    attributes: Object.fromEntries(Object.entries(object(attributes)).filter(([name]) => !unread.includes(name))),
    relationships: object(relationships) as Sent['relationships']
  }
}

/** The `id` that a relationship of a sent document points at. */
export function linked({ relationships }: Sent, name: string): string | undefined {
  const { id } = object(relationships[name]?.data)
  return typeof id === 'string' ? id : undefined
}

/** Plain `{"comment":"..."}`, or nothing. */
export async function comment(c: Exchange): Promise<string | undefined> {
  const { comment } = object(await json(c))
  return typeof comment === 'string' && comment !== '' ? comment : undefined
}

/** What was sent, undefined for nothing. Numbers keep their digits. */
export async function json(c: Exchange): Promise<unknown> {
  const text = await c.req.text()
  if (text.trim() === '') return undefined
  try {
    return parseJson(text)
  } catch {
    throw new Refusal(400, 'bad request', 'The body is not JSON.')
  }
}

/** What a run or a configuration version says it came from; the CLI names itself. */
export function sourceOf(c: Exchange): string {
  const integration = c.req.header('x-terraform-integration')
  return integration === undefined ? 'tfe-api' : `terraform+${integration}`
}

export function object(value: unknown): Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value) ? (value as Record<string, unknown>) : {}
}
