import { isObject, valueOf, type Json } from '../../json.ts'
import type { Shape } from './pair.ts'

/** What a provider says of a value. Where it says nothing, the value itself tells. */
export type Type =
  | { readonly kind: 'dynamic' | 'primitive' }
  | { readonly kind: 'list' | 'set' | 'map'; readonly element: Type; readonly nested: boolean }
  | { readonly kind: 'tuple'; readonly elements: readonly Type[] }
  | { readonly kind: 'object'; readonly attributes: ReadonlyMap<string, Type>; readonly nested: boolean }

export interface BlockSchema {
  /** Whether the provider may be one that knows no null: nothing in the schema is beyond those. */
  readonly legacy: boolean
  readonly attributes: ReadonlyMap<string, AttributeSchema>
  readonly blocks: ReadonlyMap<string, NestedBlockSchema>
}

export interface AttributeSchema {
  readonly type: Type
  readonly writeOnly: boolean
}

export interface NestedBlockSchema {
  readonly nesting: 'list' | 'set' | 'map' | 'single' | 'group'
  readonly block: BlockSchema
}

export const DYNAMIC: Type = { kind: 'dynamic' }

const SHAPES: Readonly<Record<Type['kind'], Shape>> = {
  dynamic: 'any',
  primitive: 'any',
  object: 'object',
  map: 'object',
  list: 'array',
  tuple: 'array',
  set: 'array'
}

export const shapeOf = ({ kind }: Type): Shape => SHAPES[kind]

/**
 * The schemas of a plan's providers, each read when it is asked for: there may be thousands.
 * https://developer.hashicorp.com/terraform/cli/commands/providers/schema
 */
export class Schemas {
  readonly #json: Json | undefined
  readonly #read = new Map<string, BlockSchema | undefined>()

  constructor(json: Json | undefined) {
    this.#json = json
  }

  /** Undefined where the plan does not carry it. */
  of(provider: string, mode: string, type: string): BlockSchema | undefined {
    const key = JSON.stringify([provider, mode, type])
    if (!this.#read.has(key)) {
      const kinds = mode === 'data' ? 'data_source_schemas' : 'resource_schemas'
      const json = valueOf(valueOf(valueOf(valueOf(this.#json, provider), kinds), type), 'block')
      this.#read.set(key, isObject(json) ? blockSchema(json) : undefined)
    }
    return this.#read.get(key)
  }
}

const entries = (json: Json | undefined): readonly (readonly [string, Json])[] =>
  isObject(json) ? Object.entries(json) : []

function blockSchema(json: Json | undefined): BlockSchema {
  return {
    legacy: isLegacy(json),
    attributes: new Map(
      entries(valueOf(json, 'attributes')).map(([name, attribute]) => [
        name,
        { type: attributeType(attribute), writeOnly: valueOf(attribute, 'write_only') === true }
      ])
    ),
    blocks: new Map(
      entries(valueOf(json, 'block_types')).map(([name, block]) => [
        name,
        { nesting: nestingOf(block), block: blockSchema(valueOf(block, 'block')) }
      ])
    )
  }
}

function isLegacy(json: Json | undefined): boolean {
  const mode = ([, block]: readonly [string, Json]): Json | undefined => valueOf(block, 'nesting_mode')
  return (
    !entries(valueOf(json, 'attributes')).some(
      ([, attribute]) => valueOf(attribute, 'nested_type') !== undefined || isModern(valueOf(attribute, 'type'))
    ) && !entries(valueOf(json, 'block_types')).some(block => mode(block) === 'map' || mode(block) === 'group')
  )
}

/** Old providers know objects only as elements of an attribute. */
function isModern(type: Json | undefined): boolean {
  if (!Array.isArray(type)) return type === 'dynamic'
  const [kind, of] = type as readonly Json[]
  if (kind === 'object' || kind === 'tuple') return true
  const asElements = (kind === 'list' || kind === 'set' || kind === 'map') && Array.isArray(of) && of[0] === 'object'
  if (asElements) return entries((of as readonly Json[])[1]).some(([, inner]) => isModern(inner))
  return isModern(of) || hasObject(of)
}

const hasObject = (type: Json | undefined): boolean =>
  Array.isArray(type) && (type[0] === 'object' || hasObject((type as readonly Json[])[1]))

function nestingOf(block: Json): NestedBlockSchema['nesting'] {
  const mode = valueOf(block, 'nesting_mode')
  return mode === 'list' || mode === 'set' || mode === 'map' || mode === 'group' ? mode : 'single'
}

function attributeType(attribute: Json): Type {
  const nested = valueOf(attribute, 'nested_type')
  return isObject(nested) ? nestedType(nested) : typeOf(valueOf(attribute, 'type'))
}

function nestedType(json: Json): Type {
  const object: Type = {
    kind: 'object',
    attributes: new Map(
      entries(valueOf(json, 'attributes')).map(([name, attribute]) => [name, attributeType(attribute)])
    ),
    nested: true
  }
  const mode = valueOf(json, 'nesting_mode')
  return mode === 'list' || mode === 'set' || mode === 'map' ? { kind: mode, element: object, nested: true } : object
}

/** Terraform's types in JSON: `"string"`, `["list", "string"]`, `["object", { "name": "string" }]`. */
export function typeOf(json: Json | undefined): Type {
  if (json === 'string' || json === 'number' || json === 'bool') return { kind: 'primitive' }
  if (!Array.isArray(json)) return DYNAMIC
  const [kind, of] = json as readonly Json[]
  if (kind === 'list' || kind === 'set' || kind === 'map') return { kind, element: typeOf(of), nested: false }
  if (kind === 'tuple' && Array.isArray(of)) return { kind, elements: (of as readonly Json[]).map(typeOf) }
  if (kind !== 'object') return DYNAMIC
  return { kind, attributes: new Map(entries(of).map(([name, type]) => [name, typeOf(type)])), nested: false }
}
