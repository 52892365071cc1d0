import { isObject, valueOf, type Json } from '../json.ts'

/**
 * The names that an expression, or several, refer to. `isUnwound`: whether Terraform writes a module after each output of it that an expression uses, which
 * is left out here. Elsewhere a module is used as a whole.
 */
export function namesIn(json: Json, isUnwound = false): readonly string[] {
  if (Array.isArray(json)) return (json as readonly Json[]).flatMap(inner => namesIn(inner, isUnwound))
  if (!isObject(json)) return []
  // An argument may be called `references` too: it has no list of names, but an expression or blocks.
  return Object.entries(json).flatMap(([key, value]) =>
    key === 'references' && Array.isArray(value)
      ? (value as readonly Json[]).flatMap((name, index) => {
          if (typeof name !== 'string') return namesIn(name, isUnwound)
          return isUnwound && isModuleOf(name, value[index - 1]) ? [] : [name]
        })
      : namesIn(value, isUnwound)
  )
}

/** Whether a name is that of a module, with its key if it has one, and another name is that of an output of it. */
const isModuleOf = (name: string, output: unknown): boolean =>
  name.startsWith('module.') &&
  typeof output === 'string' &&
  output.startsWith(`${name}.`) &&
  /^[^.[]+$/.test(output.slice(name.length + 1))

/** Terraform before 1.0.1 writes only the output. */
export const isUnwoundBy = (version: string): boolean => version !== '' && !/^(?:0\.|1\.0\.0(?!\d))/.test(version)

/** Whether an expression uses the key or the value of the instance that it is in, which `for_each` or `count` sets. */
export const usesInstance = (expression: Json): boolean =>
  namesIn(expression).some(name => /^(?:each|count)\./.test(name))

/**
 * Whether a plan does not show all that an expression, or one of several, is made of. It shows constants only: of others it has the names that they refer
 * to, and nothing of one that has none, such as a function of constants. A list has blocks, and no expressions.
 */
export const isHidden = (expressions: Json): boolean => hasTemplate(expressions) || isNoConstant(expressions)

function isNoConstant(expressions: Json): boolean {
  if (Array.isArray(expressions)) return (expressions as readonly Json[]).some(areHiddenIn)
  if (!isObject(expressions)) return false
  const keys = Object.keys(expressions)
  if (keys.length === 1 && keys[0] === 'constant_value') return namesIn(expressions).length > 0
  return keys.length === 0 || keys.includes('references') || Object.values(expressions).some(isNoConstant)
}

/** Whether one is in a block. It may be in a dynamic block of one that is empty. */
const areHiddenIn = (block: Json): boolean =>
  isObject(block) && (Object.keys(block).length === 0 || Object.values(block).some(isNoConstant))

/**
 * Whether a text in a value, or a key, may be an expression of JSON syntax: Terraform writes its text as a constant. In native syntax only an escape
 * makes such a text.
 */
const hasTemplate = (json: Json): boolean =>
  typeof json === 'string'
    ? /[$%]\{/.test(json)
    : typeof json === 'object' &&
      json !== null &&
      Object.entries(json as Readonly<Record<string, Json>>).some(
        ([key, value]) => hasTemplate(key) || hasTemplate(value)
      )

/** The value of an expression, where it is certain to be what the plan has. */
export function constantOf(expression: Json | undefined): Json | undefined {
  const value = valueOf(expression, 'constant_value')
  return value === undefined || hasTemplate(value) ? undefined : value
}

/** The address of a resource in the configuration, of whichever instance of it and of its modules. */
export const withoutKeys = (address: string): string => address.replaceAll(/\[(?:\d+|"(?:[^"\\]|\\.)*")\]/g, '')
