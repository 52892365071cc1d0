import type { LoggedOutput } from '../logged-outputs.ts'
import { difference } from './difference.ts'
import { UNMARKED } from './pair.ts'
import { printNode } from './print-node.ts'
import { attributeName } from './quote.ts'
import { typeOf } from './schema.ts'
import { CliWriter, UNFILTERED } from './writer.ts'

/** Outputs as the CLI prints them in cloud mode after an apply. */
export function outputLines(outputs: readonly LoggedOutput[]): readonly string[] {
  const writer = new CliWriter(false, UNFILTERED)
  for (const { name, value, type, isSensitive } of outputs) {
    writer.blank()
    writer.text(`${attributeName(name)} = `)
    if (value !== undefined)
      printNode(difference({ ...UNMARKED, before: value, after: value }, typeOf(type)), writer, true)
    else writer.text(isSensitive ? '(sensitive value)' : '(not shown: the log does not say whether it is sensitive)')
  }
  return writer.finished()
}
