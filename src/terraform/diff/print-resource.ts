import type { DeferredDifference, PlanMode, ResourceDifference } from './plan-tree.ts'
import { printNode } from './print-node.ts'
import { quoteAsCli } from './quote.ts'
import { printHeading } from './resource-heading.ts'
import type { Writer } from './writer.ts'

export function printResource(resource: ResourceDifference, writer: Writer, occasion: 'planned' | 'drifted'): void {
  printHeading(resource, writer, occasion)
  printBody(resource, writer)
}

function printBody({ mode, type, name, action, importing, node }: ResourceDifference, writer: Writer): void {
  writer.blank()
  writer.begin('reset')
  writer.mark(action)
  writer.text(`${mode === 'data' ? 'data' : 'resource'} ${quoteAsCli(type)} ${quoteAsCli(name)} `)
  // Terraform has not shown anything of an object that it imports before.
  printNode(node, writer, importing !== undefined)
}

/** What has changed outside of Terraform. */
export function printDrift(drift: readonly ResourceDifference[], mode: PlanMode, writer: Writer): void {
  printNote(writer, 'Objects have changed outside of Terraform')
  printLines(writer, [
    'Terraform detected the following changes made outside of Terraform since the',
    'last "terraform apply" which may have affected this plan:'
  ])
  for (const resource of drift) {
    writer.blank()
    printResource(resource, writer, 'drifted')
  }
  writer.blank()
  writer.blank()
  printLines(
    writer,
    mode === 'refresh-only'
      ? [
          'This is a refresh-only plan, so Terraform will not take any actions to undo',
          'these. If you were expecting these changes then you can apply this plan to',
          'record the updated values in the Terraform state without changing any remote',
          'objects.'
        ]
      : [
          'Unless you have made equivalent changes to your configuration, or ignored the',
          'relevant attributes using ignore_changes, the following plan may include',
          'actions to undo or respond to these changes.'
        ]
  )
  writer.blank()
}

const DEFERRED: Readonly<Record<string, string>> = {
  instance_count_unknown: 'because the number of resource instances is unknown',
  resource_config_unknown: 'because the resource configuration is unknown',
  provider_config_unknown: 'because the provider configuration is unknown',
  absent_prereq: 'because a prerequisite for this resource has not yet been created',
  deferred_prereq: 'because a prerequisite for this resource is deferred'
}

/** What another plan has to do first. */
export function printDeferred(deferred: readonly DeferredDifference[], writer: Writer, isFirst = true): void {
  printNote(writer, 'This is a partial plan, parts can only be known in the next plan / apply cycle.', !isFirst)
  for (const { reason, resource } of deferred) {
    writer.blank()
    writer.blank()
    writer.begin('bold')
    writer.text(`  # ${resource.address}`)
    writer.begin('reset')
    writer.text(' was deferred')
    writer.blank()
    writer.begin('reset')
    writer.text('  #')
    writer.begin('reset')
    writer.text(` (${Object.hasOwn(DEFERRED, reason) ? (DEFERRED[reason] ?? '') : 'for an unknown reason'})`)
    printBody(resource, writer)
  }
  writer.blank()
}

function printNote(writer: Writer, text: string, resets = false): void {
  writer.blank()
  if (resets) writer.begin('reset')
  writer.blank()
  writer.begin('bold', 'cyan')
  writer.text('Note:')
  writer.begin('reset', 'bold')
  writer.text(` ${text}`)
  writer.blank()
  writer.begin('reset')
}

function printLines(writer: Writer, lines: readonly string[]): void {
  for (const line of lines) {
    writer.blank()
    writer.text(line)
  }
}
