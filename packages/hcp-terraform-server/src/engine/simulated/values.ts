import { jsonNumber } from '../json.ts'

/** Types as state files and plans write them. */
export type Type =
  | 'string'
  | 'number'
  | 'bool'
  | 'dynamic'
  | readonly ['list' | 'set' | 'map', Type]
  | readonly ['tuple', readonly Type[]]
  | readonly ['object', Readonly<Record<string, Type>>]

/** The content of a value that is known only after the apply. */
export const UNKNOWN = Symbol('known after apply')

export interface Value {
  readonly type: Type
  /** A number is its digits: Terraform's numbers are wider than JavaScript's. */
  readonly content: typeof UNKNOWN | null | string | boolean | readonly Value[] | ReadonlyMap<string, Value>
  readonly sensitive: boolean
}

const value = (type: Type, content: Value['content']): Value => ({ type, content, sensitive: false })

export const text = (content: string): Value => value('string', content)
export const bool = (content: boolean): Value => value('bool', content)
export const number = (source: string): Value => value('number', decimal(source))
export const nothing = (type: Type = 'dynamic'): Value => value(type, null)
export const unknown = (type: Type = 'dynamic'): Value => value(type, UNKNOWN)
export const list = (of: Type, elements: readonly Value[]): Value => value(['list', of], elements)
export const map = (of: Type, entries: Iterable<readonly [string, Value]>): Value => value(['map', of], sorted(entries))
export const sensitive = (of: Value): Value => ({ ...of, sensitive: true })

export function tuple(elements: readonly Value[]): Value {
  return value(['tuple', elements.map(({ type }) => type)], elements)
}

export function object(entries: Iterable<readonly [string, Value]>): Value {
  const content = sorted(entries)
  return value(['object', Object.fromEntries([...content].map(([name, { type }]) => [name, type]))], content)
}

export function isMap(content: Value['content']): content is ReadonlyMap<string, Value> {
  return content instanceof Map
}

export function isElements(content: Value['content']): content is readonly Value[] {
  return Array.isArray(content)
}

export function isKnown(of: Value): boolean {
  return of.content !== UNKNOWN && children(of).every(isKnown)
}

export function hasSensitive(of: Value): boolean {
  return of.sensitive || children(of).some(hasSensitive)
}

/** Without what is sensitive about it. */
export function bare(of: Value): Value {
  const { type, content } = of
  if (isElements(content)) return value(type, content.map(bare))
  if (isMap(content)) return value(type, new Map([...content].map(([name, entry]) => [name, bare(entry)])))
  return value(type, content)
}

/** A string, number or boolean as a template shows it. */
export function primitiveText({ content }: Value): string | undefined {
  return typeof content === 'string' || typeof content === 'boolean' ? String(content) : undefined
}

/** Equal in type and content. What isn't known yet equals nothing. */
export function same(a: Value, b: Value): boolean {
  return isKnown(a) && isKnown(b) && JSON.stringify([a.type, toJson(a)]) === JSON.stringify([b.type, toJson(b)])
}

/** What isn't known is left out of an object, and null in a list. */
export function toJson({ type, content }: Value): unknown {
  if (isElements(content)) return content.map(element => (element.content === UNKNOWN ? null : toJson(element)))
  if (isMap(content)) {
    return Object.fromEntries(
      [...content].filter(([, { content }]) => content !== UNKNOWN).map(([name, of]) => [name, toJson(of)])
    )
  }
  if (content === UNKNOWN) return undefined
  return type === 'number' && typeof content === 'string' ? jsonNumber(content) : content
}

/** Reads what `toJson` wrote, where everything was known. */
export function fromJson(type: Type, json: unknown): Value {
  if (json === null || json === undefined) return nothing(type)
  if (type === 'dynamic') {
    const wrapped = json as { type: Type; value: unknown }
    return fromJson(wrapped.type, wrapped.value)
  }
  if (type === 'number') return number(typeof json === 'string' ? json : JSON.stringify(json))
  if (typeof type === 'string') return value(type, json as string | boolean)
  if (type[0] === 'object') {
    const record = json as Record<string, unknown>
    return value(type, sorted(Object.entries(type[1]).map(([name, of]) => [name, fromJson(of, record[name])])))
  }
  if (type[0] === 'map') {
    return value(type, sorted(Object.entries(json).map(([name, of]) => [name, fromJson(type[1], of)])))
  }
  const elements = json as unknown[]
  if (type[0] === 'tuple') {
    return value(
      type,
      type[1].map((of, index) => fromJson(of, elements[index]))
    )
  }
  return value(
    type,
    elements.map(element => fromJson(type[1], element))
  )
}

/** Terraform writes numbers without an exponent and without idle zeros. */
export function decimal(source: string): string {
  const [, minus = '', whole = '', fraction = '', exponent = '0'] =
    /^(-?)(\d*)\.?(\d*)(?:[eE]([+-]?\d+))?$/.exec(source) ?? []
  const shift = Number(exponent)
  const digits = shift < 0 ? '0'.repeat(-shift) + whole + fraction : whole + fraction + '0'.repeat(shift)
  const point = whole.length + (shift < 0 ? 0 : shift)
  const before = digits.slice(0, point).replace(/^0+/, '')
  const after = digits.slice(point).replace(/0+$/, '')
  const plain = `${before === '' ? '0' : before}${after === '' ? '' : `.${after}`}`
  return plain === '0' ? plain : minus + plain
}

function children({ content }: Value): readonly Value[] {
  if (isElements(content)) return content
  return isMap(content) ? [...content.values()] : []
}

function sorted(entries: Iterable<readonly [string, Value]>): ReadonlyMap<string, Value> {
  return new Map([...entries].sort(([a], [b]) => (a < b ? -1 : a > b ? 1 : 0)))
}
