import { plural } from '../plural.ts'
import type { Filter } from '../terraform/diff/writer.ts'
import type { Change, Changes } from '../terraform/plan.ts'
import { ACTIONS } from './actions.ts'
import { entryBlocks, UNKNOWN, type Showing } from './resource-entries.ts'
import type { TextBlock } from './fit.ts'
import { driftInWords } from './change-counts.ts'
import { code, codeBlock, details, shorten } from './markdown.ts'
import type { ReportedOutput } from './report.ts'
import { valueDiff } from './value-diff.ts'

/** Lines in one block: what is left out, is left out by so many. */
const CHUNK = 200
/** Characters of a text that is shown. */
const MAX_TEXT = 1_000

/** A titled list. A long one is folded, piece by piece. */
function listBlocks(title: string, lines: readonly string[], rank: number, what: string): readonly TextBlock[] {
  const pieces = chunks(lines)
  return pieces.map((piece, index) => {
    const list = codeBlock(piece.join('\n'), 'diff')
    const range = `${index * CHUNK + 1} to ${index * CHUNK + piece.length}`
    const text = pieces.length === 1 ? list : details(`${title} ${range}`, list)
    const heading = `**${title}** (${lines.length})`
    const count = piece.length
    return index === 0
      ? {
          rank,
          what,
          count,
          text: `${heading}\n\n${text}`,
          short: `${heading}: omitted, because the report is too long`
        }
      : { rank, what, count, text }
  })
}

/** What has changed outside of Terraform, with its attributes. */
export function driftBlocks({ drift }: Changes, filter: Filter): readonly TextBlock[] {
  if (drift.length === 0) return []
  // Why Terraform would change it says nothing of what has changed it.
  const changed = drift.map((change): Change => ({ ...change, reason: undefined }))
  return [
    { rank: 6, what: 'heading', count: 0, text: `🌊 **${driftInWords(drift)}**` },
    ...entryBlocks(changed, { filter, when: 'outside' }).map(block => ({
      ...block,
      rank: 7,
      what: 'resource that changed outside of Terraform',
      whatPlural: 'resources that changed outside of Terraform'
    }))
  ]
}

/** Outputs are shown as attributes are. */
export function outputChangeBlocks({ outputs }: Changes, { filter, when }: Showing): readonly TextBlock[] {
  if (outputs.length === 0) return []
  const title = when === 'planned' ? 'Planned changes of outputs' : 'Changes of outputs'
  const attributes = new Map(outputs.flatMap(({ name, node }) => (node === undefined ? [] : [[name, node]])))
  if (attributes.size === 0) {
    const names = outputs.map(
      ({ name, action }) =>
        `- ${code(shorten(name, MAX_TEXT))} ${ACTIONS[action][when === 'planned' ? when : 'future']}`
    )
    return listBlocks(title, names, 6, 'outputs')
  }
  const { lines, brief, changed } = valueDiff(
    { kind: 'block', action: 'update', replace: false, attributes, blocks: [] },
    filter,
    UNKNOWN[when]
  )
  const heading = `**${title}** (${outputs.length})`
  const form = (shown: readonly string[]): string => `${heading}\n\n${codeBlock(shown.join('\n'), 'diff')}`
  return [
    {
      rank: 6,
      what: 'output',
      count: outputs.length,
      text: form(lines),
      brief: form(brief),
      short: `${heading}: ${plural(changed, 'value')} not shown`
    }
  ]
}

export const outputBlocks = (outputs: readonly ReportedOutput[]): readonly TextBlock[] =>
  listBlocks(
    'Outputs',
    outputs.map(({ name, text = '(sensitive)' }) => `${name} = ${shorten(text, MAX_TEXT)}`),
    6,
    'lines of outputs'
  )

const chunks = <T>(items: readonly T[]): readonly (readonly T[])[] =>
  Array.from({ length: Math.ceil(items.length / CHUNK) }, (_, index) => items.slice(index * CHUNK, (index + 1) * CHUNK))
