import { readdir, readFile } from 'node:fs/promises'
import { join } from 'node:path'
import type { Constraint } from './constraints.ts'
import { Declarations } from './declarations.ts'
import { Faults, Problem } from './diagnostics.ts'
import type { Range } from './source.ts'
import { parseFile, type Attribute, type Body, type Expression } from './syntax.ts'
import type { Value } from './values.ts'

export interface Variable {
  readonly name: string
  readonly header: Range
  readonly constraint: Constraint
  readonly fallback: Value | undefined
  readonly sensitive: boolean
}

export interface Resource {
  readonly address: string
  readonly input: Expression | undefined
  readonly trigger: Expression | undefined
  readonly dependsOn: Expression | undefined
}

export interface Output {
  readonly name: string
  readonly header: Range
  readonly value: Expression
  readonly dependsOn: Expression | undefined
  readonly sensitive: boolean
}

export interface Configuration {
  /** How many files it came from. */
  readonly files: number
  readonly variables: Map<string, Variable>
  readonly locals: Map<string, Attribute>
  readonly resources: Map<string, Resource>
  readonly outputs: Map<string, Output>
}

/** Reads every `.tf` file of a directory, or throws all that is wrong with them. */
export async function loadConfiguration(directory: string, terraformVersion: string): Promise<Configuration> {
  const faults = new Faults()
  const bodies: Body[] = []
  for (const name of (await readdir(directory)).sort()) {
    if (!/\.tf(\.json)?$/.test(name) || name.startsWith('.')) continue
    const file = { name, bytes: await readFile(join(directory, name)) }
    const whole = { file, start: 0, end: 0 }
    if (name.endsWith('.json')) faults.add(...Problem.beyond(whole, 'configuration in JSON').diagnostics)
    else if (/(^|_)override\.tf$/.test(name)) faults.add(...Problem.beyond(whole, 'override files').diagnostics)
    else {
      const body = await parseFile(file).catch((error: unknown) => {
        if (!(error instanceof Problem)) throw error
        faults.add(...error.diagnostics)
      })
      if (body !== undefined) bodies.push(body)
    }
  }
  faults.throwIfAny()
  return new Declarations(bodies.length, faults, terraformVersion).read(bodies)
}
