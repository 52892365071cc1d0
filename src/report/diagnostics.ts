import type { Diagnostic } from '../terraform/log-events.ts'
import { withoutColors } from '../terraform/colors.ts'
import { renderDiagnostic } from '../terraform/render-log.ts'
import { fileInRepository } from './annotations.ts'
import type { TextBlock } from './fit.ts'
import { code, codeBlock, details, htmlCode, link, shorten } from './markdown.ts'
import type { Report } from './report.ts'

const MAX_TEXT = 4_000
const MAX_SUMMARY = 200
const MAX_PLACES = 50

interface Merged {
  readonly first: Diagnostic
  readonly all: readonly Diagnostic[]
}

/** The diagnostics of one severity, by file and line; those that say the same are one. */
export function diagnosticBlocks(report: Report, severity: Diagnostic['severity']): readonly TextBlock[] {
  const merged = merge(report.diagnostics.filter(diagnostic => diagnostic.severity === severity))
  return merged.map(one => {
    const { first, all } = one
    const icon = severity === 'error' ? '❌' : '⚠️'
    const summary = `${icon} ${all.length === 1 ? '' : `${all.length} × `}${htmlCode(shorten(withoutColors(first.summary), MAX_SUMMARY))}`
    const text = codeBlock(shorten(withoutColors(renderDiagnostic(first, text => text).join('\n')).trimEnd(), MAX_TEXT))
    const content = [text, ...placesOf(report, all)].join('\n\n')
    return {
      rank: severity === 'error' ? 1 : 8,
      what: severity === 'error' ? 'error' : 'warning',
      count: all.length,
      text: severity === 'error' ? content : details(summary, content),
      short: `- ${icon} ${all.length === 1 ? '' : `${all.length} × `}${code(shorten(withoutColors(first.summary), MAX_SUMMARY))}`
    }
  })
}

function merge(diagnostics: readonly Diagnostic[]): readonly Merged[] {
  const groups = new Map<string, Diagnostic[]>()
  for (const diagnostic of diagnostics.toSorted(byPlace)) {
    const key = JSON.stringify([diagnostic.summary, diagnostic.detail])
    const group = groups.get(key)
    if (group === undefined) groups.set(key, [diagnostic])
    else group.push(diagnostic)
  }
  return groups
    .values()
    .flatMap(all => all.slice(0, 1).map(first => ({ first, all })))
    .toArray()
}

const byPlace = ({ range: a }: Diagnostic, { range: b }: Diagnostic): number =>
  (a?.filename ?? '\uffff').localeCompare(b?.filename ?? '\uffff', 'en') || (a?.start.line ?? 0) - (b?.start.line ?? 0)

const inPath = (file: string): string => file.toWellFormed().split('/').map(encodeURIComponent).join('/')

/** Where they arose: a link to the line in the commit, where the file is in the repository. */
function placesOf({ files }: Report, all: readonly Diagnostic[]): readonly string[] {
  const places = all.flatMap(({ range, address }) => {
    if (range === undefined) return address === undefined ? [] : [code(shorten(address, MAX_SUMMARY))]
    const name = code(shorten(`${range.filename}:${range.start.line}`, MAX_SUMMARY))
    const file = files && fileInRepository(files.base, range.filename)
    const place =
      files === undefined || file === undefined ? name : link(name, `${files.url}/${inPath(file)}#L${range.start.line}`)
    return [all.length === 1 || address === undefined ? place : `${place} ${code(shorten(address, MAX_SUMMARY))}`]
  })
  const shown = places.slice(0, MAX_PLACES)
  const more = places.length > MAX_PLACES ? ` and ${places.length - MAX_PLACES} more` : ''
  const count = all.length === 1 ? '' : `**${all.length} ×** `
  return shown.length === 0 ? [] : [count + shown.join(' · ') + more]
}
