import { Problem } from './diagnostics.ts'
import type { Range } from './source.ts'
import { isElements, isMap, primitiveText, sensitive, unknown, UNKNOWN, type Type, type Value } from './values.ts'

/** `value.name` */
export function attribute(of: Value, name: string, range: Range): Value {
  const { content, type } = of
  if (content === null) {
    throw Problem.at(
      range,
      'Attempt to get attribute from null value',
      'This value is null, so it does not have any attributes.'
    )
  }
  if (type === 'dynamic') return sameMark(of, unknown())
  if (typeof type === 'string') {
    throw Problem.at(range, 'Unsupported attribute', `Can't access attributes on a primitive-typed value (${type}).`)
  }
  if (type[0] === 'map' || type[0] === 'object') {
    const found = isMap(content) ? content.get(name) : unknownEntry(type, name)
    if (found !== undefined) return sameMark(of, found)
    if (type[0] === 'map') {
      throw Problem.at(range, 'Missing map element', `This map does not have an element with the key "${name}".`)
    }
    throw Problem.at(range, 'Unsupported attribute', `This object does not have an attribute named "${name}".`)
  }
  throw Problem.at(range, 'Unsupported attribute', 'This value does not have any attributes.')
}

/** `value[key]` */
export function element(of: Value, key: Value, range: Range): Value {
  const { content, type } = of
  if (content === null) {
    throw Problem.at(range, 'Attempt to index null value', 'This value is null, so it does not have any indices.')
  }
  if (key.content === null) throw Problem.at(range, 'Invalid index', "Can't use a null value as an indexing key.")
  if (type === 'dynamic' || key.content === UNKNOWN) return sameMark(key, sameMark(of, unknown()))
  if (typeof type === 'string') throw Problem.at(range, 'Invalid index', 'This value does not have any indices.')
  const name = primitiveText(key) ?? ''
  const found = isElements(content)
    ? content[Number(name)]
    : isMap(content)
      ? content.get(name)
      : unknownEntry(type, name)
  if (found !== undefined) return sameMark(key, sameMark(of, found))
  throw Problem.at(range, 'Invalid index', 'The given key does not identify an element in this collection value.')
}

/** What is within something sensitive is sensitive. */
function sameMark(container: Value, value: Value): Value {
  return container.sensitive ? sensitive(value) : value
}

function unknownEntry(type: Exclude<Type, string>, key: string): Value | undefined {
  const of = type[0] === 'object' ? type[1][key] : type[0] === 'tuple' ? type[1][Number(key)] : type[1]
  return of === undefined ? undefined : unknown(of)
}
