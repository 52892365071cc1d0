import { isObject, parseJson, type Json } from '../json.ts'

/** An output after an apply. */
export interface LoggedOutput {
  readonly name: string
  /** Undefined unless the log says that it is not sensitive. */
  readonly value: Json | undefined
  /** Terraform's type in JSON. */
  readonly type: Json | undefined
  readonly isSensitive: boolean
}

/** The outputs of a structured message. Numbers keep their digits. A plan's outputs have no values yet. */
export function loggedOutputs(line: string): readonly LoggedOutput[] {
  const message = parseJson(line)
  const found = isObject(message) && isObject(message.outputs) ? Object.entries(message.outputs) : []
  return found.flatMap(([name, output]) => {
    if (!isObject(output) || output.action !== undefined) return []
    const { sensitive, value, type } = output
    return [{ name, value: sensitive === false ? value : undefined, type, isSensitive: sensitive === true }]
  })
}
