import { countActions, countsInWords, type Counts } from './actions.ts'
import { destroys, type Change } from '../terraform/plan.ts'
import { isFailed } from '../run/outcome.ts'
import { blockOf, nameOf } from './resource-entries.ts'
import type { TextBlock } from './fit.ts'
import { code, link, shorten } from './markdown.ts'
import type { Report } from './report.ts'

const MAX_NAMED = 5
const MAX_NAME = 200

/** What came of it, what is lost, and where more of it is: first of all. */
export function headBlocks(report: Report): readonly TextBlock[] {
  const notes = [facts(report), ...remarks(report)].filter(text => text !== '')
  return [
    { rank: 0, what: 'titles', text: `### ${title(report)}` },
    ...cautionBlocks(report),
    ...(notes.length === 0 ? [] : [{ rank: 0, what: 'links', text: notes.join('\n\n') }])
  ]
}

function title(report: Report): string {
  const { operation, mode, result, failed, applied, progress } = report
  const where = code(`${shorten(report.organization, MAX_NAME)}/${shorten(report.workspace, MAX_NAME)}`)
  const kind = mode === 'normal' ? '' : ` (${mode})`
  const words = inWords(report)
  if (progress !== undefined && !applied) return `❌ Apply failed in ${where}${kind}: ${progressInWords(progress)}`
  if (failed) {
    const planned = words === undefined || words === NOTHING ? '' : `. Planned: ${words}`
    return `❌ ${where}${kind}: ${result}${planned}`
  }
  if (operation === 'apply' && !applied && words === NOTHING) return `✅ No changes in ${where}${kind}`
  const verb = applied ? 'Applied in' : operation === 'save-plan' ? 'Saved plan for' : 'Plan for'
  return `${applied || words === NOTHING ? '✅' : '📝'} ${verb} ${where}${kind}: ${words ?? result}`
}

const NOTHING = 'no changes'

const progressInWords = ({ done, failed, notReached }: NonNullable<Report['progress']>): string =>
  [
    `${done.length} of ${done.length + failed.length + notReached.length} done`,
    ...(failed.length === 0 ? [] : [`${failed.length} failed`]),
    ...(notReached.length === 0 ? [] : [`${notReached.length} not reached`])
  ].join(', ')

/** What is done, or was done, in numbers. Undefined where that is not known. */
function inWords({ counts, changes, applied, mode }: Report): string | undefined {
  const known = changes === undefined ? undefined : countActions(changes.resources)
  // Where the list is not all that the service counts, its count is the right one.
  const isWhole =
    known !== undefined &&
    (counts === undefined || agree(known, counts) || countsInWords(fromTotals(counts), applied) === '')
  const numbers = isWhole ? known : counts && fromTotals(counts)
  if (numbers === undefined) return undefined
  const words = [countsInWords(numbers, applied), ...later(changes, applied)].filter(part => part !== '').join(', ')
  if (words !== '') return words
  if (changes !== undefined && mode === 'refresh-only' && changes.drift.length > 0) return driftInWords(changes.drift)
  return changes !== undefined && changes.outputs.length > 0 ? 'only outputs change' : NOTHING
}

function later(changes: Report['changes'], applied: boolean): readonly string[] {
  const { deferred = [], invocations = [] } = changes ?? {}
  const invoked = invocations.filter(invocation => invocation.deferred === undefined)
  const actions = `${invoked.length} ${invoked.length === 1 ? 'action' : 'actions'}`
  return [
    ...(invoked.length === 0 ? [] : [`${actions} ${applied ? 'invoked' : 'to invoke'}`]),
    ...(deferred.length === 0 ? [] : [`${deferred.length} deferred`])
  ]
}

function agree(known: Counts, { additions, changes, destructions }: NonNullable<Report['counts']>): boolean {
  const [created, updated, replaced, deleted] = (['create', 'update', 'replace', 'delete'] as const).map(
    action => known.get(action) ?? 0
  )
  return (
    additions === (created ?? 0) + (replaced ?? 0) &&
    changes === updated &&
    destructions === (deleted ?? 0) + (replaced ?? 0)
  )
}

