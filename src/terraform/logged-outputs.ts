import { isObject, parseJson, type Json } from '../json.ts'

/** An output after an apply, or in a plan. */
export interface LoggedOutput {
  readonly name: string
  /** Undefined unless the log says that it is not sensitive. */
  readonly value: Json | undefined
  /** Terraform's type in JSON. */
  readonly type: Json | undefined
  readonly isSensitive: boolean
  /** What a plan does to it. `unknown` where the log does not say so in a word. Undefined after an apply. */
  readonly action: string | undefined
}

/** The outputs of a structured message. Numbers keep their digits. */
export function loggedOutputs(line: string): readonly LoggedOutput[] {
  const message = parseJson(line)
  const outputs = isObject(message) ? (message.outputs ?? {}) : {}
  return isObject(outputs) ? Object.entries(outputs).map(loggedOutput) : [UNREADABLE]
}

const UNREADABLE: LoggedOutput = {
  name: '?',
  value: undefined,
  type: undefined,
  isSensitive: false,
  action: 'unknown'
}

function loggedOutput([name, output]: readonly [name: string, output: Json]): LoggedOutput {
  if (!isObject(output)) return { ...UNREADABLE, name }
  const { sensitive, value, type, action } = output
  return {
    name,
    value: sensitive === false ? value : undefined,
    type,
    isSensitive: sensitive === true,
    action: action === undefined || typeof action === 'string' ? action : 'unknown'
  }
}
