import type { Diagnostic } from '../logs/events.ts'
import { renderDiagnostic } from '../logs/render.ts'
import { destroys, type Action, type Change, type Changes, type OutputChange } from '../run/changes.ts'
import type { Finding } from '../run/checks.ts'
import { isFailed, isPassed, sentence } from '../run/outcome.ts'
import { attributeDiff } from './attributes.ts'
import type { Block } from './fit.ts'
import { code, codeBlock, details, htmlCode } from './markdown.ts'
import type { ReportedOutput } from './report.ts'

/** Addresses in one block: what is left out, is left out by so many. */
const CHUNK = 50
const MOST_NAMED = 5

/** Each action in the order of its weight, with the mark that colours it in a diff. */
const GROUPS: readonly { readonly action: Action; readonly title: string; readonly mark: string }[] = [
  { action: 'delete', title: 'Destroy', mark: '-' },
  { action: 'replace', title: 'Replace', mark: '!' },
  { action: 'create', title: 'Create', mark: '+' },
  { action: 'update', title: 'Update', mark: '!' },
  { action: 'import', title: 'Import', mark: '+' },
  { action: 'move', title: 'Move', mark: '#' },
  { action: 'forget', title: 'Forget', mark: '#' },
  { action: 'read', title: 'Read', mark: '#' }
]

export function cautionBlocks({ resources }: Changes, applied: boolean): readonly Block[] {
  const lost = resources.filter(destroys)
  if (lost.length === 0) return []
  const named = lost.slice(0, MOST_NAMED).map(({ address }) => code(address.slice(0, 300)))
  const more = lost.length > MOST_NAMED ? `, and ${lost.length - MOST_NAMED} more` : ''
  const verb = applied ? (lost.length === 1 ? 'was' : 'were') : lost.length === 1 ? 'is' : 'are'
  const what = `${lost.length} ${lost.length === 1 ? 'resource' : 'resources'} ${verb} destroyed or replaced`
  return [{ rank: 0, what: 'warnings', text: `> [!CAUTION]\n> **${what}**: ${named.join(', ')}${more}` }]
}

export function changeBlocks({ resources }: Changes): readonly Block[] {
  return GROUPS.flatMap(({ action, title, mark }) => {
    const group = resources.filter(change => change.action === action)
    return chunks(group).map((some, index) => ({
      rank: destroys({ action } as Change) ? 2 : 3,
      what: 'lists of addresses',
      text: `${index === 0 ? `**${title}** (${group.length})\n\n` : ''}${codeBlock(some.map(change => `${mark} ${line(change)}`).join('\n'), 'diff')}`
    }))
  })
}

/** An address, and what is to be known of its change. */
function line({ address, previousAddress, importing, action, reason }: Change): string {
  const notes = [
    ...(previousAddress === undefined ? [] : [`from ${previousAddress}`]),
    ...(importing && action !== 'import' ? ['imported'] : []),
    ...(reason === undefined ? [] : [reason.replaceAll('_', ' ')])
  ]
  return (notes.length === 0 ? address : `${address} (${notes.join(', ')})`).replaceAll(/\r?\n/g, ' ')
}

export const driftBlocks = ({ drift }: Changes): readonly Block[] =>
  chunks(drift).map((some, index) => ({
    rank: 6,
    what: 'lists of drift',
    text: `${index === 0 ? `**Changed outside of Terraform** (${drift.length})\n\n` : ''}${codeBlock(some.map(line).join('\n'))}`
  }))

export function outputChangeBlocks({ outputs }: Changes): readonly Block[] {
  return chunks(outputs).map((some, index) => ({
    rank: 5,
    what: 'lists of outputs',
    text: `${index === 0 ? `**Outputs** (${outputs.length})\n\n` : ''}${codeBlock(some.flatMap(outputLines).join('\n'), 'diff')}`
  }))
}

/** An output is shown as an attribute is. */
function outputLines({ name, action, values }: OutputChange): readonly string[] {
  const lines = attributeDiff({
    ...values,
    before: { [name]: values.before },
    after: { [name]: values.after },
    beforeSensitive: { [name]: values.beforeSensitive },
    afterSensitive: { [name]: values.afterSensitive },
    afterUnknown: { [name]: values.afterUnknown },
    replacePaths: []
  })
  return lines.length > 0 ? lines : [`# ${name} (${action})`]
}

export const outputBlocks = (outputs: readonly ReportedOutput[]): readonly Block[] =>
  chunks(outputs).map((some, index) => ({
    rank: 5,
    what: 'lists of outputs',
    text: `${index === 0 ? `**Outputs** (${outputs.length})\n\n` : ''}${codeBlock(some.map(({ name, text = '(sensitive)' }) => `${name} = ${text.slice(0, 1000)}`).join('\n'))}`
  }))

/** The attributes of each resource that changes, to be unfolded; those of what is lost come first. */
export function attributeBlocks({ resources }: Changes): readonly Block[] {
  const blocks = GROUPS.flatMap(({ action, title }) =>
    resources
      .filter(change => change.action === action)
      .flatMap(({ address, values }) => {
        const shown = values === undefined ? [] : attributeDiff(values)
        const lines =
          shown.length === 0 && values !== undefined && action === 'update' ? ['# only sensitive values change'] : shown
        if (lines.length === 0) return []
        const text = details(`${htmlCode(address)} · ${title.toLowerCase()}`, codeBlock(lines.join('\n'), 'diff'))
        return [{ rank: destroys({ action } as Change) ? 7 : 8, what: 'changes of attributes', text }]
      })
  )
  return blocks.length === 0 ? [] : [{ rank: 7, what: 'headings', text: '**Attributes**' }, ...blocks]
}

export const diagnosticBlocks = (diagnostics: readonly Diagnostic[]): readonly Block[] =>
  diagnostics.map(diagnostic => ({
    rank: diagnostic.severity === 'error' ? 1 : 4,
    what: diagnostic.severity === 'error' ? 'errors' : 'warnings',
    text: codeBlock(
      renderDiagnostic(diagnostic, text => text)
        .join('\n')
        .slice(0, 4000)
    )
  }))

export function findingBlocks(findings: readonly Finding[]): readonly Block[] {
  return chunks(findings).map((some, index) => ({
    rank: 2,
    what: 'lists of policies and tasks',
    text: `${index === 0 ? '**Policies, tasks and costs**\n\n' : ''}${some.map(finding => `- ${icon(finding)} ${code(sentence(finding).slice(0, 1000))}`).join('\n')}`
  }))
}

function icon(finding: Finding): string {
  if (finding.kind === 'cost') return '💰'
  if (isPassed(finding)) return '✅'
  return isFailed(finding) ? '❌' : '⚠️'
}

const chunks = <T>(items: readonly T[]): readonly (readonly T[])[] =>
  Array.from({ length: Math.ceil(items.length / CHUNK) }, (_, index) => items.slice(index * CHUNK, (index + 1) * CHUNK))
