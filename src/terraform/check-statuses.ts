import { elementsOf, isObject, type Json } from '../json.ts'
import { ObjectStream } from './plan-stream.ts'

/** What a plan says of one check, precondition or postcondition. */
export interface CheckStatus {
  readonly address: string
  /** `pass`, `fail`, `error`, or `unknown` before the apply; or a word that this version does not know. */
  readonly status: string
}

/** Reads the checks of a plan as JSON, in pieces, and nothing else of it: https://developer.hashicorp.com/terraform/internals/json-format#checks-representation */
export class CheckStatusReader {
  readonly #found: CheckStatus[] = []
  readonly #stream = new ObjectStream({
    treatment: key => (key === 'checks' ? 'items' : 'skip'),
    item: (_key, _name, value) => {
      for (const status of statusesOf(value)) this.#found.push(status)
    },
    whole: () => undefined
  })

  write(piece: Uint8Array): void {
    this.#stream.write(piece)
  }

  end(): readonly CheckStatus[] {
    this.#stream.end()
    return this.#found
  }
}

/** One for each instance; of a check without any, one for all of it. */
function statusesOf(check: Json): readonly CheckStatus[] {
  if (!isObject(check)) return []
  const instances = elementsOf(check.instances).filter(isObject)
  return (instances.length === 0 ? [check] : instances).flatMap(({ address, status }) =>
    isObject(address) && typeof address.to_display === 'string' && typeof status === 'string'
      ? [{ address: address.to_display, status }]
      : []
  )
}
