import { HclError, HclScanner } from './hcl-scanner.ts'
import { unescaped } from './variables.ts'

/**
 * The texts and numbers in an expression of HCL, as they are written and as they are meant, without the names of elements. Fails where a text is
 * not an expression.
 */
export function valuesIn(expression: string): readonly string[] {
  const scanner = new HclScanner(`x = ${expression}\n`)
  scanner.file()
  return [...new Set(scanner.values.flatMap(value => [value, unescaped(value)]))]
}

/** What of an expression's value may be secret: all of it where it has no such parts, and each word where it can't be read. */
export function secretsInHcl(source: string): readonly string[] {
  try {
    const values = valuesIn(source)
    return values.length === 0 || source.includes('<<') ? [...values, source] : values
  } catch (error) {
    if (!(error instanceof HclError)) throw error
    return [source, ...source.split(/[\s"'{}[\](),=:]+/)]
  }
}
