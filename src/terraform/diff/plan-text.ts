import { countResources } from './plan-counts.ts'
import type { PlanDifference, ResourceDifference } from './plan-tree.ts'
import { sortedByKey } from './print-context.ts'
import { printInvocations } from './print-invocations.ts'
import { printNothing, printRule, printSentence } from './print-no-changes.ts'
import { printNode } from './print-node.ts'
import { printDeferred, printDrift, printResource } from './print-resource.ts'
import { attributeName, padName, quoteAsCli, widthOf } from './quote.ts'
import { CliWriter, UNFILTERED, type Filter, type LineMark } from './writer.ts'

/** The whole plan as lines, as the CLI shows it. */
export function planText(
  plan: PlanDifference,
  { color, filter = UNFILTERED }: { readonly color: boolean; readonly filter?: Filter }
): readonly string[] {
  const writer = new CliWriter(color, filter)
  printPlan(plan, writer)
  return writer.finished()
}

const isShown = ({ action, mode, previousAddress, importing }: ResourceDifference): boolean =>
  action === 'none' ? previousAddress !== undefined || importing !== undefined : action !== 'delete' || mode !== 'data'

/** What has an unknown action may change, whatever its values say. */
const changes = ({ action, node }: Pick<ResourceDifference, 'action' | 'node'>): boolean =>
  node.action !== 'none' || action === 'unknown'

/** The drift that a reader may have to know of: in a plan that does something, and where what it does depends on it. */
function shownDrift({ mode, drift, resources, outputs }: PlanDifference): readonly ResourceDifference[] {
  if (mode === 'refresh-only') return drift
  const isEmpty =
    resources.every(resource => !changes(resource) && resource.previousAddress === undefined) && !outputs.some(changes)
  return isEmpty ? [] : drift.filter(changes)
}

function printPlan(plan: PlanDifference, writer: CliWriter): void {
  const shown = plan.resources.filter(isShown)
  const outputs = plan.outputs.filter(changes)
  const drift = shownDrift(plan)
  if (shown.length === 0 && outputs.length === 0) {
    if (plan.deferred.length > 0) {
      printSentence(writer, 'No current changes.', 'This plan requires another plan to be applied first.', [])
      printDeferred(plan.deferred, writer, false)
      printRule(writer)
    } else if (drift.length > 0) printDrift(drift, plan.mode, writer)
    else if (plan.invocations.length === 0) printNothing(plan, writer)
    printInvocations(plan.invocations, writer)
    return
  }
  if (drift.length > 0) {
    printDrift(drift, plan.mode, writer)
    printRule(writer)
  }
  if (plan.deferred.length > 0) {
    printDeferred(plan.deferred, writer)
    printRule(writer)
  }
  printResources(shown, plan.errored, writer)
  if (outputs.length > 0) {
    if (shown.length === 0) writer.blank()
    printOutputs(plan, writer)
    if (shown.every(({ action }) => action === 'none')) printOnlyOutputs(writer)
  }
  printInvocations(plan.invocations, writer)
}

/** The marks in use, and what they mean. */
const LEGEND: readonly (readonly [Exclude<LineMark, 'none'>, string])[] = [
  ['create', 'create'],
  ['update', 'update in-place'],
  ['delete', 'destroy'],
  ['delete-create', 'destroy and then create replacement'],
  ['create-delete', 'create replacement and then destroy'],
  ['read', 'read (data resources)'],
  ['forget-create', 'forget and then create replacement'],
  ['unknown', 'an action that this version does not know']
]

function printResources(resources: readonly ResourceDifference[], errored: boolean, writer: CliWriter): void {
  if (resources.length === 0) return
  if (resources.some(({ action }) => action !== 'none')) {
    writer.blank()
    for (const line of [
      'Terraform used the selected providers to generate the following execution',
      'plan. Resource actions are indicated with the following symbols:'
    ]) {
      writer.blank()
      writer.text(line)
    }
    for (const [action, meaning] of LEGEND) {
      if (!resources.some(resource => resource.action === action)) continue
      writer.legend(action, meaning)
    }
  }
  writer.blank()
  writer.blank()
  writer.text(
    errored
      ? 'Terraform planned the following actions, but then encountered a problem:'
      : 'Terraform will perform the following actions:'
  )
  for (const resource of resources) {
    writer.blank()
    printResource(resource, writer, 'planned')
  }
  writer.blank()
  printCounts(resources, writer)
}

function printCounts(resources: readonly ResourceDifference[], writer: CliWriter): void {
  const { additions, changes, destructions, imports, unknown } = countResources(resources)
  writer.blank()
  writer.begin('bold')
  writer.text('Plan:')
  writer.begin('reset')
  writer.text(
    `${imports === 0 ? '' : ` ${imports} to import,`} ${additions} to add, ${changes} to change, ${destructions} to destroy${unknown === 0 ? '' : `, ${unknown} with an unknown action`}.`
  )
  writer.blank()
  writer.begin('reset')
}

function printOutputs({ outputs }: PlanDifference, writer: CliWriter): void {
  const changed = sortedByKey(new Map(outputs.filter(changes).map(output => [output.name, output])))
  writer.blank()
  writer.text('Changes to Outputs:')
  const names = new Map(outputs.map(({ name }) => [name, attributeName(name)]))
  const width = widthOf(names.values())
  for (const [name, { action, actionWords, node }] of changed) {
    writer.line(0, action === 'unknown' ? action : node.action)
    writer.text(`${padName(names.get(name) ?? name, width)} = `)
    printNode(node, writer)
    if (action === 'unknown') writer.text(` # unknown action ${quoteAsCli(actionWords)}`)
  }
}

function printOnlyOutputs(writer: CliWriter): void {
  writer.blank()
  for (const line of [
    'You can apply this plan to save these new output values to the Terraform',
    'state, without changing any real infrastructure.'
  ]) {
    writer.blank()
    writer.text(line)
  }
}
