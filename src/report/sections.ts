import type { Diagnostic } from '../terraform/log-events.ts'
import { reasonInWords } from '../terraform/action-reasons.ts'
import { renderDiagnostic } from '../terraform/render-log.ts'
import { destroys, type Action, type Change, type Changes, type OutputChange, type Values } from '../terraform/plan.ts'
import type { Finding } from '../run/finding.ts'
import { isFailed, isPassed, sentence } from '../run/outcome.ts'
import { attributeDiff } from './attributes.ts'
import type { Block } from './fit.ts'
import { code, codeBlock, details, htmlCode } from './markdown.ts'
import type { ReportedOutput } from './report.ts'

/** Addresses in one block: what is left out, is left out by so many. */
const CHUNK = 200
const MOST_NAMED = 5
/** Resources, and lines of each, that are shown without being unfolded. */
const FEW = 5
const FEW_LINES = 40
/** Characters of a text that is shown. */
const LONGEST = 1_000

interface Group {
  readonly action: Action
  readonly title: string
  readonly past: string
  /** What colours it in a diff. */
  readonly mark: string
}

/** Each action in the order of its weight. */
const GROUPS: readonly Group[] = [
  { action: 'delete', title: 'Destroy', past: 'Destroyed', mark: '-' },
  { action: 'replace', title: 'Replace', past: 'Replaced', mark: '!' },
  { action: 'create', title: 'Create', past: 'Created', mark: '+' },
  { action: 'update', title: 'Update', past: 'Updated', mark: '!' },
  { action: 'import', title: 'Import', past: 'Imported', mark: '+' },
  { action: 'move', title: 'Move', past: 'Moved', mark: '#' },
  { action: 'forget', title: 'Forget', past: 'Forgotten', mark: '#' },
  { action: 'read', title: 'Read', past: 'Read', mark: '#' }
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

export function changeBlocks({ resources }: Changes, applied: boolean): readonly Block[] {
  return GROUPS.flatMap(({ action, title, past, mark }) => {
    const group = resources.filter(change => change.action === action)
    const lines = group.map(change => `${mark} ${line(change)}`)
    return listBlocks(applied ? past : title, lines, destroys({ action } as Change) ? 2 : 3, 'lists of addresses')
  })
}

/** A titled list. A long one is folded, piece by piece. */
function listBlocks(title: string, lines: readonly string[], rank: number, what: string): readonly Block[] {
  const pieces = chunks(lines)
  return pieces.map((piece, index) => {
    const list = codeBlock(piece.join('\n'), 'diff')
    const range = `${index * CHUNK + 1} to ${index * CHUNK + piece.length}`
    const text = pieces.length === 1 ? list : details(`${title} ${range}`, list)
    return { rank, what, text: index === 0 ? `**${title}** (${lines.length})\n\n${text}` : text }
  })
}

/** An address, and what is to be known of its change. */
function line({ address, previousAddress, importing, action, reason }: Change): string {
  const notes = [
    ...(previousAddress === undefined ? [] : [`from ${previousAddress}`]),
    ...(importing && action !== 'import' ? ['imported'] : []),
    ...(reason === undefined ? [] : [reasonInWords(reason)])
  ]
  return (notes.length === 0 ? address : `${address} (${notes.join(', ')})`).replaceAll(/\r?\n/g, ' ')
}

export const driftBlocks = ({ drift }: Changes): readonly Block[] =>
  listBlocks('Changed outside of Terraform', drift.map(line), 6, 'lists of drift')

export const outputChangeBlocks = ({ outputs }: Changes): readonly Block[] =>
  listBlocks('Changes of outputs', outputs.flatMap(outputLines), 5, 'lists of outputs')

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
  return lines.length > 0 ? lines : [`! ${name} = (sensitive value) # ${action}`]
}

export const outputBlocks = (outputs: readonly ReportedOutput[]): readonly Block[] =>
  listBlocks(
    'Outputs',
    outputs.map(({ name, text = '(sensitive)' }) => `${name} = ${text.slice(0, LONGEST)}`),
    5,
    'lists of outputs'
  )

/** The attributes of each resource that changes, to be unfolded: those of what is lost first, and where there are few, unfolded already. */
export function attributeBlocks({ resources }: Changes): readonly Block[] {
  const few = resources.length <= FEW
  const blocks = GROUPS.flatMap(({ action, title }) =>
    resources
      .filter(change => change.action === action)
      .flatMap(({ address, values }) => {
        const lines = values === undefined ? [] : attributeLines(values, action)
        if (lines.length === 0) return []
        const open = few && lines.length <= FEW_LINES
        const text = details(`${htmlCode(address)} · ${title.toLowerCase()}`, codeBlock(lines.join('\n'), 'diff'), open)
        return [{ rank: destroys({ action } as Change) ? 8 : 9, what: 'changes of attributes', text }]
      })
  )
  if (blocks.length === 0) return []
  const summary = `<details${few ? ' open' : ''}><summary>Changes of attributes (${blocks.length})</summary>`
  const frame = (text: string): Block => ({ rank: 7, what: 'headings', text })
  return [frame(summary), ...blocks, frame('</details>')]
}

function attributeLines(values: Values, action: Action): readonly string[] {
  const lines = attributeDiff(values)
  return lines.length === 0 && action === 'update' ? ['# only sensitive values change'] : lines
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
    text: `${index === 0 ? '**Policies, tasks and costs**\n\n' : ''}${some.map(finding => `- ${icon(finding)} ${code(sentence(finding).slice(0, LONGEST))}`).join('\n')}`
  }))
}

function icon(finding: Finding): string {
  if (finding.kind === 'cost') return '💰'
  if (isPassed(finding)) return '✅'
  return isFailed(finding) ? '❌' : '⚠️'
}

const chunks = <T>(items: readonly T[]): readonly (readonly T[])[] =>
  Array.from({ length: Math.ceil(items.length / CHUNK) }, (_, index) => items.slice(index * CHUNK, (index + 1) * CHUNK))