const fromTotals = ({ additions, changes, destructions, imports }: NonNullable<Report['counts']>): Counts =>
  new Map([
    ['import', imports],
    ['create', additions],
    ['update', changes],
    ['delete', destructions]
  ])

export function driftInWords(drift: NonNullable<Report['changes']>['drift']): string {
  const deleted = drift.filter(({ action }) => action === 'delete').length
  return `${drift.length} changed outside of Terraform${deleted === 0 ? '' : ` (${deleted} deleted)`}`
}

function cautionBlocks({ changes, applied }: Report): readonly TextBlock[] {
  const lost = changes?.resources.filter(destroys) ?? []
  if (lost.length === 0) return []
  const groups = new Map<string, [Change, ...Change[]]>()
  for (const change of lost) {
    const block = blockOf(change.address)
    const group = groups.get(block)
    if (group === undefined) groups.set(block, [change])
    else group.push(change)
  }
  const named = [...groups].slice(0, MAX_NAMED)
  const rest = lost.length - named.reduce((sum, [, group]) => sum + group.length, 0)
  const names = named
    .map(([block, group]) => {
      const address = group.length === 1 ? group[0].address : block
      return nameOf({ changes: group, address: shorten(address, MAX_NAME) })
    })
    .join(', ')
  const verb = applied ? (lost.length === 1 ? 'was' : 'were') : lost.length === 1 ? 'is' : 'are'
  const what = `${lost.length} ${lost.length === 1 ? 'resource' : 'resources'} ${verb} destroyed or replaced`
  const more = rest === 0 ? '' : `, and ${rest} more`
  return [{ rank: 0, what: 'warnings', text: `> [!CAUTION]\n> **${what}**: ${names}${more}` }]
}

/** The line under the title. */
function facts({ runUrl, jobUrl, commit, findings, diagnostics }: Report): string {
  const policies = findings.filter(({ kind }) => kind === 'policy')
  const failed = policies.filter(isFailed).length
  const warnings = diagnostics.filter(({ severity }) => severity === 'warning').length
  const cost = findings.flatMap(finding => (finding.kind === 'cost' ? [finding.cost.delta] : []))[0]
  return [
    ...(runUrl === undefined ? [] : [link('Run', runUrl)]),
    ...(jobUrl === undefined ? [] : [link('Full report', jobUrl)]),
    ...(commit === undefined ? [] : [`Commit ${code(commit.slice(0, 7))}`]),
    ...(failed === 0 ? [] : [`❌ ${failed} of ${policies.length} policies failed`]),
    ...(warnings === 0 ? [] : [`⚠️ ${warnings} ${warnings === 1 ? 'warning' : 'warnings'}`]),
    ...(cost === undefined || !Number.isFinite(Number(cost)) ? [] : [`💰 ${dollars(Number(cost))} a month`])
  ].join(' · ')
}

const dollars = (amount: number): string => `${amount < 0 ? '-' : '+'}$${Math.abs(amount).toFixed(2)}`

function remarks({ changes, counts, planText }: Report): readonly string[] {
  const replaced = changes?.resources.some(({ action }) => action === 'replace') === true
  return [
    ...(replaced && counts !== undefined
      ? [
          '_Terraform counts a replacement as one to add and one to destroy; here it is counted once, as one to replace._'
        ]
      : []),
    ...(changes?.source === 'unmarked'
      ? [
          '_Values are not shown, since the plan does not say which of them are sensitive: plans of Terraform 0.14 and older do not._'
        ]
      : []),
    ...(changes?.source === 'log' || planText !== undefined
      ? [
          `_The plan can not be read as JSON, so the attributes are not known${planText === undefined ? '' : ' beyond its text'}: they are in the run._`
        ]
      : [])
  ]
}
