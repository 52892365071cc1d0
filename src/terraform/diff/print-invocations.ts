import type { ActionInvocation } from './plan-tree.ts'
import { printNode } from './print-node.ts'
import { attributeName, quoteAsCli } from './quote.ts'
import type { Writer } from './writer.ts'

/** The actions that Terraform would invoke. No CLI's text was compared with this: Terraform 1.11 has no actions. */
export function printInvocations(invocations: readonly ActionInvocation[], writer: Writer): void {
  if (invocations.length === 0) return
  writer.blank()
  writer.blank()
  writer.text('Terraform will invoke the following actions:')
  for (const { address, trigger, event, deferred, config } of invocations) {
    writer.blank()
    writer.blank()
    writer.begin('bold')
    writer.text(`  # ${address}`)
    writer.begin('reset')
    writer.text(
      deferred === undefined
        ? ' will be invoked'
        : ` will not be invoked yet: it is deferred (${attributeName(deferred)})`
    )
    if (trigger !== undefined) {
      writer.blank()
      writer.text(`  # (by ${trigger}, ${event === undefined ? 'at an unknown event' : attributeName(event)})`)
    }
    writer.line(0, 'none')
    writer.text(`action ${quoteAsCli(address)} `)
    if (config === undefined) writer.text('{} # the plan does not say which values are sensitive, so none is shown')
    else printNode(config, writer, true)
  }
  writer.blank()
}
