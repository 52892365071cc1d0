import type { Json } from '../../json.ts'
import { difference } from './difference.ts'
import { UNMARKED } from './pair.ts'
import { printNode } from './print-node.ts'
import { attributeName } from './quote.ts'
import { CliWriter, UNFILTERED } from './writer.ts'

interface Output {
  readonly name: string
  /** Undefined where it is sensitive. */
  readonly value: Json | undefined
}

/** Outputs as the CLI prints them after an apply. */
export function outputLines(outputs: readonly Output[]): readonly string[] {
  const writer = new CliWriter(false, UNFILTERED)
  for (const { name, value } of outputs) {
    writer.line(0, 'none')
    writer.text(`${attributeName(name)} = `)
    if (value === undefined) writer.text('<sensitive>')
    else printNode(difference({ ...UNMARKED, before: value, after: value }), writer, true)
  }
  // Nothing is marked here, so that the column of marks is left out.
  return writer.finished().map(line => line.slice(4))
}
