import { plural } from '../plural.ts'
import { destroys, type Change } from '../terraform/plan.ts'
import { changesInWords, listedCounts, NOTHING } from './change-counts.ts'
import { blockOf } from './instances.ts'
import { nameOf } from './resource-entries.ts'
import type { TextBlock } from './fit.ts'
import { policiesInWords } from './findings.ts'
import { code, link, shorten } from './markdown.ts'
import { progressRemarks, type ApplyStatus } from './progress.ts'
import type { Report } from './report.ts'

const MAX_NAMED = 5
const MAX_NAME = 200

/** What came of it, what is lost, and where more of it is: first of all. */
export function headBlocks(report: Report): readonly TextBlock[] {
  const notes = [facts(report), ...remarks(report)].filter(text => text !== '')
  return [
    { rank: 0, what: 'title', text: `### ${title(report)}` },
    ...cautionBlocks(report),
    ...(notes.length === 0 ? [] : [{ rank: 0, what: 'link', text: notes.join('\n\n') }])
  ]
}

function title(report: Report): string {
  const { operation, mode, result, phase, failed, applied } = report
  const where = code(`${shorten(report.organization, MAX_NAME)}/${shorten(report.workspace, MAX_NAME)}`)
  const kind = mode === 'normal' ? '' : ` (${mode})`
  const words = changesInWords(report)
  if (failed) {
    const head = phase === undefined ? `❌ ${where}${kind}: ${result}` : `❌ ${phase} in ${where}${kind}`
    const progress = progressInWords(report)
    if (progress !== undefined) return `${head}${phase === undefined ? '. Apply' : ''}: ${progress}`
    return words === undefined || words === NOTHING ? head : `${head}. ${applied ? 'Applied' : 'Planned'}: ${words}`
  }
  if (operation === 'apply' && !applied && words === NOTHING) return `✅ No changes in ${where}${kind}`
  const verb = applied ? 'Applied in' : operation === 'save-plan' ? 'Saved plan for' : 'Plan for'
  return `${applied || words === NOTHING ? '✅' : '📝'} ${verb} ${where}${kind}: ${words ?? result}`
}

/** What an apply did that did not get to its end. Undefined where its log does not tell. */
function progressInWords({ applied, progress }: Report): string | undefined {
  if (applied || progress === undefined) return undefined
  const count = (status: ApplyStatus): number =>
    progress
      .values()
      .filter(result => result.status === status)
      .toArray().length
  return [
    `${count('done')} of ${progress.size} done`,
    ...SHORTFALLS.map(status => [count(status), status.replace('-', ' ')] as const)
      .filter(([number]) => number > 0)
      .map(([number, words]) => `${number} ${words}`)
  ].join(', ')
}

const SHORTFALLS = ['failed', 'unfinished', 'not-reached'] as const satisfies readonly ApplyStatus[]

function cautionBlocks({ changes, applied, hasBegun, isGivenUp, progress }: Report): readonly TextBlock[] {
  const lost = changes?.resources.filter(destroys) ?? []
  const sentences =
    applied || !(hasBegun || isGivenUp)
      ? [cautionFor(lost, applied ? ['was', 'were'] : ['is', 'are'])]
      : [
          cautionFor(
            lost.filter(({ address }) => progress?.get(address)?.isDestroyed === true),
            ['was', 'were']
          ),
          cautionFor(
            lost.filter(({ address }) => progress?.get(address)?.isDestroyed !== true),
            ['was planned to be', 'were planned to be']
          )
        ]
  const said = sentences.filter(sentence => sentence !== '')
  return said.length === 0 ? [] : [{ rank: 0, what: 'warning', text: `> [!CAUTION]\n> ${said.join('\\\n> ')}` }]
}

function cautionFor(lost: readonly Change[], [one, many]: readonly [string, string]): string {
  if (lost.length === 0) return ''
  const groups = Map.groupBy(lost, ({ address }) => blockOf(address))
    .entries()
    .flatMap(([block, [first, ...more]]) =>
      first === undefined ? [] : [{ block, changes: [first, ...more] as const }]
    )
    .toArray()
  const named = groups.slice(0, MAX_NAMED)
  const rest = lost.length - named.reduce((sum, { changes }) => sum + changes.length, 0)
  const names = named
    .map(({ block, changes }) => {
      const address = changes.length === 1 ? changes[0].address : block
      return nameOf({ changes, address: shorten(address, MAX_NAME) })
    })
    .join(', ')
  const what = `${plural(lost.length, `resource ${one}`, `resources ${many}`)} destroyed or replaced`
  return `**${what}**: ${names}${rest === 0 ? '' : `, and ${rest} more`}`
}

/** The line under the title. */
function facts(report: Report): string {
  const { runUrl, jobUrl, commit, findings, diagnostics, hasBegun, applied } = report
  const planned = hasBegun && !applied && progressInWords(report) !== undefined ? changesInWords(report) : undefined
  const policies = policiesInWords(findings)
  const warnings = diagnostics.filter(({ severity }) => severity === 'warning').length
  const cost = findings.flatMap(finding => (finding.kind === 'cost' ? [finding.cost.delta] : []))[0]
  return [
    ...(planned === undefined ? [] : [`Planned: ${planned}`]),
    ...(runUrl === undefined ? [] : [link('Run', runUrl)]),
    ...(jobUrl === undefined ? [] : [link('Full report', jobUrl)]),
    ...(commit === undefined ? [] : [`Commit ${code(commit.slice(0, 7))}`]),
    ...(policies === '' ? [] : [policies]),
    ...(warnings === 0 ? [] : [`⚠️ ${plural(warnings, 'warning')}`]),
    ...(cost === undefined || !Number.isFinite(Number(cost)) ? [] : [`💰 ${dollars(Number(cost))} a month`])
  ].join(' · ')
}

const dollars = (amount: number): string => `${amount < 0 ? '-' : '+'}$${Math.abs(amount).toFixed(2)}`

function remarks(report: Report): readonly string[] {
  const { changes, counts, phase, planText, applied } = report
  const replaced = (listedCounts({ counts, changes, applied })?.get('replace') ?? 0) > 0
  return [
    ...progressRemarks(report),
    ...(replaced && counts !== undefined
      ? [
          '_Terraform counts a replacement as one to add and one to destroy; here it is counted once, as one to replace._'
        ]
      : []),
    ...(changes?.source === 'unmarked'
      ? [
          "_The report shows no values, because the plan does not say which of them are sensitive. Plans of Terraform 0.14 and older don't._"
        ]
      : []),
    ...(changes?.source === 'log' || planText !== undefined
      ? [
          phase?.startsWith('Plan ') === true
            ? '_The plan did not finish. The report shows only what its log shows._'
            : `_The plan can't be read as JSON, so the attributes are not known${planText === undefined ? '' : ' beyond its text'}. They are in the run._`
        ]
      : [])
  ]
}
